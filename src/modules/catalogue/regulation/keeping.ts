import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bakuDate } from '../../../language/index.ts';
import { digestOf } from '../envelope.ts';
import { changesBetween, type RegulationChange } from './changes.ts';
import type { RegulationDocument } from './document.ts';
import * as store from './store.ts';

export interface WrittenRegulation {
  /** Code of the service. */
  readonly service: string;
  /** Version of the definition from which it was written. */
  readonly definition: number;
  readonly document: RegulationDocument;
}

/**
 * Keeps the regulation of a service that a release brought into force; the same text as before makes no version. For
 * `Room.released`, in its transaction; checks no access. Answers whether there is a new version.
 */
export function keepRegulation(ctx: Context, { service, definition, document }: WrittenRegulation): Promise<boolean> {
  const at = ctx.vahid.now();
  const digest = digestOf(document);
  return store.insertRegulation(ctx.db, { service, definition, inForceFrom: bakuDate(at), at, document, digest });
}

/** Whether a service has a regulation: one that no definition describes has none. */
export async function isRegulated(ctx: Context, service: string): Promise<boolean> {
  allow(ctx, 'catalogue.read');
  return (await store.findRegulation(ctx.db, service)) !== undefined;
}

export interface RegulationView extends store.KeptRegulation {
  readonly service: string;
  /** All versions, newest first. */
  readonly versions: readonly store.RegulationLine[];
}

/** A regulation in one version, without its number the one in force. @throws notFound */
export async function regulationOf(ctx: Context, service: string, version?: number): Promise<RegulationView> {
  allow(ctx, 'catalogue.read');
  const kept = await store.findRegulation(ctx.db, service, version);
  if (!kept) throw notFound();
  return { ...kept, service, versions: await store.listRegulations(ctx.db, service) };
}

export interface RegulationChanges {
  readonly service: string;
  readonly older: store.KeptRegulation;
  readonly newer: store.KeptRegulation;
  readonly changes: readonly RegulationChange[];
}

/** What a version changed in the one before it, or in an earlier one. @throws notFound where either is not there */
export async function regulationChanges(
  ctx: Context,
  service: string,
  { version, since }: { readonly version?: number | undefined; readonly since?: number | undefined },
): Promise<RegulationChanges> {
  allow(ctx, 'catalogue.read');
  const newer = await store.findRegulation(ctx.db, service, version);
  const older = newer && (await store.findRegulation(ctx.db, service, since ?? newer.version - 1));
  if (!newer || !older || older.version >= newer.version) throw notFound();
  return { service, older, newer, changes: changesBetween(older.document, newer.document) };
}
