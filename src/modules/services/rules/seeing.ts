import type { CompiledService } from '../definition/compiled.ts';
import { keptFields } from '../definition/seen-by.ts';
import { behind } from '../definition/types.ts';
import { toldName } from './fallback.ts';

/**
 * Fields whose values are kept from a reader in these offices: those that name none of them, what the applicant said in
 * place of their register, what registers say of whom they name, and what is computed from such.
 */
export function keptFrom(service: Pick<CompiledService, 'fields'>, offices: readonly string[]): ReadonlySet<string> {
  const kept = new Set(
    keptFields(service).flatMap(({ name, seenBy }) => (seenBy.some((one) => offices.includes(one)) ? [] : [name])),
  );
  if (kept.size === 0) return kept;
  const { fields } = service;
  const told = Array.from(kept, toldName);
  for (const name of told) kept.add(name);
  for (const field of fields)
    if (field.source === 'register' && field.of !== undefined && kept.has(field.of)) kept.add(field.name);
  const computed = fields.flatMap(({ source, name }) => (source === 'computed' ? [name] : []));
  return new Set([...kept, ...computed.filter((name) => behind(fields, [name]).some((one) => kept.has(one)))]);
}
