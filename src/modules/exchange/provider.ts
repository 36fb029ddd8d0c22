import { Decimal } from 'decimal.js';
import type { Context } from '../../kernel/context.ts';
import { type Json, NotYet } from '../../kernel/job.ts';
import type { Vahid } from '../../kernel/vahid.ts';
import type { CompiledRegister, Provision } from '../catalogue/index.ts';
import type { LoggedTerms } from './log.ts';

/** What a register answers to one provision about one key. A relation's value is the list of natural keys. */
export type Reading =
  | { readonly state: 'value'; readonly value: Json; readonly recordedAt?: string; readonly readAt?: string }
  | { readonly state: 'none' | 'unknown'; readonly recordedAt?: string; readonly readAt?: string }
  /** Of this one key it said nothing that can be used, whatever it said of others. */
  | { readonly state: 'unavailable'; readonly retryAt?: string };

/** Natural key (FIN or VÖEN) → name of the provision → reading. What is left out counts as `unknown`. */
export type Readings = ReadonlyMap<string, Readonly<Record<string, Reading>>>;

/** Who asks, for which purpose, under which article, and in which case. */
export interface UnderTerms {
  readonly terms: LoggedTerms;
}

export interface ReadRequest {
  readonly register: string;
  /** What is asked; all about the same entity. Nothing else may be answered. */
  readonly provides: readonly Provision[];
  /** FINs or VÖENs of those asked about. */
  readonly keys: readonly string[];
  /** Day, `YYYY-MM-DD`: what was true on that day, as known now. */
  readonly asOf: string;
}

export interface FindRequest {
  readonly register: string;
  /** A relation, asked from its far end: whose record points to one of these keys? */
  readonly provision: Extract<Provision, { kind: 'relation' }>;
  readonly targets: readonly string[];
  readonly asOf: string;
}

export interface EnterRequest {
  readonly register: string;
  /** Fields of the new record; of a change its key and the fields that change. */
  readonly entry: Readonly<Record<string, Json>>;
  /** The record is there, and keeps what `entry` does not say. Only of registers that are hosted. */
  readonly changes?: boolean | undefined;
  /** Of a change: the first day for which it speaks, `YYYY-MM-DD`; today in Baku when absent. */
  readonly from?: string | undefined;
  /** Of a change: only if what the register says of these fields has not changed since this moment. @see RecordChanged */
  readonly unchangedSince?: Date | undefined;
  /** The same key enters once, however often it is sent. */
  readonly effectKey: string;
}

/** What became of an entry. Without a record it is on its way: the register has not acknowledged it. */
export type Entered = { readonly record: string } | { readonly record: null; readonly retryAt: Date };

/**
 * Stands between the exchange and one register or several. An error, or five seconds without an answer to `read`
 * or `find`, makes the register unavailable for that look-up.
 */
export interface Provider {
  /** Called with a context outside any transaction: a register shows what is committed. */
  read(ctx: Context, request: ReadRequest & UnderTerms): Promise<Readings>;
  /** Target key → natural keys of those whose relation points to it. */
  find(ctx: Context, request: FindRequest & UnderTerms): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Runs in the caller's transaction. `repeated`: the effect key had been entered before. */
  enter(ctx: Context, request: EnterRequest & UnderTerms): Promise<Entered & { readonly repeated?: boolean }>;
}

/** A register that says when it will be back; the exchange hands the moment on as `retryAt`. */
export class RegisterUnavailable extends NotYet {
  constructor(register: string, retryAt?: Date) {
    super(`register ${register} is unavailable`, retryAt);
    this.name = 'RegisterUnavailable';
  }
}

/** A change that was agreed on what a record said then is not entered: it says something else now, or will. */
export class RecordChanged extends Error {
  /** Fields of the record: as it said them then, and as it says them now or from a coming day on. */
  readonly before: Readonly<Record<string, Json>>;
  readonly now: Readonly<Record<string, Json>>;

  constructor(register: string, { before, now }: Pick<RecordChanged, 'before' | 'now'>) {
    super(`a record of ${register} has changed meanwhile`);
    this.name = 'RecordChanged';
    this.before = before;
    this.now = now;
  }
}

const slot = (name: string) => `exchange.provider.${name}`;

/**
 * `name` is `hosted` for all registers kept by Vahid, `remote` for those whose definition says how they are asked over the
 * exchange, else the name of the register. Called in `Room.open`.
 */
export function registerProvider(vahid: Vahid, name: string, provider: Provider): void {
  if (vahid.ports.has(slot(name))) throw new Error(`provider ${name} is registered twice`);
  vahid.ports.set(slot(name), provider);
}

export function providerOf(vahid: Vahid, register: CompiledRegister): Provider | undefined {
  const kept = register.hosted ? 'hosted' : register.remote ? 'remote' : register.name;
  return vahid.ports.get(slot(kept)) as Provider | undefined;
}

/** A record in force, as far as an answer needs it. */
export interface RecordInForce {
  readonly data: Readonly<Record<string, Json>>;
  /** Moment, ISO 8601. */
  readonly recordedAt: string;
}

/**
 * What a provision says, given the records in force about one key. A register that is about the subject itself
 * (its record key is the subject's key) and has no record does not know the subject; any other register without a
 * record says that there is none. A field that is null says none, one that is missing says not known.
 */
export function readingOf(
  register: CompiledRegister,
  provision: Provision,
  records: readonly RecordInForce[],
): Exclude<Reading, { state: 'unavailable' }> {
  const recordedAt = records.map((record) => record.recordedAt).reduce((a, b) => (a > b ? a : b), '');
  const when = recordedAt === '' ? {} : { recordedAt };
  if (provision.kind === 'count') return { state: 'value', value: records.length, ...when };
  if (provision.kind === 'exists') return { state: 'value', value: records.length > 0, ...when };
  if (records.length === 0) return { state: provision.by === register.record.key ? 'unknown' : 'none' };
  const field = provision.kind === 'take' ? provision.take : provision.to;
  const found = records.map((record) => record.data[field]).filter((value) => value !== undefined);
  const values = found.filter((value) => value !== null).flat();
  if (found.length === 0) return { state: 'unknown', ...when };
  if (values.length === 0) return { state: 'none', ...when };
  if (provision.kind === 'relation') return { state: 'value', value: [...new Set(values)], ...when };
  if (provision.sums) {
    // A part that one record does not tell is a part of the sum that nobody knows.
    if (found.length < records.length) return { state: 'unknown', ...when };
    return { state: 'value', value: sumOf(values, register.record.fields[provision.take]?.type), ...when };
  }
  return { state: 'value', value: register.record.fields[field]?.many ? values : (values[0] ?? null), ...when };
}

/** Exact; a decimal stays text, so that no digit is lost. */
function sumOf(values: readonly Json[], type: string | undefined): Json {
  const sum = values.reduce<Decimal>((all, value) => all.plus(String(value)), new Decimal(0));
  return type === 'decimal' ? sum.toFixed() : sum.toNumber();
}
