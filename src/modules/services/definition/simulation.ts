import type { Json } from '../../../kernel/job.ts';
import { type CompiledAction, earlierEyes } from '../../process/index.ts';
import { type Outcome, outcomeNames } from '../entities.ts';
import { checkPage } from '../rules/answers.ts';
import { type Delivery, delivers, documentOf, endOf, entryOf, undelivered } from '../rules/delivery.ts';
import { askTable, guardInput, judgeRequirements, reasonsFor } from '../rules/judging.ts';
import { caseData, type KnownFact } from '../rules/values.ts';
import type { CompiledService, RegisterField, TableOutcome } from './compiled.ts';
import { readEffect, tableActions } from './process.ts';
import type { Scenario, ScenarioStep } from './scenarios.ts';
import { guardTypes, programOf } from './types.ts';

/** Where a scenario came to, and what it passed. */
export interface Track {
  state: string;
  table: TableOutcome | undefined;
  outcome: Outcome | undefined;
  reasons: readonly string[];
  entry: Readonly<Record<string, Json>> | undefined;
  document: { readonly number: string; readonly lines: number } | undefined;
  readonly notifications: string[];
  /** Steps that went otherwise than the scenario says: index, and why. */
  readonly surprises: { readonly step: number; readonly why: string }[];
  /** Working days left on the clock of the state. */
  daysLeft: number | undefined;
  readonly states: Set<string>;
  readonly actions: Set<string>;
  readonly rules: Set<string>;
}

type Taken = Map<string, ReadonlySet<string>>;

interface Run {
  readonly service: CompiledService;
  readonly track: Track;
  facts: Record<string, KnownFact>;
  answers: Record<string, Json>;
  readonly taken: Taken;
  /** An official has taken it up: from then on the table only advises. */
  inHands: boolean;
  /** Working days that each clock has run. */
  readonly spent: Map<string, number>;
}

// Scenarios tell of days that pass, not of dates: any day will do for those on papers.
const delivery: Delivery = { reference: 'NN-2026-00001', submittedOn: '2026-11-02', decidedOn: '2026-11-10' };

/** Plays a scenario by the rules alone: no database, no clock, the same rules as the running service. */
export function simulate(service: CompiledService, scenario: Scenario): Track {
  const run: Run = {
    service,
    track: emptyTrack(service),
    facts: factsOf(service, scenario),
    answers: { ...(scenario.answers as Record<string, Json>) },
    taken: new Map(),
    inHands: false,
    spent: new Map(),
  };
  for (const [index, step] of scenario.steps.entries()) play(run, step, index);
  run.track.daysLeft = daysLeft(run);
  return run.track;
}

const emptyTrack = ({ process }: CompiledService): Track => ({
  state: process.initial,
  table: undefined,
  outcome: undefined,
  reasons: [],
  entry: undefined,
  document: undefined,
  notifications: [],
  surprises: [],
  daysLeft: undefined,
  states: new Set([process.initial]),
  actions: new Set(),
  rules: new Set(),
});

/** A fact that is not given is none: a scenario names what it is about. */
function factsOf({ fields }: CompiledService, { facts, unavailable = [] }: Scenario): Record<string, KnownFact> {
  const one = ({ name, register }: RegisterField): KnownFact => {
    if (unavailable.includes(name) || unavailable.includes(register)) return { state: 'unavailable' };
    const value = facts[name] as Json | undefined;
    return value === undefined || value === null ? { state: 'none' } : { state: 'value', value };
  };
  return Object.fromEntries(fields.flatMap((field) => (field.source === 'register' ? [[field.name, one(field)]] : [])));
}

function play(run: Run, step: ScenarioStep, index: number): void {
  if (step.answers) Object.assign(run.answers, step.answers);
  if (step.facts) answerRegisters(run, step.facts);
  if (step.pass !== undefined) for (let day = 0; day < step.pass; day += 1) passDay(run);
  if (step.act === undefined) return;
  const obstacle = take(run, step.act, step);
  if (obstacle !== undefined && !step.refused) run.track.surprises.push({ step: index, why: obstacle });
  if (obstacle === undefined && step.refused) run.track.surprises.push({ step: index, why: 'done' });
}

/** Registers answer: the facts are refreshed, and what the table may now decide it decides. */
function answerRegisters(run: Run, given: Record<string, Json>): void {
  for (const [name, value] of Object.entries(given))
    run.facts[name] = value === null ? { state: 'none' } : { state: 'value', value };
  if (run.inHands || !run.track.table) return;
  decideByTable(run, false);
}

/** Why an action cannot be taken; undefined when it was. */
function take(run: Run, name: string, step: ScenarioStep): string | undefined {
  const { service, track, taken } = run;
  const action = service.process.actions.find((one) => one.name === name);
  if (!action) return `no action ${name}`;
  const person = step.person ?? step.by ?? 'system';
  const actor = step.by ?? 'system';
  if (!action.from.includes(track.state)) return `${name} cannot begin in ${track.state}`;
  if (action.actor !== actor) return `${name} is taken by ${action.actor}`;
  if (action.note === 'required' && step.note === undefined) return `${name} needs a note`;
  if (earlierEyes(action).some((earlier) => taken.get(earlier)?.has(person))) return 'four eyes';
  if (name === 'submit' || name === 'answer') {
    const wrong = service.pages.flatMap((page) => checkPage(service, page, run.answers).errors);
    if (wrong[0]) return `answer ${wrong[0].field}`;
  }
  if (!guardHolds(run, action)) return 'guard';
  if (delivers(service, name) && undelivered(service, judged(run).data).length > 0) return 'facts awaited';
  if (actor !== 'applicant' && actor !== 'system') run.inHands = true;
  enter(run, action, person);
  if (name === 'submit') decideByTable(run, true);
  return undefined;
}

function judged({ service, facts, answers }: Run) {
  const data = caseData(service, facts, answers);
  return { data, requirements: judgeRequirements(service, data) };
}

function guardHolds(run: Run, { guard }: CompiledAction): boolean {
  if (guard === undefined) return true;
  const { data, requirements } = judged(run);
  return programOf(run.service.fields, guard, guardTypes).evaluate(guardInput(requirements, data)) === true;
}

/** The table decides what it may; on submission the rest goes to an official. */
function decideByTable(run: Run, first: boolean): void {
  const verdict = askTable(run.service, judged(run).data);
  if (first) run.track.table = verdict.outcome;
  if (verdict.rule !== undefined) run.track.rules.add(String(verdict.rule));
  const name = verdict.outcome === 'approve' ? tableActions.approve : tableActions.officer;
  const action = run.service.process.actions.find((one) => one.name === name);
  if (action?.from.includes(run.track.state)) enter(run, action, 'system');
}

function enter(run: Run, action: CompiledAction, person: string): void {
  const { track, taken, service } = run;
  if (person !== 'system') taken.set(action.name, new Set([...(taken.get(action.name) ?? []), person]));
  track.actions.add(action.name);
  track.state = action.to;
  track.states.add(action.to);
  for (const clock of service.process.clocks)
    if (clock.anew && !clock.runs.includes(action.to)) run.spent.delete(clock.name);
  const { outcomes } = service;
  const outcome = outcomeNames.find((one) => outcomes[one]?.includes(action.name));
  if (outcome) {
    track.outcome = outcome;
    track.reasons = reasonsFor(service, outcome, judged(run).requirements).map(({ article }) => article);
  }
  for (const effect of action.effects) carryOut(run, effect);
}

function carryOut(run: Run, name: string): void {
  const { service, track } = run;
  const effect = readEffect(name);
  const { data } = judged(run);
  if (effect?.kind === 'enter') track.entry = entryOf(service, data, delivery);
  if (effect?.kind === 'end') track.entry = endOf(service, data, delivery, track.entry ?? {});
  if (effect?.kind === 'revoke') track.document = undefined;
  if (effect?.kind === 'notify') track.notifications.push(effect.notification);
  if (effect?.kind === 'document') {
    const made = documentOf(service, data, delivery);
    track.document = made && { number: made.number, lines: made.lines.length };
  }
  if (effect?.kind === 'do') {
    const action = service.process.actions.find((one) => one.name === effect.action);
    if (action?.from.includes(track.state)) enter(run, action, 'system');
  }
}

/** A clock runs while the state is one of its own and keeps the days it has run when it stops. */
function passDay(run: Run): void {
  const { service, track, spent } = run;
  for (const clock of service.process.clocks) {
    if (!clock.runs.includes(track.state)) continue;
    const days = (spent.get(clock.name) ?? 0) + 1;
    spent.set(clock.name, days);
    const due = service.process.actions.find((one) => one.name === clock.due);
    if (days >= clock.workingDays && due) {
      enter(run, due, 'system');
      return;
    }
  }
}

function daysLeft({ service, track, spent }: Run): number | undefined {
  const left = service.process.clocks
    .filter(({ runs }) => runs.includes(track.state))
    .map((clock) => Math.max(0, clock.workingDays - (spent.get(clock.name) ?? 0)));
  return left.length === 0 ? undefined : Math.min(...left);
}
