import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Text } from '../../../language/index.ts';
import { findNamed } from '../store/entries.ts';
import type { EntryRef } from '../store/relations.ts';
import * as store from '../store/picture.ts';

/** Entries as they stand; those that are not there are left out. Public. */
export async function entryPictures(ctx: Context, refs: readonly EntryRef[]): Promise<readonly store.EntryPicture[]> {
  allow(ctx, 'catalogue.read');
  return store.findPictures(ctx.db, refs);
}

/** Entries that bear one of these codes or Azerbaijani titles, letter case apart. Public. */
export async function namedEntries(
  ctx: Context,
  names: readonly string[],
): Promise<readonly (EntryRef & { readonly title: Text })[]> {
  allow(ctx, 'catalogue.read');
  return findNamed(ctx.db, names);
}

/** Systems that are being built or in use, by institution and code. Public. */
export async function systemsInUse(ctx: Context): Promise<readonly store.SystemInUse[]> {
  allow(ctx, 'catalogue.read');
  return store.findSystemsInUse(ctx.db);
}

/** Entries of a kind that some institutions have in use or build, by their titles. Public. */
export async function entriesOf(
  ctx: Context,
  kind: EntryRef['kind'],
  institutions: readonly string[],
): Promise<readonly (EntryRef & { readonly title: Text; readonly institution: string })[]> {
  allow(ctx, 'catalogue.read');
  return institutions.length === 0 ? [] : store.findOf(ctx.db, kind, institutions);
}

/** Services, systems and portals that hold one of these folded stems, at most `limit`. Public. */
export async function entriesWithStems(
  ctx: Context,
  stems: readonly string[],
  limit: number,
): Promise<readonly store.EntryWords[]> {
  allow(ctx, 'catalogue.read');
  return stems.length === 0 ? [] : store.findWithStems(ctx.db, stems, limit);
}
