import type { Context } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import { dictionary, entryPictures, namedEntries, primaryOf } from '../../catalogue/index.ts';
import type { Held, Picture } from './checks/picture.ts';
import { type Known, linesOf, readContent, type ReadContent } from './content.ts';
import type { Answers } from './questions.ts';
import { rulesOf } from './rules.ts';
import { planOfMeasure } from './store/requests.ts';

export const today = ({ vahid }: Pick<Context, 'vahid'>): string => bakuDate(vahid.now());

/** A request as far as it can be read against the plan, the register and the dictionary in force. */
export async function readAnswers(ctx: Context, answers: Answers, institution: string): Promise<ReadContent> {
  return readContent(answers, await knownOf(ctx, answers, institution), today(ctx));
}

async function knownOf(ctx: Context, answers: Answers, institution: string): Promise<Known> {
  const lines = [...linesOf(answers.entries), ...linesOf(answers.replaces)];
  const named = await namedEntries(ctx, [...lines, ...lines.map(codeIn)]);
  const entries = new Map<string, string>();
  for (const line of lines) {
    const found = named.find(
      ({ kind, code, title }) =>
        [code, `${kind}/${code}`].includes(line) || title.az.toLocaleLowerCase('az') === line.toLocaleLowerCase('az'),
    );
    if (found) entries.set(line, `${found.kind}/${found.code}`);
  }
  const { concepts } = dictionary(ctx.vahid.releases);
  return {
    rules: rulesOf(ctx),
    plan: await planOf(ctx, (answers.measure ?? '').trim()),
    entries,
    concepts: new Set(Object.keys(concepts)),
    institution,
  };
}

/** `system/tax` is typed for the code `tax`. */
const codeIn = (line: string): string => line.slice(line.indexOf('/') + 1);

/** The plan in which a measure of this number stands: the national one before roadmaps. */
async function planOf(ctx: Context, number: string): Promise<string | undefined> {
  if (!/^[\w.-]{1,40}$/.test(number)) return undefined;
  return planOfMeasure(ctx.db, number);
}

const refOf = (entry: string) => {
  const [kind = '', code = ''] = entry.split('/');
  return { kind: kind as Picture['entries'][number]['kind'], code };
};

/** The register, as far as it concerns a request. */
export async function pictureFor(
  ctx: Context,
  answers: Answers,
  { content }: Pick<ReadContent, 'content'>,
): Promise<Picture> {
  const { releases } = ctx.vahid;
  const { concepts } = dictionary(releases);
  const held = linesOf(answers.collects).flatMap((concept): Held[] => {
    const primary = primaryOf(releases, concept);
    const label = concepts[concept]?.label ?? { az: concept, en: concept, ru: concept };
    return primary ? [{ concept, label, register: { code: primary.register, title: primary.title } }] : [];
  });
  return {
    entries: await entryPictures(ctx, content.entries.map(refOf)),
    replaced: await entryPictures(ctx, content.replaced.map(refOf)),
    held,
    components: rulesOf(ctx).components,
    today: today(ctx),
  };
}
