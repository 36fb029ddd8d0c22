import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor } from '../../../kernel/access.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as identity } from '../../identity/module.ts';
import { clock, instance, worklist } from '../../process/index.ts';
import { room as process } from '../../process/module.ts';
import { catalogueEntry } from '../actions/reading.ts';
import { hostingOf } from '../hosting/actions.ts';
import { room as catalogue } from '../module.ts';
import { actOnRequest, saveRequest, startRequest } from './actions.ts';
import { DraftIncomplete } from './refusals.ts';
import { questionsOf } from './questions.ts';
import { answers, type House, openHouse } from './test-house.ts';
import { ownRequests, requestView } from './views.ts';

let house: House<TestVahid>;
let registrar: Actor;
let officer: Actor;
let approver: Actor;
let guard: Actor;

beforeAll(async () => {
  house = await openHouse(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] }));
  ({ registrar, officer, approver, guard } = house.people);
});
afterAll(() => house.test.close());

const as = (actor: Actor) => house.as(actor);
const code = 'qrantlarin-idare-edilmesi-sistemi';

describe('the life cycle of an entry', () => {
  it('brings the first system of a small institution into the register, through question, reviews and decision', async () => {
    expect(questionsOf('system').length).toBeLessThanOrEqual(12);
    const id = await startRequest(as(registrar), {
      type: 'take_into_use',
      kind: 'system',
      title: 'Qrantların idarə edilməsi sistemi',
      institution: 'aef',
    });
    await saveRequest(as(registrar), id, { title: answers.title, exchange: 'Əhalinin dövlət reyestir' });
    const refused = await actOnRequest(as(registrar), { id, action: 'submit', key: 'a' }).catch((error) => error);
    expect(refused).toBeInstanceOf(DraftIncomplete);
    const said = (await requestView(as(registrar), id)).read.problems.map(({ name, text }) => [name, text.az]);
    expect(said).toContainEqual(['exchange', expect.stringContaining('Bəlkə “Əhalinin dövlət reyestri”?')]);
    expect(said.map(([name]) => name)).toContain('email');

    await saveRequest(as(registrar), id, answers);
    await house.act(registrar, id, 'submit');
    expect((await requestView(as(officer), id)).sections.map(({ topic, state }) => [topic, state])).toEqual([
      ['architecture', 'open'],
      ['data-protection', 'open'],
      ['security', 'open'],
    ]);
    expect((await worklist(as(guard), { kinds: ['catalogue-review'] })).total).toBe(1);

    // A reviewer's question reaches the institution and stops the time.
    await house.review(guard, id, 'security', 'ask');
    const asked = await requestView(as(registrar), id);
    expect(asked.of.state).toBe('question');
    expect(asked.writable).toBe(true);
    expect(asked.journal.at(-1)?.note).toMatchObject({ value: 'əsas var' });
    expect((await clock(as(registrar), id))?.name).toBe('answer');

    await saveRequest(as(registrar), id, { ...answers, phone: '+994 12 000 00 00' });
    await house.act(registrar, id, 'answer');
    await house.agreeAll(id);
    await house.act(officer, id, 'recommend');
    await house.act(approver, id, 'approve');

    const { entry, related } = await catalogueEntry(house.test.ctx(), 'system', asked.row.code);
    expect(entry).toMatchObject({
      institution: 'aef',
      state: 'in_use',
      origin: 'request',
      source: 'KQ-2026-00001',
      title: { en: 'Grants management system' },
      contact: { email: 'texnika@aef.example', phone: '+994 12 000 00 00' },
    });
    expect(related.map(({ relation, channel, code }) => [relation, channel, code])).toEqual([
      ['uses', 'exchange', 'population'],
      ['uses', 'exchange', 'companies'],
    ]);
    expect((await ownRequests(as(registrar))).items[0]).toMatchObject({ state: { az: 'Təsdiq edilib' } });
  });

  it('is not decided before every section is agreed to, nor by who wrote it', async () => {
    const id = await house.sent('İkinci sistem');
    await house.review(house.people.architect, id, 'architecture', 'object');
    await house.review(house.people.protector, id, 'data-protection', 'agree');
    await house.review(guard, id, 'security', 'agree');
    await expect(house.act(officer, id, 'recommend')).rejects.toMatchObject({ code: 'process.condition_not_met' });

    await house.act(officer, id, 'ask');
    await house.act(registrar, id, 'answer');
    // After an answer all sections are open again.
    expect((await requestView(as(officer), id)).sections.map(({ state }) => state)).toEqual(['open', 'open', 'open']);
    await house.agreeAll(id);
    await house.act(officer, id, 'recommend');
    const both: Actor = { ...registrar, appointments: [{ institution: 'rinn', role: 'approver' }] };
    await expect(house.act(both, id, 'approve')).rejects.toMatchObject({ status: 403 });
    await house.act(approver, id, 'refuse');
    expect((await instance(as(registrar), id)).state).toBe('refused');
  });

  it('is neither reviewed nor decided by who wrote any of it, though another sent it', async () => {
    const writer = await house.person('1AAAAA7', ['aef', 'registrar'], ['rinn', 'officer'], ['rinn', 'approver']);
    const id = await house.draft('Üçüncü sistem');
    await saveRequest(as(writer), id, { about: 'Başqa sözlərlə.' });
    await house.act(registrar, id, 'submit');
    // They have left the institution, and what they wrote stays theirs.
    const moved = { ...writer, appointments: writer.appointments.filter(({ institution }) => institution === 'rinn') };
    const own = { code: 'catalogue.own_writing' };
    await expect(house.review(moved, id, 'architecture', 'agree')).rejects.toMatchObject(own);
    await house.agreeAll(id);
    await expect(house.act(moved, id, 'recommend')).rejects.toMatchObject(own);
    await house.act(officer, id, 'recommend');
    await expect(house.act(moved, id, 'approve')).rejects.toMatchObject(own);
    // What awaits the decision is no longer theirs to take back.
    await expect(house.act(registrar, id, 'withdraw')).rejects.toMatchObject({ code: 'process.not_from_here' });
  });

  it('establishes, takes into use, changes and finishes an entry, each as a version of its own', async () => {
    const given = { kind: 'system', institution: 'aef' } as const;
    const title = 'Təqaüdlər sistemi';
    const begun = await startRequest(as(registrar), { ...given, type: 'establish', title });
    await saveRequest(as(registrar), begun, { ...answers, title });
    await house.approve(begun);
    const { row } = await requestView(as(registrar), begun);
    const standing = async () => (await catalogueEntry(house.test.ctx(), 'system', row.code)).entry;
    expect(await standing()).toMatchObject({ version: 1, state: 'being_established' });

    const next = async (type: 'take_into_use' | 'change' | 'finish') => {
      const id = await startRequest(as(registrar), { ...given, type, code: row.code });
      if (type === 'change') await saveRequest(as(registrar), id, { criticality: 'critical' });
      await house.approve(id);
      return standing();
    };
    expect(await next('change')).toMatchObject({ version: 2, state: 'being_established', criticality: 'critical' });
    expect(await next('take_into_use')).toMatchObject({ version: 3, state: 'in_use', criticality: 'critical' });
    const hosted = () => hostingOf(house.test.ctx(), { kind: 'system', code: row.code });
    expect((await hosted())?.state).toBe('local');
    await expect(next('take_into_use')).rejects.toMatchObject({ code: 'catalogue.already_in_use' });
    expect(await next('finish')).toMatchObject({ version: 4, state: 'finished', title: { az: title } });
    expect((await hosted())?.state).toBe('retired');
    await expect(next('change')).rejects.toMatchObject({ code: 'catalogue.already_finished' });
    expect(await next('take_into_use')).toMatchObject({ version: 5, state: 'in_use' });
    expect((await hosted())?.state).toBe('local');
  });

  it('has one request about an entry at a time, which shows what would differ', async () => {
    const change = { type: 'change', kind: 'system', code, institution: 'aef' } as const;
    const both = await Promise.allSettled([startRequest(as(registrar), change), startRequest(as(registrar), change)]);
    const [id = ''] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(refused).toEqual(['catalogue.request_open']);
    expect((await requestView(as(registrar), id)).row.draft.answers).toMatchObject({ title: answers.title });
    await saveRequest(as(registrar), id, { criticality: 'critical' });
    expect((await requestView(as(registrar), id)).changes).toEqual([
      { path: ['criticality'], before: 'important', after: 'critical' },
    ]);
    await house.act(registrar, id, 'withdraw');
  });

  it('refuses what is not the institution’s to ask for', async () => {
    const start = (given: Partial<Parameters<typeof startRequest>[1]>) =>
      startRequest(as(registrar), { type: 'change', kind: 'system', institution: 'aef', ...given });
    await expect(start({ institution: 'din' })).rejects.toMatchObject({ status: 403 });
    await expect(start({ code: 'no-such' })).rejects.toMatchObject({ code: 'catalogue.no_such_entry' });
    await expect(start({ code: 'population-system' })).rejects.toMatchObject({ status: 403 });
    await expect(start({ type: 'establish', title: 'Qrantların idarə edilməsi sistemi' })).rejects.toMatchObject({
      code: 'catalogue.code_taken',
    });
    await expect(
      requestView(as(await house.person('1AAAAA9')), (await ownRequests(as(registrar))).items[0]?.id ?? ''),
    ).rejects.toMatchObject({
      status: 403,
    });
  });

  it('is a draft of its institution alone until it is sent', async () => {
    const auditor = await house.person('1AAAAA8', ['rinn', 'auditor'], ['din', 'registrar']);
    const unread = async (id: string) => {
      for (const reader of [officer, approver, guard, auditor])
        await expect(requestView(as(reader), id)).rejects.toMatchObject({ status: 403 });
      return (await requestView(as(registrar), id)).of.state;
    };
    const id = await house.draft('Hələ göndərilməyib');
    expect(await unread(id)).toBe('draft');
    await house.act(registrar, id, 'submit');
    expect((await requestView(as(officer), id)).of.state).toBe('review');
    await house.act(registrar, id, 'withdraw');
    expect((await requestView(as(officer), id)).of.state).toBe('withdrawn');

    const never = await house.draft('Heç vaxt göndərilməyib');
    await house.act(registrar, never, 'withdraw');
    expect(await unread(never)).toBe('withdrawn');
    const forgotten = await house.draft('Unudulub');
    house.test.clock.advance(120 * 86_400_000);
    await house.settle();
    expect(await unread(forgotten)).toBe('lapsed');
    // Its code is free again.
    expect(await unread(await house.draft('Unudulub'))).toBe('draft');
  });

  it('lets nobody declare a second primary source, and no personal data without an act', async () => {
    const id = await startRequest(as(registrar), {
      type: 'establish',
      kind: 'register',
      title: 'Alimlərin reyestri',
      institution: 'aef',
    });
    const objects = 'Ad; fərdi; person.name; ilkin';
    await saveRequest(as(registrar), id, { ...answers, title: 'Alimlərin reyestri', objects });
    const refused = await actOnRequest(as(registrar), { id, action: 'submit', key: 'x' }).catch((error) => error);
    expect((refused as DraftIncomplete).problems).toMatchObject([
      {
        name: 'objects',
        text: {
          az: expect.stringMatching(/Əhalinin dövlət reyestri.*“ilkin” sözünü silin.*EHİS ilə alın/),
          en: expect.stringMatching(/Remove “primary” and read it from there through EHİS/),
          ru: expect.stringMatching(/Уберите «первичный» и получайте его оттуда через EHİS/),
        },
      },
    ]);
    await saveRequest(as(registrar), id, { objects: 'Ad; fərdi; person.name\nElmi dərəcə; açıq' });
    await house.act(registrar, id, 'submit');
    expect((await requestView(as(registrar), id)).sections.map(({ topic }) => topic)).toEqual([
      'architecture',
      'data-protection',
      'statistics',
    ]);
  });
});
