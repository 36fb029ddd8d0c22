import { compileTable, type Table, TableError, type TableSource } from '../../../feel/index.ts';
import type { Finding } from '../../../kernel/definition.ts';
import type {
  CompiledDecision,
  CompiledField,
  CompiledRequirement,
  CompiledRule,
  CompiledService,
} from './compiled.ts';
import { expressionFault, unknown } from './finding.ts';
import { articleOf, checkArticle, type Surroundings } from './lookup.ts';
import { type Heard, heardIn, heardOf, heardTypes, judgedFields } from './heard.ts';
import type { ServiceSource } from './schema.ts';
import { behind, feelType, programOf, typesOf } from './types.ts';

/** What else is there: acts with their articles, and what others are asked. */
interface Beside {
  readonly around: Surroundings;
  readonly heard: readonly Heard[];
}

export function compileRequirements(
  source: ServiceSource,
  fields: readonly CompiledField[],
  { around, heard }: Beside,
  findings: Finding[],
): readonly CompiledRequirement[] {
  const said = heardTypes(heard);
  return Object.entries(source.requirements).flatMap(([name, { when, met, unmet, article }]) => {
    const path = ['requirements', name];
    const ground = articleOf(around, article, path, name, findings);
    try {
      // An expression that gives no truth would leave the condition open for ever: compared, it must be one.
      programOf(fields, `(${when}\n) = true`, said);
      const uses = [...behind(fields, programOf(fields, when, said).inputs), ...heardIn(when, heard)];
      return [{ name, when, uses, met, unmet, article: ground }];
    } catch (error) {
      findings.push(expressionFault([...path, 'when'], error));
      return [];
    }
  });
}

type ClauseSource = ServiceSource['decision']['lapse'];

export function compileDecision(
  source: ServiceSource,
  own: readonly CompiledField[],
  { around, heard }: Beside,
  findings: Finding[],
): CompiledDecision {
  const { decision } = source;
  const fields = judgedFields(own, heard);
  const known = typesOf(fields);
  const usable = decision.inputs.filter((name, index) => {
    if (Object.hasOwn(known, name)) return true;
    findings.push(unknown('field', ['decision', 'inputs', index], name, Object.keys(known)));
    return false;
  });
  const clause = (key: 'missing' | 'judgement' | 'lapse' | 'revocation', { reason, article }: ClauseSource) => {
    return { reason, article: articleOf(around, article, ['decision', key], key, findings) };
  };
  const rules = decision.rules.map(({ article, ...rule }, index) => {
    const path = ['decision', 'rules', index];
    // Of a rule without an article the table itself speaks.
    if (article !== undefined) findings.push(...checkArticle(around, article, [...path, 'article']));
    return { ...rule, article: article ?? '' };
  });
  const compiled: CompiledDecision = {
    inputs: usable,
    uses: behind(fields, usable),
    rules,
    missing: clause('missing', decision.missing),
    judgement: clause('judgement', decision.judgement),
    lapse: clause('lapse', decision.lapse),
    ...(decision.revocation ? { revocation: clause('revocation', decision.revocation) } : {}),
  };
  if (usable.length === decision.inputs.length) findings.push(...tableFindings(compiled, fields));
  return compiled;
}

function tableFindings(decision: CompiledDecision, fields: readonly CompiledField[]): Finding[] {
  try {
    compileTable(tableSource(decision, fields), typesOf(fields));
    return [];
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return error.problems.map(({ path, code, message, remedy }) => ({
      path: ['decision', ...path],
      rule: code,
      message,
      remedy,
    }));
  }
}

/** The table in the form of the expression language: the first rule that fits decides. */
function tableSource({ inputs, rules }: CompiledDecision, fields: readonly CompiledField[]): TableSource {
  return {
    inputs: inputs.flatMap((name) => {
      const field = fields.find((one) => one.name === name);
      const type = field && feelType(field);
      if (!field || type === undefined || (typeof type === 'object' && !isListOfScalars(type))) return [];
      return [{ name, type: type as TableSource['inputs'][number]['type'], label: field.label, ...valuesOf(field) }];
    }),
    outputs: [{ name: 'outcome', type: 'string', values: ['approve', 'officer', 'refuse'] }],
    hitPolicy: 'first',
    rules: rules.map(ruleSource),
  };
}

// A map, because an object written out with this name would look like a promise.
function ruleSource({ when, outcome, reason, article }: CompiledRule): TableSource['rules'][number] {
  const parts = new Map<string, unknown>([
    ['when', when],
    ['then', { outcome }],
    ['reason', reason],
    ['article', article],
  ]);
  return Object.fromEntries(parts) as TableSource['rules'][number];
}

const isListOfScalars = (type: object): boolean => 'list' in type && typeof type.list === 'string';

function valuesOf(field: CompiledField): { values?: string[] } {
  if (field.source === 'register' && field.choices && !field.many) return { values: Object.keys(field.choices) };
  if (field.source === 'applicant' && field.choices) return { values: field.choices.map(({ value }) => value) };
  return {};
}

const tables = new WeakMap<CompiledDecision, Table>();

/** The decision table of a service, ready to decide; compiled once. */
export function tableOf(service: Pick<CompiledService, 'decision' | 'fields' | 'within'>): Table {
  const { decision } = service;
  const fields = judgedFields(service.fields, heardOf(service));
  const table = tables.get(decision) ?? compileTable(tableSource(decision, fields), typesOf(fields));
  tables.set(decision, table);
  return table;
}
