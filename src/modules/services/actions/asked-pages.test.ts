import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json } from '../../../kernel/job.ts';
import * as store from '../store.ts';
import { checkAnswers, questionPage, saveAnswers, startCase, submitCase } from './applying.ts';
import { actOnCase } from './desk-act.ts';
import { deskCase } from './desk.ts';
import { caseView } from './following.ts';

/* The trial of financial technology asks where money is held, of those who hold any. */

let stage: Stage;
let officer: Actor;
let id = '';

beforeAll(async () => {
  stage = await openServiceStage();
  officer = { ...stage.people.officer, appointments: [{ institution: 'mb', role: 'officer' }] };
  const started = await startCase(head(), { service: 'fintech-trial' });
  ({ id } = started);
}, 120_000);
afterAll(() => stage.test.close());

const head = () => stage.test.ctx(stage.people.head);
const desk = () => stage.test.ctx(officer);
const save = async (page: string, values: Record<string, Json>) =>
  (await saveAnswers(head(), { id, page, values })).next;
const kept = async () => {
  const rows = await store.listAnswers(stage.test.vahid.db, id);
  return Object.fromEntries(rows.map(({ field, value }) => [field, value]));
};

it('goes on to the page where its condition is true, and past it where it is not', async () => {
  expect(await save('xidmet', { kind: 'lending' })).toBe('hedler');
  expect(await save('hedler', { customers: 800, limit: '3000', months: 12 })).toBe('pul');
  expect(await refused(questionPage(head(), { id, page: 'hesab' }))).toBe('kernel.not_found');
  expect((await questionPage(head(), { id, page: 'pul' })).of).toBe(4);
  expect(await save('pul', { holdsMoney: true })).toBe('hesab');
  expect((await questionPage(head(), { id, page: 'hesab' })).of).toBe(5);
  expect(await save('hesab', { custody: 'Sınaq Bankı, ayrıca hesab' })).toBe('qorunma');
  expect(await save('qorunma', { safeguards: 'Zərər sığorta ilə ödənilir.' })).toBe('yoxlama');
});

it('says before sending what was answered in vain, and has it back where the mind changes again', async () => {
  expect(await save('pul', { holdsMoney: false })).toBe('yoxlama');
  const check = await checkAnswers(head(), { id });
  expect(check.notSent?.map(({ en }) => en)).toEqual(['Where will the money of customers be held?']);
  expect([check.missing, check.answers.map(({ field }) => field)]).toEqual([
    undefined,
    ['kind', 'customers', 'limit', 'months', 'holdsMoney', 'safeguards'],
  ]);
  await save('pul', { holdsMoney: true });
  expect((await checkAnswers(head(), { id })).answers.find(({ field }) => field === 'custody')?.shown?.az).toBe(
    'Sınaq Bankı, ayrıca hesab',
  );
  await save('pul', { holdsMoney: false });
});

it('sends and keeps nothing that is not asked', async () => {
  expect(await kept()).toHaveProperty('custody');
  await submitCase(head(), { id, key: 'trial' });
  await stage.drain();
  expect(await kept()).not.toHaveProperty('custody');
  const view = await deskCase(desk(), { id });
  expect(view.answers.map(({ field }) => field)).not.toContain('custody');
  expect(view.pages.map(({ page }) => page)).toEqual(['xidmet', 'hedler', 'pul', 'qorunma']);
  expect(await caseView(head(), { id })).toMatchObject({ status: 'in_review' });
});

it('brings the page into a returned case where the correction opens it', async () => {
  const { version } = await deskCase(desk(), { id });
  const back = { id, action: 'return', version, note: 'Pul kimdədir?', pages: ['pul'], key: newId() };
  await actOnCase(desk(), back);
  expect(await save('pul', { holdsMoney: true })).toBe('hesab');
  expect((await caseView(head(), { id })).returned?.pages).toEqual(['pul', 'hesab']);
  expect((await checkAnswers(head(), { id })).missing).toBe('hesab');
  expect(await refused(submitCase(head(), { id, key: 'too-soon' }))).toBe('services.answers_missing');
  expect(await save('hesab', { custody: 'Sınaq Bankı' })).toBe('yoxlama');
  expect(await save('hesab', { custody: 'Sınaq Bankı, hesab 7' })).toBe('yoxlama');
  await submitCase(head(), { id, key: 'answered' });
  await stage.drain();
  expect(await kept()).toMatchObject({ holdsMoney: true, custody: 'Sınaq Bankı, hesab 7' });
  expect((await deskCase(desk(), { id })).answers.map(({ field }) => field)).toContain('custody');
});
