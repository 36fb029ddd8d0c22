import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { newId } from '../../../kernel/identifier.ts';
import { makeForeignNumber } from '../../../language/index.ts';
import { lookUpsAbout } from '../../exchange/index.ts';
import { ensurePerson, numbersOf } from '../../identity/index.ts';
import { enterRecord } from '../../records/provider.ts';
import { recordHistory } from '../../records/history.ts';
import { act, instance, notifications } from '../../process/index.ts';
import { ownDataView } from '../actions/own-data.ts';
import { startCase } from '../actions/starting.ts';
import { answersOf } from '../actions/answers.ts';
import { actOnCorrection, correctionView, forgetCorrections, ownCorrections, requestCorrection } from './actions.ts';

let stage: Stage;
let me: Actor;

beforeAll(async () => {
  stage = await openServiceStage();
  me = stage.people.stranger;
}, 120_000);
afterAll(() => stage.test.close());

const as = (actor: Actor) => stage.test.ctx(actor);

async function official(institution: string, role: Role, fin: string): Promise<Actor> {
  const person = await ensurePerson(stage.test.ctx(), fin);
  return { kind: 'person', person, name: `Sınaq ${role}`, appointments: [{ institution, role }] };
}

describe('what registers hold about somebody', () => {
  it('is told by register, since when, and which service corrects it; asking stands in their log', async () => {
    const { holding, silent } = await ownDataView(as(me));
    expect(silent).toEqual([]);
    const population = holding.find(({ name }) => name === 'population');
    expect(population?.owner.code).toBe('din');
    const fact = (name: string) => population?.facts.find(({ concept }) => concept === name);
    expect(fact('person.surname')).toMatchObject({
      state: 'value',
      shown: { az: 'Bədəlov' },
      correctedBy: 'data-correction',
      since: expect.any(Date),
    });
    expect(fact('person.birthDate')).toMatchObject({ state: 'value' });
    expect(fact('person.birthDate')).not.toHaveProperty('correctedBy');
    const { lookUps } = await lookUpsAbout(as(me), { person: me.person ?? '' });
    expect(lookUps[0]).toMatchObject({
      consumer: 'rinn',
      purpose: { az: 'Şəxsin özü və ya şirkəti barədə məlumatla tanış olması' },
    });
  });

  it('is granted whole: every fact of a person that a register provides is in the right', async () => {
    const { holding, nothing } = await ownDataView(as(me));
    const refusedOnes = [...holding, ...nothing].flatMap(({ facts }) =>
      facts.filter(({ state }) => state === 'refused'),
    );
    expect(refusedOnes.map(({ concept }) => concept)).toEqual([]);
  });

  it('says “no” where a record does, which is not that there is none', async () => {
    const { rows } = await sql<{ id: string; ward: string }>`select id, data ->> 'ward' as ward from records.record
      where register = 'guardianships' and superseded_at is null order by key limit 1`.execute(stage.test.vahid.db);
    const [held] = rows;
    const at = stage.test.clock.now();
    await sql`update records.record set superseded_at = ${at} where id = ${held?.id}`.execute(stage.test.vahid.db);
    await sql`insert into records.record (id, register, key, valid_from, valid_to, recorded_at, data)
      select ${newId()}, register, key, valid_from, valid_to, ${at}, data || '{"payments": false}'
      from records.record where id = ${held?.id}`.execute(stage.test.vahid.db);
    const ward = { ...me, person: await ensurePerson(as(me), held?.ward ?? '') };
    const { holding } = await ownDataView(as(ward));
    const facts = holding.flatMap((register) => register.facts);
    expect(facts.find(({ concept }) => concept === 'person.guardianPayments')?.shown?.az).toBe('xeyr');
  });

  it('says which registers are silent, and holds that for no answer', async () => {
    const { vahid, clock } = stage.test;
    const until = new Date(clock.now().getTime() + 3_600_000);
    await sql`insert into records.outage (register, since, until, reason)
      values ('population', ${clock.now()}, ${until}, ${JSON.stringify({ az: 'x', en: 'x', ru: 'x' })}::jsonb)`.execute(
      vahid.db,
    );
    const { holding, silent } = await ownDataView(as(me));
    await sql`delete from records.outage where register = 'population'`.execute(vahid.db);
    expect(holding.map(({ name }) => name)).not.toContain('population');
    expect(silent.map(({ name }) => name)).toEqual(['population']);
    expect(silent[0]?.facts[0]).toMatchObject({ state: 'unavailable', retryAt: until });
  });

  it('leads to the service that corrects it, with what is wrong answered already', async () => {
    const { id, page } = await startCase(as(me), { service: 'data-correction', corrects: 'person.surname' });
    expect(await answersOf(as(me), id)).toEqual({ what: 'surname' });
    expect(page).toBe('duzgun');
    // An answer that stands there stays.
    await startCase(as(me), { service: 'data-correction', corrects: 'person.givenName' });
    expect(await answersOf(as(me), id)).toEqual({ what: 'surname' });
  });
});

describe('a fact that Vahid keeps itself', () => {
  const concept = 'person.birthDate';
  const words = 'Doğum haqqında akt 12-dən görünür.';
  let mine: Actor;
  let officer: Actor;
  let approver: Actor;

  beforeAll(async () => {
    const { organisation: _, ...person } = stage.people.resident;
    mine = person;
    officer = await official('din', 'officer', '9AAAA8A');
    approver = await official('din', 'approver', '9AAAA8B');
  });

  const held = async () => {
    const { holding } = await ownDataView(as(mine));
    return holding.flatMap(({ facts }) => facts).find((one) => one.concept === concept)?.shown?.az;
  };

  it('is corrected in the register once two officials agree, and the person sees it', async () => {
    for (const right of ['', '31.02.1990', 'mayda'])
      expect(await refused(requestCorrection(as(mine), { concept, words, right }))).toBe(
        'services.correction_value_needed',
      );
    const id = await requestCorrection(as(mine), { concept, words, right: '17.05.1991' });
    const { journal, of } = await correctionView(as(mine), id);
    expect(journal.find(({ action }) => action === 'send')?.note).toMatchObject({
      value: expect.stringContaining(
        'Düzgünü: 17.05.1991 (təsdiq ediləndə “Vahid” platforması onu reyestrə özü yazır). Doğum haqqında',
      ),
    });
    const before = await held();
    await act(as(officer), { instance: id, action: 'propose-correction', note: 'Akt üzrə belədir.' });
    await stage.drain();
    expect(await held()).toBe(before);
    await act(as(approver), { instance: id, action: 'correct', note: '' });
    await stage.drain();
    expect([before === '17.05.1991', await held()]).toEqual([false, '17.05.1991']);
    expect(await correctionView(as(mine), id)).toMatchObject({
      of: { state: 'corrected' },
      right: { az: '17.05.1991' },
    });
    const { rows } = await sql<{ count: number }>`select count(*)::integer as count from records.record
      where register = 'population' and effect_key = ${`correction:${of.reference}`}`.execute(stage.test.vahid.db);
    expect(rows[0]?.count).toBe(1);
    const { lookUps } = await lookUpsAbout(as(mine), { person: mine.person ?? '' });
    expect(lookUps).toContainEqual(
      expect.objectContaining({ consumer: 'din', reference: of.reference, operation: 'entry' }),
    );
    const { appointments } = await official('din', 'officer', '9AAAA8C');
    const registrar = {
      ...approver,
      appointments: appointments.map((held) => ({ ...held, role: 'registrar' as const })),
    };
    const fin = (await numbersOf(as(mine), [mine.person ?? ''])).get(mine.person ?? '') ?? '';
    const { versions } = await recordHistory(as(registrar), {
      register: 'population',
      key: fin,
      purpose: 'correction-request',
      reference: of.reference,
    });
    expect(versions.map(({ request }) => request).filter(Boolean)).toEqual([of.reference]);
    const { items } = await notifications(as(mine));
    expect(items.filter(({ text }) => text.az.includes('səhv düzəldilib'))).toHaveLength(1);
  });

  it('waits for a register that is away, and is entered once it is back', async () => {
    const id = await requestCorrection(as(mine), { concept: 'person.sex', words, right: 'female' });
    const { vahid, clock } = stage.test;
    await sql`insert into records.outage (register, since, until, reason) values ('population', ${clock.now()},
      ${new Date(clock.now().getTime() + 3_600_000)}, '{"az":"x","en":"x","ru":"x"}')`.execute(vahid.db);
    await act(as(officer), { instance: id, action: 'propose-correction', note: 'Belədir.' });
    await act(as(approver), { instance: id, action: 'correct', note: '' });
    await stage.drain();
    const { reference, state } = (await correctionView(as(mine), id)).of;
    // Nobody is told of a correction that is none.
    expect(state).toBe('entering');
    const entered = () =>
      sql`select from records.record where register = 'population' and effect_key = ${`correction:${reference}`}`
        .execute(vahid.db)
        .then(({ rows }) => rows.length);
    expect(await entered()).toBe(0);
    await sql`delete from records.outage where register = 'population'`.execute(vahid.db);
    clock.advance(7_200_000);
    await stage.drain();
    expect(await entered()).toBe(1);
    expect((await correctionView(as(mine), id)).of.state).toBe('corrected');
  });

  it('is not written over what came in meanwhile: the owner is shown both, and decides again', async () => {
    const id = await requestCorrection(as(mine), { concept, words, right: '18.05.1991' });
    const fin = (await numbersOf(as(mine), [mine.person ?? ''])).get(mine.person ?? '') ?? '';
    stage.test.clock.advance(60_000);
    const entry = { fin, birthDate: '1991-05-19' };
    await enterRecord(as(mine), { register: 'population', entry, changes: true, effectKey: 'test:meanwhile' });
    const agree = async () => {
      stage.test.clock.advance(60_000);
      await act(as(officer), { instance: id, action: 'propose-correction', note: 'Akt üzrə belədir.' });
      await act(as(approver), { instance: id, action: 'correct', note: '' });
      await stage.drain();
      return correctionView(as(mine), id);
    };
    const { of, journal } = await agree();
    expect([of.state, await held()]).toEqual(['review', '19.05.1991']);
    expect(journal.findLast(({ action }) => action === 'reopen')?.note).toMatchObject({
      value: expect.stringContaining('O vaxt: 17.05.1991. İndi: 19.05.1991. Müraciətdə: 18.05.1991.'),
    });
    const told = (await notifications(as(officer), { box: 'desk' })).items.map(({ text }) => text.az);
    expect(told.filter((text) => text.includes('yazılmadı'))).toHaveLength(1);
    // They have seen what it says now.
    expect((await agree()).of.state).toBe('corrected');
    expect(await held()).toBe('18.05.1991');
  });

  it('is not called corrected where the register does not take it', async () => {
    const { vahid, clock } = stage.test;
    // A record of old times, which lacks what the register asks for today.
    await sql`with old as (update records.record set superseded_at = ${clock.now()} where register = 'population'
        and superseded_at is null and valid_to is null
        and key = ${(await numbersOf(as(mine), [mine.person ?? ''])).get(mine.person ?? '')} returning *)
      insert into records.record (id, register, key, valid_from, valid_to, recorded_at, data, effect_key)
        select gen_random_uuid(), register, key, valid_from, null, ${clock.now()}, data - 'surname', 'test:lacking' from old`.execute(
      vahid.db,
    );
    clock.advance(60_000);
    const id = await requestCorrection(as(mine), { concept, words, right: '20.05.1991' });
    await act(as(officer), { instance: id, action: 'propose-correction', note: 'Belədir.' });
    await act(as(approver), { instance: id, action: 'correct', note: '' });
    await stage.drain();
    expect([(await correctionView(as(mine), id)).of.state, await held()]).toEqual(['review', '18.05.1991']);
    await actOnCorrection(as(mine), { id, action: 'withdraw', note: '', key: 'back-2' });
  });
});

describe('a request to the owner of a register', () => {
  const words = 'Pensiya mənə 2025-ci ildə təyin edilib, reyestrdə yoxdur.';
  let id = '';
  let officer: Actor;
  let approver: Actor;

  beforeAll(async () => {
    officer = await official('eesmn', 'officer', '9AAAA7A');
    approver = await official('eesmn', 'approver', '9AAAA7B');
  });

  it('needs words, and a fact that a register provides', async () => {
    expect(await refused(requestCorrection(as(me), { concept: 'person.pensioner', words: '  ' }))).toBe(
      'services.correction_words_needed',
    );
    for (const concept of ['person.nothing', 'person.constructor', 'correction.right', 'organisation.name'])
      expect(await refused(requestCorrection(as(me), { concept, words }))).toBe('kernel.not_found');
    expect(await ownCorrections(as(me))).toEqual([]);
  });

  it('comes to the owner with the number of the person, once', async () => {
    id = await requestCorrection(as(me), { concept: 'person.pensioner', words });
    expect(await requestCorrection(as(me), { concept: 'person.pensioner', words: 'Yenə' })).toBe(id);
    const of = await instance(as(officer), id);
    expect(of).toMatchObject({
      institution: 'eesmn',
      state: 'review',
      reference: expect.stringMatching(/^DM-2026-\d{5}$/),
    });
    const { journal } = await correctionView(as(me), id);
    expect(journal.find(({ action }) => action === 'send')?.note).toMatchObject({
      value: expect.stringMatching(new RegExp(`^FİN: [0-9A-Z]{7}. ${words}$`)),
    });
  });

  it('says of an applicant without FİN that they have none, and by which number the register knows them', async () => {
    const person = newId();
    const number = makeForeignNumber('00004711');
    await sql`insert into identity.person (id, number, subject, created_at)
      values (${person}, ${number}, '\\x01', now())`.execute(stage.test.vahid.db);
    const low: Actor = { kind: 'person', person, assurance: 'low', appointments: [] };
    const mine = await requestCorrection(as(low), {
      concept: 'person.passportName',
      words: 'FİN: 5MAA001.',
      right: 'Ada',
    });
    const { journal } = await correctionView(as(low), mine);
    expect(journal.find(({ action }) => action === 'send')?.note).toMatchObject({
      value: `FİN-i yoxdur, müraciətçinin nömrəsi: ${number}. Düzgünü: Ada (reyestrdə özünüz düzəldin). FİN: 5MAA001.`,
    });
    await actOnCorrection(as(low), { id: mine, action: 'withdraw', note: '', key: 'back-1' });
  });

  it('is not sent by somebody whom no register knows by a number', async () => {
    const person = newId();
    await sql`insert into identity.person (id, subject, created_at) values (${person}, '\\x02', now())`.execute(
      stage.test.vahid.db,
    );
    const unknown: Actor = { kind: 'person', person, appointments: [] };
    expect(await refused(requestCorrection(as(unknown), { concept: 'person.pensioner', words }))).toBe(
      'services.fin_needed',
    );
  });

  it('is nobody else’s', async () => {
    const { debtor } = stage.people;
    const { organisation: _, ...other } = debtor;
    expect(await refused(correctionView(as(other), id))).toBe('kernel.not_found');
    const stranger = await official('in', 'officer', '9AAAA7C');
    expect(await refused(instance(as(stranger), id))).toBe('kernel.not_allowed');
  });

  it('is asked about and answered', async () => {
    await act(as(officer), { instance: id, action: 'ask', note: 'Qərarın nömrəsi necədir?' });
    await stage.drain();
    const told = (await notifications(as(me))).items.filter(({ text }) => text.az.includes('sual verib'));
    expect(told).toMatchObject([{ link: `/melumatlarim/duzelis/${id}` }]);
    await actOnCorrection(as(me), { id, action: 'answer', note: 'ƏP-2025-00017', key: 'answer-1' });
    expect((await correctionView(as(me), id)).of.state).toBe('review');
  });

  it('is declined by two, with the reason', async () => {
    await act(as(officer), { instance: id, action: 'propose-refusal', note: 'Arxivdə belə qərar yoxdur.' });
    expect((await correctionView(as(me), id)).state.az).toBe('Reyestrin sahibi baxır');
    expect(await refused(act(as(officer), { instance: id, action: 'decline', note: 'x' }))).toBe('kernel.not_allowed');
    await act(as(approver), { instance: id, action: 'decline', note: 'Arxivdə belə qərar yoxdur.' });
    await stage.drain();
    const [line] = await ownCorrections(as(me));
    expect(line?.state.az).toBe('İmtina edilib');
    const { items } = await notifications(as(me));
    expect(items.filter(({ text }) => text.az.includes('şikayət'))).toHaveLength(1);
    // It is over: another one may be sent.
    expect(await requestCorrection(as(me), { concept: 'person.pensioner', words })).not.toBe(id);
  });

  it('is forgotten when it has been over for five years, words and names', async () => {
    const { clock, vahid } = stage.test;
    const left = () =>
      sql<{ count: number }>`select count(*)::integer as count from process.journal_value where instance = ${id}`
        .execute(vahid.db)
        .then(({ rows }) => rows[0]?.count);
    const system = stage.test.ctx({ kind: 'system', appointments: [] });
    const forget = () => vahid.db.transaction().execute((db) => forgetCorrections({ ...system, db }, 100));
    await forget();
    expect(await left()).toBeGreaterThan(0);
    clock.set('2032-01-05T06:00:00Z');
    await forget();
    expect(await left()).toBe(0);
    // What is still open is not.
    const { rows } = await sql`select from services.correction_request where forgotten_at is null`.execute(vahid.db);
    expect(rows).toHaveLength(1);
  });
});
