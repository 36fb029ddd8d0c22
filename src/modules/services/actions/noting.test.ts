import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { systemContext } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { startCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { caseView, withdrawCase } from './following.ts';
import { scheduleForgetting } from './forgetting.ts';
import { addNote } from './noting.ts';

let stage: Stage;
let id = '';

beforeAll(async () => {
  stage = await openServiceStage();
  id = await stage.submitted(stage.people.head);
}, 120_000);
afterAll(() => stage.test.close());

const as = (actor: Actor) => stage.test.ctx(actor);
const note = (actor: Actor, words: string, key = newId()) => addNote(as(actor), { id, words, key });

it('is read by the officials who decide, the newest first, and stands once however often it is sent', async () => {
  const { people, test } = stage;
  const key = newId();
  await note(people.officer, 'Vergi orqanı ilə danışılıb.', key);
  await note(people.officer, 'Vergi orqanı ilə danışılıb.', key);
  test.clock.advance(60_000);
  await note(people.approver, ' Sənəd\u202e gözlənilir. ');
  const { notes } = await deskCase(as(people.deputy), { id });
  expect(notes?.map(({ words, author }) => [words, author])).toEqual([
    ['Sənəd gözlənilir.', 'Sevda Rüstəmova'],
    ['Vergi orqanı ilə danışılıb.', 'Elçin Nəbiyev'],
  ]);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from kernel.audit
    where action = 'services.addNote' and outcome = 'done' and subject = ${id}`.execute(test.vahid.db);
  expect(rows[0]?.n).toBe(2);
});

it('is no applicant’s and no auditor’s, and nobody writes one who does not decide', async () => {
  const { people } = stage;
  expect(JSON.stringify(await caseView(as(people.head), { id }))).not.toContain('danışılıb');
  expect(await deskCase(as(people.auditor), { id })).not.toHaveProperty('notes');
  const elsewhere: Actor = { ...people.officer, appointments: [{ institution: 'din', role: 'officer' }] };
  for (const actor of [people.auditor, people.registrar, elsewhere])
    expect(await refused(note(actor, 'Mən də.'))).toBe('kernel.not_allowed');
  expect(await refused(note(people.head, 'Mən də.'))).toBe('kernel.not_found');
  expect(await refused(note({ ...people.head, appointments: people.officer.appointments }, 'Öz işim.'))).toBe(
    'process.own_case',
  );
});

it('has words, and not too many; a draft has none', async () => {
  const { people } = stage;
  expect(await refused(note(people.officer, ' \u202e\n '))).toBe('services.note_empty');
  expect(await refused(note(people.officer, 'x'.repeat(2001)))).toBe('services.note_too_long');
  expect(await refused(note(people.officer, 'x', 'no-id'))).toBe('kernel.invalid_input');
  const { id: draft } = await startCase(as(people.debtor), { service: 'technopark-residency' });
  expect(await refused(addNote(as(people.officer), { id: draft, words: 'x', key: newId() }))).toBe('kernel.not_found');
});

it('is only added to', async () => {
  const tamper = (what: string) => sql.raw(what).execute(stage.test.vahid.db);
  for (const statement of ["update services.note set words = 'x'", 'delete from services.note'])
    await expect(tamper(statement)).rejects.toThrow(/permission denied/);
});

it('is forgotten with the answers, and so is what was to be corrected', async () => {
  const { test, people } = stage;
  await stage.take(people.officer, id, 'return', 'Dəqiqləşdirin.', ['layihe']);
  await withdrawCase(as(people.head), { id, key: newId() });
  const held = async () => {
    const { rows } = await sql<{ n: number }>`select (select count(*) from services.note where instance = ${id})
      + (select count(*) from services.correction where instance = ${id}) as n`.execute(test.vahid.db);
    return rows[0]?.n;
  };
  expect(await held()).toBe(3);
  test.clock.set('2031-12-01T06:00:00Z');
  await scheduleForgetting(systemContext(test.vahid, 'test'), test.clock.now());
  await sql`delete from kernel.job where kind <> 'services.forget'`.execute(test.vahid.db);
  await stage.drain();
  expect(await held()).toBe(0);
});
