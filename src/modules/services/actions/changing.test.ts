import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import type { Json } from '../../../kernel/job.ts';
import { ensurePerson } from '../../identity/index.ts';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import { caseView } from './following.ts';

/* A decision that changes a record of a register: a parent moves in with a child. */

let test: Stage['test'];
let stage: Stage;
beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
}, 120_000);
afterAll(() => test.close());

const service = 'residence-change';
type Record = Readonly<{ [field: string]: Json }>;

/** A mother or father in the register, and where a grown child of theirs lives. */
async function family(): Promise<{ parent: Record; home: string }> {
  const { rows } = await sql<{ parent: Record; home: string }>`select p.data as parent, c.data ->> 'address' as home
    from records.record c join records.record p on p.register = 'population' and c.data -> 'parents' ? p.key
    where c.register = 'population' and p.superseded_at is null and c.superseded_at is null
      and p.valid_to is null and c.valid_to is null and p.data ->> 'address' <> c.data ->> 'address'
      and p.data ? 'parents' order by p.key, c.key limit 1`.execute(test.vahid.db);
  const [found] = rows;
  if (!found) throw new Error('nobody of the demo has moved out');
  return found;
}

const versions = async (fin: unknown) => {
  const { rows } = await sql<{ data: Record; valid_from: string; valid_to: string | null }>`select data,
    valid_from::text, valid_to::text from records.record where register = 'population' and key = ${fin}
    and superseded_at is null order by valid_from`.execute(test.vahid.db);
  return rows;
};

async function move(actor: Actor, ground: string, newAddress: string): Promise<string> {
  const { id } = await startCase(test.ctx(actor), { service });
  await saveAnswers(test.ctx(actor), { id, page: 'esas', values: { ground } });
  await saveAnswers(test.ctx(actor), { id, page: 'yeni-unvan', values: { newAddress } });
  await submitCase(test.ctx(actor), { id, key: `send-${id}` });
  await stage.drain();
  return id;
}

it('says the new address from today, and leaves all else of the record as it was', async () => {
  const { parent, home } = await family();
  const person = await ensurePerson(test.ctx(), String(parent.fin));
  const actor: Actor = { kind: 'person', person, name: String(parent.name), appointments: [] };
  const id = await move(actor, 'child', home);
  expect((await caseView(test.ctx(actor), { id })).status).toBe('issued');
  const [before, after] = (await versions(parent.fin)).slice(-2);
  expect([before?.data, before?.valid_to]).toEqual([parent, '2026-11-23']);
  expect([after?.data, after?.valid_from, after?.valid_to]).toEqual([{ ...parent, address: home }, '2026-11-23', null]);
  const { rows } = await sql`select concepts from exchange.look_up
    where subject = ${person} and operation = 'entry' order by at`.execute(test.vahid.db);
  expect(rows).toEqual([{ concepts: ['person.address'] }]);

  // Registered there already: the table would refuse, and an official reads it.
  const again = await move(actor, 'child', home);
  expect((await caseView(test.ctx(actor), { id: again })).status).toBe('in_review');
});

it('is for a person, not for a company', async () => {
  expect(await refused(startCase(test.ctx(stage.people.head), { service }))).toBe('services.choose_person');
});
