import type { Types } from '../../../feel/index.ts';
import type { Finding } from '../../../kernel/definition.ts';
import type { ActorKind, Status } from '../entities.ts';
import { isOwnersTurn } from '../rules.ts';
import { checkActions, checkClocks, checkStates, type Outside } from './checks.ts';
import { checkGuards } from './guards.ts';
import type { CompiledAction, CompiledClock, CompiledProcess, CompiledState, ProcessSource } from './schema.ts';

export interface CompileOptions extends Outside {
  /** Names the guards may use, with their types. */
  readonly inputTypes: Types;
}

/**
 * Of those who can act in a state, whom it waits for. Where a process may rest nobody is awaited in an office: it may be
 * taken up again, but stands in no worklist. Nor does one wait for the registrar where others are to act and the
 * registrar could at most withdraw it.
 */
function awaited(able: readonly ActorKind[], status: Status, end: boolean): readonly ActorKind[] {
  const others = able.some((actor) => actor !== 'registrar' && actor !== 'system');
  const registrars = isOwnersTurn(status) || !others;
  return [...new Set(able)].filter((actor) => {
    if (actor === 'registrar') return registrars && !end;
    return end ? actor === 'applicant' : actor !== 'system';
  });
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
      leaving.map(({ actor }) => actor),
      rest.status,
      end ?? false,
    );
    return { name, ...rest, end: end ?? false, awaits };
  });
  const actions = Object.entries(source.actions).map(
    ([name, { effects, note, grave, ...rest }]): CompiledAction => ({
      name,
      ...rest,
      note: note ?? 'none',
      grave: grave ?? false,
      effects: effects ?? [],
    }),
  );
  const clocks = Object.entries(source.clocks ?? {}).map(
    ([name, { remind, anew, ...rest }]): CompiledClock => ({
      name,
      ...rest,
      anew: anew ?? false,
      remind: [...(remind ?? [])].sort((a, b) => b - a),
    }),
  );
  const compiled: CompiledProcess = {
    initial: states[0]?.name ?? '',
    states,
    actions,
    clocks,
    inputTypes: options.inputTypes,
  };
  const findings = [
    ...checkStates(compiled),
    ...checkActions(compiled, options),
    ...checkGuards(compiled),
    ...checkClocks(compiled),
  ];
  return { compiled, findings };
}
