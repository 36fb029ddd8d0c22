import type { Finding } from '../../../kernel/definition.ts';
import { isOwnerOffice, ownerOffices } from '../entities.ts';
import { earlierEyes, isOfficials, ladderOf } from '../rules.ts';
import { found, unknown } from './findings.ts';
import type { CompiledAction, CompiledClock, CompiledProcess, ProcessSource } from './schema.ts';

/** What the owner of the definition does itself. */
export interface Outside {
  /** System actions that the owner's program takes; those of clocks need no mention. */
  readonly triggers?: readonly string[];
  /** Actions that its people can take with an e-signature; absent: none. */
  readonly signs?: (action: string, actor: CompiledAction['actor']) => boolean;
  /** Effects that the owner carries out. */
  readonly effects: readonly string[];
}

/** Journal entries that the engine itself makes. */
export const reservedActions: readonly string[] = ['start', 'assign', 'overdue', 'escalate', 'migrate'];

/** Every state is reached, and from every state an end is reached. */
export function checkStates(process: CompiledProcess): Finding[] {
  const findings: Finding[] = [];
  const reached = spread([process.initial], (state) =>
    process.actions.filter((a) => a.from.includes(state)).map((a) => a.to),
  );
  const ends = process.states.filter((state) => state.end).map((state) => state.name);
  const ending = spread(ends, (state) => process.actions.filter((a) => a.to === state).flatMap((a) => a.from));
  for (const { name, end } of process.states) {
    const path = ['states', name];
    const left = process.actions.some((action) => action.from.includes(name));
    if (!reached.has(name)) findings.push(found('state-unreachable', path, { state: name }));
    if (!end && !left) findings.push(found('state-without-exit', path, { state: name }));
    else if (!ending.has(name)) findings.push(found('state-without-end', path, { state: name }));
  }
  return findings;
}

/** Everything that can be come to from `start` by single steps, with the start itself. */
function spread(start: readonly string[], steps: (from: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set(start);
  for (const at of seen) for (const next of steps(at)) seen.add(next);
  return seen;
}

/** `of: owner` is said of an office that an owning institution has in a process. */
export function checkOwners({ actions, clocks = {} }: ProcessSource): Finding[] {
  const known: readonly string[] = Object.values(ownerOffices);
  const check = (of: 'owner' | undefined, office: string, path: Finding['path']) =>
    of === undefined || known.includes(office)
      ? []
      : [found('owner-office', path, { office, known: known.join(', ') })];
  return [
    ...Object.entries(actions).flatMap(([name, { actor, of }]) => check(of, actor, ['actions', name, 'of'])),
    ...Object.entries(clocks).flatMap(([name, { escalate }]) =>
      typeof escalate === 'object'
        ? escalate.flatMap(({ to, of }, index) => check(of, to, ['clocks', name, 'escalate', index, 'of']))
        : [],
    ),
  ];
}

export function checkActions(process: CompiledProcess, outside: Outside): Finding[] {
  const triggered = new Set([...(outside.triggers ?? []), ...process.clocks.flatMap(({ due }) => due ?? [])]);
  return process.actions.flatMap((action) => [
    ...checkNames(process, action, outside),
    ...checkFourEyes(process, action),
    ...checkSign(action, outside),
    ...(action.actor === 'system' && !triggered.has(action.name)
      ? [found('action-untriggered', ['actions', action.name, 'actor'], { action: action.name })]
      : []),
  ]);
}

function checkNames(
  process: CompiledProcess,
  { name, from, to, effects }: CompiledAction,
  outside: Outside,
): Finding[] {
  const known = process.states.map((state) => state.name);
  const path = ['actions', name];
  const findings = from.flatMap((state, index) =>
    known.includes(state) ? [] : [unknown('state', [...path, 'from', index], state, known)],
  );
  if (!known.includes(to)) findings.push(unknown('state', [...path, 'to'], to, known));
  if (reservedActions.includes(name)) findings.push(found('action-reserved', path, { action: name }));
  effects.forEach((effect, index) => {
    if (!outside.effects.includes(effect))
      findings.push(unknown('effect', [...path, 'effects', index], effect, outside.effects));
  });
  return findings;
}

/** A program has no signature, and where no page asks for one an action that requires it could never be taken. */
function checkSign({ name, actor, sign }: CompiledAction, { signs }: Outside): Finding[] {
  if (sign === undefined || (actor !== 'system' && signs?.(name, actor))) return [];
  return [
    found(actor === 'system' ? 'signed-by-program' : 'sign-not-offered', ['actions', name, 'sign'], { action: name }),
  ];
}

/** A person in an office: four eyes are theirs. */
const isOffices = (action: CompiledAction): boolean => isOfficials(action) || isOwnerOffice(action.actor);

function checkFourEyes(process: CompiledProcess, action: CompiledAction): Finding[] {
  const { name } = action;
  const path = ['actions', name, 'fourEyes'];
  const known = process.actions.map((one) => one.name);
  const findings = earlierEyes(action).flatMap((named) => {
    const earlier = process.actions.find((one) => one.name === named);
    if (!earlier) return [unknown('action', path, named, known)];
    const two = isOffices(action) && isOffices(earlier) && named !== name;
    return two ? [] : [found('four-eyes-same', path, { action: name, earlier: named })];
  });
  return [...findings, ...checkAppeal(process, action)];
}

/** An appeal is not decided by who took the decision it is about. */
function checkAppeal(process: CompiledProcess, action: CompiledAction): Finding[] {
  const appealed = process.states.flatMap(({ name, status }) => (status === 'appealed' ? [name] : []));
  if (!isOfficials(action) || !action.from.some((state) => appealed.includes(state))) return [];
  const contested = process.actions.flatMap(({ to, from }) => (appealed.includes(to) ? from : []));
  const deciding = process.actions.filter(
    (one) => isOfficials(one) && contested.includes(one.to) && !one.from.some((state) => appealed.includes(state)),
  );
  const open = deciding.map(({ name }) => name).filter((name) => !earlierEyes(action).includes(name));
  if (open.length === 0) return [];
  const holes = { action: action.name, earlier: open.join(', ') };
  return [found('appeal-same-eyes', ['actions', action.name, 'fourEyes'], holes)];
}

export function checkClocks(process: CompiledProcess): Finding[] {
  const known = process.states.map((state) => state.name);
  return process.clocks.flatMap((clock) => {
    const path = ['clocks', clock.name];
    const findings = clock.runs.flatMap((state, index) =>
      known.includes(state) ? [] : [unknown('state', [...path, 'runs', index], state, known)],
    );
    if (clock.remind.some((days) => days >= clock.workingDays)) {
      findings.push(found('reminder-too-early', [...path, 'remind'], { clock: clock.name, days: clock.workingDays }));
    }
    return [...findings, ...checkLadder(clock), ...checkDue(process, clock)];
  });
}

function checkLadder(clock: CompiledClock): Finding[] {
  const days = ladderOf(clock).map(({ after }) => after);
  const index = days.findIndex((after, at) => after < (days[at - 1] ?? 0));
  if (index < 0) return [];
  return [found('escalation-order', ['clocks', clock.name, 'escalate', index, 'after'], { clock: clock.name })];
}

function checkDue(process: CompiledProcess, { name, due, runs, escalate }: CompiledClock): Finding[] {
  const path = ['clocks', name, 'due'];
  if (due === undefined) return [];
  if (escalate) return [found('clock-two-results', path, { clock: name })];
  const action = process.actions.find((one) => one.name === due);
  if (!action) {
    const system = process.actions.filter((one) => one.actor === 'system').map((one) => one.name);
    return [unknown('action', path, due, system)];
  }
  if (action.actor !== 'system') return [found('due-not-system', path, { action: due })];
  if (action.guard !== undefined) return [found('due-guarded', path, { action: due })];
  const missing = runs.find((state) => !action.from.includes(state));
  return missing === undefined ? [] : [found('due-not-from', path, { action: due, state: missing, clock: name })];
}
