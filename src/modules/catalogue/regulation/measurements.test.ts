import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { measureCommitted } from '../../../../test/committed.ts';
import { measured } from '../../../kernel/measurement.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { enterAll } from '../actions/entering.ts';
import type { Envelope } from '../envelope.ts';
import { room as catalogue } from '../module.ts';
import { numbered } from './document.ts';
import { keepRegulation } from './keeping.ts';

let test: TestVahid;
beforeEach(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] });
});
afterEach(() => test.close());

const service = (code: string, changed: Partial<Envelope> = {}): Envelope => ({
  kind: 'service',
  code,
  title: { az: code, en: code, ru: code },
  institution: 'rinn',
  state: 'in_use',
  acts: [],
  spec: { audience: 'person', lifeEvents: [] },
  relations: [],
  ...changed,
});

const enter = (...envelopes: readonly Envelope[]) =>
  enterAll(
    test.ctx(),
    envelopes.map((envelope) => ({ envelope })),
    { origin: 'request', source: 'R-1' },
  );

const keep = (code: string, days = 10) =>
  keepRegulation(test.ctx(), {
    service: code,
    definition: 1,
    document: numbered('Reqlament', [
      { key: 'a', title: 'Müddət', clauses: [{ key: 'b', text: `Müddət ${days} iş günüdür.` }] },
    ]),
  });

/** How many services have their regulation, of how many: all that was measured so far. */
async function share(): Promise<string> {
  await measureCommitted(test.vahid);
  const name = 'catalogue.services_with_regulation';
  const days = (await measured(test.ctx(), [name])).get(name)?.days ?? [];
  const sum = (key: 'numerator' | 'denominator' | 'count') => days.reduce((all, day) => all + day[key], 0);
  expect(sum('count')).toBe(sum('denominator'));
  return `${sum('numerator')} of ${sum('denominator')}`;
}

describe('the share of services with a regulation', () => {
  it('counts each service once, however many versions its regulation has', async () => {
    await enter(service('one'), service('two'), service('three'));
    await keep('one');
    expect(await share()).toBe('1 of 3');
    await keep('one', 5);
    await keep('two');
    expect(await share()).toBe('2 of 3');
    expect(await share()).toBe('2 of 3');
  });

  it('is the same in one window or in many', async () => {
    await enter(service('one'));
    await share();
    await keep('one');
    await share();
    await enter(service('two', { state: 'being_established' }));
    await keep('two');
    expect(await share()).toBe('1 of 1');
    await enter(service('two'));
    expect(await share()).toBe('2 of 2');
  });

  it('falls when a service is no more, and rises when it comes back', async () => {
    await enter(service('one'), service('two'));
    await keep('one');
    await share();
    test.clock.advance(86_400_000);
    await enter(service('one', { state: 'finished' }));
    expect(await share()).toBe('0 of 1');
    await enter(service('one'));
    expect(await share()).toBe('1 of 2');
  });

  it('goes with the service to another institution', async () => {
    await enter(service('one'));
    await keep('one');
    await enter(service('one', { institution: 'in' }));
    expect(await share()).toBe('1 of 1');
    const { rows } = await sql`select institution, sum(numerator)::integer as numerator from kernel.measurement
      where name = 'catalogue.services_with_regulation' group by 1 order by 1`.execute(test.vahid.db);
    expect(rows).toEqual([
      { institution: 'in', numerator: 1 },
      { institution: 'rinn', numerator: 0 },
    ]);
  });

  it('does not change with the words of an entry', async () => {
    await enter(service('one'));
    await enter(service('one', { title: { az: 'Bir', en: 'One', ru: 'Один' } }));
    expect(await share()).toBe('0 of 1');
  });
});
