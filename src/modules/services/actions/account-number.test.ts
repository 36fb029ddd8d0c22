import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, personOf, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { questionPage, saveAnswers, startCase } from './applying.ts';

/* The number of the account to which a benefit is paid. */

let stage: Stage;
let test: Stage['test'];
let citizen: Actor;
let id = '';
const page = 'odenis';

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  citizen = await personOf(test, '6AY4N9R');
  ({ id } = await startCase(test.ctx(citizen), { service: 'unemployment-benefit' }));
}, 120_000);
afterAll(() => test.close());

const save = (account: string) => saveAnswers(test.ctx(citizen), { id, page, values: { payment: 'account', account } });

it('is refused where its check digits are wrong, and says what to look at', async () => {
  await expect(save('AZ33SNAQ00000000000000000001')).rejects.toMatchObject({
    status: 422,
    details: { errors: [{ field: 'account', text: { az: expect.stringContaining('IBAN səhvdir') } }] },
  });
});

it('is kept without spaces and in capitals', async () => {
  await save('az33 snaq 0000 0000 0000 0000 0000');
  const { fields } = await questionPage(test.ctx(citizen), { id, page });
  expect(JSON.stringify(fields)).toContain('"AZ33SNAQ00000000000000000000"');
});
