import type { Context } from '../../kernel/context.ts';
import type { Text } from '../../language/lang.ts';
import type { ClockView } from './clock.ts';
import type { CompiledFlag } from './definition/schema.ts';
import type { Instance } from './entities.ts';
import { flagsOfInstance } from './flags.ts';
import { clock, instances, journal, type JournalEntry, stateOfInstance } from './reading.ts';
import { titleAtDesk } from './rules.ts';

/** How far an instance has come, as officials read it. */
export interface Progress {
  readonly of: Instance;
  readonly state: Text;
  /** Absent where no time runs. */
  readonly clock: ClockView | undefined;
  readonly journal: readonly JournalEntry[];
  /** Those that stand on it; absent where none does. */
  readonly flags?: readonly CompiledFlag[];
}

/** @throws notAllowed */
export async function progressOf(ctx: Context, of: Instance): Promise<Progress> {
  const flags = await flagsOfInstance(ctx, of);
  return {
    of,
    state: titleAtDesk(await stateOfInstance(ctx, of)),
    clock: await clock(ctx, of),
    journal: await journal(ctx, of),
    ...(flags.length > 0 ? { flags } : {}),
  };
}

/** A row of a room beside the instance whose id it bears. */
export interface InstanceLine<Row> extends Pick<Progress, 'of' | 'state'> {
  readonly row: Row;
}

/** Rows with their instances, in the order of the rows; what has no instance is left out. @throws notAllowed */
export async function linesOf<Row extends { readonly id: string }>(
  ctx: Context,
  rows: readonly Row[],
): Promise<readonly InstanceLine<Row>[]> {
  if (rows.length === 0) return [];
  const found = await instances(
    ctx,
    rows.map(({ id }) => id),
  );
  const byId = new Map(found.map((one) => [one.id, one]));
  const lines: InstanceLine<Row>[] = [];
  for (const row of rows) {
    const of = byId.get(row.id);
    if (of) lines.push({ row, of, state: titleAtDesk(await stateOfInstance(ctx, of)) });
  }
  return lines;
}
