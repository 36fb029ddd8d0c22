import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, type Stage } from '../../../../test/service-stage.ts';
import { markRead, notifications } from '../../process/index.ts';
import { deskCase } from './desk.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openServiceStage();
}, 120_000);
afterAll(() => stage.test.close());

it('the desk shows whether the applicant has read what was last said to them, and not whether somebody else has', async () => {
  const { test, people } = stage;
  const id = await stage.submitted(people.head);
  const told = async () => (await deskCase(test.ctx(people.officer), { id })).told;
  await stage.take(people.officer, id, 'return', 'Layihəni izah edin.', ['layihe']);
  const at = test.clock.now();
  expect(await told()).toEqual({ at });
  const [newest] = (await notifications(test.ctx(people.head))).items;
  expect(newest?.instance).toBe(id);
  await markRead(test.ctx(people.debtor), { id: newest?.id ?? '' });
  expect(await told()).toEqual({ at });
  test.clock.advance(60_000);
  await markRead(test.ctx(people.head), { id: newest?.id ?? '' });
  expect(await told()).toEqual({ at, readAt: test.clock.now() });
});
