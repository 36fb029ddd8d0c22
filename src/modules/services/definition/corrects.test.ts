import { expect, it } from 'vitest';
import type { Finding } from '../../../kernel/definition.ts';
import type { CompiledField } from './compiled.ts';
import { compileCorrects } from './corrects.ts';
import type { Surroundings } from './lookup.ts';

const text = { az: 'x', en: 'x', ru: 'x' };
const what = {
  source: 'applicant',
  name: 'what',
  choices: [{ value: 'surname', label: text, opens: [] }],
} as unknown as CompiledField;
const registers = [
  { name: 'population', provides: [{ name: 'person.surname' }, { name: 'person.fin' }] },
] as unknown as Surroundings['registers'];

function found(corrects: Readonly<Record<string, Record<string, string>>>, changes?: true): readonly string[] {
  const findings: Finding[] = [];
  const entry = { register: 'population', fields: {}, ...(changes ? { changes } : {}) };
  compileCorrects({ corrects, entry }, [what], { registers }, findings);
  return findings.map(({ rule, path }) => `${path.join('.')}: ${rule}`);
}

it('a service corrects facts of the register that it changes, beginning with answers that there are', () => {
  expect(found({ 'person.surname': { what: 'surname' }, 'person.fin': {} }, true)).toEqual([]);
  expect(found({ 'person.surname': {} })).toEqual(['corrects: corrects-nothing']);
  expect(found({ 'person.address': {} }, true)).toEqual(['corrects.person.address: unknown-concept']);
  expect(found({ 'person.surname': { who: 'surname' } }, true)).toEqual(['corrects.person.surname.who: unknown-field']);
  expect(found({ 'person.surname': { what: 'name' } }, true)).toEqual(['corrects.person.surname.what: unknown-choice']);
});
