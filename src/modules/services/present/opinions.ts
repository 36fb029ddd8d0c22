import type { Context } from '../../../kernel/context.ts';
import { formatDate, type Lang, type Text } from '../../../language/index.ts';
import {
  clock,
  type Instance,
  instance,
  journal,
  type JournalEntry,
  stateOfInstance,
  titleAtDesk,
} from '../../process/index.ts';
import { asProgram } from '../actions/acting.ts';
import type { CompiledOpinion, CompiledService } from '../definition/compiled.ts';
import { opinionsOf } from '../definition/heard.ts';
import { termOf } from '../definition/opinion-simulation.ts';
import type { OpinionAnswer, OpinionRow } from '../opinion-entities.ts';
import { listOpinions } from '../opinion-store.ts';
import type { AskedOpinionView, DeskOpinionView } from '../opinion-views.ts';
import type { PlannedOpinion } from '../rules-views.ts';
import { awaitedOpinions, type KnownOpinions } from '../rules/opinions.ts';
import { label } from '../text/index.ts';
import type { Guide } from './guide.ts';

/** Steps in which an officer says what the opinion is. */
const answers: Readonly<Record<string, OpinionAnswer>> = {
  agree: 'agrees',
  'agree-with-conditions': 'agrees-with-conditions',
  object: 'objects',
};

/** What the officer said last, with the words; undefined where nobody has said anything since it was asked. */
export function saidLast(
  entries: readonly JournalEntry[],
): { readonly answer: OpinionAnswer; readonly reason?: string } | undefined {
  const said = entries.findLast(({ action }) => Object.hasOwn(answers, action));
  const answer = said && answers[said.action];
  if (!said || !answer) return undefined;
  return { answer, ...(said.note?.state === 'kept' ? { reason: said.note.value } : {}) };
}

/** One opinion as it stands. Checks no access: who may read the case may know of its opinions. */
export async function deskOpinion(
  ctx: Context,
  guide: Guide,
  { opinion, row, of }: { readonly opinion: CompiledOpinion; readonly row: OpinionRow; readonly of: Instance },
): Promise<DeskOpinionView> {
  const inner = asProgram(ctx);
  const running = await clock(inner, of);
  const silent = row.given_by === 'silence';
  const said = row.answer === null || silent ? undefined : saidLast(await journal(inner, of));
  return {
    id: row.instance,
    title: opinion.title,
    institution: guide.institution(row.institution),
    status: of.status,
    state: titleAtDesk(await stateOfInstance(inner, of)),
    silent,
    article: guide.article(silent ? opinion.silence.article : opinion.article),
    ...(row.answer === null ? {} : { answer: row.answer }),
    ...(row.given_at === null ? {} : { givenAt: row.given_at }),
    ...(said?.reason === undefined ? {} : { reason: said.reason }),
    ...(running && row.answer === null && of.status === 'in_review' ? { clock: running } : {}),
  };
}

/** Opinions asked for on a case, in the order of the definition. */
export async function deskOpinions(
  ctx: Context,
  guide: Guide,
  { id, service }: { readonly id: string; readonly service: CompiledService },
): Promise<readonly DeskOpinionView[]> {
  if (opinionsOf(service).length === 0) return [];
  const rows = await listOpinions(ctx.db, [id]);
  const views: DeskOpinionView[] = [];
  for (const opinion of opinionsOf(service)) {
    const row = rows.find(({ name }) => name === opinion.name);
    if (row)
      views.push(await deskOpinion(ctx, guide, { opinion, row, of: await instance(asProgram(ctx), row.instance) }));
  }
  return views;
}

/** For the applicant: whom one waits for, not what officials write. Ended ones are no news. */
export const askedOpinions = (views: readonly DeskOpinionView[]): readonly AskedOpinionView[] =>
  views
    .filter(({ status, answer }) => status === 'in_review' || answer !== undefined)
    .map(({ title, institution, givenAt, clock: running }) => ({
      title,
      institution,
      ...(givenAt ? { givenAt } : {}),
      ...(running ? { clock: running } : {}),
    }));

/** The words of the officials, by the name of the opinion: what a reason of a decision is quoted from. */
export async function opinionWordsOf(
  ctx: Context,
  service: CompiledService,
  id: string,
): Promise<ReadonlyMap<string, string>> {
  if (opinionsOf(service).length === 0) return new Map();
  const words = new Map<string, string>();
  for (const { instance: child, name, given_by: by } of await listOpinions(ctx.db, [id])) {
    const reason = by === 'officials' ? saidLast(await journal(asProgram(ctx), child))?.reason : undefined;
    if (reason !== undefined) words.set(name, reason);
  }
  return words;
}

/** For whom an approval waits: “Yanğın təhlükəsizliyi üzrə rəy (FHN, 04.12.2026)”; undefined where for nobody. */
export function awaitedText(
  guide: Guide,
  service: CompiledService,
  known: KnownOpinions,
  views: readonly DeskOpinionView[],
): Text | undefined {
  const awaited = awaitedOpinions(service, known);
  if (awaited.length === 0) return undefined;
  const inLang = (lang: Lang) =>
    awaited
      .map(({ title, institution }) => {
        const due = views.find((view) => view.title.az === title.az)?.clock?.due;
        const until = due ? formatDate(due, lang) : label('opinionNotAsked')[lang];
        return `${title[lang]} (${guide.institution(institution).acronym[lang]}, ${until})`;
      })
      .join('; ');
  return { az: inLang('az'), en: inLang('en'), ru: inLang('ru') };
}

/** The opinions that every case of a service waits for, for everybody. */
export const plannedOpinions = (service: CompiledService, guide: Guide): readonly PlannedOpinion[] =>
  opinionsOf(service).map((opinion) => ({
    title: opinion.title,
    question: opinion.question,
    institution: guide.institution(opinion.institution),
    workingDays: termOf(opinion),
    silence: opinion.silence.means,
    article: guide.article(opinion.article),
    sees: opinion.sees.flatMap((name) => service.fields.find((field) => field.name === name)?.label ?? []),
  }));
