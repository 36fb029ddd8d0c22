import type { Types } from '../../../feel/index.ts';
import type { Finding } from '../../../kernel/definition.ts';
import {
  type ActorKind,
  isOwnerOffice,
  type OwnerOffice,
  ownerOfficeNames,
  ownerOffices,
  type Status,
} from '../entities.ts';
import { isOwnersTurn } from '../rules.ts';
import { checkActions, checkClocks, checkOwners, checkStates, type Outside } from './checks.ts';
import { checkFlags } from './flags.ts';
import { checkGuards } from './guards.ts';
import type {
  ClockSource,
  CompiledAction,
  CompiledClock,
  CompiledProcess,
  CompiledState,
  ProcessSource,
} from './schema.ts';

export interface CompileOptions extends Outside {
  /** Names the guards may use, with their types. */
  readonly inputTypes: Types;
}

/**
 * Of those who can act in a state, whom it waits for. Where a process may rest nobody is awaited in an office: it may be
 * taken up again, but stands in no worklist. Nor does one wait for the owner's offices where others are to act and those
 * could at most withdraw it.
 */
function awaited(able: readonly ActorKind[], status: Status, end: boolean): readonly ActorKind[] {
  const others = able.some((actor) => !isOwnerOffice(actor) && actor !== 'system');
  const owners = isOwnersTurn(status) || !others;
  return [...new Set(able)].filter((actor) => {
    if (isOwnerOffice(actor)) return owners && !end;
    return end ? actor === 'applicant' : actor !== 'system';
  });
}

/** The capacity that a word and `of` mean together. What has no office in the owner stays as written, for the check. */
function capacityIn<Word extends ActorKind>(who: Word, of: 'owner' | undefined): Word | OwnerOffice {
  return (of && ownerOfficeNames.find((office) => ownerOffices[office] === who)) ?? who;
}

function compileClock(name: string, { remind, anew, escalate, ...rest }: ClockSource): CompiledClock {
  const ladder =
    typeof escalate === 'object' ? escalate.map(({ to, of, after }) => ({ to: capacityIn(to, of), after })) : escalate;
  return {
    name,
    ...rest,
    anew: anew ?? false,
    remind: [...(remind ?? [])].sort((a, b) => b - a),
    ...(ladder === undefined ? {} : { escalate: ladder }),
  };
}

/**
 * Compiles the section `process:` of a definition. Paths of the findings start inside the section; the owner of the
 * definition puts its own path before them. With findings the compiled form must not be used.
 */
export function compileProcess(
  source: ProcessSource,
  options: CompileOptions,
): { readonly compiled: CompiledProcess; readonly findings: readonly Finding[] } {
  const states = Object.entries(source.states).map(([name, { end, ...rest }]): CompiledState => {
    const leaving = Object.values(source.actions).filter(({ from }) => from.includes(name));
    const awaits = awaited(
      leaving.map(({ actor, of }) => capacityIn(actor, of)),
      rest.status,
      end ?? false,
    );
    return { name, ...rest, end: end ?? false, awaits };
  });
  const actions = Object.entries(source.actions).map(
    ([name, { effects, note, grave, actor, of, ...rest }]): CompiledAction => ({
      name,
      ...rest,
      actor: capacityIn(actor, of),
      note: note ?? 'none',
      grave: grave ?? false,
      effects: effects ?? [],
    }),
  );
  const clocks = Object.entries(source.clocks ?? {}).map(([name, clock]) => compileClock(name, clock));
  const flags = Object.entries(source.flags ?? {}).map(([name, flag]) => ({ name, ...flag }));
  const compiled: CompiledProcess = {
    initial: states[0]?.name ?? '',
    states,
    actions,
    clocks,
    ...(flags.length > 0 ? { flags } : {}),
    inputTypes: options.inputTypes,
  };
  const findings = [
    ...checkOwners(source),
    ...checkStates(compiled),
    ...checkActions(compiled, options),
    ...checkGuards(compiled),
    ...checkClocks(compiled),
    ...checkFlags(compiled),
  ];
  return { compiled, findings };
}
