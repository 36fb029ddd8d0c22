import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { h } from 'preact';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, priority, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { systemContext } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json } from '../../../kernel/job.ts';
import { formToken, openSession } from '../../../kernel/session.ts';
import { checkDocument } from '../../documents/actions.ts';
import { notifications } from '../../process/index.ts';
import { saveAnswers, submitCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { actOnCase } from './desk-act.ts';
import { appealDecision, caseView } from './following.ts';
import { scheduleForgetting } from './forgetting.ts';

let stage: Stage;
let test: Stage['test'];
let people: Stage['people'];
let server: FastifyInstance;
let id: string;
let sent = 0;

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test, people } = stage);
  id = await whileTimePasses(() => stage.submitted(people.head, priority));
  const assets = { base: '/a/test', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage: (_, { code }) => h('p', null, code) });
}, 120_000);
afterAll(async () => {
  await server.close();
  await test.close();
});

/** The clock of the test stands still, and a program's never does: what it notes later is later. */
async function whileTimePasses<T>(work: () => Promise<T>): Promise<T> {
  const { clock } = test;
  const stands = clock.now;
  let passed = 0;
  clock.now = () => {
    passed += 1;
    return new Date(stands().getTime() + passed);
  };
  try {
    return await work();
  } finally {
    clock.now = stands;
  }
}

const as = (actor: Actor) => test.ctx(actor);
const note = 'Müraciətdə 9 yazılıb.';
const view = () => caseView(as(people.head), { id });

async function propose(field: string, value: Json, actor = people.officer): Promise<void> {
  const { version } = await deskCase(as(actor), { id });
  sent += 1;
  const amendment = { field, value };
  await actOnCase(as(actor), { id, action: 'propose-correction', version, note, key: `slip-${sent}`, amendment });
  await stage.drain();
}

/** What the register of residents says now and said before, the last version last. */
async function residency(): Promise<readonly { from: string; superseded: boolean; data: Record<string, Json> }[]> {
  const { rows } = await sql<{ from: string; superseded: boolean; data: Record<string, Json> }>`select
      valid_from::text as "from", superseded_at is not null as superseded, data from records.record
    where register = 'technopark-residents' and data ->> 'voen' = '2007311431' order by recorded_at, valid_from`.execute(
    test.vahid.db,
  );
  return rows;
}

it('shows the officer what may be corrected: what the document and the entry say, and no number of the company', async () => {
  const { amendments, actions } = await deskCase(as(people.officer), { id });
  expect(amendments?.fields.map(({ field }) => field)).toEqual(['name', 'address', 'area', 'newJobs']);
  const action = actions.find((one) => one.action === 'propose-correction');
  expect(action).toMatchObject({ proposesAmendment: true, weight: 'second' });
});

it('refuses what is no field of the decision, does not fit, changes nothing, or would turn the decision', async () => {
  expect(await refused(propose('voen', '2007311432'))).toBe('services.amendment_field_needed');
  expect(await refused(propose('newJobs', 'nine'))).toBe('services.amendment_misfit');
  expect(await refused(propose('newJobs', 8))).toBe('services.amendment_unchanged');
  expect(await refused(propose('newJobs', 3))).toBe('services.amendment_turns');
  // A further question would have to be asked of the applicant.
  expect(await refused(propose('area', 'other'))).toBe('services.amendment_misfit');
  expect((await view()).status).toBe('issued');
});

const address = 'Bakı şəhəri, Sınaq küçəsi 9';

/** The register of companies says another address from now on. */
const moveTo = (to: string, at: string) =>
  sql`with old as (update records.record set superseded_at = ${new Date(at)} where register = 'companies'
      and data ->> 'voen' = '2007311431' and superseded_at is null and valid_to is null returning *)
    insert into records.record (id, register, key, valid_from, valid_to, recorded_at, data)
    select gen_random_uuid(), register, key, valid_from, valid_to, ${new Date(at)},
      data || jsonb_build_object('address', ${to}::text) from old`.execute(test.vahid.db);

it('says what a register says only as the register does today', async () => {
  const { amendments } = await deskCase(as(people.officer), { id });
  const [held, own] = ['address', 'newJobs'].map((name) => amendments?.fields.find(({ field }) => field === name));
  expect([held?.held?.shown, own?.held]).toEqual([held?.shown, undefined]);
  await expect(propose('address', address)).rejects.toMatchObject({
    code: 'services.amendment_contradicts_register',
    status: 422,
    text: { az: expect.stringContaining(held?.shown.az ?? '?') },
  });
  expect((await view()).amendments).toEqual([]);
});

it('is corrected by two people, in the register and by a document of its own', async () => {
  const before = await view();
  test.clock.set('2026-12-07T06:00:00Z');
  await propose('newJobs', 9);
  const { amendments, follows, clock } = await deskCase(as(people.approver), { id });
  expect(clock).toMatchObject({ name: 'correction', workingDaysLeft: 5, stopped: false });
  // Not what the approval did long ago, but what comes next.
  expect(follows).toMatchObject({
    outcome: 'amended',
    effects: [
      { name: 'amend', done: false },
      { name: 'reissue', done: false, text: { az: expect.stringContaining('yenidən imzalanır və verilir') } },
      { name: 'notify-corrected', done: false },
    ],
  });
  expect(amendments?.proposed).toMatchObject({
    reason: note,
    changes: [{ label: { en: 'New jobs in the first year' }, before: { en: '8' }, after: { en: '9' } }],
  });
  // Nothing is changed by a proposal, and whoever made it does not confirm it.
  expect((await view()).document).toEqual(before.document);
  const both = { ...people.officer, appointments: people.approver.appointments };
  expect(await refused(stage.take(both, id, 'correct'))).toBe('process.four_eyes');
  await stage.take(people.approver, id, 'correct');

  expect((await deskCase(as(people.approver), { id })).follows?.outcome).toBe('approved');

  const after = await view();
  expect(after).toMatchObject({
    status: 'issued',
    decision: { outcome: 'approved', at: before.decision?.at },
    amendments: [{ reason: note, changes: [{ before: { az: '8' }, after: { az: '9' } }] }],
    document: {
      number: `${after.reference}/2`,
      replaced: [{ code: before.document?.code, number: after.reference, replacedAt: test.clock.now() }],
    },
  });
  expect(after.amendments[0]?.article.article).toBe('2.1');
  const told = (await notifications(as(people.head))).items[0]?.text.az ?? '';
  expect(told).toContain('səhv düzəldildi');

  const old = await checkDocument(test.ctx(), before.document?.code ?? '', 'here');
  expect(old).toMatchObject({ state: 'replaced', replaced: { code: after.document?.code } });
  const now = await checkDocument(test.ctx(), after.document?.code ?? '', 'here');
  expect(now).toMatchObject({
    state: 'valid',
    signed: { validFrom: '2026-11-23', signer: { name: people.approver.name } },
  });
  expect(now.signed?.lines.at(-1)?.value).toMatchObject({ en: expect.stringContaining(after.reference) });
  expect((await residency()).map(({ from, superseded, data }) => [from, superseded, data.newJobs])).toEqual([
    ['2026-11-23', true, 8],
    ['2026-11-23', false, 8],
    ['2026-12-07', false, 9],
  ]);
  const { rows } = await sql<{ kind: string; before: Json; value: Json }>`select kind, before, value
    from services.amendment where instance = ${id} order by seq`.execute(test.vahid.db);
  expect(rows).toEqual([
    { kind: 'proposed', before: 8, value: 9 },
    { kind: 'made', before: 8, value: 9 },
  ]);
});

it('leaves the record where it has been changed since, and tells the institution', async () => {
  test.clock.set('2026-12-08T06:00:00Z');
  await propose('newJobs', 10);
  await sql`with old as (update records.record set superseded_at = ${test.clock.now()} where register = 'technopark-residents'
      and data ->> 'voen' = '2007311431' and superseded_at is null and valid_to is null returning *)
    insert into records.record (id, register, key, valid_from, valid_to, recorded_at, data)
    select gen_random_uuid(), register, key, valid_from, valid_to, ${test.clock.now()}, data || '{"newJobs": 20}' from old`.execute(
    test.vahid.db,
  );
  await stage.take(people.approver, id, 'correct');
  expect((await view()).document).toMatchObject({ number: expect.stringMatching(/\/3$/), replaced: [{}, {}] });
  expect((await residency()).at(-1)?.data.newJobs).toBe(20);
  const told = (await notifications(as(people.officer), { box: 'desk' })).items;
  expect(told.some(({ text }) => text.az.includes('düzəliş reyestrə yazılmadı'))).toBe(true);
});

it('rests while the register is silent: nobody revokes it or corrects it again, and nothing is told', async () => {
  const outage = (until: Date) =>
    sql`insert into records.outage (register, since, until, reason)
    values ('technopark-residents', ${new Date(test.clock.now().getTime() - 60_000)}, ${until}, '{"az":"S","en":"T","ru":"П"}')
    on conflict (register) do update set until = excluded.until`.execute(test.vahid.db);
  const before = await view();
  await propose('newJobs', 11);
  await outage(new Date(test.clock.now().getTime() + 3_600_000));
  await stage.take(people.approver, id, 'correct');
  const { document, state, status } = await view();
  expect({ document, state: state.en, status }).toEqual({
    document: before.document,
    state: 'Being corrected',
    status: 'issued',
  });
  const resting = await deskCase(as(people.officer), { id });
  expect(resting.actions.filter(({ blocked }) => !blocked)).toEqual([]);
  expect([resting.follows?.outcome, resting.follows?.effects.map(({ done }) => done)]).toEqual([
    'amended',
    [false, false, false],
  ]);
  expect(await refused(propose('newJobs', 12))).toMatch(/^process\./);
  test.clock.set('2026-12-08T09:00:00Z');
  await stage.drain();
  expect((await view()).state.en).toBe('Certificate issued');
  expect((await view()).document?.number).toMatch(/\/4$/);
});

const asForm = { 'content-type': 'application/x-www-form-urlencoded' };

/** A browser signed in as somebody. */
async function browser({ person = '', organisation, name = '' }: Pick<Actor, 'person' | 'organisation' | 'name'>) {
  const session = {
    id: newId(),
    person,
    name,
    organisation: organisation ?? null,
    agent: 'test',
    now: test.clock.now(),
  };
  const token = await openSession(test.vahid.db, session);
  const headers = { cookie: `vahid=${token}`, 'x-form-token': formToken(token), ...asForm };
  return {
    get: async (url: string) => (await server.inject({ url, headers })).body,
    post: (url: string, form: Readonly<Record<string, string>>) =>
      server.inject({ method: 'POST', url, headers, payload: new URLSearchParams(form).toString() }),
  };
}

it('is asked for in the portal, proposed at the desk by its form, and left for a reason that the applicant is told', async () => {
  const [applicant, officer] = [await browser(people.head), await browser(people.officer)];
  expect(await applicant.get(`/muracietler/${id}`)).toContain(`/muracietler/${id}/addim/ask-correction`);
  await applicant.post(`/muracietler/${id}/addim/ask-correction`, { note: 'Ünvan səhvdir.', key: 'ask-for-it' });
  await stage.drain();
  const { version, key } = await deskCase(as(people.officer), { id });
  const form = {
    do: 'propose-correction',
    key,
    version: String(version),
    note: 'Küçə səhv yazılıb.',
    correct: 'address',
  };
  const wrong = await officer.post(`/masa/is/${id}`, { ...form, 'right-address': '' });
  expect([wrong.statusCode, wrong.body.includes('href="#correct"')]).toEqual([422, true]);
  const otherwise = await officer.post(`/masa/is/${id}`, { ...form, 'right-address': address });
  expect([otherwise.statusCode, otherwise.body.includes('Bu məlumat reyestrdən götürülür')]).toEqual([422, true]);
  const { fields = [] } = (await deskCase(as(people.officer), { id })).amendments ?? {};
  const was = fields.find(({ field }) => field === 'address')?.shown.az ?? '';
  await moveTo(address, '2026-12-08T08:58:00Z');
  await officer.post(`/masa/is/${id}`, { ...form, 'right-address': address });
  await stage.drain();
  expect(await officer.get(`/masa/is/${id}`)).toContain('düzgünü: Bakı şəhəri, Sınaq küçəsi 9');
  // Meanwhile the register says again what it said.
  await moveTo(was, '2026-12-08T08:59:00Z');
  expect(await refused(stage.take(people.approver, id, 'correct'))).toBe('services.amendment_contradicts_register');
  await stage.take(people.approver, id, 'leave', 'Ünvan reyestrdə belədir.');
  expect((await view()).amendments).toHaveLength(3);
  const told = (await notifications(as(people.head))).items.map(({ text }) => text.az);
  expect(told.some((one) => one.includes('Səbəb: Ünvan reyestrdə belədir.'))).toBe(true);
});

it('counts in a case that is reopened, but where the applicant or a register has said something since', async () => {
  const shown = async () => {
    const { amendments } = await deskCase(as(people.officer), { id });
    return Object.fromEntries((amendments?.fields ?? []).map((one) => [one.field, one.shown.en]));
  };
  const { address: registered } = await shown();
  for (const [day, field, right] of [
    ['2026-12-09T06:00:00Z', 'area', 'electronics'],
    ['2026-12-09T07:00:00Z', 'address', 'Bakı şəhəri, Sınaq küçəsi 9'],
  ] as const) {
    test.clock.set(day);
    await propose(field, right);
    await stage.take(people.approver, id, 'correct');
  }
  expect(await shown()).toMatchObject({ address: 'Bakı şəhəri, Sınaq küçəsi 9', newJobs: '11' });
  test.clock.set('2026-12-10T06:00:00Z');
  await stage.take(people.officer, id, 'propose-revocation', 'Yoxlama aparılıb.');
  await stage.take(people.approver, id, 'revoke', 'Şirkət fəaliyyətini dayandırıb');
  await appealDecision(as(people.head), { id, grounds: 'Fəaliyyət davam edir.', key: 'against-revocation' });
  await stage.drain();
  await stage.take(people.deputy, id, 'reopen', 'Yenidən baxılsın.');
  test.clock.set('2026-12-11T06:00:00Z');
  await stage.take(people.officer, id, 'return', 'İş yerlərini dəqiqləşdirin.', ['is-yerleri']);
  test.clock.advance(60_000);
  await saveAnswers(as(people.head), { id, page: 'is-yerleri', values: { newJobs: 7 } });
  await submitCase(as(people.head), { id, key: 'answered' });
  await stage.drain();
  await stage.take(people.officer, id, 'recommend', 'Uyğundur.');
  await stage.take(people.approver, id, 'approve');
  expect((await residency()).at(-1)).toMatchObject({ from: '2026-12-11', data: { area: 'electronics', newJobs: 7 } });
  expect(await shown()).toMatchObject({ address: registered, newJobs: '7' });
});

it('is forgotten with the answers when the years are over, and not in a case that is open', async () => {
  const rows = async (instance: string) => {
    const { rows: found } = await sql`select from services.amendment where instance = ${instance}`.execute(
      test.vahid.db,
    );
    return found.length;
  };
  await stage.endResidency(people.head);
  const open = await stage.submitted(people.head, priority);
  const { version } = await deskCase(as(people.officer), { id: open });
  const amendment = { field: 'newJobs', value: 9 };
  await actOnCase(as(people.officer), {
    id: open,
    action: 'propose-correction',
    version,
    note,
    key: 'open',
    amendment,
  });
  const kept = await rows(id);
  expect([kept, await rows(open)]).toEqual([11, 1]);
  const forget = async (now: string) => {
    test.clock.set(now);
    await scheduleForgetting(systemContext(test.vahid, 'test'), test.clock.now());
    await sql`delete from kernel.job where kind <> 'services.forget'`.execute(test.vahid.db);
    await stage.drain();
  };
  await forget('2031-12-10T06:00:00Z');
  expect([await rows(id), await rows(open)]).toEqual([kept, 1]);
  await forget('2031-12-12T06:00:00Z');
  expect([await rows(id), await rows(open)]).toEqual([0, 1]);
  const { amendments, document } = await view();
  expect([amendments, document?.number]).toEqual([[], expect.stringMatching(/^RP-2026-/)]);
});
