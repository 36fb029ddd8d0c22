import { allow } from '../../../kernel/access.ts';
import { type Context, inTransactionIf } from '../../../kernel/context.ts';
import { Refusal, refusal } from '../../../kernel/refusal.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { Text } from '../../../language/index.ts';
import type { XlsxLimits } from '../../../protocols/xlsx/index.ts';
import type { Place } from '../choices.ts';
import { digestOf, type Envelope } from '../envelope.ts';
import { saveRequest, startRequest } from '../requests/actions.ts';
import { requestTypes, type RequestType } from '../requests/entities.ts';
import { enteredKinds } from '../kinds.ts';
import { registrarOf } from '../access.ts';
import { asksForHeld } from './asking.ts';
import { complete } from './complete.ts';
import { knownIn } from './enter.ts';
import { type IntakeError, intakeError, type Problem } from './finding.ts';
import { type Intake, readIntake } from './read.ts';
import { findStanding } from './store.ts';

/** What people fill in by hand; whoever has more than this has a program, and the API. */
export const mostDrafts = 200;
const limits: XlsxLimits = { bytes: 32 * 1024 ** 2, rows: 10_000, columns: 200, sharedStrings: 50_000 };

const stillReading = refusal('catalogue.still_reading', 409, {
  az: 'Göndərdiyiniz əvvəlki cədvəl hələ oxunur. Bir az gözləyib yenidən göndərin.',
  en: 'The table that you sent before is still being read. Wait a little and send this one again.',
  ru: 'Предыдущая таблица ещё обрабатывается. Подождите немного и отправьте снова.',
});

export interface MadeDraft {
  readonly id: string;
  readonly type: RequestType;
  readonly title: Text;
}

export interface Drafted {
  readonly drafts: readonly MadeDraft[];
  /** Entries that stand in the register just so. */
  readonly unchanged: number;
  /** With any, no draft was made. */
  readonly errors: readonly IntakeError[];
  /** There may be more errors. */
  readonly isMore?: boolean;
}

/**
 * Makes a draft of every row of a file, or of none when anything is wrong: what the register would not take is told row
 * by row as well. A row says how an entry is to be; what has to be asked for follows from how it stands.
 * @throws notAllowed, and XlsxError when a workbook cannot be opened
 */
export async function draftFile(ctx: Context, given: Given): Promise<Drafted> {
  allow(ctx, 'catalogue.startRequest', { institution: registrarOf(ctx)[0] });
  return oneAtATime(ctx, () => draftAtOnce(ctx, given));
}

type Given = Parameters<typeof readIntake>[0];

// A file is read in the memory of this program: what somebody sends twice is not read twice at once.
const reading = new WeakMap<Vahid, Set<string>>();

async function oneAtATime<T>({ vahid, actor }: Context, work: () => Promise<T>): Promise<T> {
  const busy = reading.get(vahid) ?? new Set();
  reading.set(vahid, busy);
  const who = actor.person ?? '';
  if (busy.has(who)) throw stillReading();
  busy.add(who);
  try {
    return await work();
  } finally {
    busy.delete(who);
  }
}

async function draftAtOnce(ctx: Context, given: Given): Promise<Drafted> {
  const huge = 'json' in given ? hugeJson(given.json) : undefined;
  if (huge) return { drafts: [], unchanged: 0, errors: [huge] };
  const intake = await readIntake(given, await knownIn(ctx), { for: 'draft', limits });
  const errors = [...intake.errors];
  if (intake.entries.length > mostDrafts) errors.push(tooMany(intake));
  if (errors.length > 0) return { drafts: [], unchanged: 0, errors, isMore: intake.isMore };
  const isWhole = (drafted: Drafted) => drafted.errors.length === 0;
  const result = await inTransactionIf(ctx, isWhole, (inner) => draftAll(inner, intake));
  return result.errors.length > 0 ? { ...result, drafts: [] } : result;
}

/** Far more than 200 entries hold. */
const mostValues = 200_000;

/** Nothing is checked value by value, with words about each, of what is far too much. */
function hugeJson(json: unknown): IntakeError | undefined {
  const list = Array.isArray(json) ? json : ((json as { entries?: unknown } | null)?.entries ?? []);
  const count = Array.isArray(list) ? list.length : 0;
  const values = valuesIn(json);
  if (count <= 10 * mostDrafts && values <= mostValues) return undefined;
  const place = { sheet: 'JSON', row: mostDrafts + 1, column: '', cell: `/entries/${mostDrafts}` };
  return intakeError(place, 'many', { value: String(count), wanted: String(mostDrafts) });
}

/** How many values a document holds; counted no further than it matters. */
function valuesIn(json: unknown): number {
  const open = [json];
  let count = 0;
  for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
    count += 1;
    if (count > mostValues) return count;
    if (value !== null && typeof value === 'object') for (const inner of Object.values(value)) open.push(inner);
  }
  return count;
}

function tooMany({ entries, place }: Intake): IntakeError {
  const first = entries[mostDrafts];
  const at = first ? place(first) : { sheet: '', row: 0, column: '', cell: '' };
  return intakeError(at, 'many', { value: String(entries.length), wanted: String(mostDrafts) });
}

async function draftAll(ctx: Context, intake: Intake): Promise<Drafted> {
  const standing = await findStanding(ctx.db, intake.entries);
  const drafts: MadeDraft[] = [];
  const errors: IntakeError[] = [];
  let unchanged = 0;
  for (const entry of intake.entries) {
    const before = standing.find(({ envelope: { kind, code } }) => kind === entry.kind && code === entry.code);
    const base = complete(entry, before?.envelope);
    if (before && digestOf(before.envelope) === digestOf(base)) {
      unchanged += 1;
      continue;
    }
    errors.push(...(await asksForHeld(ctx, intake, base)));
    const made = await draftOf(ctx, base, before?.envelope, intake.runsIn(entry));
    if ('id' in made) drafts.push(made);
    else errors.push(intakeError(intake.place(entry, made.path), made.problem, { value: made.value }));
  }
  return { drafts, unchanged, errors };
}

interface Wrong {
  readonly problem: Problem;
  readonly path: string;
  readonly value: string;
}

async function draftOf(
  ctx: Context,
  base: Envelope,
  before: Envelope | undefined,
  place: Place | undefined,
): Promise<MadeDraft | Wrong> {
  const { kind, code, institution } = base;
  if (!enteredKinds.some((one) => one === kind)) return { problem: 'notEntered', path: 'code', value: code };
  if (before?.state === 'in_use' && base.state === 'being_established')
    return { problem: 'backward', path: 'state', value: code };
  if (before && place) return { problem: 'placed', path: 'place', value: code };
  const type = typeOf(base, before);
  try {
    const id = await startRequest(ctx, { type, kind, code, institution, base });
    if (place) await saveRequest(ctx, id, { place });
    return { id, type, title: base.title };
  } catch (error) {
    const wrong = error instanceof Refusal ? refusedAs[error.code] : undefined;
    if (!wrong) throw error;
    return { ...wrong, value: wrong.path === 'institution' ? institution : code };
  }
}

function typeOf({ state }: Envelope, before: Envelope | undefined): RequestType {
  if (state === 'finished') return 'finish';
  if (before) return before.state === state ? 'change' : 'take_into_use';
  return state === 'being_established' ? 'establish' : 'take_into_use';
}

/** What the register says to a request, said of the row. */
const refusedAs: Readonly<Record<string, Omit<Wrong, 'value'>>> = {
  'kernel.not_allowed': { problem: 'foreign', path: 'institution' },
  'catalogue.not_registrar': { problem: 'foreign', path: 'institution' },
  'catalogue.from_definition': { problem: 'defined', path: 'code' },
  'catalogue.request_open': { problem: 'open', path: 'code' },
  'catalogue.already_finished': { problem: 'ended', path: 'state' },
  'catalogue.no_such_entry': { problem: 'nothingToEnd', path: 'state' },
};

export const draftTitle = ({ type, title }: MadeDraft): Text => {
  const say = requestTypes[type];
  return { az: `${say.az}: ${title.az}`, en: `${say.en}: ${title.en}`, ru: `${say.ru}: ${title.ru}` };
};
