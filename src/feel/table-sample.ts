import { Compile } from 'typebox/compile';
import { parse } from 'yaml';
import { compileTable } from './table.ts';
import { pathText, TableError, type TableProblem } from './table-problem.ts';
import { tableSchema, type TableSource } from './table-source.ts';
import type { Types } from './types.ts';

// Tables for the tests, written in YAML as in definitions.

export const types: Types = {
  area: 'string',
  jobs: 'number',
  resident: 'boolean',
  since: 'date',
  tags: { list: 'string' },
};

export const schema = Compile(tableSchema);

export function source(yaml: string): TableSource {
  const parsed: unknown = parse(yaml);
  if (!schema.Check(parsed)) throw new Error(JSON.stringify(schema.Errors(parsed)));
  return parsed;
}

export const grounds = 'reason: {az: Səbəb, en: Reason, ru: Причина}, article: sample-act 1.1';
export const label = 'label: {az: Ad, en: Name, ru: Имя}';

export interface Parts {
  inputs?: string;
  outputs?: string;
  hitPolicy?: string;
  aggregation?: string;
  rules: readonly string[];
}

/** A table out of the parts a test is about. */
export const table = ({ inputs, outputs, hitPolicy = 'first', aggregation, rules }: Parts): TableSource =>
  source(
    [
      `inputs: [${inputs ?? `{name: area, type: string, ${label}}, {name: jobs, type: number, ${label}}`}]`,
      `outputs: [${outputs ?? '{name: outcome, type: string, values: [approve, officer, refuse]}'}]`,
      `hitPolicy: ${hitPolicy}`,
      ...(aggregation === undefined ? [] : [`aggregation: ${aggregation}`]),
      'rules:',
      ...rules.map((rule) => `  - {${rule}}`),
    ].join('\n'),
  );

export const rule = (when: string, outcome: string) => `when: {${when}}, then: {outcome: ${outcome}}, ${grounds}`;

export function problemsOf(parts: Parts): readonly TableProblem[] {
  try {
    compileTable(table(parts), types);
  } catch (error) {
    if (error instanceof TableError) return error.problems;
    throw error;
  }
  return [];
}

export const found = (parts: Parts) => problemsOf(parts).map(({ path, code }) => `${pathText(path)} ${code}`);

export const sound: Parts = {
  rules: [
    rule(`area: '"software","ai"', jobs: '>= 5'`, 'approve'),
    rule(`area: '"software","ai"', jobs: '< 5'`, 'officer'),
    rule(`area: 'not("software","ai")'`, 'refuse'),
  ],
};
