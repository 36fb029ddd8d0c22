import { type Static, type TObject, Type } from 'typebox';
import type { Types } from '../../../feel/index.ts';
import type { Text } from '../../../language/lang.ts';
import { type ActorKind, type Office, type Official, officialNames, type Status, statusNames } from '../entities.ts';

const namePattern = '^[a-z][a-z0-9]*([-_][a-z0-9]+)*$';
const name = Type.String({ pattern: namePattern, maxLength: 60 });
const names = Type.Array(name, { minItems: 1, uniqueItems: true });
const line = Type.String({ minLength: 1, maxLength: 250 });
const text = Type.Object({ az: line, en: line, ru: line }, { additionalProperties: false });
const closed = { additionalProperties: false } as const;
/** A name as expressions use it. */
const flagPattern = '^[a-z][A-Za-z0-9]{0,40}$';
const flagNames = Type.Array(Type.String({ pattern: flagPattern }), { minItems: 1, uniqueItems: true });
const named = <S extends TObject>(schema: S) =>
  Type.Record(Type.String({ pattern: namePattern }), schema, { ...closed, minProperties: 1 });

const actorWords = ['applicant', 'registrar', ...officialNames, 'system'] as const;
const officeWords = ['registrar', ...officialNames] as const;
/** In the institution that owns the instance, not in the one that decides; a registrar's always is. */
const ofOwner = Type.Optional(Type.Literal('owner'));

const state = Type.Object(
  {
    /** As the applicant reads it. */
    title: text,
    /** As officials read it, where that is not the same. */
    desk: Type.Optional(text),
    status: Type.Unsafe<Status>(Type.String({ enum: [...statusNames] })),
    /** The process may rest here for good. It may still be left, as by an appeal. */
    end: Type.Optional(Type.Boolean()),
  },
  closed,
);

const action = Type.Object(
  {
    /** What the button says. */
    title: text,
    /** How the journal tells it afterwards; what the program does is told by its title. */
    done: Type.Optional(text),
    from: names,
    to: name,
    actor: Type.Unsafe<(typeof actorWords)[number]>(Type.String({ enum: [...actorWords] })),
    of: ofOwner,
    note: Type.Optional(Type.Unsafe<'required' | 'optional'>(Type.String({ enum: ['required', 'optional'] }))),
    /** With an e-signature of who takes it: it has to be there, or may be. */
    sign: Type.Optional(Type.Unsafe<'required' | 'optional'>(Type.String({ enum: ['required', 'optional'] }))),
    /** FEEL over the values that the caller hands to `act`; only `true` lets the action through. */
    guard: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
    /** What is said when the guard does not let it through. */
    otherwise: Type.Optional(text),
    /** Not by a person who last took that action, or one of those actions. */
    fourEyes: Type.Optional(Type.Union([name, names])),
    /** Refuses or ends something for somebody: its button is grave. */
    grave: Type.Optional(Type.Boolean()),
    /** What must follow, by name; the room that owns the definition carries it out. */
    effects: Type.Optional(names),
    /** Flags that stand on the instance from then on, and those that stand there no more. */
    raise: Type.Optional(flagNames),
    lower: Type.Optional(flagNames),
  },
  closed,
);

/** A mark on an instance beside its state: raised and lowered by actions, tested by guards as `flag.<name>`. */
const flag = Type.Object(
  {
    /** As worklists and the page of the instance show it. */
    title: text,
    /** Its owner sees it too; else it stays with officials. */
    shown: Type.Optional(Type.Literal('applicant')),
  },
  closed,
);
const flagsNamed = <S extends TObject>(schema: S) =>
  Type.Record(Type.String({ pattern: flagPattern }), schema, { ...closed, minProperties: 1, maxProperties: 6 });

/** One step of an escalation, taken at 18:00 in Baku. */
const escalation = Type.Object(
  {
    to: Type.Unsafe<(typeof officeWords)[number]>(Type.String({ enum: [...officeWords] })),
    of: ofOwner,
    /** Working days after the end, those on which the clock runs; 0: at the end itself. */
    after: Type.Integer({ minimum: 0, maximum: 365 }),
  },
  closed,
);

const clock = Type.Object(
  {
    workingDays: Type.Integer({ minimum: 1, maximum: 365 }),
    runs: names,
    /** Counts from the beginning each time it starts, as every question to the applicant gives its own time. */
    anew: Type.Optional(Type.Boolean()),
    /** Reminders this many working days before the end, at 09:00 in Baku. */
    remind: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 365 }), { minItems: 1, uniqueItems: true })),
    /** Who is told when it runs out, or who is told how many working days after that, in order. */
    escalate: Type.Optional(
      Type.Union([
        Type.Unsafe<Official>(Type.String({ enum: [...officialNames] })),
        Type.Array(escalation, { minItems: 1, maxItems: 10 }),
      ]),
    ),
    /** System action taken when it runs out. */
    due: Type.Optional(name),
  },
  closed,
);

/** The section `process:` of a definition. The first state is the one a process begins in. */
export const processSection = Type.Object(
  {
    states: named(state),
    actions: named(action),
    clocks: Type.Optional(named(clock)),
    flags: Type.Optional(flagsNamed(flag)),
  },
  closed,
);
export type ProcessSource = Static<typeof processSection>;

/** What a definition says otherwise than a process it takes over: of states, actions, clocks and flags, the parts that differ. */
export const processChange = Type.Object(
  {
    states: Type.Optional(named(Type.Partial(state, closed))),
    actions: Type.Optional(named(Type.Partial(action, closed))),
    clocks: Type.Optional(named(Type.Partial(clock, closed))),
    flags: Type.Optional(flagsNamed(Type.Partial(flag, closed))),
  },
  closed,
);
export type ClockSource = Static<typeof clock>;

export interface CompiledState {
  readonly name: string;
  readonly title: Text;
  readonly desk?: Text;
  readonly status: Status;
  readonly end: boolean;
  /** Who is expected to act in this state, the program left out; in an end no official is. */
  readonly awaits: readonly ActorKind[];
}

export interface CompiledAction {
  readonly name: string;
  readonly title: Text;
  readonly done?: Text;
  readonly from: readonly string[];
  readonly to: string;
  readonly actor: ActorKind;
  readonly note: 'required' | 'optional' | 'none';
  readonly sign?: 'required' | 'optional';
  readonly grave: boolean;
  readonly effects: readonly string[];
  readonly guard?: string;
  readonly otherwise?: Text;
  readonly fourEyes?: string | readonly string[];
  readonly raise?: readonly string[];
  readonly lower?: readonly string[];
}

export interface CompiledFlag {
  readonly name: string;
  readonly title: Text;
  /** Its owner sees it too. */
  readonly shown?: 'applicant';
}

export interface Escalation {
  readonly to: Office;
  /** Working days of the clock after its end. */
  readonly after: number;
}

export interface CompiledClock {
  readonly name: string;
  readonly workingDays: number;
  readonly runs: readonly string[];
  readonly anew: boolean;
  /** Working days before the end, the most first. */
  readonly remind: readonly number[];
  /** One office: told at the end. `ladderOf` reads both. */
  readonly escalate?: Official | readonly Escalation[];
  readonly due?: string;
}

/** A process as the engine runs it. States and actions keep the order of the definition. */
export interface CompiledProcess {
  readonly initial: string;
  readonly states: readonly CompiledState[];
  readonly actions: readonly CompiledAction[];
  readonly clocks: readonly CompiledClock[];
  /** In the order of the definition; absent where there are none. */
  readonly flags?: readonly CompiledFlag[];
  /** Names the guards may use. */
  readonly inputTypes: Types;
}
