import { permitted } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
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
import { institutionsToAsk } from '../actions/inquiries.ts';
import { lastSaid, type LoadedCase, subjectOf } from '../actions/loading.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { daysToAnswer, inquiriesOf } from '../definition/inquiry.ts';
import type { InquiryRow } from '../inquiry-entities.ts';
import { listInquiries } from '../inquiry-store.ts';
import type {
  AskedInquiryView,
  AskingView,
  DeskInquiriesView,
  DeskInquiryView,
  PlannedInquiriesView,
} from '../inquiry-views.ts';
import type { Guide } from './guide.ts';
import { kept } from './journal.ts';

/** What was answered last, and who wrote and confirmed it; undefined where nobody has answered. */
export function answerIn(
  entries: readonly JournalEntry[],
): { readonly words?: string; readonly by: readonly string[] } | undefined {
  const at = entries.findLastIndex(({ action }) => action === 'answer');
  const written = entries[at];
  if (!written) return undefined;
  const words = kept(written.note);
  const confirmed = entries.slice(at).find(({ action }) => action === 'confirm');
  const by = [kept(written.actorName), kept(confirmed?.actorName)].flatMap((name) => name ?? []);
  return { ...(words === undefined ? {} : { words }), by };
}

/** One inquiry as it stands. Checks no access: who may read the case may know of its inquiries. */
export async function deskInquiry(
  ctx: Context,
  guide: Guide,
  { row, of, service }: { readonly row: InquiryRow; readonly of: Instance; readonly service: CompiledService },
): Promise<DeskInquiryView> {
  const inner = asProgram(ctx);
  const running = await clock(inner, of);
  const given = row.answered_at === null ? undefined : answerIn(await journal(inner, of));
  return {
    id: row.instance,
    institution: guide.institution(row.institution),
    status: of.status,
    state: titleAtDesk(await stateOfInstance(inner, of)),
    askedAt: row.asked_at,
    sees: labelled(service, row.sees).map(({ label }) => label),
    ...(row.question === null ? {} : { question: row.question }),
    ...(row.author === null ? {} : { author: row.author }),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
    ...(given?.words === undefined ? {} : { answer: given.words }),
    answeredBy: given?.by ?? [],
    ...(running && isOpen(of) ? { clock: running } : {}),
  };
}

const isOpen = ({ status }: Pick<Instance, 'status'>): boolean => status === 'in_review';

async function inquiriesOfCase(
  ctx: Context,
  guide: Guide,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
): Promise<readonly DeskInquiryView[]> {
  if (!(await lastSaid(ctx, row, inquiriesOf))) return [];
  const views: DeskInquiryView[] = [];
  for (const one of await listInquiries(ctx.db, [row.id]))
    views.push(await deskInquiry(ctx, guide, { row: one, of: await instance(asProgram(ctx), one.instance), service }));
  return views;
}

/** What was asked of other institutions about a case, and what may be asked now; undefined where there is neither. */
export async function deskInquiries(
  ctx: Context,
  guide: Guide,
  loaded: LoadedCase,
): Promise<DeskInquiriesView | undefined> {
  const inquiries = await inquiriesOfCase(ctx, guide, loaded);
  const asking = await askingView(ctx, guide, loaded);
  if (inquiries.length === 0 && !asking) return undefined;
  return { inquiries, open: inquiries.filter(isOpen).length, ...(asking ? { asking } : {}) };
}

async function askingView(
  ctx: Context,
  guide: Guide,
  { row, of, service }: LoadedCase,
): Promise<AskingView | undefined> {
  const asked = inquiriesOf(service);
  const lines = ctx.vahid.access['services.askInstitution'] ?? [];
  const subject = await subjectOf(ctx, row);
  if (!asked?.asked.includes(of.state) || !permitted(lines, ctx.actor, subject)) return undefined;
  const codes = await institutionsToAsk(ctx, subject.institution ?? row.institution);
  return {
    institutions: codes.map((code) => guide.institution(code)),
    fields: labelled(
      service,
      asked.mayShow.filter((name) => !service.keptFrom?.has(name)),
    ),
    workingDays: daysToAnswer(asked),
    article: guide.article(asked.article),
  };
}

const labelled = ({ fields }: CompiledService, names: readonly string[]): AskingView['fields'] =>
  names.flatMap((name) => {
    const field = fields.find((one) => one.name === name);
    return field ? [{ name, label: field.label }] : [];
  });

/** For the applicant: who was asked and until when it answers, not what officials write. Those ended without an answer are no news. */
export async function askedInquiries(
  ctx: Context,
  guide: Guide,
  of: Pick<LoadedCase, 'row' | 'service'>,
): Promise<readonly AskedInquiryView[]> {
  const all = await inquiriesOfCase(ctx, guide, of);
  return all
    .filter((one) => isOpen(one) || one.answeredAt !== undefined)
    .map(({ institution, askedAt, answeredAt, clock: running }) => ({
      institution,
      askedAt,
      ...(answeredAt ? { answeredAt } : {}),
      ...(running ? { clock: running } : {}),
    }));
}

/** That officers may ask others; undefined where they may not. */
export function plannedInquiries(service: CompiledService, guide: Guide): PlannedInquiriesView | undefined {
  const asked = inquiriesOf(service);
  if (!asked) return undefined;
  const fields = labelled(service, asked.mayShow).map(({ label }) => label);
  return { workingDays: daysToAnswer(asked), article: guide.article(asked.article), fields };
}
