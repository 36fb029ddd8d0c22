import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureCommitted } from '../../../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { refused } from '../../../../test/service-stage.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { receiveFile } from '../../../kernel/file.ts';
import { newId } from '../../../kernel/identifier.ts';
import { lookUpsAbout } from '../../exchange/index.ts';
import { demoName, demoPeople, ensurePerson } from '../../identity/index.ts';
import { notifications } from '../../process/index.ts';
import { checkAnswers, questionPage, saveAnswers, startCase, submitCase } from './applying.ts';
import { centreView, makeAssistCode, startForCitizen } from './assisting.ts';
import { actOnCase } from './desk-act.ts';
import { addEvidence, ownEvidence } from './evidence.ts';
import { deskCase, refreshCase } from './desk.ts';
import { worklist } from './queue.ts';
import { caseView, myCases, withdrawCase } from './following.ts';
import { addNote } from './noting.ts';

let test: TestVahid;
let citizen: Actor;
let stranger: Actor;
let clerk: Actor;
let colleague: Actor;
let officer: Actor;
const service = 'farm-subsidy';
const fin = '3ZP5W6L';
const paper = { by: 'paper', number: 'RB-118' } as const;

beforeAll(async () => {
  test = await openTestVahid({ seeded: true, now: '2026-11-23T06:00:00Z' });
  const person = async (surname: string, institution?: string, role?: Role): Promise<Actor> => {
    const found = demoPeople.find((one) => one.surname === surname);
    if (!found) throw new Error(`no demo person ${surname}`);
    const appointments = institution && role ? [{ institution, role }] : [];
    return { kind: 'person', person: await ensurePerson(test.ctx(), found.fin), name: demoName(found), appointments };
  };
  citizen = await person('Bədəlov');
  stranger = await person('Şükürlü');
  clerk = await person('Hacıyeva', 'vxsida', 'clerk');
  colleague = await person('Kərimli', 'vxsida', 'clerk');
  officer = await person('Məmmədzadə', 'ktn', 'officer');
}, 120_000);
afterAll(() => test.close());

const as = (actor: Actor) => test.ctx(actor);
const begin = (actor: Actor, given: Partial<Parameters<typeof startForCitizen>[1]> = {}) =>
  startForCitizen(as(actor), { service, fin, consent: paper, ...given });

async function answer(actor: Actor, id: string, sownArea = 300): Promise<void> {
  await saveAnswers(as(actor), { id, page: 'bitki', values: { crop: 'wheat' } });
  await saveAnswers(as(actor), { id, page: 'sahe', values: { sownArea } });
  await saveAnswers(as(actor), { id, page: 'qebz', values: {} });
}

const lines = async () => {
  const { lookUps } = await lookUpsAbout(as(citizen), { person: citizen.person ?? '' });
  return lookUps.map(({ operation, consumer, what, own }) => [operation, consumer, what.at(-1)?.en, own]);
};

describe('consent', () => {
  it('is a code that the citizen makes: it holds ten minutes and opens one application', async () => {
    const { code } = await makeAssistCode(as(citizen));
    expect(code).toMatch(/^\d{6}$/);
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    expect(await refused(begin(clerk, { consent: { by: 'code', code: wrong } }))).toBe('services.assist_code_wrong');
    const { id } = await begin(clerk, { consent: { by: 'code', code: `${code.slice(0, 3)} ${code.slice(3)}` } });
    expect(await refused(begin(clerk, { consent: { by: 'code', code } }))).toBe('services.assist_code_wrong');
    await withdrawCase(as(clerk), { id, key: newId() });
    const { code: late } = await makeAssistCode(as(citizen));
    test.clock.advance(10 * 60_000 + 1000);
    expect(await refused(begin(clerk, { consent: { by: 'code', code: late } }))).toBe('services.assist_code_wrong');
    const { rows } = await sql<{ digest: Buffer }>`select digest from services.assist_code`.execute(test.vahid.db);
    expect(JSON.stringify(rows)).not.toContain(late);
  });

  it('is not guessed', async () => {
    test.clock.advance(3_600_000);
    const tries = [];
    for (let n = 0; n < 7; n += 1)
      tries.push(await refused(begin(clerk, { consent: { by: 'code', code: `00000${n}` } })));
    expect(tries.filter((one) => one === 'kernel.too_many_attempts')).toHaveLength(2);
    test.clock.advance(3_600_000);
  });

  it('is a signed paper with a number', async () => {
    expect(await refused(begin(clerk, { consent: { by: 'paper', number: ' ' } }))).toBe(
      'services.consent_paper_needed',
    );
    expect(await refused(begin(clerk, { consent: { by: 'paper', number: 'x'.repeat(61) } }))).toBe(
      'services.consent_paper_needed',
    );
  });
});

describe('who begins', () => {
  it('is a clerk, for a person who is there, for a service that is taken at a centre, and not for themselves', async () => {
    for (const actor of [citizen, stranger]) expect(await refused(begin(actor))).toBe('kernel.not_allowed');
    expect(await refused(begin(officer))).toBe('kernel.not_allowed');
    expect(await refused(begin(clerk, { service: 'technopark-residency' }))).toBe('services.not_at_centre');
    expect(await refused(begin(clerk, { service: 'nothing' }))).toBe('services.unknown_service');
    expect(await refused(begin(clerk, { fin: 'IIIIIII' }))).toBe('identity.bad_fin');
    expect(await refused(begin(clerk, { fin: '9ZZZZZ9' }))).toBe('services.citizen_unknown');
    const own = demoPeople.find(({ surname }) => surname === 'Hacıyeva')?.fin ?? '';
    expect(await refused(begin(clerk, { fin: own }))).toBe('services.not_for_oneself');
    expect((await centreView(as(clerk))).services.map(({ name }) => name)).toContain(service);
  });
});

describe('an application that a clerk enters', () => {
  let id = '';
  let before = 0;

  it('is the citizen’s: they are told at once, see how it was begun, and every look at it', async () => {
    before = (await lines()).length;
    ({ id } = await begin(clerk));
    const view = await caseView(as(citizen), { id });
    expect(view.assistance).toMatchObject({ consent: 'paper', paper: 'RB-118' });
    expect(view.assistance?.centre.en).toContain('Public Service and Social Innovations');
    expect((await notifications(as(citizen))).items[0]?.text.en).toContain(view.reference);
    expect((await lines()).length - before).toBe(2);
    const question = await questionPage(as(clerk), { id, page: 'bitki' });
    expect(question.assists).toEqual({ applicant: 'Tofiq Nəriman oğlu Bədəlov' });
    const found = await lines();
    expect(found.slice(0, 3).toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))).toEqual([
      ['case', 'vxsida', 'Clerk of a service centre', false],
      ['case', 'vxsida', 'Clerk of a service centre', false],
      ['read', 'ktn', expect.any(String), false],
    ]);
    expect((await questionPage(as(citizen), { id, page: 'bitki' })).assists).toBeUndefined();
  });

  it('is a draft for that clerk alone: no colleague’s, no official’s, and no other of the citizen’s', async () => {
    const other = { id: '' };
    for (const actor of [colleague, officer, stranger])
      expect(await refused(questionPage(as(actor), { id, page: 'bitki' }))).toMatch(/not_allowed|not_found/);
    const lost: Actor = { ...clerk, appointments: [] };
    expect(await refused(questionPage(as(lost), { id, page: 'bitki' }))).toBe('kernel.not_allowed');
    const elsewhere: Actor = { ...clerk, appointments: [{ institution: 'din', role: 'clerk' }] };
    expect(await refused(questionPage(as(elsewhere), { id, page: 'bitki' }))).toBe('kernel.not_allowed');
    expect((await centreView(as(clerk))).drafts.map((one) => one.id)).toEqual([id]);
    expect((await centreView(as(colleague))).drafts).toEqual([]);
    await withdrawCase(as(clerk), { id, key: newId() });
    ({ id: other.id } = await startCase(as(citizen), { service }));
    expect(await refused(questionPage(as(clerk), { id: other.id, page: 'bitki' }))).toMatch(/not_allowed|not_found/);
    await withdrawCase(as(citizen), { id: other.id, key: newId() });
    ({ id } = await begin(clerk));
  });

  it('is sent by the clerk’s hands in the citizen’s name, and closed to the clerk from then on', async () => {
    await answer(clerk, id);
    const { missing, declaration } = await checkAnswers(as(clerk), { id });
    expect(missing).toBeUndefined();
    expect(declaration.az).toMatch(/^Vətəndaş cavabları oxudu .* onun “Məlumatıma kim baxıb”/);
    expect(await submitCase(as(clerk), { id, key: 'by-hand' })).toEqual({ assisted: true });
    await test.vahid.jobs.runDue();
    const { rows } = await sql<{ person: string; action: string }>`select distinct person, action from kernel.audit
      where subject = ${id} and action in ('process.act', 'services.submitCase') and person is not null`.execute(
      test.vahid.db,
    );
    expect(rows.map(({ person }) => person)).toEqual([clerk.person, clerk.person]);
    for (const look of [
      () => caseView(as(clerk), { id }),
      () => questionPage(as(clerk), { id, page: 'bitki' }),
      () => submitCase(as(clerk), { id, key: 'by-hand' }),
      () => withdrawCase(as(clerk), { id, key: newId() }),
    ])
      expect(await refused(look())).toBe('kernel.not_allowed');
    expect((await centreView(as(clerk))).drafts).toEqual([]);
    const mine = await caseView(as(citizen), { id });
    expect([mine.status, mine.journal.find(({ what }) => what.en.startsWith('Sent'))?.who]).toEqual([
      'issued',
      'Günay Hacıyeva',
    ]);
    const told = (await notifications(as(citizen))).items.map(({ text }) => text.en);
    expect(told.some((text) => text.includes(`${mine.reference} has been approved`))).toBe(true);
    const { rows: entered } = await sql<{ data: Record<string, unknown> }>`select data from records.record
      where register = 'farm-subsidies' and superseded_at is null`.execute(test.vahid.db);
    expect(entered.map(({ data }) => [data.amount, data.area, data.endsOn])).toEqual([['630', 300, '2026-12-31']]);
    expect((await myCases(as(citizen))).items.some((one) => one.id === id)).toBe(true);
  });

  it('tells the citizen of every file of it that the clerk opens', async () => {
    const { id: files } = await begin(clerk);
    const bytes = Buffer.from(`%PDF-1.7\n${'x'.repeat(200)}\n%%EOF\n`);
    const file = await receiveFile(
      test.vahid,
      (async function* () {
        yield bytes;
      })(),
    );
    await addEvidence(as(clerk), { id: files, page: 'qebz', brought: { file, name: 'qebz.pdf', kind: 'pdf' } });
    const { rows } = await sql<{ id: string }>`select id from services.evidence where instance = ${files}`.execute(
      test.vahid.db,
    );
    const told = (await lines()).length;
    await ownEvidence(as(clerk), { id: files, evidence: rows[0]?.id ?? '' });
    expect((await lines()).length - told).toBe(1);
    await ownEvidence(as(citizen), { id: files, evidence: rows[0]?.id ?? '' });
    expect((await lines()).length - told).toBe(1);
    await withdrawCase(as(clerk), { id: files, key: newId() });
  });

  it('is never decided by who entered it, whatever office they hold besides', async () => {
    await sql`update records.record set superseded_at = ${test.clock.now()} where register = 'farm-subsidies'
      and superseded_at is null`.execute(test.vahid.db);
    const { id: waits } = await begin(clerk, { consent: { by: 'paper', number: 'RB-119' } });
    await answer(clerk, waits, 420);
    await sql`update services.answer set value = '421' where instance = ${waits} and field = 'sownArea'`.execute(
      test.vahid.db,
    );
    await submitCase(as(clerk), { id: waits, key: newId() });
    await test.vahid.jobs.runDue();
    const both: Actor = { ...clerk, appointments: [...clerk.appointments, { institution: 'ktn', role: 'officer' }] };
    const act = { id: waits, action: 'propose-refusal', version: 3, note: 'x', key: newId() };
    for (const doing of [
      () => deskCase(as(both), { id: waits }),
      () => actOnCase(as(both), act),
      () => refreshCase(as(both), { id: waits }),
      () => addNote(as(both), { id: waits, words: 'x', key: newId() }),
    ])
      expect(await refused(doing())).toBe('services.entered_it');
    expect((await deskCase(as(officer), { id: waits })).assistance).toMatchObject({ paper: 'RB-119' });
    expect((await worklist(as(officer))).items.map((one) => one.id)).toContain(waits);
  });

  it('is measured by its channel', async () => {
    await measureCommitted(test.vahid);
    const { rows } = await sql<{ dimension: string; count: number }>`select dimension, sum(count)::int as count
      from kernel.measurement where name = 'services.applications' and service = ${service} group by 1 order by 1`.execute(
      test.vahid.db,
    );
    expect(rows).toEqual([{ dimension: 'centre', count: 2 }]);
  });
});
