import { type OpinionAnswer, opinionAnswerNames } from '../opinion-entities.ts';
import type { KnownOpinion } from '../rules/opinions.ts';
import type { CompiledOpinion, CompiledService } from './compiled.ts';
import { opinionsOf } from './heard.ts';

/** How the opinions of a played case stand. */
export interface PlayedOpinions {
  readonly known: Record<string, KnownOpinion | undefined>;
  /** Working days since each was asked; one that is not there is not asked. */
  readonly days: Map<string, number>;
  /** What is said as soon as it is asked. */
  readonly ready: Readonly<Record<string, OpinionAnswer>>;
  /** Who gave them: they decide nothing. */
  readonly givers: Set<string>;
}

export const playedOpinions = (ready: PlayedOpinions['ready'] = {}): PlayedOpinions => ({
  known: {},
  days: new Map(),
  ready,
  givers: new Set(),
});

const live: ReadonlySet<string> = new Set(['submitted', 'in_review', 'waiting_for_applicant', 'appealed']);

/** What the state of the case asks for, or ends. Answers whether an opinion came with it. */
export function followState(service: CompiledService, state: string, { known, days, ready }: PlayedOpinions): boolean {
  const status = service.process.states.find(({ name }) => name === state)?.status ?? '';
  let came = false;
  for (const { name, asked } of opinionsOf(service)) {
    const answer = ready[name];
    if (!live.has(status) && !known[name]) days.delete(name);
    if (!asked.includes(state) || days.has(name)) continue;
    days.set(name, 0);
    if (answer) known[name] = { answer, by: 'officials' };
    came ||= answer !== undefined;
  }
  return came;
}

/** Answers that an opinion rests on were corrected: it is asked again. */
export function askAgain(service: CompiledService, changed: readonly string[], { known, days }: PlayedOpinions): void {
  for (const { name, sees } of opinionsOf(service)) {
    if (!days.has(name) || !sees.some((field) => changed.includes(field))) continue;
    known[name] = undefined;
    days.set(name, 0);
  }
}

/** A working day goes by. Answers whether the silence of somebody came to mean consent. */
export function passOpinionDay(service: CompiledService, { known, days }: PlayedOpinions): boolean {
  let came = false;
  for (const opinion of opinionsOf(service)) {
    const { name, silence } = opinion;
    const spent = days.get(name);
    if (spent === undefined || known[name]) continue;
    days.set(name, spent + 1);
    if (silence.means !== 'agrees' || spent + 1 < termOf(opinion)) continue;
    known[name] = { answer: 'agrees', by: 'silence' };
    came = true;
  }
  return came;
}

/** Within how many working days an opinion is given. */
export const termOf = ({ process }: Pick<CompiledOpinion, 'process'>): number => process.clocks[0]?.workingDays ?? 0;

interface Given {
  readonly opinion: string;
  readonly says?: string | undefined;
  readonly note?: string | undefined;
  readonly person?: string | undefined;
}

/** Gives an opinion. Answers why it cannot be given; undefined when it was. */
export function giveOpinion(
  service: CompiledService,
  { opinion, says, note, person = `${opinion}-officer` }: Given,
  { known, days, givers }: PlayedOpinions,
): string | undefined {
  const answer = opinionAnswerNames.find((one) => one === says);
  if (!opinionsOf(service).some(({ name }) => name === opinion)) return `no opinion ${opinion}`;
  if (!answer) return `${opinion} says nothing`;
  if (!days.has(opinion)) return `${opinion} is not asked`;
  if (known[opinion]) return `${opinion} was given`;
  if (answer !== 'agrees' && note === undefined) return `${opinion} needs a note`;
  known[opinion] = { answer, by: 'officials' };
  givers.add(person);
  return undefined;
}
