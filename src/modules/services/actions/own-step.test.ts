import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import type { Json } from '../../../kernel/job.ts';
import { demoName, demoPeople, ensureOrganisation, ensurePerson } from '../../identity/index.ts';
import { notifications } from '../../process/index.ts';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import { caseView } from './following.ts';
import { takeOwnStep } from './own-step.ts';

/* What goes on after an approval: a trial that is reported on and left, a freelancer who changes and ends. */

let stage: Stage;
let test: Stage['test'];
let people: Stage['people'];
let fidan: Actor;
beforeAll(async () => {
  stage = await openServiceStage();
  ({ test, people } = stage);
  const demo = demoPeople.find(({ surname }) => surname === 'Əhmədova');
  if (!demo) throw new Error('nobody heads the young company');
  fidan = {
    kind: 'person',
    person: await ensurePerson(test.ctx(), demo.fin),
    name: demoName(demo),
    appointments: [],
    organisation: await ensureOrganisation(test.ctx(), demo.heads ?? ''),
  };
}, 120_000);
afterAll(() => test.close());

const ctx = (actor: Actor) => test.ctx(actor);
type Pages = Readonly<Record<string, Readonly<Record<string, Json>>>>;

async function apply(actor: Actor, service: string, pages: Pages): Promise<string> {
  const { id } = await startCase(ctx(actor), { service });
  for (const [page, values] of Object.entries(pages)) await saveAnswers(ctx(actor), { id, page, values });
  await submitCase(ctx(actor), { id, key: `send-${id}` });
  await stage.drain();
  return id;
}

async function step(actor: Actor, id: string, action: string, note: string, key = `${action}-${note}`): Promise<void> {
  await takeOwnStep(ctx(actor), { id, action, note, key });
  await stage.drain();
}

const steps = async (id: string) => (await caseView(ctx(fidan), { id })).steps?.map(({ action }) => action);

const records = async (register: string, key: string) => {
  const { rows } = await sql<{ data: Record<string, Json>; from: string; to: string | null }>`select data,
    valid_from::text as from, valid_to::text as to from records.record where register = ${register}
    and (key = ${key}) and superseded_at is null order by valid_from`.execute(test.vahid.db);
  return rows;
};

const trial: Pages = {
  hell: { solution: 'drone', relief: 'Dronun şəhər üzərində uçuşuna qadağa' },
  plan: { plan: 'Üç mərhələ, hər biri iki ay.' },
  istirakcilar: { participants: 40, personalData: false },
};

it('goes on after the approval: reports are handed in and read, the exit ends the record and the permit', async () => {
  const id = await apply(fidan, 'regulatory-sandbox', trial);
  expect(await steps(id)).toEqual([]);
  await stage.take(people.officer, id, 'recommend', 'Fayda riskdən çoxdur.');
  await stage.take(people.approver, id, 'approve');
  const running = await caseView(ctx(fidan), { id });
  expect([running.state.en, running.clock?.workingDaysLeft]).toEqual(['Trial running', 60]);
  expect(running.steps).toEqual([
    {
      action: 'report',
      title: expect.objectContaining({ az: 'Hesabat ver' }),
      note: 'required',
      grave: false,
      asksAmendment: false,
    },
    {
      action: 'finish',
      title: expect.objectContaining({ en: 'Finish the trial' }),
      note: 'required',
      grave: true,
      asksAmendment: false,
    },
  ]);

  // Nobody else's, nothing that has a door of its own, nothing without words.
  expect(await refused(step(people.head, id, 'report', 'Mən də.'))).not.toBe('done');
  expect(await refused(step(people.officer, id, 'report', 'Mən də.'))).not.toBe('done');
  expect(await refused(step(fidan, id, 'appeal', 'Razı deyilik.'))).toBe('kernel.not_found');
  expect(await refused(step(fidan, id, 'accept-report', 'Qəbul edirik.'))).toBe('kernel.not_found');
  expect(await refused(step(fidan, id, 'report', '  '))).toBe('process.note_needed');

  await step(fidan, id, 'report', 'Birinci mərhələ başa çatıb.', 'once');
  await step(fidan, id, 'report', 'Birinci mərhələ başa çatıb.', 'once');
  const reported = await caseView(ctx(fidan), { id });
  expect(reported.journal.filter(({ what }) => what.az === 'Hesabat verdi')).toHaveLength(1);
  expect(reported.steps).toEqual([]);
  await stage.take(people.officer, id, 'return-report', 'Rəqəmlər yoxdur');
  const returned = await caseView(ctx(fidan), { id });
  expect(returned.journal.find(({ what }) => what.az === 'Hesabatı qaytardı')?.note).toBe('Rəqəmlər yoxdur');
  const letters = (await notifications(ctx(fidan))).items.map(({ text }) => text.en);
  expect(letters.some((one) => one.includes('Reason: Rəqəmlər yoxdur. Hand it in again by'))).toBe(true);
  await step(fidan, id, 'report', 'On iki uçuş, nasazlıq yoxdur.');
  await stage.take(people.officer, id, 'accept-report', 'Plana uyğundur.');
  await stage.passDays(3);
  await step(fidan, id, 'finish', 'Məqsədə çatıldı.');
  await stage.take(people.officer, id, 'propose-exit', 'Nəticə təsdiqlənir.');
  expect(await refused(stage.take(people.officer, id, 'complete', 'Uğurludur.'))).not.toBe('done');
  await stage.take(people.approver, id, 'complete', 'Sınaq uğurla başa çatıb.');

  const left = await caseView(ctx(fidan), { id });
  expect([left.status, left.state.az, left.steps]).toEqual(['closed', 'Sınaq başa çatıb', []]);
  const [record] = (await records('sandbox-tests', left.reference)).slice(-1);
  // Decided on the 23rd, left three working days later: that day is the last.
  expect([record?.data.startsOn, record?.data.endsOn, record?.to]).toEqual(['2026-11-23', '2026-11-26', '2026-11-27']);
  const { rows } = await sql`select v.reason, v.basis ->> 'article' as article from documents.revocation v
    join documents.document d on d.id = v.document where d.reference = ${left.reference}`.execute(test.vahid.db);
  expect(rows).toEqual([{ reason: 'Sınaq uğurla başa çatıb.', article: '2.1' }]);
  const told = (await notifications(ctx(fidan))).items.map(({ text }) => text.en);
  expect(told.some((one) => one.startsWith(`Hand in the first report on trial ${left.reference} by`))).toBe(true);
});

it('keeps one record of a freelancer: registered, another field, ended, and registered again', async () => {
  const { stranger } = people;
  const key = 'FR-3ZP5W6L';
  const say = async (work: string) => {
    const id = await apply(stranger, 'freelancer-registration', { is: { work } });
    expect((await caseView(ctx(stranger), { id })).status).toBe('issued');
  };
  await say('software');
  const [registered] = await records('freelancers', key);
  expect([registered?.data.work, registered?.to]).toEqual(['software', null]);
  await stage.passDays(1);
  await say('design');
  await stage.passDays(1);
  await say('ended');
  const all = await records('freelancers', key);
  expect(all.map(({ data }) => data.work)).toEqual(['software', 'design', 'design']);
  expect(all.map(({ data }) => data.startsOn)).toEqual(all.map(() => registered?.data.startsOn));
  expect(all.at(-1)?.data.endsOn).toBe(test.clock.now().toISOString().slice(0, 10));
  await stage.passDays(1);
  await say('data');
  const again = (await records('freelancers', key)).at(-1);
  expect([again?.data.work, again?.data.startsOn, again?.to]).toEqual([
    'data',
    test.clock.now().toISOString().slice(0, 10),
    null,
  ]);
});
