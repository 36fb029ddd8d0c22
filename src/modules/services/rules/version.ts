import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../kernel/job.ts';
import type { CompiledPage, CompiledService } from '../definition/compiled.ts';
import { fieldsOfPage } from './answers.ts';
import type { Answers } from './values.ts';

/** Tells one state of a page's answers from another; from it alone nobody reads an answer that they do not guess. */
export function versionOf(service: Pick<CompiledService, 'fields'>, page: CompiledPage, stored: Answers): string {
  const answers = fieldsOfPage(service, page).map(({ name }) => [name, stored[name] ?? null]);
  return createHash('sha256').update(JSON.stringify(answers)).digest('base64url').slice(0, 12);
}

/** Whether these answers are what is stored already: sent twice they change nothing. */
export function isStored(kept: Readonly<Record<string, Json>>, stored: Answers): boolean {
  return Object.entries(kept).every(([field, value]) => isDeepStrictEqual(stored[field] ?? null, value));
}
