import { type Static, Type } from 'typebox';
import type { DefinitionKind, Finding, Path, Scope } from '../../../kernel/definition.ts';
import { opinionAnswerNames } from '../opinion-entities.ts';
import { coApplicantsOf } from './co-applicant.ts';
import type { CompiledService } from './compiled.ts';
import { finding, unknown } from './finding.ts';
import { text } from './schema.ts';
import { opinionsOf, reviewsOf } from './heard.ts';
import { scenarioWords } from './scenario-words.ts';
import { differences, type Difference } from './scenario-check.ts';
import { simulate, type Track } from './simulation.ts';

const closed = { additionalProperties: false } as const;
const name = Type.String({ pattern: '^[a-z][a-z0-9]*([-_][a-z0-9]+)*$', maxLength: 60 });
const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);
const values = Type.Record(
  Type.String(),
  Type.Union([scalar, Type.Array(Type.Union([scalar, Type.Record(Type.String(), scalar)]))]),
);

const opinionName = '^[a-z][A-Za-z0-9]{0,40}$';
const opinions = Type.Record(Type.String({ pattern: opinionName }), Type.Enum([...opinionAnswerNames]), closed);

const agreements = Type.Record(Type.String({ pattern: opinionName }), Type.Enum(['agrees']), closed);
/** What a reviewer gives, by criterion. */
const points = Type.Record(Type.String({ pattern: opinionName }), Type.Integer({ minimum: 0 }), closed);
const reviews = Type.Array(points, { minItems: 1, maxItems: 10 });

/** The right value of a field, as an official proposes it where a slip is corrected. */
const correction = Type.Record(Type.String(), scalar, { minProperties: 1, maxProperties: 1 });

const step = Type.Object(
  {
    /** An action, and who takes it; `guardian`: the applicant by the hands of who looks after them. */
    act: Type.Optional(name),
    by: Type.Optional(Type.Enum(['applicant', 'guardian', 'officer', 'approver', 'deputy_head'])),
    /** Where it matters that it is the same person, or another: any word. */
    person: Type.Optional(name),
    note: Type.Optional(Type.String({ minLength: 1 })),
    /** The step must not succeed. */
    refused: Type.Optional(Type.Literal(true)),
    /** Working days go by. */
    pass: Type.Optional(Type.Integer({ minimum: 1, maximum: 400 })),
    /** Registers answer, or answer differently. */
    facts: Type.Optional(values),
    /** The applicant corrects answers. */
    answers: Type.Optional(values),
    /** Another institution gives its opinion, and a second person there confirms it. */
    opinion: Type.Optional(Type.String({ pattern: opinionName })),
    says: Type.Optional(Type.Enum([...opinionAnswerNames])),
    /** Those who have to agree by that name do, or decline with a note. */
    agrees: Type.Optional(Type.String({ pattern: opinionName })),
    declines: Type.Optional(Type.String({ pattern: opinionName })),
    /** A reviewer scores the application: any word that names who, and the points by criterion. */
    review: Type.Optional(name),
    points: Type.Optional(points),
    /** The fee comes in. */
    pay: Type.Optional(Type.Literal(true)),
  },
  closed,
);

const result = Type.Object(
  {
    state: name,
    /** What the table said when the case was submitted. */
    table: Type.Optional(Type.Enum(['approve', 'officer', 'refuse'])),
    /** Which rule of the table spoke then, counted from 1. */
    rule: Type.Optional(Type.Integer({ minimum: 1 })),
    /** What fields come to, computed ones above all; of reviews `review.score`, `review.spread`, `openReviews`. */
    values: Type.Optional(values),
    /** What the table says now that opinions have come. */
    proposed: Type.Optional(Type.Enum(['approve', 'officer', 'refuse'])),
    /** What other institutions have said. */
    opinions: Type.Optional(opinions),
    /** Articles on which that answer of the table rests. */
    tableReasons: Type.Optional(Type.Array(Type.String())),
    outcome: Type.Optional(Type.Enum(['approved', 'refused', 'lapsed', 'revoked', 'none'])),
    /** Articles of the reasons, in their order. */
    reasons: Type.Optional(Type.Array(Type.String())),
    entry: Type.Optional(Type.Union([Type.Literal('none'), values])),
    document: Type.Optional(
      Type.Union([
        Type.Literal('none'),
        Type.Object({ number: Type.Optional(Type.String()), lines: Type.Optional(Type.Integer()) }, closed),
      ]),
    ),
    /** How much may be used: "500", a decimal without zeros at its end; `none`. */
    quota: Type.Optional(Type.Union([Type.Literal('none'), Type.String({ pattern: '^[0-9]+([.][0-9]{1,3})?$' })])),
    notifications: Type.Optional(Type.Array(name)),
    /** What was to be paid, in manat with qəpik: "15.00". */
    fee: Type.Optional(
      Type.Union([Type.Literal('waived'), Type.Literal('none'), Type.String({ pattern: '^[0-9]+[.][0-9]{2}$' })]),
    ),
    /** Flags that stand, in any order. */
    flags: Type.Optional(Type.Array(Type.String(), { uniqueItems: true })),
    /** Working days left on the clock that runs; `none` when none does. */
    daysLeft: Type.Optional(Type.Union([Type.Literal('none'), Type.Integer({ minimum: 0 })])),
  },
  closed,
);

const scenario = Type.Object(
  {
    title: text,
    /** The day of submission, where it matters; what is decided is decided eight days later. */
    submittedOn: Type.Optional(Type.String({ format: 'date' })),
    facts: values,
    /** Registers, or those of these facts, that do not answer. */
    unavailable: Type.Optional(Type.Array(Type.String())),
    answers: values,
    /** What other institutions say as soon as they are asked. */
    opinions: Type.Optional(opinions),
    /** Who agrees as soon as they are asked. */
    agreements: Type.Optional(agreements),
    /** What reviewers give as soon as they are asked, one after another. */
    reviews: Type.Optional(reviews),
    correction: Type.Optional(correction),
    steps: Type.Array(step, { minItems: 1 }),
    result,
  },
  closed,
);

/** How a course runs, told of whatever service takes it over: what is known and answered, each service gives by name. */
export const courseScenarios = Type.Record(
  name,
  Type.Object({ title: text, given: name, steps: Type.Array(step, { minItems: 1 }), result }, closed),
);
type CourseScenarios = Static<typeof courseScenarios>;

const given = Type.Object(
  {
    facts: values,
    answers: values,
    opinions: Type.Optional(opinions),
    agreements: Type.Optional(agreements),
    reviews: Type.Optional(reviews),
    correction: Type.Optional(correction),
  },
  closed,
);

const schema = Type.Object(
  {
    givens: Type.Optional(Type.Record(name, given)),
    /** Scenarios of the course that do not hold here. */
    without: Type.Optional(Type.Array(name, { minItems: 1, uniqueItems: true })),
    scenarios: Type.Record(name, scenario),
  },
  closed,
);

export type Scenario = Static<typeof scenario>;
export type ScenarioStep = Static<typeof step>;
export interface CompiledScenarios {
  /** Facts and answers with which the scenarios of its course are played. */
  readonly givens?: Readonly<Record<string, Static<typeof given>>>;
  /** Scenarios of its course that are not played. */
  readonly without?: readonly string[];
  readonly scenarios: Readonly<Record<string, Scenario>>;
}

/** `services/<name>/scenarios.yaml`: what the service does, told by example and run at every check. */
export const scenariosKind: DefinitionKind<typeof schema, CompiledScenarios> = {
  kind: 'scenarios',
  files: /^services\/([a-z][a-z0-9-]*)\/scenarios\.yaml$/,
  schema,
  words: scenarioWords,
  needs: ['service'],
  compile: (source: Static<typeof schema>) => ({ compiled: source, findings: [] }),
  check(compiled, scope: Scope, service) {
    const found = scope.get<CompiledService>('service', service);
    return found ? findingsOf(scope, found, compiled) : [];
  },
};

/**
 * Scenarios of the course that a service took over. Where it takes a fee, they are played by somebody who pays as soon
 * as that is asked for; those that are about the fee say themselves what happens.
 */
export function courseOf(scope: Scope, { course, fee }: CompiledService): CourseScenarios {
  const found = scope.get<{ scenarios: CourseScenarios; paidScenarios?: CourseScenarios }>('course', course ?? '');
  if (!found || fee?.asked !== 'application') return found?.scenarios ?? {};
  const paying = Object.entries(found.scenarios).map(([name, told]) => {
    const steps = told.steps.flatMap((one) => (one.act === 'submit' ? [one, { pay: true as const }] : [one]));
    return [name, { ...told, steps }] as const;
  });
  return { ...Object.fromEntries(paying), ...found.paidScenarios };
}

/** Those of a course that a service gives something to, and in which nothing happens that it left out. */
function playable(
  { process }: CompiledService,
  course: CourseScenarios,
  { givens = {}, without = [] }: CompiledScenarios,
) {
  const has = (action: string | undefined) =>
    action === undefined || process.actions.some((one) => one.name === action);
  return Object.entries(course).flatMap(([title, { given: by, ...told }]) => {
    const found = givens[by];
    return found && !without.includes(title) && told.steps.every(({ act }) => has(act))
      ? [{ by, told: { ...told, ...found } }]
      : [];
  });
}

/** What was found when the scenarios of a service were played, beside what they were played from. */
const played = new WeakMap<
  CompiledService,
  { readonly told: CompiledScenarios; readonly course: unknown; readonly findings: Finding[] }
>();

/** What the scenarios of a service find. Both of its files ask for it at every check; they are played once. */
export function findingsOf(scope: Scope, service: CompiledService, told: CompiledScenarios): Finding[] {
  const course = scope.get('course', service.course ?? '');
  const known = played.get(service);
  if (known?.told === told && known.course === course) return known.findings;
  const findings = checkScenarios(service, told, courseOf(scope, service));
  played.set(service, { told, course, findings });
  return findings;
}

/**
 * Runs every scenario, its own and those of its course; then names the states, actions and rules of the table that none
 * of them came to.
 */
export function checkScenarios(
  service: CompiledService,
  compiled: CompiledScenarios,
  course: CourseScenarios,
): Finding[] {
  const { scenarios } = compiled;
  const findings: Finding[] = [];
  const tracks: Track[] = [];
  for (const { by, told } of playable(service, course, compiled)) {
    const track = simulate(service, told);
    tracks.push(track);
    findings.push(...differences(told, track).map((difference) => differs(['givens', by], told, difference)));
  }
  for (const [name, given] of Object.entries(scenarios)) {
    const track = simulate(service, given);
    tracks.push(track);
    findings.push(
      ...differences(given, track).map((difference) =>
        differs(['scenarios', name, ...difference.path], given, difference),
      ),
    );
  }
  return [...findings, ...strangers(course, compiled), ...uncovered(service, tracks)];
}

/** What is left out of the course has to be there. */
const strangers = (course: CourseScenarios, { without = [] }: CompiledScenarios): Finding[] =>
  without.flatMap((name, index) =>
    Object.hasOwn(course, name) ? [] : [unknown('scenario', ['without', index], name, Object.keys(course))],
  );

const differs = (at: Path, { title }: Scenario, { expected, actual }: Difference): Finding =>
  finding(
    at,
    'scenario',
    [
      `Ssenari “${title.az}”: gözlənilən ${expected}, alınan ${actual}.`,
      `Scenario “${title.en}”: expected ${expected}, got ${actual}.`,
      `Сценарий «${title.ru}»: ожидалось ${expected}, получено ${actual}.`,
    ],
    [
      'Xidmətin tərifi səhvdirsə, onu düzəldin; qayda dəyişibsə, ssenarini yeniləyin.',
      'If the definition is wrong, mend it; if the rule has changed, bring the scenario up to date.',
      'Если определение неверно, исправьте его; если изменилось правило, обновите сценарий.',
    ],
  );

function uncovered(service: CompiledService, tracks: readonly Track[]): Finding[] {
  const { process, decision } = service;
  const seen = (pick: (track: Track) => ReadonlySet<string>) => new Set(tracks.flatMap((track) => [...pick(track)]));
  const [states, actions, rules] = [
    seen((track) => track.states),
    seen((track) => track.actions),
    seen((track) => track.rules),
  ];
  return [
    ...process.states.filter((state) => !states.has(state.name)).map((state) => untried(`states.${state.name}`)),
    ...process.actions.filter((action) => !actions.has(action.name)).map((action) => untried(`actions.${action.name}`)),
    ...coApplicantsOf(service).flatMap(({ name }) => [
      ...(tracks.some(({ agreements: { agreed } }) => agreed.has(name)) ? [] : [untried(`{ agrees: ${name} }`)]),
      ...(tracks.some(({ agreements: { declined } }) => declined.has(name)) ? [] : [untried(`{ declines: ${name} }`)]),
    ]),
    ...opinionsOf(service)
      .filter(({ name }) => !tracks.some(({ opinions: { known } }) => known[name]))
      .map(({ name }) => untried(`opinions.${name}`)),
    ...unreviewed(service, tracks),
    ...(!service.guardians || tracks.some(({ guarded }) => guarded) ? [] : [untried('{ by: guardian }')]),
    ...(process.flags ?? [])
      .filter(({ name }) => !tracks.some(({ raised }) => raised.has(name)))
      .map(({ name }) => untried(`process.flags.${name}`)),
    ...decision.rules.flatMap((_, index) =>
      rules.has(String(index + 1)) ? [] : [untried(`decision.rules[${index}]`)],
    ),
  ];
}

/** Reviews that never all come, and the further one that no scenario asks. */
function unreviewed(service: CompiledService, tracks: readonly Track[]): Finding[] {
  const reviews = reviewsOf(service);
  if (!reviews) return [];
  return [
    ...(tracks.some((track) => track.reviews.complete) ? [] : [untried('reviews')]),
    ...(reviews.spread === undefined || tracks.some((track) => track.reviews.widened)
      ? []
      : [untried('reviews.spread')]),
  ];
}

const untried = (what: string): Finding =>
  finding(
    ['scenarios'],
    'scenario-coverage',
    [
      `Heç bir ssenari buraya çatmır: ${what}.`,
      `No scenario comes to ${what}.`,
      `Ни один сценарий не доходит до ${what}.`,
    ],
    [
      'Ora aparan ssenari əlavə edin və ya lazımsız hissəni tərifdən silin.',
      'Add a scenario that leads there, or remove the part that is not needed.',
      'Добавьте сценарий, который туда приводит, или удалите лишнюю часть.',
    ],
  );
