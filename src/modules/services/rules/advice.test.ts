import { expect, it } from 'vitest';
import { serviceIn } from '../../../../test/changed-definitions.ts';
import { documentOf } from './delivery.ts';
import { caseData, type Facts } from './values.ts';

const service = await serviceIn('digital-maturity');

const questions = service.fields.flatMap(({ name, source }) => (source === 'applicant' ? [name] : []));

/** What the assessment says for twelve answers, written as digits in their order. */
function assessment(digits: string, before?: number): Readonly<Record<string, string>> {
  const answers = Object.fromEntries(questions.map((name, index) => [name, digits[index] ?? '']));
  const facts: Facts = {
    name: { state: 'value', value: '“Sınaq” MMC' },
    voen: { state: 'value', value: '2001234561' },
    status: { state: 'value', value: 'active' },
    previousScore: before === undefined ? { state: 'none' } : { state: 'value', value: before },
  };
  const data = caseData(service, facts, answers, '2026-11-02');
  const delivery = { reference: 'RY-2026-00001', submittedOn: '2026-11-02', decidedOn: '2026-11-10' };
  const lines = documentOf(service, data, delivery)?.lines ?? [];
  return Object.fromEntries(lines.map(({ label, value }) => [label.en, value.en]));
}

it('counts each field out of a hundred, and all of them together', () => {
  const said = assessment('321000333110');
  expect([
    said['Customers and sales'],
    said['Internal processes'],
    said['Data and security'],
    said['People and skills'],
    said['Score, out of 100'],
  ]).toEqual(['67', '0', '100', '22', '47']);
  expect(said.Level).toBe('On the way: some of the work is digital');
});

it('advises by how far each field has come', () => {
  const said = assessment('321000333110');
  expect(said['Customers and sales, advice']).toMatch(/^Analyse what you sell/);
  expect(said['Internal processes, advice']).toMatch(/^Begin with accounting software/);
  expect(said['Data and security, advice']).toMatch(/^Have your security checked/);
  expect(said['People and skills, advice']).toMatch(/^Name somebody/);
  // A third is the first step, two thirds the last: 33 and 44 of a hundred lie on both sides of the first limit.
  expect(assessment('111000000000')['Customers and sales, advice']).toMatch(/^Put your products/);
  expect(assessment('211000000000')['Customers and sales, advice']).toMatch(/^Join online orders/);
  expect(assessment('221000000000')['Customers and sales, advice']).toMatch(/^Join online orders/);
});

it('compares with the assessment before', () => {
  const compared = (before?: number) => assessment('321000333110', before)['Compared with the assessment before'];
  expect([undefined, 46, 47, 48].map(compared)).toEqual([
    'This is the first assessment',
    'The score has risen',
    'The score is the same',
    'The score has fallen',
  ]);
});
