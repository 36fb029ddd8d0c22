import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import type { PlanRow } from './entities.ts';
import { enterPlan } from './entering.ts';
import { planInForce } from './in-force.ts';

let test: TestVahid;
beforeEach(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] });
});
afterEach(() => test.close());

const begin = (code: string, from: string, given: Pick<PlanRow, 'kind' | 'supersedes'>) =>
  inTransaction(test.ctx(), (ctx) =>
    enterPlan(
      ctx,
      {
        code,
        ...given,
        title: { az: code },
        institution: null,
        topic: null,
        year: null,
        period_from: from,
        period_to: '2031-12-31',
        act: null,
        origin: 'import',
        source: 'test',
      },
      [],
    ),
  );
const inForce = async (day?: string) => (await planInForce(test.ctx(), day))?.code;

describe('the plan in force', () => {
  it('is the national one, whatever is followed beside it', async () => {
    await begin('strategy', '2026-06-01', { kind: 'other', supersedes: null });
    await begin('stray', '2026-06-01', { kind: 'national', supersedes: null });
    expect(await inForce()).toBe('2026-2028');
    expect(await inForce('2025-01-01')).toBe('2026-2028');
  });

  it('is replaced by the plan that says so, on the day on which that begins', async () => {
    await begin('2029-2031', '2029-01-01', { kind: 'national', supersedes: '2026-2028' });
    expect(await inForce('2028-12-31')).toBe('2026-2028');
    expect(await inForce('2029-01-01')).toBe('2029-2031');
    await begin('2030', '2030-01-01', { kind: 'national', supersedes: '2029-2031' });
    expect(await inForce('2029-06-01')).toBe('2029-2031');
    expect(await inForce('2030-06-01')).toBe('2030');
  });
});
