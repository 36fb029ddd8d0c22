import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor } from '../../../kernel/access.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as identity } from '../../identity/module.ts';
import { clock, instance, journal, notifications, worklist } from '../../process/index.ts';
import { room as process } from '../../process/module.ts';
import { catalogueEntry } from '../actions/reading.ts';
import { enterAll } from '../actions/entering.ts';
import { speaksFor } from '../approval.ts';
import { findVersion } from '../store/versions.ts';
import { room as catalogue } from '../module.ts';
import { actOnRequest, actOnReview, saveRequest, startRequest } from './actions.ts';
import { findRequest, findSent } from './store.ts';
import { type House, openHouse } from './test-house.ts';
import { ownRequests, requestView } from './views.ts';

let house: House<TestVahid>;
let people: typeof house.people;

beforeAll(async () => {
  house = await openHouse(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] }));
  ({ people } = house);
});
afterAll(() => house.test.close());

const as = (actor: Actor) => house.as(actor);
const sections = async (id: string) =>
  (await requestView(as(people.officer), id)).sections.map(({ topic, state }) => [topic, state]);
const blocked = async (actor: Actor, id: string) => {
  const { actions, review } = await requestView(as(actor), id);
  return (review?.actions ?? actions).map((one) => [one.action, one.blocked?.code]);
};
const refused = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? error,
  );

describe('the sections of a request', () => {
  it('are begun and reopened with the step that sends it, while no job of the program runs', async () => {
    const id = await house.sent('Bölmələr sistemi');
    expect(await sections(id)).toEqual([
      ['architecture', 'open'],
      ['data-protection', 'open'],
      ['security', 'open'],
    ]);
    expect(await refused(house.act(people.officer, id, 'recommend'))).toBe('process.condition_not_met');
    await house.agreeAll(id);
    await house.act(people.officer, id, 'ask');
    await saveRequest(as(people.registrar), id, { about: 'Başqa cür.' });
    await house.act(people.registrar, id, 'answer');
    expect((await sections(id)).map(([, state]) => state)).toEqual(['open', 'open', 'open']);
    expect(await refused(house.act(people.officer, id, 'recommend'))).toBe('process.condition_not_met');
    await house.agreeAll(id);
    await house.act(people.officer, id, 'recommend');
    // Whatever came between, the approver too needs every section's word on what was sent last.
    await sql`update catalogue.review set agreed = agreed - 1 where request = ${id} and topic = 'security'`.execute(
      house.test.vahid.db,
    );
    expect(await refused(house.act(people.approver, id, 'approve'))).toBe('process.condition_not_met');
    expect(await blocked(people.approver, id)).toContainEqual(['approve', 'process.condition_not_met']);
    await sql`update catalogue.review set agreed = agreed + 1 where request = ${id} and topic = 'security'`.execute(
      house.test.vahid.db,
    );
    await house.act(people.approver, id, 'approve');
    const { row } = await requestView(as(people.registrar), id);
    expect((await catalogueEntry(house.test.ctx(), 'system', row.code)).entry.about?.az).toBe('Başqa cür.');
  });

  it('all stand still while one asks, and none is late by the time of the answer', async () => {
    const id = await house.sent('Saat sistemi');
    const open = await house.section(id, 'architecture');
    await house.review(people.guard, id, 'security', 'ask');
    expect((await sections(id)).map(([, state]) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    expect((await clock(house.test.ctx(), open))?.stopped).toBe(true);
    expect(
      (await worklist(as(people.guard), { kinds: ['catalogue-review'] })).items.map((one) => one.parent),
    ).not.toContain(id);
    // Eleven working days and more: no section is late, nobody is reminded of it.
    house.test.clock.advance(18 * 86_400_000);
    await house.settle();
    expect((await instance(house.test.ctx(), open)).overdue).toBe(false);
    const told = await notifications(as(people.guard), { box: 'desk' });
    expect(told.items.filter(({ instance: of }) => of === open)).toEqual([]);
    await house.act(people.registrar, id, 'answer');
    expect((await clock(house.test.ctx(), open))?.stopped).toBe(false);
  });

  it('are closed with a request that nobody answered', async () => {
    const id = await house.sent('Cavabsız sistem');
    await house.act(people.officer, id, 'ask');
    house.test.clock.advance(60 * 86_400_000);
    await house.settle();
    expect((await instance(house.test.ctx(), id)).state).toBe('lapsed');
    expect((await sections(id)).map(([, state]) => state)).toEqual(['closed', 'closed', 'closed']);
    expect((await findRequest(house.test.vahid.db, id))?.open).toBe(false);
  });

  it('agree to what was read: a page from before the answer agrees to nothing', async () => {
    const id = await house.sent('Köhnə səhifə');
    const open = await house.section(id, 'architecture');
    const { version } = await instance(house.test.ctx(), open);
    await house.act(people.officer, id, 'ask');
    await house.act(people.registrar, id, 'answer');
    const stale = { id: open, action: 'agree', note: 'baxıldı', key: 'stale-agree' };
    expect(await refused(actOnReview(as(people.architect), { ...stale, version }))).toBe('kernel.changed_meanwhile');
    expect(await refused(actOnReview(as(people.architect), stale))).toBe('kernel.invalid_input');
    await house.agreeAll(id);
    const sent = await findSent(house.test.vahid.db, id);
    const agreed = (await journal(house.test.ctx(), open)).findLast(({ action }) => action === 'agree');
    expect(agreed?.details).toEqual({ sent: sent?.seq });
    const officers = { id, action: 'recommend', note: 'əsas', key: 'no-version' };
    expect(await refused(actOnRequest(as(people.officer), officers))).toBe('kernel.invalid_input');
  });

  it('judge what was sent: what reads otherwise, or was written to the entry since, is sent anew or not at all', async () => {
    const id = await house.sent('Dəyişən sistem');
    const { db } = house.test.vahid;
    const put = (about: string) =>
      sql`update catalogue.request set draft = jsonb_set(draft, '{answers,about}', ${JSON.stringify(about)}::jsonb)
        where id = ${id}`.execute(db);
    await put('Heç kim göndərməyib.');
    expect(await refused(house.review(people.guard, id, 'security', 'agree'))).toBe('catalogue.reads_otherwise');
    await put('Qrant müsabiqələrini elandan hesabata qədər aparır.');
    await house.agreeAll(id);
    await house.act(people.officer, id, 'recommend');
    const sent = await findSent(db, id);
    if (!sent) throw new Error('nothing was sent');
    const rival = { ...sent.envelope, institution: 'din' };
    await enterAll(house.test.ctx(), [{ envelope: rival }], { origin: 'import', source: 'trial' });
    expect(await refused(house.act(people.approver, id, 'approve'))).toBe('catalogue.entry_changed');
    expect((await catalogueEntry(house.test.ctx(), 'system', rival.code)).entry).toMatchObject({
      institution: 'din',
      version: 1,
    });
    await house.act(people.approver, id, 'refuse');
  });
});

describe('the institution', () => {
  const told = async () =>
    (await notifications(as(people.registrar), { box: 'desk' })).items.map(({ text, link }) => [text.az, link]);

  it('is told of a question, of the approval and of a refusal, once each', async () => {
    const id = await house.sent('Xəbər sistemi');
    const { reference } = await instance(house.test.ctx(), id);
    const link = `/masa/kataloq/${id}`;
    const of = async () => (await told()).filter(([text]) => text?.startsWith(reference));
    expect(await of()).toEqual([]);
    const title = '“İstifadəyə verilmə: Xəbər sistemi”';
    const asked = [`${reference}: ${title} üzrə qurumunuza sual verilib, cavabınız gözlənilir.`, link];
    await house.review(people.guard, id, 'security', 'ask');
    expect(await of()).toEqual([asked]);
    await house.act(people.registrar, id, 'answer');
    await house.agreeAll(id);
    await house.act(people.officer, id, 'recommend');
    await house.act(people.approver, id, 'approve');
    expect(await of()).toHaveLength(2);
    expect(await of()).toContainEqual([`${reference}: ${title} təsdiq edilib.`, link]);
    const other = await house.sent('İmtina sistemi');
    await house.act(people.approver, other, 'refuse');
    expect((await told()).map(([text]) => text)).toContainEqual(
      expect.stringContaining('“İstifadəyə verilmə: İmtina sistemi” üzrə imtina qərarı verilib.'),
    );
  });

  it('reads who was asked for what, each review in the course, and that all have agreed', async () => {
    const id = await house.sent('Gediş sistemi');
    const seen = () => requestView(as(people.registrar), id);
    await house.review(people.guard, id, 'security', 'ask');
    expect((await seen()).asked).toEqual({
      text: 'əsas var',
      section: expect.objectContaining({ en: 'Information security' }),
    });
    await house.act(people.registrar, id, 'answer');
    await house.act(people.officer, id, 'ask');
    expect((await seen()).asked).toEqual({ text: 'əsas var' });
    await house.act(people.registrar, id, 'answer');
    expect(await seen()).toMatchObject({ asked: undefined, state: { en: 'Sections under review' } });
    await house.agreeAll(id);
    const { journal: course, state } = await seen();
    expect(state.en).toBe('All sections agreed, to be sent for decision');
    expect((await ownRequests(as(people.registrar))).items.find((one) => one.id === id)?.state).toEqual(state);
    expect(course.map(({ title }) => title.en).filter((title) => title.startsWith('Information security'))).toEqual([
      'Information security: Asked a question',
      'Information security: Agreed',
    ]);
    expect(course.map(({ action }) => action)).not.toContain('ask-for-section');
  });
});

describe('who judges', () => {
  it('signs one section at most, and then neither recommends nor decides', async () => {
    const id = await house.sent('Bir imza sistemi');
    const many = await house.person('1AAAAAB', ['rinn', 'officer'], ['rinn', 'approver'], ['xritdx', 'officer']);
    await house.review(many, id, 'architecture', 'object');
    const own = 'catalogue.own_signature';
    expect(await refused(house.review(many, id, 'data-protection', 'agree'))).toBe(own);
    expect(await refused(house.review(many, id, 'security', 'object'))).toBe(own);
    expect(await blocked(many, await house.section(id, 'security'))).toEqual([
      ['agree', own],
      ['object', own],
      ['ask', undefined],
    ]);
    expect(await refused(house.act(many, id, 'refuse'))).toBe(own);
    await house.act(people.officer, id, 'ask');
    await house.act(people.registrar, id, 'answer');
    // The section they signed is theirs to sign again; a word once given bars from the rest for good.
    await house.review(many, id, 'architecture', 'agree');
    await house.review(people.protector, id, 'data-protection', 'agree');
    await house.review(people.guard, id, 'security', 'agree');
    expect(await refused(house.act(many, id, 'recommend'))).toBe(own);
    expect(await refused(house.act(people.protector, id, 'recommend'))).toBe(own);
    await house.act(people.officer, id, 'recommend');
    expect(await refused(house.act(many, id, 'approve'))).toBe(own);
    await house.act(people.approver, id, 'approve');
  });

  it('holds no office in the institution that asks, nor ever wrote for it', async () => {
    const id = await house.sent('Maraqlar sistemi');
    const head = await house.person('1AAAAAC', ['aef', 'head'], ['rinn', 'approver'], ['rinn', 'officer']);
    expect(await refused(house.review(head, id, 'architecture', 'agree'))).toBe('process.own_case');
    await house.agreeAll(id);
    await house.act(people.officer, id, 'recommend');
    expect(await refused(house.act(head, id, 'approve'))).toBe('process.own_case');
    await house.act(people.approver, id, 'approve');

    const { row } = await requestView(as(people.registrar), id);
    const entry = { kind: row.kind, code: row.code, institution: 'aef' };
    const speaks = (actor: Actor, of = entry) => speaksFor(as(actor), of);
    expect(await speaks(head)).toBe(true);
    // Who registered it has left the institution and decides elsewhere.
    const moved = { ...people.registrar, appointments: [{ institution: 'rinn', role: 'approver' as const }] };
    expect(await speaks(moved)).toBe(true);
    expect(await speaks(moved, { ...entry, code: 'another' })).toBe(false);
    expect(await speaks(people.approver)).toBe(false);
    expect(await speaks(people.approver, { ...entry, code: 'another', institution: 'rinn' })).toBe(false);
  });
});

describe('many at once', () => {
  it('save and send one after the other: what is kept as sent is what stands there', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await house.draft(`Sürətli ${round}`);
      const saves = Array.from({ length: 4 }, (_, index) =>
        refused(saveRequest(as(people.registrar), id, { about: `Sözlər ${index}` })),
      );
      const pressed = refused(house.act(people.registrar, id, 'submit'));
      const late = refused(saveRequest(as(people.registrar), id, { about: 'Gecikmiş' }));
      expect(await pressed).toBe('done');
      const results = [...(await Promise.all(saves)), await late];
      expect(results.filter((one) => one !== 'done' && one !== 'catalogue.not_open_for_writing')).toEqual([]);
      const row = await findRequest(house.test.vahid.db, id);
      const sent = await findSent(house.test.vahid.db, id);
      expect(sent?.envelope.about?.az).toBe(row?.draft.answers.about);
    }
  });

  it('approve two sources of one concept: one is entered, the other is not approved', async () => {
    const ready = async (title: string): Promise<string> => {
      const id = await startRequest(as(people.registrar), {
        type: 'establish',
        kind: 'register',
        title,
        institution: 'aef',
      });
      await saveRequest(as(people.registrar), id, {
        title,
        about: 'Sınaq.',
        acts: 'technopark-rules 4.3',
        email: 'texnika@aef.example',
        objects: 'Sahə; açıq; residency.area; ilkin',
      });
      await house.act(people.registrar, id, 'submit');
      await house.agreeAll(id);
      await house.act(people.officer, id, 'recommend');
      return id;
    };
    const both = [await ready('Birinci mənbə'), await ready('İkinci mənbə')];
    const results = await Promise.all(both.map((id) => refused(house.act(people.approver, id, 'approve'))));
    expect(new Set(results)).toEqual(new Set(['done', 'catalogue.draft_incomplete']));
    for (const [index, id] of both.entries()) {
      const row = await findRequest(house.test.vahid.db, id);
      const entered = row && (await findVersion(house.test.vahid.db, row, 1));
      expect(entered !== undefined).toBe(results[index] === 'done');
      expect(row?.open).toBe(results[index] !== 'done');
    }
  });
});
