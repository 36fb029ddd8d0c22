import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { inTransaction } from '../../../kernel/context.ts';
import * as store from '../store.ts';
import { actOnCase } from './desk-act.ts';
import { deskCase } from './desk.ts';
import { caseView } from './following.ts';

let stage: Stage;
let people: Stage['people'];

beforeAll(async () => {
  stage = await openServiceStage();
  ({ people } = stage);
}, 600_000);
afterAll(() => stage.test.close());

const as = (actor: Actor) => stage.test.ctx(actor);

/** A refusal that waits for the approver. */
async function proposed(): Promise<string> {
  const id = await stage.submitted(people.debtor);
  await stage.take(people.officer, id, 'propose-refusal', 'Borc var.');
  return id;
}

it('an official chooses among the reasons that the rules yield, and adds one with its article', async () => {
  const id = await proposed();
  const view = await deskCase(as(people.approver), { id });
  const refusing = view.reasons?.lists.find(({ outcome }) => outcome === 'refused');
  expect(refusing?.lines.map(({ name, article }) => [name, article.article])).toEqual([
    ['requirement.no-tax-debt', '4.4.1'],
  ]);
  const numbers = (view.reasons?.articles ?? []).map(({ article }) => article.article);
  expect(numbers).toEqual(['4.1', '4.3', '4.3.1', '4.4.1', '4.5', '4.6', '4.7', '6.2']);
  // Answers stand under the names of their fields, not under questions to somebody else.
  const named = view.answers.map(({ question }) => question.az);
  expect(named).toContain('Fəaliyyət sahəsi');
  expect(named.filter((name) => name.endsWith('?'))).toEqual([]);

  const { version } = view;
  const act = { id, version, action: 'refuse', note: '', key: 'choose' };
  const without = ['requirement.no-tax-debt'];
  const own = { words: 'Layihə parkın istiqamətlərinə uyğun deyil.', article: 'technopark-rules 4.6' };
  const tried = (reasons: Parameters<typeof actOnCase>[1]['reasons']) =>
    refused(actOnCase(as(people.approver), { ...act, reasons }));
  expect(await tried({ without })).toBe('services.reason_needed');
  expect(await tried({ own: { ...own, article: '' } })).toBe('services.own_reason_incomplete');
  expect(await tried({ own: { ...own, article: 'sandbox-rules 2.3' } })).toBe('services.own_reason_incomplete');
  expect(await tried({ own: { ...own, words: ' ' } })).toBe('services.own_reason_incomplete');
  expect(await tried({ own: { ...own, words: 'a'.repeat(2001) } })).toBe('services.own_reason_too_long');

  await actOnCase(as(people.approver), { ...act, reasons: { without, own } });
  const { decision } = await caseView(as(people.debtor), { id });
  expect(decision?.reasons.map(({ article, quote }) => [article.article, quote])).toEqual([['4.6', own.words]]);
  const row = await store.findCase(stage.test.vahid.db, id);
  const { reasons } = (row && (await store.lastDecision(stage.test.vahid.db, row))) ?? {};
  expect(JSON.stringify(reasons)).not.toContain(own.words);

  await inTransaction(stage.test.ctx(), ({ db }) => store.forget(db, [id]));
  const { rows } = await sql`select from services.own_reason where instance = ${id}`.execute(stage.test.vahid.db);
  expect(rows).toEqual([]);
});

it('nobody rewrites what was added', async () => {
  const { db } = stage.test.vahid;
  for (const statement of ["update services.own_reason set words = 'x'", 'delete from services.own_reason'])
    await expect(sql.raw(statement).execute(db)).rejects.toThrow(/permission denied/);
});
