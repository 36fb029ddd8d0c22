import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { failurePage } from '../../../app/failure.tsx';
import type { Actor } from '../../../kernel/access.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { receiveFile } from '../../../kernel/file.ts';
import { sessionCookie } from '../../../kernel/http/cookie.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { newId } from '../../../kernel/identifier.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { formToken, openSession } from '../../../kernel/session.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { setParties } from '../measures/index.ts';
import { room as plan } from '../module.ts';
import { judgeEvidence } from './actions.ts';
import { addPiece } from './gathering.ts';
import { openStand, person, type Stand } from './test-stand.ts';
import { reportView } from './views.ts';

let stand: Stand;
let server: FastifyInstance;
beforeAll(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] }));
  const assets = { base: '/assets', get: () => undefined };
  assetsPort.fill(stand.test.vahid, assets);
  server = await buildServer(stand.test.vahid, { assets, failurePage });
});
afterAll(async () => {
  await server.close();
  await stand.test.close();
});

async function signIn({ person, name }: Actor): Promise<string> {
  const of = { person: person ?? '', name: name ?? '', organisation: null, agent: 'test', now: stand.test.clock.now() };
  return openSession(stand.test.vahid.db, { id: newId(), ...of });
}

async function read(url: string, actor?: Actor) {
  const cookies = actor ? { [sessionCookie]: await signIn(actor) } : {};
  const answer = await server.inject({ url, cookies });
  return { status: answer.statusCode, html: answer.body };
}

/** What the form of a report holds, as somebody sees it. */
async function seen(url: string, actor: Actor): Promise<Readonly<Record<'version', string>>> {
  const [, version = ''] = /name="version" value="(\d+)"/.exec((await read(url, actor)).html) ?? [];
  return { version };
}

async function send(url: string, actor: Actor, body: Readonly<Record<string, string>>) {
  const token = await signIn(actor);
  const answer = await server.inject({
    method: 'POST',
    url,
    cookies: { [sessionCookie]: token },
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-form-token': formToken(token) },
    payload: new URLSearchParams(body).toString(),
  });
  return { status: answer.statusCode, html: answer.body, to: answer.headers.location ?? '' };
}

describe('pages of reports', () => {
  it('lead from the list to a report, keep what is typed and say at which input something is missing', async () => {
    const item = await stand.measure('6.1.1.2.1');
    await stand.give(item);
    expect((await read('/masa/plan', stand.deputy)).html).toContain(`value="report:${item.id}"`);
    expect((await read('/masa/plan', stand.officer)).html).not.toContain(`value="report:${item.id}"`);
    const { to } = await send('/masa/plan', stand.deputy, { do: `report:${item.id}` });
    expect(to).toMatch(/^\/masa\/plan\/hesabat\//);
    const wrong = await send(to, stand.deputy, {
      done: 'Yarım qalmış',
      url: 'aef.example',
      name: 'Qərar',
      do: 'submit',
    });
    expect(wrong.status).toBe(422);
    for (const shown of ['Yarım qalmış', 'value="aef.example"', 'value="Qərar"']) expect(wrong.html).toContain(shown);
    const missing = await send(to, stand.deputy, { ...(await seen(to, stand.deputy)), do: 'submit', key: 'key-1' });
    expect(missing.html).toMatch(/<textarea[^>]*name="next"[^>]*aria-invalid="true"/);
    expect((await read(to, stand.deputy)).html).toContain('Yarım qalmış');
    const said = {
      next: 'Razılaşma',
      selfRating: 'at_risk',
      milestone: 'M1',
      name: 'Qərar',
      url: 'https://aef.example/q',
    };
    const before = await seen(to, stand.deputy);
    await stand.fill(to.split('/').at(-1) ?? '');
    const unseen = await send(to, stand.deputy, { ...before, next: 'Razılaşma', do: 'submit', key: 'key-0' });
    expect([unseen.status, unseen.html.includes('Razılaşma')]).toEqual([409, true]);
    const now = await seen(to, stand.deputy);
    const sent = await send(to, stand.deputy, { ...said, ...now, do: 'submit', key: 'key-2' });
    expect(sent).toMatchObject({ status: 303, to });
    const judging = await read(to, stand.office);
    expect(judging.html).toContain('href="https://aef.example/q"');
    const [piece] = (await reportView(stand.as(stand.office), to.split('/').at(-1) ?? '')).evidence;
    const rejected = await send(`${to}/emel`, stand.office, { [`v_${piece?.id}`]: 'rejected', do: 'accept' });
    expect(rejected.html).toMatch(new RegExp(`<textarea[^>]*name="r_${piece?.id}"[^>]*aria-invalid="true"`));
    const judged = { ...(await seen(to, stand.office)), [`v_${piece?.id}`]: 'verified', do: 'accept', key: 'key-3' };
    await send(`${to}/emel`, stand.office, judged);
    const ended = (await read(to, stand.office)).html;
    expect(ended).toContain('Qəbul edilib');
    // What has ended has no time that stands still.
    expect(ended).not.toContain('Müddət dayandırılıb');
    const api = JSON.parse((await read(`/api/v1/plan/items/${item.id}/reports`)).html);
    expect(api).toMatchObject({ reports: [{ institution: 'aef', acceptedBy: 'rinn' }], evidence: [{ name: 'Qərar' }] });
    expect(JSON.stringify(api)).not.toContain(stand.deputy.person);
  });

  it('let a co-executor bring evidence and nothing else', async () => {
    const item = await stand.measure('6.1.1.2.4');
    await stand.give(item);
    await inTransaction(stand.test.ctx(), (ctx) =>
      setParties(
        ctx,
        item,
        [
          { institution: 'aef', role: 'executor' },
          { institution: 'din', role: 'co_executor' },
        ],
        { source: 'test' },
      ),
    );
    const helper = await person(stand.test, '1BBBBB1', ['din', 'officer']);
    const path = `/masa/plan/hesabat/${await stand.begin(item)}`;
    expect((await read('/masa/plan', helper)).html).toContain(path);
    const desk = `/masa/plan/tedbir/${item.id}`;
    for (const who of [stand.deputy, stand.officer, stand.office]) {
      expect((await read(desk, who)).html).toContain(`href="${desk}/risk"`);
      expect((await read(`${desk}/risk`, who)).status).toBe(200);
    }
    expect((await read(desk, stand.office)).html).toMatch(/<option value="aef" selected[^>]*>AEF, /);
    expect((await read(desk, helper)).html).not.toContain(`${desk}/risk`);
    const { html } = await read(path, helper);
    expect([html.includes('name="url"'), html.includes('name="done"'), html.includes('value="submit"')]).toEqual([
      true,
      false,
      false,
    ]);
    const link = { milestone: 'M1', name: 'Akt', url: 'https://din.example/akt', do: 'piece' };
    expect(await send(path, helper, link)).toMatchObject({ status: 303 });
    expect((await read(path, helper)).html).toContain('value="remove:');
    expect((await send(path, helper, { done: 'Mən yazdım', do: '' })).status).toBe(403);
  });

  it('give a file to everybody once it is verified, and one that is internal to nobody outside', async () => {
    const item = await stand.measure('6.1.1.2.2');
    await stand.give(item);
    const id = await stand.begin(item);
    await stand.fill(id);
    const add = async (internal: boolean) => {
      const file = await receiveFile(stand.test.vahid, bytes(`Mətn ${internal}`));
      return addPiece(stand.as(stand.officer), id, { milestone: 'M1', name: 'qərar.txt', internal, content: { file } });
    };
    const [open, hidden] = [await add(false), await add(true)];
    expect((await read(`/masa/plan/hesabat/${id}/fayl/${open}`, stand.office)).status).toBe(404);
    expect((await read(`/masa/plan/hesabat/${id}/fayl/${open}`, stand.head)).html).toBe('Mətn false');
    await stand.act(stand.deputy, id, 'submit');
    expect((await read(`/plan/subut/${open}`)).status).toBe(404);
    const verdicts = [open, hidden].map((evidence) => ({ evidence, verdict: 'verified' as const }));
    await judgeEvidence(stand.as(stand.office), id, verdicts);
    expect(await read(`/plan/subut/${open}`)).toMatchObject({ status: 200, html: 'Mətn false' });
    expect((await read(`/plan/subut/${hidden}`)).status).toBe(404);
    expect((await read(`/masa/plan/hesabat/${id}/fayl/${hidden}`, stand.office)).html).toBe('Mətn true');
  });
});

describe('pages of dates', () => {
  it('keep every row as it was typed, compare both schedules and take the decision', async () => {
    const item = await stand.measure('6.1.1.2.3');
    await stand.give(item);
    const { to } = await send('/masa/plan', stand.deputy, { do: `dates:${item.id}` });
    const row = (n: number, code: string, title: string, due: string) => ({
      [`m${n}_code`]: code,
      [`m${n}_title`]: title,
      [`m${n}_weight`]: '1',
      [`m${n}_due`]: due,
    });
    const typed = { due: '30.06.2027', reason: 'Satınalma', ...row(0, 'M1', 'Layihə', '29.01.2027') };
    const wrong = await send(to, stand.deputy, { ...typed, ...row(1, 'M2', 'Təsdiq', 'sabah'), do: 'submit' });
    expect(wrong).toMatchObject({ status: 422 });
    expect(wrong.html).toMatch(/<input[^>]*name="m1_due"[^>]*value="sabah"[^>]*aria-invalid="true"/);
    const right = { ...typed, ...row(1, 'M2', 'Təsdiq', '30.06.2027'), do: 'submit', key: 'key-4' };
    expect(await send(to, stand.deputy, right)).toMatchObject({ status: 303 });
    const asked = (await read(to, stand.office)).html;
    for (const shown of ['30.10.2026', '29.01.2027', 'çıxarılır', 'Satınalma']) expect(asked).toContain(shown);
    await send(`${to}/emel`, stand.office, { do: 'recommend', note: 'Razıyıq', key: 'key-5' });
    expect((await send(`${to}/emel`, stand.approver, { do: 'approve', note: '' })).status).toBe(422);
    await send(`${to}/emel`, stand.approver, { do: 'approve', note: 'Olsun', key: 'key-6' });
    expect((await read(to, stand.head)).html).toContain('Cari təqvim: versiya 1.');
  });
});

async function* bytes(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
