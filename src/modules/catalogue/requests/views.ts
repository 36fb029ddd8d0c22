import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import type { Text } from '../../../language/lang.ts';
import { answersFor } from '../../identity/index.ts';
import {
  type AvailableAction,
  availableActions,
  type ClockView,
  clock,
  type Instance,
  instance,
  instances,
  journal,
  type JournalEntry,
  stateOfInstance,
  titleAtDesk,
} from '../../process/index.ts';
import { registrarOf } from '../access.ts';
import { allowUnsent, program } from '../approval.ts';
import { contents, type Difference, differences } from '../envelope.ts';
import { findVersion } from '../store/versions.ts';
import { findEntry } from '../store/entries.ts';
import { topicsOf } from './definition.ts';
import type { ReadDraft } from './draft.ts';
import type { RequestType } from './entities.ts';
import { barred, missing } from './judging.ts';
import { readRequest } from './scope.ts';
import * as store from './store.ts';

/** One section of a request and how its review stands. */
export interface SectionView {
  readonly topic: string;
  readonly title: Text;
  readonly looksAt: Text;
  readonly institution: string;
  readonly instance: string;
  readonly state: string;
  readonly stateTitle: Text;
  /** The reviewer's last words. */
  readonly note?: string;
  readonly journal: readonly JournalEntry[];
}

/** What the institution has to answer now, and for which section it was asked. */
export interface AskedView {
  readonly text: string;
  readonly section?: Text | undefined;
}

/** A request with everything that its desk page shows. */
export interface RequestView {
  readonly row: store.RequestRow;
  readonly of: Instance;
  readonly state: Text;
  readonly clock: ClockView | undefined;
  readonly read: ReadDraft;
  /** Where it differs from the entry as it stands, all that a new one says; absent for what cannot be read yet. */
  readonly changes?: readonly Difference[];
  readonly sections: readonly SectionView[];
  /** The division of topics stands in no act. */
  readonly sample: boolean;
  readonly journal: readonly JournalEntry[];
  readonly actions: readonly AvailableAction[];
  /** While it waits for the institution's answer. */
  readonly asked?: AskedView | undefined;
  /** The one who reads may write the answers now. */
  readonly writable: boolean;
  /** Opened as a review: what the reviewer may do, and on which section. */
  readonly review?: {
    readonly instance: Instance;
    readonly topic: string;
    readonly actions: readonly AvailableAction[];
  };
}

/** Said of a request in review once no section is open: now it lies with the institution that decides. */
const agreedTo: Text = {
  az: 'Bütün bölmələr üzrə razılıq var, qərara göndərilməsi gözlənilir',
  en: 'All sections agreed, to be sent for decision',
  ru: 'Все разделы согласованы, ожидается передача на решение',
};
const isAgreed = ({ state }: Instance, open: number): boolean => state === 'review' && open === 0;

/**
 * A request by its own id, or by that of one of its reviews: who may read either sees the whole, because a section
 * cannot be judged without the rest. @throws notFound, notAllowed
 */
export async function requestView(ctx: Context, id: string): Promise<RequestView> {
  allow(ctx, 'catalogue.openDesk');
  const reviewed = await store.findReview(ctx.db, id);
  // The first line of access is the reader's own right to the one or the other. Its version is read before the content: a
  // page never holds the version of something later than what it shows.
  const opened = await instance(ctx, id);
  const row = await store.findRequest(ctx.db, reviewed?.request ?? id);
  if (!row) throw notFound();
  const of = reviewed ? await instance(program(ctx), row.id) : opened;
  await allowUnsent(ctx, of, row.institution);
  const read = await readRequest(ctx, row, { suggests: true });
  const open = await missing(ctx, row);
  const actions = reviewed ? [] : await withBars(ctx, row, await availableActions(ctx, of, { missing: open }));
  const course = await journal(program(ctx), of);
  const sections = await sectionsOf(ctx, row.id);
  const writes = of.state === 'draft' || of.state === 'question';
  return {
    row,
    of,
    state: isAgreed(of, open) ? agreedTo : titleAtDesk(await stateOfInstance(program(ctx), of)),
    clock: await clock(program(ctx), of),
    read,
    ...(await changesOf(ctx, row, read)),
    sections,
    asked: of.state === 'question' ? askedIn(course, sections) : undefined,
    sample: topicsOf(ctx.vahid.releases).sample,
    journal: wholeCourse(course, sections),
    actions,
    writable: writes && actions.some(({ action }) => action === 'submit' || action === 'answer'),
    ...(reviewed
      ? {
          review: {
            instance: opened,
            topic: reviewed.topic,
            actions: await withBars(ctx, row, await availableActions(ctx, opened), id),
          },
        }
      : {}),
  };
}

/** Those among the actions that the reader may not take tell why. */
async function withBars(
  ctx: Context,
  row: store.RequestRow,
  actions: readonly AvailableAction[],
  review?: string,
): Promise<readonly AvailableAction[]> {
  const judged: AvailableAction[] = [];
  for (const one of actions) {
    const bar = one.blocked ? undefined : await barred(ctx, row, one.action, review);
    judged.push(bar ? { ...one, blocked: { code: bar.code, text: bar.text } } : one);
  }
  return judged;
}

async function changesOf(ctx: Context, row: store.RequestRow, { envelope }: ReadDraft) {
  const entry = await findEntry(ctx.db, row.kind, row.code);
  const before = entry && (await findVersion(ctx.db, entry, entry.version));
  if (!envelope) return {};
  return { changes: before ? differences(before, envelope) : contents(envelope) };
}

async function sectionsOf(ctx: Context, request: string): Promise<readonly SectionView[]> {
  const reviews = await store.listReviews(ctx.db, request);
  const found = await instances(
    program(ctx),
    reviews.map((review) => review.instance),
  );
  const { topics } = topicsOf(ctx.vahid.releases);
  const sections: SectionView[] = [];
  for (const { instance: id, topic } of reviews) {
    const of = found.find((one) => one.id === id);
    const known = topics.find(({ code }) => code === topic);
    if (!of) continue;
    const course = await journal(program(ctx), of);
    const note = lastNote(course);
    const unknown = { az: topic, en: topic, ru: topic };
    sections.push({
      topic,
      title: known?.title ?? unknown,
      looksAt: known?.looksAt ?? unknown,
      institution: of.institution,
      instance: id,
      state: of.state,
      stateTitle: (await stateOfInstance(program(ctx), of)).title,
      ...(note === undefined ? {} : { note }),
      journal: course,
    });
  }
  return sections;
}

/** The last question; where a reviewer asked it, in which section. */
function askedIn(course: readonly JournalEntry[], sections: readonly SectionView[]): AskedView | undefined {
  const text = lastNote(course);
  if (text === undefined) return undefined;
  if (course.findLast(({ note }) => note !== undefined)?.action !== 'ask-for-section') return { text };
  const askedAt = (one: SectionView) => one.journal.findLast(({ action }) => action === 'ask')?.at.getTime() ?? 0;
  const [last] = sections.toSorted((a, b) => askedAt(b) - askedAt(a));
  return { text, section: last?.title };
}

/** What was done to a request and, by its reviewers, to its sections; a reviewer's question stands once, under their name. */
function wholeCourse(course: readonly JournalEntry[], sections: readonly SectionView[]): readonly JournalEntry[] {
  const own = course.filter(({ action }) => action !== 'ask-for-section');
  const reviews = sections.flatMap(({ title, journal: steps }) =>
    steps
      .filter(({ actedAs }) => actedAs !== 'system')
      .map((step) => ({ ...step, title: withSection(title, step.title) })),
  );
  return [...own, ...reviews].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

const withSection = (section: Text, step: Text): Text => ({
  az: `${section.az}: ${step.az}`,
  en: `${section.en}: ${step.en}`,
  ru: `${section.ru}: ${step.ru}`,
});

function lastNote(entries: readonly JournalEntry[]): string | undefined {
  const note = entries.findLast((entry) => entry.note !== undefined)?.note;
  return note?.state === 'kept' ? note.value : undefined;
}

export interface RequestLine {
  readonly id: string;
  readonly type: RequestType;
  readonly of: Instance;
  readonly state: Text;
}

export const requestsPage = 50;

/**
 * Requests of the institutions for which the actor is a registrar, and of those that they took over, those under way
 * first; `page` counts from 1.
 */
export async function ownRequests(
  ctx: Context,
  page = 1,
): Promise<{ readonly items: readonly RequestLine[]; readonly total: number; readonly pages: number }> {
  const own = registrarOf(ctx);
  allow(ctx, 'catalogue.listRequests', { institution: own[0] });
  const part = { limit: requestsPage, offset: (page - 1) * requestsPage };
  const whose = await Promise.all(own.map((code) => answersFor(ctx, code)));
  const { items, total } = await store.listRequests(ctx.db, whose.flat(), part);
  const found = await instances(
    ctx,
    items.map(({ id }) => id),
  );
  const lines: RequestLine[] = [];
  for (const row of items) {
    const { id, type } = row;
    const of = found.find((one) => one.id === id);
    if (!of) continue;
    const agreed = of.state === 'review' && isAgreed(of, await missing(ctx, row));
    lines.push({ id, type, of, state: agreed ? agreedTo : (await stateOfInstance(ctx, of)).title });
  }
  return { items: lines, total, pages: Math.max(1, Math.ceil(total / requestsPage)) };
}
