import { afterAll, beforeAll, expect, it } from 'vitest';
import { measureCommitted } from '../../../../test/committed.ts';
import { openTestVahid } from '../../../../test/database.ts';
import { measured } from '../../../kernel/measurement.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { bakuInstant } from '../../../language/index.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import { centralAnswers, openStand, type Stand } from './test-stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] }));
});
afterAll(() => stand.test.close());

const names = ['plan.spending_decided_in_time', 'plan.spending_days_to_decision', 'plan.spending_conforming'] as const;

async function totals() {
  await measureCommitted(stand.test.vahid);
  const found = await measured(stand.test.ctx(), names);
  return names.map((name) => {
    const days = found.get(name)?.days ?? [];
    return [days.reduce((sum, one) => sum + one.numerator, 0), days.reduce((sum, one) => sum + one.denominator, 0)];
  });
}

it('decisions are counted with their days, those in time, and approvals that needed no waiver', async () => {
  const plain = await stand.recommended(centralAnswers, 'Sərhəd məntəqələrinin növbəsi');
  await stand.act('approver', plain, 'approve');
  const waived = await stand.assessing({ ...centralAnswers, rights: 'supplier' }, 'Muzey fondlarının təsviri');
  await stand.waive(waived, 'exit', 'Hazır məhsuldur.');
  await stand.act('officer', waived, 'recommend');
  // The fifth day's evening has passed: the decision is late.
  stand.test.clock.set(bakuInstant('2026-11-30', '18:01'));
  await stand.settle();
  await stand.act('approver', waived, 'approve');
  const against = await stand.assessing(centralAnswers, 'Dəmir yolu cədvəli');
  await stand.act('officer', against, 'advise-against');
  await stand.act('approver', against, 'reject');
  expect(await totals()).toEqual([
    [2, 3],
    [5, 3],
    [1, 2],
  ]);
  // Counted once.
  expect((await totals())[0]).toEqual([2, 3]);
});
