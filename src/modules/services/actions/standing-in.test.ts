import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { appointmentsOf, nameSubstitute } from '../../identity/index.ts';
import { reassign } from '../../process/index.ts';
import { deskCase, takeCase } from './desk.ts';
import { worklist } from './queue.ts';
import { caseView } from './following.ts';

let stage: Stage;
let people: Stage['people'];

beforeAll(async () => {
  stage = await openServiceStage();
  ({ people } = stage);
}, 120_000);
afterAll(() => stage.test.close());

const as = (actor: Actor) => stage.test.ctx(actor);
const key = ({ person }: Actor): string => person ?? '';

/** With the offices of this moment. */
async function present(actor: Actor): Promise<Actor> {
  const held = await appointmentsOf(stage.test.ctx(), key(actor));
  return {
    ...actor,
    appointments: held.map(({ institution, role, instead }) => ({
      institution,
      role,
      ...(instead ? { instead } : {}),
    })),
  };
}

it('a case given over and approved by a substitute says so at the desk and on the document, not to the applicant', async () => {
  const id = await stage.submitted(people.head);
  await takeCase(as(people.officer), { id });
  const own = async (actor: Actor) =>
    (await worklist(as(actor), 1, { own: true })).items.map((one) => [one.id, one.given]);
  expect(await own(people.officer)).toEqual([[id, 'own']]);
  expect((await deskCase(as(people.officer), { id })).hand).toBeUndefined();
  const { hand, version } = await deskCase(as(people.approver), { id });
  expect(hand).toBe(`/masa/is-yuku/is/${id}`);
  const [second] = await officersBeside(people.officer);
  if (!second) throw new Error('the demo has one officer only');
  const given = { cases: [{ id, version }], to: key(second), reason: 'Məzuniyyət' };
  expect(await reassign(as(people.approver), given)).toEqual({ given: 1, refused: [] });
  expect(await own(people.officer)).toEqual([]);
  const days = { institution: 'rinn', from: '2026-11-23', to: '2026-11-23' } as const;
  const stand = (role: 'officer' | 'approver', absent: Actor, substitute: Actor) =>
    nameSubstitute(as(people.deputy), { ...days, role, absent: key(absent), substitute: key(substitute) });
  await stand('officer', second, people.officer);
  const officer = await present(people.officer);
  expect(await own(officer)).toEqual([[id, 'instead']]);
  expect(await deskCase(as(officer), { id })).toMatchObject({ mine: true, standsIn: true });
  await stage.take(officer, id, 'recommend', 'Uyğundur.');
  await stand('approver', people.approver, people.deputy);
  await stage.take(await present(people.deputy), id, 'approve');
  const view = await deskCase(as(people.approver), { id });
  expect(view.decision?.instead).toMatch(/Rüstəmova/);
  expect(view.journal.filter(({ instead }) => instead !== undefined).map(({ what }) => what.en)).toHaveLength(2);
  expect(view.journal.find(({ to }) => to !== undefined)).toMatchObject({ note: 'Məzuniyyət' });
  const seen = JSON.stringify(await caseView(as(people.head), { id }));
  expect(seen).not.toMatch(/Məzuniyyət|Rüstəmova|instead/);
  const { rows } = await sql<{ signer: string }>`select d::text as signer from documents.document d
    where d::text like '%vəzifəni icra edən%'`.execute(stage.test.vahid.db);
  expect(rows).toHaveLength(1);
}, 60_000);

async function officersBeside({ person }: Actor): Promise<readonly Actor[]> {
  const { rows } = await sql<{ person: string }>`select person from identity.appointment
    where institution = 'rinn' and role = 'officer' and person <> ${person ?? ''}`.execute(stage.test.vahid.db);
  return rows.map((row) => ({ kind: 'person', person: row.person, appointments: [] }));
}
