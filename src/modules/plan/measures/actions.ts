import { allow, permitted } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notAllowed, notFound } from '../../../kernel/refusal.ts';
import { bakuDate, fold } from '../../../language/index.ts';
import { type Institution, institutions, isClosed } from '../../identity/index.ts';
import { notify } from '../../process/index.ts';
import type { ItemRow, PartyRow } from './entities.ts';
import { type GivenParty, note, setParties, setResponsible } from './entering.ts';
import { officeOf } from './office.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';
import { officeFor, subjectFor, subjectOf } from './subject.ts';

/** Address of a measure at the desk, without language. */
export const measureDeskPath = (id: string) => `/masa/plan/tedbir/${id}`;

/** Public address of a measure, without language. */
export function measurePath({ plan, number }: Pick<ItemRow, 'plan' | 'number'>): string {
  return `/plan/${encodeURIComponent(plan)}/tedbir/${encodeURIComponent(number)}`;
}

/** @throws notFound also where it is no measure, or was taken out of its plan */
export async function measureById(ctx: Context, id: string): Promise<ItemRow> {
  const found = await store.findItemById(ctx.db, id);
  if (!found || found.kind !== 'measure' || found.removed_at !== null) throw notFound();
  return found;
}

export interface Assignment {
  /** Code, acronym or name of an institution; empty: nobody yet. */
  readonly executor: string;
  /** The same, one after another. */
  readonly coExecutors: readonly string[];
}

/**
 * Names who carries out a measure, from today on. Who begins is told. Only the project office of the centre.
 * @throws unknownInstitution, executorTwice, notAllowed
 */
export async function assignMeasure(ctx: Context, id: string, { executor, coExecutors }: Assignment): Promise<void> {
  const { centre } = officeOf(ctx.vahid.releases);
  const subject = await subjectFor(ctx, centre);
  allow(ctx, 'plan.assign', subject);
  const all = await institutions(ctx);
  const named = [executor, ...coExecutors].map((given) => given.trim()).filter((given) => given !== '');
  const found = new Map(named.map((given) => [given, institutionNamed(all, given, bakuDate(ctx.vahid.now()))]));
  const unknown = named.find((given) => !found.get(given));
  if (unknown !== undefined) throw refusals.unknownInstitution({ name: unknown });
  const code = (given: string) => found.get(given.trim())?.code ?? '';
  const lead = executor.trim() === '' ? [] : [{ institution: code(executor), role: 'executor' as const }];
  const others = coExecutors
    .filter((given) => given.trim() !== '')
    .map((given) => ({ institution: code(given), role: 'co_executor' as const }));
  const parties: readonly GivenParty[] = [...lead, ...others];
  const codes = parties.map(({ institution }) => institution);
  if (new Set(codes).size < codes.length) throw refusals.executorTwice();
  await inTransaction(ctx, async (inner) => {
    const item = await measureById(inner, id);
    const before = await store.partiesNow(inner.db, id);
    if (!(await setParties(inner, item, parties, { source: 'desk', by: subject.institution }))) return;
    await tellBegun(inner, item, parties, before);
    await audit(inner, 'plan.assign', id);
  });
}

/** The institution in force that bears this code, acronym or name, however it is typed. */
export function institutionNamed(all: readonly Institution[], given: string, today: string): Institution | undefined {
  const wanted = fold(given);
  return all.find(
    (one) =>
      !isClosed(one, today) &&
      [one.code, ...Object.values(one.acronym), ...Object.values(one.name)].some((name) => fold(name) === wanted),
  );
}

async function tellBegun(
  ctx: Context,
  item: ItemRow,
  parties: readonly GivenParty[],
  before: readonly PartyRow[],
): Promise<void> {
  const begun = parties.filter(
    (one) => !before.some((old) => old.institution === one.institution && old.role === one.role),
  );
  for (const { institution, role } of begun) {
    const lead = role === 'executor';
    await notify(ctx, {
      institution,
      role: 'deputy_head',
      text: {
        az: `${item.number} nömrəli tədbirin ${lead ? 'icraçısı' : 'birgə icraçısı'} təyin olunmusunuz.`,
        en: `Your institution is now the ${lead ? 'executor' : 'co-executor'} of measure ${item.number}.`,
        ru: `Ваше учреждение назначено ${lead ? 'исполнителем' : 'соисполнителем'} мероприятия ${item.number}.`,
      },
      link: measureDeskPath(item.id),
    });
  }
}

export interface NewResponsible {
  readonly institution: string;
  readonly name: string;
  /** In Azerbaijani, as the act of appointment writes it. */
  readonly post: string;
  /** First day, `YYYY-MM-DD`. */
  readonly from: string;
  /** First day on which they answer no more, or empty: they answer now. */
  readonly to: string;
  readonly act: string;
}

/**
 * Names the deputy head who answers for an institution from a day on, or corrects or ends their term.
 * @throws unknownInstitution, nameAndPost, dayInPast, endDay, termsOverlap, notAllowed
 */
export async function nameResponsible(ctx: Context, given: NewResponsible): Promise<void> {
  const subject = await subjectFor(ctx, officeOf(ctx.vahid.releases).centre);
  allow(ctx, 'plan.assign', subject);
  const today = bakuDate(ctx.vahid.now());
  const found = institutionNamed(await institutions(ctx), given.institution, today);
  if (!found) throw refusals.unknownInstitution({ name: given.institution });
  const [name, post, act] = [given.name.trim(), given.post.trim(), given.act.trim()];
  if (name === '' || post === '') throw refusals.nameAndPost();
  const isPast = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day) && day <= today;
  if (!isPast(given.from)) throw refusals.dayInPast();
  if (given.to !== '' && !(isPast(given.to) && given.to > given.from)) throw refusals.endDay();
  await inTransaction(ctx, async (inner) => {
    await setResponsible(
      inner,
      {
        institution: found.code,
        name,
        post: { az: post },
        from_day: given.from,
        to_day: given.to || null,
        act: act || null,
      },
      { source: 'desk', by: subject.institution },
    );
    await audit(inner, 'plan.nameResponsible', found.code);
  });
}

export interface NewComment {
  readonly text: string;
  /** Read by the centre and by those who carry the measure out only. */
  readonly internal: boolean;
}

/** Writes a comment about a measure, under one's office. @throws emptyComment, notAllowed */
export async function commentMeasure(ctx: Context, id: string, { text, internal }: NewComment): Promise<void> {
  const item = await measureById(ctx, id);
  const subject = await subjectOf(ctx, id, 'plan.comment');
  allow(ctx, 'plan.comment', subject);
  const office = officeFor(ctx, 'plan.comment', subject);
  if (!office || ctx.actor.person === undefined) throw notAllowed();
  const words = text.trim();
  if (words === '') throw refusals.emptyComment();
  const at = ctx.vahid.now();
  const row = { id: newId(at.getTime()), item: id, at, person: ctx.actor.person, text: words, internal };
  await inTransaction(ctx, async (inner) => {
    await store.insertComment(inner.db, { ...row, institution: office.institution, office: office.role });
    if (!internal) await note(inner, item.plan, [{ item: id, what: 'commented', details: {} }], office.institution);
    await audit(inner, 'plan.comment', id);
  });
}

/** Comments of a measure, the newest first; internal ones for those inside only. */
export async function commentsOf(ctx: Context, id: string): Promise<readonly store.CommentView[]> {
  allow(ctx, 'plan.readMeasure');
  const lines = ctx.vahid.access['plan.readInternal'] ?? [];
  const inside = permitted(lines, ctx.actor, await subjectOf(ctx, id, 'plan.readInternal'));
  return store.listComments(ctx.db, id, inside);
}
