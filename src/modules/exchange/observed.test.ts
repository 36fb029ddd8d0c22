import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { newId } from '../../kernel/identifier.ts';
import type { Disclosure } from '../../protocols/gateway/disclosure.ts';
import { observedPort } from '../catalogue/index.ts';
import { disclosuresPort } from './disclosure-intake/ports.ts';
import { disclosureOf, openTeller, publish } from './disclosure-intake/test-stand.ts';
import type { operations, outcomes } from './entities.ts';
import { LookUpLog } from './log.ts';
import { newFin } from './trial-register.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid();
});
afterAll(() => test.close());

/** One line in the log: who asked, how, what, and with which outcome. */
async function asked(
  consumer: string,
  operation: keyof typeof operations,
  concept: string,
  outcome: keyof typeof outcomes = 'granted',
): Promise<void> {
  const log = new LookUpLog(operation, { consumer, purpose: 'sign-in', basis: { act: '', article: '' } });
  const reason = outcome === 'refused' ? 'no_right' : null;
  log.note({ entity: 'person', id: newId() }, concept, outcome, reason);
  await log.commit(test.ctx());
}

const since = new Date('2026-11-01T00:00:00Z');
const observed = () => observedPort.of(test.vahid)(test.ctx(), since);
const countOf = async (code: string) => (await observed()).uses.find((use) => use.code === code)?.count;

describe('what the exchange observed', () => {
  it('has every register at nothing before anybody asks', async () => {
    expect(await observed()).toMatchObject({ callers: [] });
    expect(await countOf('companies')).toBe(0);
  });

  it('counts who asked, refused or not, but neither the platform nor the reading of a case', async () => {
    await asked('rinn', 'read', 'organisation.name');
    await asked('rinn', 'read', 'organisation.taxDebt', 'unavailable');
    await asked('shadow', 'read', 'person.name', 'refused');
    await asked('vahid', 'read', 'person.name');
    await asked('din', 'case', 'officer');
    test.clock.advance(60_000);
    await asked('rinn', 'entry', 'headedBy');
    expect((await observed()).callers).toEqual([
      { institution: 'rinn', count: 3, last: test.clock.now() },
      { institution: 'shadow', count: 1, last: new Date('2026-11-23T05:00:00Z') },
    ]);
  });

  it('counts a look-up for the primary register of what was read or entered, a refused one for none', async () => {
    expect(await countOf('companies')).toBe(3);
    expect(await countOf('population')).toBe(1);
    expect(await countOf('technopark-residents')).toBe(0);
  });

  it('counts what gateways told for the registers of the system whose service it was', async () => {
    const teller = openTeller('AZ/GOV/din/gw1', 'AZ/GOV/din/population-system');
    publish(test.vahid, [teller]);
    const line = (more: Partial<Disclosure>) =>
      disclosureOf({ key: newFin(), at: '2026-11-23T05:00:00Z', service: `${teller.serves}/people`, ...more });
    const disclosures = [line({}), line({ method: 'POST' }), line({ outcome: 'unavailable' })];
    await disclosuresPort.of(test.vahid)(test.ctx(), { gateway: teller.id, disclosures, runs: [] });
    expect(await countOf('population')).toBe(3);
    expect((await observed()).callers.find(({ institution }) => institution === 'rinn')?.count).toBe(6);
  });

  it('forgets what lies before the moment', async () => {
    const later = new Date('2026-11-23T05:00:30Z');
    const { callers, uses } = await observedPort.of(test.vahid)(test.ctx(), later);
    expect(callers.map(({ institution, count }) => [institution, count])).toEqual([['rinn', 1]]);
    expect(uses.find(({ code }) => code === 'companies')?.count).toBe(1);
  });
});
