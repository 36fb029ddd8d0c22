import type { Json } from '../../../kernel/job.ts';
import { type CompiledAction, earlierEyes, flagsAfter, flagTypes, flagValues } from '../../process/index.ts';
import { type Outcome, outcomeNames } from '../entities.ts';
import { decisionNote, type NotedStep } from '../rules/decision-note.ts';
import { type Delivery, delivers, documentOf, endOf, entryOf, quotaGiven, undelivered } from '../rules/delivery.ts';
import { askTable, guardInput, judgeRequirements } from '../rules/judging.ts';
import { withOpinions } from '../rules/opinions.ts';
import { proposedReasons } from '../rules/reasons.ts';
import { withReviews } from '../rules/reviews.ts';
import { isIncapable } from '../rules/guardianship.ts';
import { choosingFields } from '../rules/relation-choice.ts';
import { caseData, type KnownFact } from '../rules/values.ts';
import { answersFault, answersOf, corrected } from './answer-simulation.ts';
import type { CompiledService, RegisterField, TableOutcome } from './compiled.ts';
import { amends, proposesAmendment } from './amending.ts';
import { feeActions, sendings } from './fee.ts';
import { playCharge, type PlayedFee, playedFee, playedOwes } from './fee-simulation.ts';
import { readEffect, tableActions } from './process.ts';
import { quotaEffects } from './quota.ts';
import type { Scenario, ScenarioStep } from './scenarios.ts';
import { amended, amendIssued, amendmentFault } from './amending-simulation.ts';
import { type PlayedAgreements, playedAgreements, sayAgreement, withPlayedAgreements } from './agreement-simulation.ts';
import { coApplicantsOf } from './co-applicant.ts';
import {
  askAgain,
  followState,
  giveOpinion,
  passOpinionDay,
  type PlayedOpinions,
  playedOpinions,
} from './opinion-simulation.ts';
import { guardTypesWith, heardOf } from './heard.ts';
import { followReviews, giveReview, type PlayedReviews, playedReviews, reviewAgain } from './review-simulation.ts';
import { programOf } from './types.ts';

/** Where a scenario came to, and what it passed. */
export interface Track {
  state: string;
  table: TableOutcome | undefined;
  tableReasons: readonly string[];
  /** Which rule of the table spoke at submission, from 1. */
  rule: number | undefined;
  /** Every field as it is in the end. */
  values: Readonly<Record<string, unknown>>;
  outcome: Outcome | undefined;
  reasons: readonly string[];
  entry: Readonly<Record<string, Json>> | undefined;
  document: { readonly number: string; readonly lines: number } | undefined;
  /** What may be used now; undefined while nothing was given, or when that has ended. */
  quota: string | undefined;
  readonly notifications: string[];
  readonly fee: PlayedFee;
  /** Steps that went otherwise than the scenario says: index, and why. */
  readonly surprises: { readonly step: number; readonly why: string }[];
  /** Working days left on the clock of the state. */
  daysLeft: number | undefined;
  /** How often the document was issued: once, and once more for each slip corrected in it. */
  issued: number;
  /** Flags that stand in the end, and all that ever stood. */
  flags: readonly string[];
  readonly raised: Set<string>;
  readonly states: Set<string>;
  readonly actions: Set<string>;
  readonly rules: Set<string>;
  /** A guardian has acted for the applicant. */
  guarded: boolean;
  /** What the table says now that opinions have come; absent where none are asked for. */
  proposed: TableOutcome | undefined;
  readonly opinions: PlayedOpinions;
  readonly agreements: PlayedAgreements;
  readonly reviews: PlayedReviews;
}

type Taken = Map<string, ReadonlySet<string>>;

interface Run {
  readonly service: CompiledService;
  readonly track: Track;
  delivery: Delivery;
  readonly steps: NotedStep[];
  facts: Record<string, KnownFact>;
  answers: Record<string, Json>;
  readonly taken: Taken;
  /** An official has taken it up: from then on the table only advises. */
  inHands: boolean;
  /** How a slip is right that an official comes to correct. */
  readonly correction: Readonly<Record<string, Json>>;
  /** Working days that each clock has run. */
  readonly spent: Map<string, number>;
}

/** Scenarios tell of days that pass; the dates on papers are these, or count from the day that a scenario names. */
function deliveryOf({ submittedOn = '2026-11-02' }: Scenario): Delivery {
  const decided = new Date(Date.parse(`${submittedOn}T00:00:00Z`) + 8 * 86_400_000);
  return { reference: 'NN-2026-00001', submittedOn, decidedOn: decided.toISOString().slice(0, 10) };
}

/** Plays a scenario by the rules alone: no database, no clock, the same rules as the running service. */
export function simulate(service: CompiledService, scenario: Scenario): Track {
  const run: Run = {
    service,
    track: emptyTrack(service, scenario),
    delivery: deliveryOf(scenario),
    facts: factsOf(service, scenario),
    answers: answersOf(service, scenario.answers),
    taken: new Map(),
    steps: [],
    inHands: false,
    correction: scenario.correction ?? {},
    spent: new Map(),
  };
  for (const [index, step] of scenario.steps.entries()) play(run, step, index);
  run.track.daysLeft = daysLeft(run);
  run.track.values = judged(run).data.values;
  return run.track;
}

const emptyTrack = ({ process }: CompiledService, { opinions, agreements, reviews }: Scenario): Track => ({
  state: process.initial,
  table: undefined,
  tableReasons: [],
  rule: undefined,
  values: {},
  outcome: undefined,
  reasons: [],
  entry: undefined,
  document: undefined,
  quota: undefined,
  notifications: [],
  fee: playedFee(),
  surprises: [],
  daysLeft: undefined,
  issued: 0,
  flags: [],
  raised: new Set(),
  states: new Set([process.initial]),
  actions: new Set(),
  rules: new Set(),
  guarded: false,
  proposed: undefined,
  opinions: playedOpinions(opinions),
  agreements: playedAgreements(agreements),
  reviews: playedReviews(reviews),
});

/** A fact that is not given is none: a scenario names what it is about. */
function factsOf(service: CompiledService, { facts, unavailable = [] }: Scenario): Record<string, KnownFact> {
  const given = (name: string): KnownFact => {
    const value = facts[name] as Json | undefined;
    return value === undefined || value === null ? { state: 'none' } : { state: 'value', value };
  };
  const silent = ({ name, register }: RegisterField) => unavailable.includes(name) || unavailable.includes(register);
  const held = service.fields.flatMap((field) =>
    field.source === 'register'
      ? [[field.name, silent(field) ? ({ state: 'unavailable' } as const) : given(field.name)] as const]
      : [],
  );
  // Of a choice from a relation the scenario names those who may be chosen: `child: [{ key: …, label: … }]`.
  return Object.fromEntries([...held, ...choosingFields(service).map(({ name }) => [name, given(name)] as const)]);
}

function play(run: Run, step: ScenarioStep, index: number): void {
  if (step.answers) correct(run, answersOf(run.service, step.answers));
  if (step.facts) answerRegisters(run, step.facts);
  if (step.pass !== undefined) for (let day = 0; day < step.pass; day += 1) passDay(run);
  if (step.pay) pay(run, index);
  const obstacle = obstacleOf(run, step);
  if (obstacle !== undefined && !step.refused) run.track.surprises.push({ step: index, why: obstacle });
  if (obstacle === undefined && step.refused) run.track.surprises.push({ step: index, why: 'done' });
}

function obstacleOf(run: Run, step: ScenarioStep): string | undefined {
  const { service, answers, track } = run;
  if (step.agrees === undefined && step.declines === undefined) return hear(run, step);
  const status = service.process.states.find(({ name }) => name === track.state)?.status ?? '';
  return sayAgreement({ service, data: judged(run).data, answers }, status, step, track.agreements);
}

/** The applicant corrects answers, and whoever saw them is asked again. */
function correct(run: Run, given: Record<string, Json>): void {
  const { service, track } = run;
  run.answers = corrected(service, run.facts, run.answers, given);
  track.fee.open = true;
  askAgain(service, Object.keys(given), track.opinions);
  reviewAgain(service, Object.keys(given), track.reviews);
}

/** Another institution gives its opinion, or an expert a review; else an action is taken. Why it cannot; undefined when it did. */
function hear(run: Run, step: ScenarioStep): string | undefined {
  const { service, track, taken } = run;
  const { opinion, review } = step;
  if (opinion === undefined && review === undefined) return take(run, step);
  const person = review ?? step.person ?? `${opinion}-officer`;
  if ([...taken.values()].some((people) => people.has(person))) return 'four eyes';
  const obstacle =
    opinion === undefined
      ? giveReview(service, { ...step, review: person }, track.reviews)
      : giveOpinion(service, { ...step, opinion }, track.opinions);
  if (obstacle === undefined) propose(run);
  return obstacle;
}

/** An opinion has come: the table speaks again, and approves what it may as long as no official has taken it up. */
function propose(run: Run): void {
  const { outcome, rule } = askTable(run.service, judged(run).data);
  run.track.proposed = outcome;
  if (rule !== undefined) run.track.rules.add(String(rule));
  if (!run.inHands && outcome === 'approve' && settles(run)) decideByTable(run);
}

/** Registers answer: the facts are refreshed, and what the table may now decide it decides. */
function answerRegisters(run: Run, given: Record<string, Json>): void {
  for (const [name, value] of Object.entries(given))
    run.facts[name] = value === null ? { state: 'none' } : { state: 'value', value };
  if (run.track.table) goOn(run, false);
}

/** The fee is worked out, and what is still to be paid of it asked for. */
function charge(run: Run): 'due' | 'settled' | 'open' {
  const { service, track } = run;
  const charged = playCharge(service, { state: track.state, data: judged(run).data }, track.fee);
  if (charged === 'due') enterBy(run, feeActions.ask);
  return charged;
}

/** A fee that comes before all else is worked out where it is open; false while it holds the case up. */
function settles(run: Run): boolean {
  const { service, track } = run;
  if (service.fee?.asked !== 'application' || !track.fee.open) return true;
  const status = service.process.states.find(({ name }) => name === track.state)?.status;
  return status !== 'waiting_for_applicant' && charge(run) === 'settled';
}

/** What the program does with a case that was sent: it asks for the fee, and once that is settled the table. */
function goOn(run: Run, first: boolean): void {
  const { service, track } = run;
  if (first) {
    const said = askTable(service, judged(run).data);
    track.table = said.outcome;
    track.rule = said.rule;
    track.tableReasons = said.reasons.map(({ article }) => article);
  }
  if (settles(run) && !run.inHands) decideByTable(run);
}

function pay(run: Run, index: number): void {
  const { service, track } = run;
  const paid = service.process.actions.find(({ name }) => name === feeActions.paid);
  const waits = service.process.actions.find(({ name }) => name === feeActions.ask)?.to;
  if (!paid || track.state !== waits) {
    track.surprises.push({ step: index, why: 'nothing to pay' });
    return;
  }
  enter(run, paid, 'system');
  if (service.fee?.asked === 'application') decideByTable(run);
}

/** Why an action cannot be taken; undefined when it was. */
function take(run: Run, step: ScenarioStep): string | undefined {
  const { service, track, taken } = run;
  const { act: name } = step;
  if (name === undefined) return undefined;
  const action = service.process.actions.find((one) => one.name === name);
  if (!action) return `no action ${name}`;
  const person = step.person ?? step.by ?? 'system';
  const guarded = step.by === 'guardian';
  const actor = step.by === 'guardian' ? 'applicant' : (step.by ?? 'system');
  if (guarded && !service.guardians) return 'no guardian applies here';
  if (!action.from.includes(track.state)) return `${name} cannot begin in ${track.state}`;
  if (action.actor !== actor) return `${name} is taken by ${action.actor}`;
  if (action.note === 'required' && step.note === undefined) return `${name} needs a note`;
  if (earlierEyes(action).some((earlier) => taken.get(earlier)?.has(person))) return 'four eyes';
  if (track.opinions.givers.has(person) || track.reviews.givers.has(person)) return 'four eyes';
  if (sendings.includes(name)) {
    const fault = answersFault(service, run.facts, run.answers, run.delivery.submittedOn);
    if (fault !== undefined) return fault;
    if (!guarded && isIncapable(service, run.facts)) return 'the guardian applies';
  }
  if (!guardHolds(run, action)) return 'guard';
  const misfit = proposesAmendment(service, name)
    ? amendmentFault(run, (known) => judged({ ...run, ...known }))
    : undefined;
  if (misfit !== undefined) return misfit;
  const { data } = judged(run);
  if (delivers(service, name) && undelivered(service, data).length > 0) return 'facts awaited';
  if (service.outcomes.approved.includes(name) && playedOwes(service, data, track.fee)) return 'fee awaited';
  if (actor !== 'applicant' && actor !== 'system') run.inHands = true;
  track.guarded ||= guarded;
  if (sendings.includes(name)) track.fee.open = true;
  enter(run, action, person, step.note);
  if (name === 'submit') goOn(run, true);
  else settles(run);
  return undefined;
}

function judged({ service, facts, answers, track, delivery }: Run) {
  const known = withOpinions(service, caseData(service, facts, answers, delivery.submittedOn), track.opinions.known);
  const agreed = withPlayedAgreements({ service, data: known, answers }, track.agreements);
  const data = withReviews(service, agreed, track.reviews.given);
  return { data, requirements: judgeRequirements(service, data), verdict: askTable(service, data) };
}

function guardHolds(run: Run, { guard }: CompiledAction): boolean {
  if (guard === undefined) return true;
  const { data, requirements } = judged(run);
  const { service, track } = run;
  const { process } = service;
  const types = { ...guardTypesWith(heardOf(service), coApplicantsOf(service)), ...flagTypes(process) };
  const given = { ...guardInput(service, requirements, data), ...flagValues(process, track.flags) };
  return programOf(service.fields, guard, types).evaluate(given) === true;
}

/** The table decides what it may; on submission the rest goes to an official, and so does what one has had in hand. */
function decideByTable(run: Run): void {
  const verdict = askTable(run.service, judged(run).data);
  if (verdict.rule !== undefined) run.track.rules.add(String(verdict.rule));
  const name = verdict.outcome === 'approve' && !run.inHands ? tableActions.approve : tableActions.officer;
  enterBy(run, name);
}

/** The program takes an action, where it begins in the present state. */
function enterBy(run: Run, name: string): void {
  const action = run.service.process.actions.find((one) => one.name === name);
  if (action?.from.includes(run.track.state)) enter(run, action, 'system');
}

function enter(run: Run, action: CompiledAction, person: string, note?: string): void {
  const { track, taken, service } = run;
  run.steps.push({ action: action.name, note });
  if (person !== 'system') taken.set(action.name, new Set([...(taken.get(action.name) ?? []), person]));
  track.actions.add(action.name);
  track.state = action.to;
  track.states.add(action.to);
  track.flags = flagsAfter(track.flags, action);
  for (const name of track.flags) track.raised.add(name);
  for (const clock of service.process.clocks)
    if (clock.anew && !clock.runs.includes(action.to)) run.spent.delete(clock.name);
  const { outcomes } = service;
  const outcome = outcomeNames.find((one) => outcomes[one]?.includes(action.name));
  if (outcome) {
    track.outcome = outcome;
    run.delivery = { ...run.delivery, note: decisionNote(service.process.actions, run.steps) };
    const proposed = proposedReasons(service, outcome, { ...judged(run), opinions: track.opinions.known });
    track.reasons = proposed.map(({ reason }) => reason.article);
  }
  if (amends(service, action.name)) Object.assign(run, amended(run));
  for (const effect of action.effects) carryOut(run, effect);
  const heard = followState(service, track.state, track.opinions);
  const scored = followReviews(service, track.state, track.reviews);
  if (heard || scored) propose(run);
}

function carryOut(run: Run, name: string): void {
  const { service, track, delivery } = run;
  const effect = readEffect(name);
  const { data } = judged(run);
  if (effect?.kind === 'enter') track.entry = entryOf(service, data, delivery);
  if (effect?.kind === 'amend') amendIssued(service, track, data, delivery);
  if (effect?.kind === 'end') track.entry = endOf(service, data, delivery, track.entry ?? {});
  if (effect?.kind === 'revoke') track.document = undefined;
  if (effect?.kind === quotaEffects.give) track.quota = quotaGiven(service, data, delivery)?.amount;
  if (effect?.kind === quotaEffects.end) track.quota = undefined;
  if (effect?.kind === 'notify') track.notifications.push(effect.notification);
  if (effect?.kind === 'document') {
    const made = documentOf(service, data, delivery);
    track.document = made && { number: made.number, lines: made.lines.length };
    track.issued = 1;
  }
  if (effect?.kind === 'do') enterBy(run, effect.action);
  if (effect?.kind === 'charge' && charge(run) === 'settled') enterBy(run, feeActions.paid);
}

/** A clock runs while the state is one of its own and keeps the days it has run when it stops. */
function passDay(run: Run): void {
  const { service, track, spent } = run;
  if (passOpinionDay(service, track.opinions)) propose(run);
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
