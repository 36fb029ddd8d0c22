import { expect, it } from 'vitest';
import type { CompiledState } from './definition/schema.ts';
import { titleAtDesk } from './rules.ts';

const same = (text: string) => ({ az: text, en: text, ru: text });
const waiting: CompiledState = {
  name: 'waiting',
  title: same('Sizdən izahat gözlənilir'),
  status: 'waiting_for_applicant',
  end: false,
  awaits: ['applicant'],
};

it('officials read a state in words of their own, and never in those meant for the applicant', () => {
  expect(titleAtDesk({ ...waiting, desk: same('Şirkətdən izahat gözlənilir') }).az).toBe('Şirkətdən izahat gözlənilir');
  expect(titleAtDesk(waiting)).toEqual({
    az: 'Müraciətçidən cavab gözlənilir',
    en: 'Waiting for the applicant',
    ru: 'Ожидается ответ заявителя',
  });
  expect(titleAtDesk({ ...waiting, status: 'in_review', title: same('Əməkdaş baxır') }).az).toBe('Əməkdaş baxır');
});
