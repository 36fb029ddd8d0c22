import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, personOf, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { checkDocument } from '../../documents/actions.ts';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import { caseView } from './following.ts';

/* A complaint about a service: the answer says why. */

let stage: Stage;
let test: Stage['test'];
let citizen: Actor;
let officer: Actor;
let approver: Actor;

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  citizen = await personOf(test, '6AY4N9R');
  const at = async (fin: string, role: Role): Promise<Actor> => ({
    ...(await personOf(test, fin)),
    appointments: [{ institution: 'vxsida', role }],
  });
  [officer, approver] = [await at('7AA1B2C', 'officer'), await at('7AA1B2D', 'approver')];
}, 120_000);
afterAll(() => test.close());

/** A complaint as it was sent. */
async function complained(): Promise<string> {
  const { id } = await startCase(test.ctx(citizen), { service: 'service-complaint' });
  const save = (page: string, values: Record<string, string>) => saveAnswers(test.ctx(citizen), { id, page, values });
  await save('xidmet', { about: 'Yaşayış ünvanının dəyişdirilməsi' });
  await save('movzu', { subject: 'delay' });
  await save('hal', { what: 'İki həftədir cavab yoxdur.' });
  await submitCase(test.ctx(citizen), { id, key: `send-${id}` });
  await stage.drain();
  return id;
}

/** Lines of the answer, by name. */
async function answerOf(id: string): Promise<Record<string, unknown>> {
  const { document } = await caseView(test.ctx(citizen), { id });
  const { signed } = await checkDocument(test.ctx(), document?.code ?? '', 'here');
  return Object.fromEntries((signed?.lines ?? []).map(({ label, value }) => [label.en, value]));
}

it('says in the answer what the officer wrote, who may not send it on without a reason', async () => {
  const id = await complained();
  expect(await refused(stage.take(officer, id, 'recommend'))).toBe('process.note_needed');
  await stage.take(officer, id, 'recommend', 'Müddət pozulub.');
  await stage.take(approver, id, 'approve');
  expect((await caseView(test.ctx(citizen), { id })).decision?.note).toBe('Müddət pozulub.');
  expect(await answerOf(id)).toMatchObject({ 'Reasons of the answer': { az: 'Müddət pozulub.' } });
});

it('says what was written with the decision itself, where the approver has words of their own', async () => {
  const id = await complained();
  await stage.take(officer, id, 'recommend', 'Müddət pozulub.');
  await stage.take(approver, id, 'approve', 'Cavab iki həftə gecikib.');
  expect(await answerOf(id)).toMatchObject({ 'Reasons of the answer': { az: 'Cavab iki həftə gecikib.' } });
});
