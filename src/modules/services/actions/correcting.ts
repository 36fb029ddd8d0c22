import type { Context } from '../../../kernel/context.ts';
import type { Json } from '../../../kernel/job.ts';
import { plainText } from '../../../kernel/text.ts';
import * as corrections from '../correction-store.ts';
import type { CompiledPage, CompiledService } from '../definition/compiled.ts';
import type { CorrectionRow } from '../entities.ts';
import { noteAndPagesNeeded, pagesNeeded, remarkTooLong } from '../refusals.ts';
import { fieldsOfPage, pageOf } from '../rules/answers.ts';
import type { Answers } from '../rules/values.ts';
import { label } from '../text/index.ts';
import { answersOf } from './answers.ts';
import type { LoadedCase } from './loading.ts';

/** A page that is to be corrected, with what is wrong with it; null where the note says it. */
export interface AskedCorrection {
  readonly page: string;
  readonly remark: string | null;
}

/** What an official marks when a case goes back. */
export interface CorrectionInput {
  readonly action: string;
  readonly note: string;
  readonly pages?: readonly string[];
  /** By page; a page with a remark is marked by it. */
  readonly remarks?: Readonly<Record<string, string>>;
}

const longestRemark = 1000;

/** The action puts the case back into the applicant's hands. */
export function sendsBack({ process }: CompiledService, action: string): boolean {
  const to = process.actions.find(({ name }) => name === action)?.to;
  return process.states.find(({ name }) => name === to)?.status === 'waiting_for_applicant';
}

/**
 * What is to be corrected, in the order of the pages; nothing for an action that sends nothing back.
 * @throws pagesNeeded, noteAndPagesNeeded, remarkTooLong
 */
export function askedCorrections(
  { service }: Pick<LoadedCase, 'service'>,
  { action, note, pages = [], remarks = {} }: CorrectionInput,
): readonly AskedCorrection[] {
  if (!sendsBack(service, action)) return [];
  const asked = service.pages.flatMap(({ page }) => {
    const remark = plainText(remarks[page] ?? '');
    return pages.includes(page) || remark !== '' ? [{ page, remark: remark === '' ? null : remark }] : [];
  });
  if (asked.some(({ remark }) => (remark ?? '').length > longestRemark)) throw remarkTooLong({ max: longestRemark });
  if (asked.length === 0 && note.trim() === '') throw noteAndPagesNeeded();
  if (asked.length === 0) throw pagesNeeded();
  return asked;
}

/** The note of a return: where each answer has its remark, these say everything. */
export function noteOf(note: string, asked: readonly AskedCorrection[]): string {
  const isSaid = asked.length > 0 && asked.every(({ remark }) => remark !== null);
  return note.trim() === '' && isSaid ? label('correctMarked').az : note;
}

/** Keeps what was asked, with the answers as they were: later it can be said which of them changed. */
export async function keepAsked(
  ctx: Context,
  { row, service }: LoadedCase,
  seq: number,
  asked: readonly AskedCorrection[],
): Promise<void> {
  const answers = await answersOf(ctx, row.id);
  const at = ctx.vahid.now();
  await corrections.insertCorrections(
    ctx.db,
    asked.map(({ page, remark }) => {
      const before = valuesOn(service, pageOf(service, page), answers);
      return { instance: row.id, seq, page, kind: 'asked', at, remark, before, changed: [] };
    }),
  );
}

/** Keeps which answers changed since the case was last returned; names of fields, no values. */
export async function keepAnswered(ctx: Context, { row, service }: LoadedCase, seq: number): Promise<void> {
  const asked = lastAsked(await corrections.listCorrections(ctx.db, row.id));
  if (asked.length === 0) return;
  const answers = await answersOf(ctx, row.id);
  const at = ctx.vahid.now();
  await corrections.insertCorrections(
    ctx.db,
    asked.map(({ page, before }) => {
      const now = valuesOn(service, pageOf(service, page), answers);
      const changed = Object.keys(now).filter((name) => written(now[name]) !== written(beforeOf(before, name)));
      return { instance: row.id, seq, page, kind: 'answered', at, remark: null, before: null, changed };
    }),
  );
}

/** What the last return asked. */
export function lastAsked(rows: readonly CorrectionRow[]): readonly CorrectionRow[] {
  const asked = rows.filter(({ kind }) => kind === 'asked');
  const last = Math.max(0, ...asked.map(({ seq }) => seq));
  return asked.filter(({ seq }) => seq === last);
}

/** An answer as it stood when it was asked to be corrected. */
export function beforeOf(before: Json | null, field: string): Json {
  if (typeof before !== 'object' || before === null || Array.isArray(before)) return null;
  return (before as Readonly<Record<string, Json>>)[field] ?? null;
}

/** An answer as it stood at a moment, by the first return since that kept it; null where none did. */
export function valueAt(rows: readonly CorrectionRow[], field: string, at: Date): Json {
  const since = rows.filter(({ kind, page, seq }) => {
    const answered = rows.find((one) => one.kind === 'answered' && one.page === page && one.seq > seq);
    return kind === 'asked' && (answered === undefined || answered.at > at);
  });
  const kept = since.map(({ before }) => beforeOf(before, field)).find((value) => value !== null);
  return kept ?? null;
}

function valuesOn(service: CompiledService, page: CompiledPage | undefined, answers: Answers): Record<string, Json> {
  const names = page ? fieldsOfPage(service, page).map(({ name }) => name) : [];
  return Object.fromEntries(names.map((name) => [name, answers[name] ?? null]));
}

/** The same value is written the same way: the database orders the keys of an object as it likes. */
function written(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map((one: Json) => written(one)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const parts = Object.entries(value as Readonly<Record<string, Json>>).map(([key, one]) => `${key}:${written(one)}`);
  return `{${parts.sort().join(',')}}`;
}
