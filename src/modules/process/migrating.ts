import { allow } from '../../kernel/access.ts';
import { audit } from '../../kernel/audit.ts';
import { type Context, inTransaction } from '../../kernel/context.ts';
import { notFound } from '../../kernel/refusal.ts';
import { readClock } from './clock.ts';
import type { CompiledProcess } from './definition/schema.ts';
import type { Instance, Status } from './entities.ts';
import { subjectOf } from './institution.ts';
import { earlierEyes } from './rules.ts';
import { enter, entryOf, processOf } from './step.ts';
import * as store from './store.ts';
import { scheduleTicks } from './timer.ts';

/** Journal entry of an instance that goes over to another version of its definition. */
export const migrateEntry = 'migrate';

/** States of the earlier version by name, where the later one calls them otherwise. */
export type RenamedStates = Readonly<Record<string, string>>;

/** What an instance of the earlier version would lose in the later one. */
export type MigrationGap =
  | { readonly gap: 'state'; readonly name: string }
  | { readonly gap: 'action'; readonly name: string }
  | { readonly gap: 'status'; readonly name: string; readonly to: string }
  | { readonly gap: 'clock'; readonly name: string; readonly state: string }
  | { readonly gap: 'flag'; readonly name: string };

const live: readonly Status[] = ['draft', 'submitted', 'in_review', 'waiting_for_applicant', 'appealed'];

/** Still to be decided on, or not yet sent: only then may an instance go over to another version. */
export const mayMigrate = ({ status }: Pick<Instance, 'status'>): boolean => live.includes(status);

/**
 * Looks at every state in which an instance of the earlier version may be found live, not only at those where one is
 * now: it may move before its turn comes. A state must lead to one of the same legal status, a clock that runs there
 * must run on under its name, and an action that somebody else's is judged by (four eyes) must keep its name, as must
 * every flag. Pure.
 */
export function migrationGaps(
  earlier: CompiledProcess,
  later: CompiledProcess,
  renamed: RenamedStates,
): readonly MigrationGap[] {
  const states = earlier.states.filter((state) => mayMigrate(state) && !state.end);
  const watched = new Set(earlier.actions.flatMap(earlierEyes));
  return [
    ...states.flatMap((state): readonly MigrationGap[] => {
      const name = renamed[state.name] ?? state.name;
      const to = later.states.find((one) => one.name === name);
      if (!to) return [{ gap: 'state', name: state.name }];
      if (to.status !== state.status) return [{ gap: 'status', name: state.name, to: name }];
      return earlier.clocks
        .filter(({ runs }) => runs.includes(state.name))
        .filter((clock) => !later.clocks.some((one) => one.name === clock.name && one.runs.includes(name)))
        .map((clock) => ({ gap: 'clock', name: clock.name, state: state.name }));
    }),
    ...[...watched]
      .filter((action) => !later.actions.some(({ name }) => name === action))
      .map((name): MigrationGap => ({ gap: 'action', name })),
    ...(earlier.flags ?? [])
      .filter((flag) => !later.flags?.some(({ name }) => name === flag.name))
      .map(({ name }): MigrationGap => ({ gap: 'flag', name })),
  ];
}

/**
 * Takes an instance over to another version of its definition: state, clocks, whom it waits for and its journal in one
 * transaction. Those who looked at it before see that it has changed. False where it is there already, or is live no more.
 * @throws notFound, notAllowed
 */
export async function migrateInstance(
  ctx: Context,
  given: { readonly instance: string; readonly version: number; readonly states: RenamedStates },
): Promise<boolean> {
  return inTransaction(ctx, async (inner) => {
    const of = await store.lockInstance(inner.db, given.instance);
    if (!of) throw notFound();
    allow(inner, 'process.migrate', await subjectOf(inner, of));
    if (of.definition_version >= given.version || !mayMigrate(of)) return false;
    const { kind, name } = of;
    const later = await processOf(inner, { kind, name, definition_version: given.version });
    const { standing } = enter(inner, later, given.states[of.state] ?? of.state, of.clocks);
    const seq = of.seq + 1;
    const row: Instance = { ...of, ...standing, definition_version: given.version, seq, version: of.version + 1 };
    const { entry, values } = entryOf(inner, {
      instance: of.id,
      seq,
      action: migrateEntry,
      from: of,
      to: row,
      as: 'system',
      details: { from: of.definition_version, to: given.version },
      clock: readClock(inner.vahid.calendar(), await processOf(inner, of), of.clocks, inner.vahid.now()),
    });
    await store.updateInstance(inner.db, row, entry, values);
    // Terms may be others now: every clock that runs is looked at anew.
    const running = later.clocks.filter(({ runs }) => runs.includes(row.state)).map((clock) => clock.name);
    await scheduleTicks(inner, later, row, running);
    await audit(inner, 'process.migrate', of.id);
    return true;
  });
}

/** Each line of a journal with the process in force then: before it went over, an instance ran in an earlier version. */
export async function inTheirVersions(
  ctx: Context,
  of: Instance,
  lines: readonly store.JournalLine[],
): Promise<readonly { readonly line: store.JournalLine; readonly process: CompiledProcess }[]> {
  const { kind, name } = of;
  let process = await processOf(ctx, of);
  const found: { line: store.JournalLine; process: CompiledProcess }[] = [];
  for (const line of lines.toReversed()) {
    found.unshift({ line, process });
    if (line.row.action !== migrateEntry) continue;
    process = await processOf(ctx, { kind, name, definition_version: Number(line.row.details.from) });
  }
  return found;
}
