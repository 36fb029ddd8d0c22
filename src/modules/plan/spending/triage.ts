import { type Static, Type } from 'typebox';
import { compileTable, type Table, TableError, tableSchema, type TableSource } from '../../../feel/index.ts';
import type { DefinitionKind, Finding } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import { type ActReference, checkAct } from '../../catalogue/index.ts';
import { type Autonomy, type criticalities, type dataClasses, type RouteName, routeNames } from './choices.ts';

const closed = { additionalProperties: false } as const;
const line = Type.String({ minLength: 1, maxLength: 250 });

const schema = Type.Object(
  {
    /** The thresholds stand in no act: pages say so. */
    sample: Type.Boolean(),
    title: Type.Object({ az: line, en: line, ru: line }, closed),
    /** Each rule is one answer; the gravest decides. */
    risk: tableSchema,
    /** What the institution has earned changes the route. */
    autonomy: tableSchema,
  },
  closed,
);

export interface CompiledTriage {
  readonly sample: boolean;
  readonly title: Text;
  readonly risk: TableSource;
  readonly autonomy: TableSource;
}

/** What the risk table looks at; the amount is a decimal. */
export const riskTypes = {
  total: 'number',
  transactions: 'number',
  audience: 'string',
  dataClass: 'string',
  criticality: 'string',
  hosting: 'string',
  ai: 'boolean',
  retrospective: 'boolean',
} as const;

const autonomyTypes = { route: 'string', level: 'string' } as const;

export interface RiskAnswers {
  readonly total: string;
  readonly transactions: number;
  readonly audience: 'internal' | 'public';
  readonly dataClass: keyof typeof dataClasses;
  readonly criticality: keyof typeof criticalities;
  readonly hosting: 'government_cloud' | 'local' | 'abroad';
  readonly ai: boolean;
  readonly retrospective: boolean;
}

/** Why a request takes its route, ready to be read. */
export interface Ground {
  readonly text: Text;
  readonly article: string;
}

export interface Routed {
  readonly route: RouteName;
  readonly grounds: readonly Ground[];
}

type Tables = { readonly risk: Table; readonly autonomy: Table };

function compiled({ risk, autonomy }: Pick<CompiledTriage, 'risk' | 'autonomy'>): Tables {
  return { risk: compileTable(risk, riskTypes), autonomy: compileTable(autonomy, autonomyTypes) };
}

// A release keeps its definitions as long as it is in force, so its tables are compiled once.
const known = new WeakMap<CompiledTriage, Tables>();

function tablesOf(triage: CompiledTriage): Tables {
  const found = known.get(triage) ?? compiled(triage);
  known.set(triage, found);
  return found;
}

const isRoute = (value: unknown): value is RouteName => (routeNames as readonly unknown[]).includes(value);

function answer(table: Table, input: Readonly<Record<string, unknown>>): Routed {
  const { outputs, reasons } = table.decide(input);
  const route = outputs?.route;
  // What no rule decides is looked at as carefully as can be.
  if (!isRoute(route)) return { route: 'cabinet', grounds: [] };
  return { route, grounds: reasons.map(({ text, article }) => ({ text, article })) };
}

/** Who looks at a request: the gravest answer decides, then what the institution has earned. */
export function routeOf(triage: CompiledTriage, answers: RiskAnswers, level: Autonomy): Routed {
  const { risk, autonomy } = tablesOf(triage);
  const first = answer(risk, { ...answers });
  const then = answer(autonomy, { route: first.route, level });
  return { route: then.route, grounds: [...first.grounds, ...then.grounds] };
}

function actIn(reference: string): ActReference {
  const [act = '', ...article] = reference.split(' ');
  return { act, article: article.join(' ') };
}

function tableFindings(name: 'risk' | 'autonomy', source: TableSource): Finding[] {
  try {
    compileTable(source, name === 'risk' ? riskTypes : autonomyTypes);
    return [];
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return error.problems.map(({ path, code, message, remedy }) => ({
      path: [name, ...path],
      rule: code,
      message,
      remedy,
    }));
  }
}

export const triageName = 'plan-spending-triage';

/** `plan/spending-triage.yaml`: who looks at which spending. */
export const triageKind: DefinitionKind<typeof schema, CompiledTriage> = {
  kind: triageName,
  files: /^plan\/spending-triage\.yaml$/,
  schema,
  needs: ['acts'],
  compile(source: Static<typeof schema>, scope) {
    const findings = (['risk', 'autonomy'] as const).flatMap((name) => [
      ...tableFindings(name, source[name]),
      ...source[name].rules.flatMap(({ article }, index) =>
        article === undefined ? [] : checkAct(scope, actIn(article), [name, 'rules', index, 'article']),
      ),
    ]);
    return { compiled: source, findings };
  },
};
