import type { Context } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import { answersFor, inChargeOf } from '../../identity/index.ts';
import { dictionary, entryPictures, namedEntries, primaryOf } from '../../catalogue/index.ts';
import { recordOf, type TrackRecord } from './autonomy.ts';
import type { Held, Picture } from './checks/picture.ts';
import { type Known, linesOf, readContent, type ReadContent } from './content.ts';
import type { Answers } from './questions.ts';
import { rulesOf } from './rules.ts';
import { listOutcomes } from './store/decisions.ts';
import { planOfMeasure } from './store/requests.ts';

export const today = ({ vahid }: Pick<Context, 'vahid'>): string => bakuDate(vahid.now());

/** A request as far as it can be read against the plan, the register and the dictionary in force. */
export async function readAnswers(ctx: Context, answers: Answers, institution: string): Promise<ReadContent> {
  return readContent(answers, await knownOf(ctx, answers, institution), today(ctx));
}

async function knownOf(ctx: Context, answers: Answers, institution: string): Promise<Known> {
  const lines = [...linesOf(answers.entries), ...linesOf(answers.replaces)];
  const named = await namedEntries(ctx, [...lines, ...lines.map(codeIn)]);
  const byName = new Map<string, string>();
  // The first of those that a name fits; a code before a title.
  for (const { kind, code, title } of named) {
    const entry = `${kind}/${code}`;
    for (const name of [code, entry, lower(title.az)]) if (!byName.has(name)) byName.set(name, entry);
  }
  const entries = new Map(
    lines.flatMap((line) => {
      const entry = byName.get(line) ?? byName.get(lower(line));
      return entry === undefined ? [] : [[line, entry] as const];
    }),
  );
  const { concepts } = dictionary(ctx.vahid.releases);
  return {
    rules: rulesOf(ctx),
    plan: await planOf(ctx, (answers.measure ?? '').trim()),
    entries,
    concepts: new Set(Object.keys(concepts)),
    institution,
  };
}

const lower = (text: string): string => text.toLocaleLowerCase('az');

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
  const pictures = async (entries: readonly string[]) => {
    const found = await entryPictures(ctx, entries.map(refOf));
    return Promise.all(
      found.map(async (one) => ({
        ...one,
        institution: await inChargeOf(ctx, one.institution, `${one.kind}/${one.code}`),
      })),
    );
  };
  return {
    entries: await pictures(content.entries),
    replaced: await pictures(content.replaced),
    held,
    components: rulesOf(ctx).components,
    today: today(ctx),
  };
}

/** What an institution has earned, by its own record and that of those for which it answers. */
export async function recordFor(ctx: Context, institution: string): Promise<TrackRecord> {
  const { tolerance, autonomy } = rulesOf(ctx);
  const institutions = await answersFor(ctx, await inChargeOf(ctx, institution));
  return recordOf(await listOutcomes(ctx.db, institutions), today(ctx), tolerance, autonomy);
}
