import { type Static, Type } from 'typebox';
import type { DefinitionKind, Finding, Path, Scope } from '../../../kernel/definition.ts';
import { processChange, processSection } from '../../process/index.ts';
import { amendingSection } from './amending.ts';
import { unknown } from './finding.ts';
import { courseWords } from './scenario-words.ts';
import { courseScenarios } from './scenarios.ts';
import { notifications, outcomes, text } from './schema.ts';

const schema = Type.Object(
  {
    title: text,
    about: text,
    process: processSection,
    notifications,
    outcomes,
    correction: Type.Optional(amendingSection),
    scenarios: courseScenarios,
    /** What comes on top of it in a service that takes a fee. */
    paid: Type.Optional(
      Type.Object(
        { process: processChange, notifications, scenarios: courseScenarios },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

type Course = Static<typeof schema>;

/** A course as it is kept: as it was written, because only what a service makes of it is compiled. */
interface CompiledCourse {
  readonly written: Course;
  readonly scenarios: Course['scenarios'];
  /** Those of a service that takes a fee. */
  readonly paidScenarios?: Course['scenarios'];
}

/** `courses/<name>.yaml`: how many services run, written once. It is checked in each service that takes it over. */
export const courseKind: DefinitionKind<typeof schema, CompiledCourse> = {
  kind: 'course',
  files: /^courses\/([a-z][a-z0-9-]*)\.yaml$/,
  schema,
  words: courseWords,
  needs: [],
  compile: (written) => ({
    compiled: {
      written,
      scenarios: written.scenarios,
      ...(written.paid ? { paidScenarios: written.paid.scenarios } : {}),
    },
    findings: [],
  }),
};

interface Taking {
  readonly course?: string | undefined;
  readonly without?: readonly string[] | undefined;
  readonly process?: Partial<Record<Part, Named>> | undefined;
  readonly notifications?: Named | undefined;
  readonly outcomes?: Named | undefined;
  readonly correction?: Named | undefined;
  readonly fee?: unknown;
}

const parts = ['states', 'actions', 'clocks', 'flags'] as const;
type Part = (typeof parts)[number];
type Named = Readonly<Record<string, unknown>>;

/**
 * What a service says with its course: the course's states, actions, clocks, flags and notifications in the course's order, of
 * each what the service says otherwise, then the service's own. What is under `without` is gone, and every mention of it.
 */
export function withCourse(
  written: Taking,
  scope: Scope,
): { readonly source: unknown; readonly findings: readonly Finding[] } {
  if (written.course === undefined) return { source: written, findings: [] };
  const found = scope.get<CompiledCourse>('course', written.course)?.written;
  const course = found && courseFor(found, written);
  if (!course)
    return {
      source: written,
      findings: [unknown('course', ['course'], written.course, [...scope.all('course').keys()])],
    };
  const gone = new Set(written.without ?? []);
  const process = Object.fromEntries(
    parts.flatMap((part) => {
      const merged = merge(course.process[part] ?? {}, written.process?.[part] ?? {}, gone);
      return Object.keys(merged).length > 0 ? [[part, merged]] : [];
    }),
  );
  const source = {
    ...written,
    process: withoutMentions(process, gone),
    notifications: merge(course.notifications, written.notifications ?? {}, gone),
    outcomes: written.outcomes ?? listsWithout(course.outcomes, gone),
    ...correctionOf(written, course),
  };
  return { source, findings: strangers(course, written) };
}

/** Where nothing of what was issued is corrected, the ground for that lies idle. */
const correctionOf = (written: Taking, course: Pick<Course, 'correction'>) => {
  const correction = written.correction ?? course.correction;
  return correction === undefined ? {} : { correction };
};

/** The course, with what it has for a fee where the service takes one. */
function courseFor(
  course: Course,
  { fee }: Taking,
): Pick<Course, 'process' | 'notifications' | 'outcomes' | 'correction'> {
  const { paid } = course;
  if (fee === undefined || !paid) return course;
  const none: ReadonlySet<string> = new Set();
  const process = parts.map((part) => [part, merge(course.process[part] ?? {}, paid.process[part] ?? {}, none)]);
  return {
    process: Object.fromEntries(process) as Course['process'],
    notifications: { ...course.notifications, ...paid.notifications },
    outcomes: course.outcomes,
    ...(course.correction ? { correction: course.correction } : {}),
  };
}

function merge(taken: Named, own: Named, gone: ReadonlySet<string>): Named {
  const names = [...new Set([...Object.keys(taken), ...Object.keys(own)])].filter((name) => !gone.has(name));
  return Object.fromEntries(
    names.map((name) => {
      const [before, said] = [taken[name], own[name]];
      return [name, isNamed(before) && isNamed(said) ? { ...before, ...said } : (said ?? before)];
    }),
  );
}

const isNamed = (value: unknown): value is Named =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An action that begins nowhere any more, or a clock that runs nowhere, is gone too. */
function withoutMentions(process: Named, gone: ReadonlySet<string>): Named {
  const cleaned = Object.entries(process).map(([part, all]) => {
    const kept = Object.entries(all as Named).flatMap(([name, one]) => {
      const left = listsWithout(one as Named, gone);
      const begins = part === 'actions' ? left.from : part === 'clocks' ? left.runs : undefined;
      return Array.isArray(begins) && begins.length === 0 ? [] : [[name, left]];
    });
    return [part, Object.fromEntries(kept)];
  });
  return Object.fromEntries(cleaned) as Named;
}

/** Lists of names without those that are gone; an empty one stays only where its emptiness tells. */
function listsWithout(one: Named, gone: ReadonlySet<string>): Named {
  const isGone = (name: unknown) => gone.has(String(name)) || gone.has(String(name).replace(/^(notify|do)-/, ''));
  return Object.fromEntries(
    Object.entries(one).flatMap(([key, value]) => {
      if (!Array.isArray(value)) return key === 'fourEyes' && isGone(value) ? [] : [[key, value]];
      const left = value.filter((name) => !isGone(name));
      const tells = key === 'from' || key === 'runs' || left.length > 0 || value.length === 0;
      return tells ? [[key, left]] : [];
    }),
  );
}

/** What is wrong with a part that the course says, and the service does not, stands in the file of the course. */
export function whereItStands(written: Taking, scope: Scope, findings: readonly Finding[]): readonly Finding[] {
  const { course = '' } = written;
  const taken = scope.get<CompiledCourse>('course', course)?.written;
  if (!taken) return findings;
  return findings.map((found) => {
    const isTaken = depth(courseFor(taken, written), found.path) > depth(written, found.path);
    return isTaken ? { ...found, file: courseFile(course) } : found;
  });
}

/** How many steps of a path there are. */
function depth(value: unknown, path: Path): number {
  const [step = '', ...rest] = path;
  if (path.length === 0 || typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return 0;
  return 1 + depth((value as Record<string | number, unknown>)[step], rest);
}

export const courseFile = (name: string): string => `courses/${name}.yaml`;

/** What is left out has to be there. */
function strangers(
  { process, notifications: told }: Pick<Course, 'process' | 'notifications'>,
  { without = [] }: Taking,
): readonly Finding[] {
  const names = [...parts.flatMap((part) => Object.keys(process[part] ?? {})), ...Object.keys(told)];
  return without.flatMap((name, index) =>
    names.includes(name) ? [] : [unknown('part', ['without', index], name, names)],
  );
}
