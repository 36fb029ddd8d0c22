import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { IndicatorFile } from './definition.ts';
import { queryOf, type Sheet } from './sheet.ts';
import * as store from './store/sheets.ts';

const source = 'indicators.yaml';

/** Sheets of the file in force, in its order. */
export function sheetsOfFile({ vahid: { releases } }: Pick<Context, 'vahid'>): readonly Sheet[] {
  return releases.get<IndicatorFile>('indicators', 'indicators')?.compiled.indicators ?? [];
}

/**
 * Brings the sheets of the released file into force: a changed one as its next version, approved by the release. One that
 * the file no longer has is followed no longer; its versions and figures stay. Idempotent.
 */
export async function takeOverSheets(ctx: Context): Promise<void> {
  const file = sheetsOfFile(ctx);
  await inTransaction(ctx, async (inner) => {
    const release = await store.newestRelease(inner.db);
    if (!release) return;
    const before = new Map((await store.lockIndicators(inner.db)).map((row) => [row.code, row]));
    for (const content of file) {
      const old = before.get(content.code);
      if (old?.origin === 'definition' && !old.ended && sameSheet(old.content, content)) continue;
      await store.insertSheet(inner.db, 'definition', {
        indicator: content.code,
        version: (old?.version ?? 0) + 1,
        content,
        query: queryOf(content),
        source,
        release: release.number,
        instance: null,
        approvedAt: release.at,
      });
    }
    const left = new Set(file.map(({ code }) => code));
    for (const { code, origin, ended } of before.values())
      if (origin === 'definition' && !ended && !left.has(code)) await store.setEnded(inner.db, code, inner.vahid.now());
  });
}

/** Alike whatever the order of their fields: the database keeps its own. */
export function sameSheet(one: Sheet, other: Sheet): boolean {
  return ordered(one) === ordered(other);
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
