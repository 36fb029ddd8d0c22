import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { clock, instance, worklist } from '../../process/index.ts';
import { room as process } from '../../process/module.ts';
import { catalogueEntry } from '../actions/reading.ts';
import { room as catalogue } from '../module.ts';
import { actOnRequest, actOnReview, saveRequest, startRequest } from './actions.ts';
import type { Answers } from './draft.ts';
import { DraftIncomplete } from './refusals.ts';
import { questionsOf } from './questions.ts';
import { ownRequests, requestView } from './views.ts';

let test: TestVahid;
let registrar: Actor;
let officer: Actor;
let approver: Actor;
let guard: Actor;

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] });
  registrar = await person('1AAAAA1', ['aef', 'registrar']);
  officer = await person('1AAAAA2', ['rinn', 'officer']);
  approver = await person('1AAAAA3', ['rinn', 'approver']);
  guard = await person('1AAAAA4', ['xritdx', 'officer']);
});
afterAll(() => test.close());

async function person(fin: string, ...offices: readonly (readonly [string, Role])[]): Promise<Actor> {
  const id = await ensurePerson(test.ctx(), fin);
  for (const [institution, role] of offices) await appoint(test.ctx(), { person: id, institution, role, title });
  return {
    kind: 'person',
    person: id,
    name: fin,
    appointments: offices.map(([institution, role]) => ({ institution, role })),
  };
}

const title = { az: 'Əməkdaş', en: 'Official', ru: 'Сотрудник' };
const as = (actor: Actor) => test.ctx(actor);
const settle = async () => {
  while ((await test.vahid.jobs.runDue()) > 0);
};

const answers = {
  title: 'Qrantların idarə edilməsi sistemi | Grants management system | Система управления грантами',
  about: 'Qrant müsabiqələrini elandan hesabata qədər aparır.',
  acts: 'technopark-rules 4.3',
  email: 'texnika@aef.example',
  criticality: 'important',
  hours: 'office',
  place: 'local',
  exchange: 'population\nHüquqi şəxslərin dövlət reyestri',
} satisfies Answers;

async function begin(title = 'Qrantların idarə edilməsi sistemi'): Promise<string> {
  return startRequest(as(registrar), { type: 'take_into_use', kind: 'system', title, institution: 'aef' });
}

async function act(actor: Actor, id: string, action: string, note = 'əsas var'): Promise<void> {
  await actOnRequest(as(actor), { id, action, note, key: `${action}:${Math.random()}` });
  await settle();
}

async function review(actor: Actor, id: string, topic: string, action: string): Promise<void> {
  const section = (await requestView(as(officer), id)).sections.find((one) => one.topic === topic);
  await actOnReview(as(actor), {
    id: section?.instance ?? '',
    action,
    note: 'baxıldı',
    key: `${topic}${Math.random()}`,
  });
  await settle();
}

async function agreeAll(id: string): Promise<void> {
  await review(officer, id, 'architecture', 'agree');
  await review(officer, id, 'data-protection', 'agree');
  await review(guard, id, 'security', 'agree');
}

describe('the life cycle of an entry', () => {
  it('brings the first system of a small institution into the register, through question, reviews and decision', async () => {
    expect(questionsOf('system').length).toBeLessThanOrEqual(12);
    const id = await begin();
    await saveRequest(as(registrar), id, { title: answers.title, exchange: 'Əhalinin dövlət reyestir' });
    const refused = await actOnRequest(as(registrar), { id, action: 'submit', key: 'a' }).catch((error) => error);
    expect(refused).toBeInstanceOf(DraftIncomplete);
    const said = (refused as DraftIncomplete).problems.map(({ name, text }) => [name, text.az]);
    expect(said).toContainEqual(['exchange', expect.stringContaining('Bəlkə “Əhalinin dövlət reyestri”?')]);
    expect(said.map(([name]) => name)).toContain('email');

    await saveRequest(as(registrar), id, answers);
    await act(registrar, id, 'submit');
    expect((await requestView(as(officer), id)).sections.map(({ topic, state }) => [topic, state])).toEqual([
      ['architecture', 'open'],
      ['data-protection', 'open'],
      ['security', 'open'],
    ]);
    expect((await worklist(as(guard), { kinds: ['catalogue-review'] })).total).toBe(1);

    // A reviewer's question reaches the institution and stops the time.
    await review(guard, id, 'security', 'ask');
    const asked = await requestView(as(registrar), id);
    expect(asked.of.state).toBe('question');
    expect(asked.writable).toBe(true);
    expect(asked.journal.at(-1)?.note).toMatchObject({ value: 'baxıldı' });
    expect((await clock(as(registrar), id))?.name).toBe('answer');

    await saveRequest(as(registrar), id, { ...answers, phone: '+994 12 000 00 00' });
    await act(registrar, id, 'answer', 'Telefon əlavə edildi.');
    await agreeAll(id);
    await act(officer, id, 'recommend');
    await act(approver, id, 'approve');

    const { entry, related } = await catalogueEntry(test.ctx(), 'system', asked.row.code);
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
    const id = await begin('İkinci sistem');
    await saveRequest(as(registrar), id, { ...answers, title: 'İkinci sistem' });
    await act(registrar, id, 'submit');
    await review(officer, id, 'architecture', 'object');
    await review(officer, id, 'data-protection', 'agree');
    await review(guard, id, 'security', 'agree');
    await expect(act(officer, id, 'recommend')).rejects.toMatchObject({ code: 'process.condition_not_met' });

    await act(officer, id, 'ask');
    await act(registrar, id, 'answer');
    // After an answer all sections are open again.
    expect((await requestView(as(officer), id)).sections.map(({ state }) => state)).toEqual(['open', 'open', 'open']);
    await agreeAll(id);
    await act(officer, id, 'recommend');
    const both: Actor = { ...registrar, appointments: [{ institution: 'rinn', role: 'approver' }] };
    await expect(act(both, id, 'approve')).rejects.toMatchObject({ status: 403 });
    await act(approver, id, 'refuse');
    expect((await instance(as(registrar), id)).state).toBe('refused');
  });

  it('is neither reviewed nor decided by who wrote any of it, though another sent it', async () => {
    const writer = await person('1AAAAA5', ['aef', 'registrar'], ['rinn', 'officer'], ['rinn', 'approver']);
    const id = await begin('Üçüncü sistem');
    await saveRequest(as(writer), id, { ...answers, title: 'Üçüncü sistem' });
    await act(registrar, id, 'submit');
    const own = { code: 'catalogue.own_writing' };
    await expect(review(writer, id, 'architecture', 'agree')).rejects.toMatchObject(own);
    await agreeAll(id);
    await expect(act(writer, id, 'recommend')).rejects.toMatchObject(own);
    await act(officer, id, 'recommend');
    await expect(act(writer, id, 'approve')).rejects.toMatchObject(own);
    await act(registrar, id, 'withdraw').catch(() => undefined);
  });

  it('changes and finishes an entry, each as a version of its own, one request at a time', async () => {
    const code = 'qrantlarin-idare-edilmesi-sistemi';
    const change = { type: 'change', kind: 'system', code, institution: 'aef' } as const;
    const id = await startRequest(as(registrar), change);
    await expect(startRequest(as(registrar), change)).rejects.toMatchObject({ code: 'catalogue.request_open' });
    const view = await requestView(as(registrar), id);
    expect(view.row.draft.answers).toMatchObject({ title: answers.title, exchange: 'population\ncompanies' });
    await saveRequest(as(registrar), id, { criticality: 'critical' });
    expect((await requestView(as(registrar), id)).changes).toEqual([
      { path: ['criticality'], before: 'important', after: 'critical' },
    ]);
    await act(registrar, id, 'submit');
    await agreeAll(id);
    await act(officer, id, 'recommend');
    await act(approver, id, 'approve');
    expect((await catalogueEntry(test.ctx(), 'system', code)).entry).toMatchObject({
      version: 2,
      criticality: 'critical',
    });
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
      requestView(as(await person('1AAAAA9')), (await ownRequests(as(registrar))).items[0]?.id ?? ''),
    ).rejects.toMatchObject({
      status: 403,
    });
  });

  it('is a draft of its institution alone until it is sent', async () => {
    const id = await begin('Hələ göndərilməyib');
    const readers = [officer, approver, guard, await person('1AAAAA8', ['rinn', 'auditor'], ['din', 'registrar'])];
    for (const reader of readers) await expect(requestView(as(reader), id)).rejects.toMatchObject({ status: 403 });
    expect((await requestView(as(registrar), id)).of.state).toBe('draft');
    await saveRequest(as(registrar), id, { ...answers, title: 'Hələ göndərilməyib' });
    await act(registrar, id, 'submit');
    expect((await requestView(as(officer), id)).of.state).toBe('review');
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
    await act(registrar, id, 'submit');
    expect((await requestView(as(registrar), id)).sections.map(({ topic }) => topic)).toEqual([
      'architecture',
      'data-protection',
      'statistics',
    ]);
  });
});
