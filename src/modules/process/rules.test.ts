import { expect, it } from 'vitest';
import type { CompiledState } from './definition/schema.ts';
import { servesOwner, titleAtDesk } from './rules.ts';

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

it('an official of the owner does not judge its case; where it decides on its own, its registrar does not', () => {
  const serves = (institution: string, role: 'registrar' | 'approver', where: string, owner: string | undefined) =>
    servesOwner(
      { kind: 'person', appointments: [{ institution, role }] },
      { institution: where, ownerInstitution: owner },
    );
  expect(serves('din', 'approver', 'rinn', 'din')).toBe(true);
  expect(serves('rinn', 'approver', 'rinn', 'din')).toBe(false);
  expect(serves('rinn', 'approver', 'rinn', 'rinn')).toBe(false);
  expect(serves('rinn', 'registrar', 'rinn', 'rinn')).toBe(true);
  expect(serves('rinn', 'registrar', 'rinn', undefined)).toBe(false);
});
