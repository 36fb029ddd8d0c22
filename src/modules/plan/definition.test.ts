import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileDefinitions } from '../../kernel/definition.ts';
import { planKind } from './definition.ts';

let present: string;
beforeAll(async () => {
  present = await readFile(join(import.meta.dirname, '../../../definitions/plan/2026-2028.yaml'), 'utf8');
});

const acts = {
  kind: 'acts',
  name: 'acts',
  file: 'acts.yaml',
  source: '',
  compiled: { acts: { 'action-plan-2026-2028': {} } },
};
const actsKind = { ...planKind, kind: 'acts', files: /^never$/, needs: [], compile: () => ({ findings: [] }) };

/** The present plan and one that begins on a day. */
function compile(from: string, supersedes?: string) {
  const next = present
    .replace('from: 2026-01-01', `from: ${from}`)
    .replace('to: 2028-12-31', 'to: 2031-12-31')
    .replace(/^act: .*$/m, (act) => (supersedes === undefined ? act : `${act}\nsupersedes: ${supersedes}`));
  const files = [
    { file: 'plan/2026-2028.yaml', text: present },
    { file: 'plan/2029-2031.yaml', text: next },
  ];
  return compileDefinitions(files, [actsKind, planKind], [acts]).problems.map(({ file, rule }) => [file, rule]);
}

describe('a plan that comes after another', () => {
  it('says which it replaces, and that began before it', () => {
    expect(compile('2029-01-01', '2026-2028')).toEqual([]);
    const refused = [['plan/2029-2031.yaml', 'plan-succession']];
    expect(compile('2029-01-01')).toEqual(refused);
    expect(compile('2029-01-01', '2020-2025')).toEqual(refused);
    expect(compile('2029-01-01', '2029-2031')).toEqual(refused);
    expect(compile('2026-01-01', '2026-2028')).toEqual(refused);
  });
});
