import type { FastifyInstance } from 'fastify';
import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { newId } from '../../../kernel/identifier.ts';
import { formToken, openSession } from '../../../kernel/session.ts';
import { journal } from '../../process/index.ts';
import { setCondition, verifyCondition } from './actions/conditions.ts';
import { resolveDuplicate } from './actions/reviewing.ts';
import { mostLines } from './content.ts';
import { eachSpending } from './store/board.ts';
import { listDuplicates } from './store/duplicates.ts';
import { centralAnswers, openStand, type Stand } from './test-stand.ts';

type Who = keyof Stand['people'];
let stand: Stand;
let server: FastifyInstance;
const tokens = new Map<Who, string>();

beforeAll(async () => {
  const test = await openTestVahid();
  stand = await openStand(test);
  const assets = { base: '/a/test', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage: (_, failure) => h('p', null, failure.code) });
});
afterAll(async () => {
  await server.close();
  await stand.test.close();
});

async function tokenOf(who: Who): Promise<string> {
  const { person = '', name = '' } = stand.people[who];
  const now = stand.test.clock.now();
  const made =
    tokens.get(who) ??
    (await openSession(stand.test.vahid.db, { id: newId(), person, name, organisation: null, agent: 'test', now }));
  tokens.set(who, made);
  return made;
}

const base = '/api/v1/plan/spending';

/** What a program of an institution sends, and what it is answered. */
async function send(who: Who, path: string, body?: Readonly<Record<string, unknown>>) {
  const token = await tokenOf(who);
  const answer = await server.inject({
    method: body ? 'POST' : 'GET',
    url: `${base}${path}`,
    cookies: { vahid: token },
    ...(body ? { payload: JSON.stringify(body) } : {}),
    headers: { 'content-type': 'application/json', 'x-form-token': formToken(token) },
  });
  return { status: answer.statusCode, said: answer.json() };
}

const key = () => newId();

describe('a program of the institution', () => {
  it('begins a request, fills it, is told what it lacks, and sends it', async () => {
    const begun = await send('registrar', '', { institution: 'aef', title: 'Sahə ölçmələrinin proqramı' });
    expect(begun).toMatchObject({ status: 201, said: { state: 'draft', institution: 'aef', version: 1 } });
    const { id } = begun.said;
    const problems = begun.said.problems.map(({ question }: { question: string }) => question);
    expect(problems).toContain('measure');
    // The costs are needed only when it is sent.
    expect(problems).not.toContain('cost_hardware_2027');
    const saved = await send('registrar', `/${id}/draft`, { ...centralAnswers });
    expect(saved).toMatchObject({ status: 200, said: { problems: [], answers: { measure: '6.1.1.2.1' } } });
    const act = (who: Who, action: string, version: number) =>
      send(who, `/${id}/actions/${action}`, { key: key(), version, note: 'Belədir' });
    expect(await act('registrar', 'enter-pipeline', 7)).toMatchObject({ status: 409 });
    expect(await act('registrar', 'enter-pipeline', 1)).toMatchObject({ status: 200, said: { state: 'pipeline' } });
    expect(await act('registrar', 'submit', 2)).toMatchObject({ status: 403 });
    expect(await act('deputy', 'submit', 2)).toMatchObject({ status: 200, said: { state: 'submitted' } });
    expect(await send('registrar', `/${id}/draft`, { purpose: 'Gec' })).toMatchObject({
      status: 409,
      said: { code: 'plan.spending_not_open' },
    });
  });

  it('is refused what is no question, too many lines, and what is another’s', async () => {
    const id = await stand.draft({}, 'Yarımçıq proqram');
    expect(await send('registrar', `/${id}/draft`, { sampled: 'no' })).toMatchObject({ status: 422 });
    expect(await send('registrar', `/${id}/draft`, { purpose: 'x'.repeat(10_001) })).toMatchObject({ status: 422 });
    const many = Array.from({ length: mostLines + 1 }, (_, at) => `sistem ${at}`).join('\n');
    const { status, said } = await send('registrar', `/${id}/draft`, { entries: many });
    expect(status).toBe(200);
    expect(said.problems).toEqual(expect.not.arrayContaining([expect.objectContaining({ question: 'entries' })]));
    await stand.act('registrar', id, 'withdraw');
    const foreign = await stand.draft({}, 'Başqasının', 'elsewhere');
    expect(await send('registrar', `/${foreign}/desk`)).toMatchObject({ status: 403 });
    expect(await send('registrar', `/${foreign}/draft`, { purpose: 'x' })).toMatchObject({ status: 403 });
    expect(await send('officer', '', { institution: 'aef', title: 'Mərkəzdən' })).toMatchObject({ status: 403 });
  });

  it('is told of too many lines when they bar the step', async () => {
    const id = await stand.draft({ ...centralAnswers }, 'Siyahısı uzun proqram');
    await stand.act('registrar', id, 'enter-pipeline');
    const many = Array.from({ length: mostLines + 50 }, (_, at) => `sistem ${at}`).join('\n');
    const { said } = await send('registrar', `/${id}/draft`, { replaces: many });
    const about = said.problems.filter(({ question }: { question: string }) => question === 'replaces');
    expect(about[0].text.az).toBe(`Ən çoxu ${mostLines} sətir yazın.`);
    // As many are looked up, and one more; the others are not.
    expect(about).toHaveLength(mostLines + 2);
  });

  it('shows evidence of a condition and tells of the contract; another person verifies', async () => {
    const id = await stand.recommended(centralAnswers, 'Yaylaqların proqramı');
    const due = '2027-06-01';
    const whole = { owner: 'aef', evidence: 'document', due, gate: 'commit', blocking: true } as const;
    const condition = await setCondition(stand.as('approver'), id, { ...whole, text: 'Müqavilədən əvvəl' });
    await stand.act('approver', id, 'approve-with-conditions');
    const shown = await send('registrar', `/${id}/conditions/${condition}/evidence`, { shown: 'Protokol 7' });
    expect(shown.said.conditions).toMatchObject([{ id: condition, shown: 'Protokol 7', verified: false }]);
    expect(await send('officer', `/${id}/conditions/${condition}/evidence`, { shown: 'Mərkəz' })).toMatchObject({
      status: 403,
    });
    await verifyCondition(stand.as('officer'), id, condition);
    const told = await send('registrar', `/${id}/delivery`, { committed: '50000.5', contract: 'M-7' });
    expect(told.said.actions).toContainEqual(expect.objectContaining({ action: 'commit', blocked: false }));
    expect(await send('registrar', `/${id}/delivery`, { committed: '50,5' })).toMatchObject({ status: 422 });
  });

  it('sends the same step twice with the same key, and it is taken once', async () => {
    const id = await stand.triaged(centralAnswers, 'Arxivlərin proqramı');
    for (const { id: candidate } of await listDuplicates(stand.test.vahid.db, id))
      await resolveDuplicate(stand.as('officer'), id, { candidate, resolution: 'justified', reason: 'Başqadır.' });
    const { version } = (await send('officer', `/${id}/desk`)).said;
    const step = { key: key(), version };
    expect(await send('officer', `/${id}/actions/take-up`, step)).toMatchObject({ said: { state: 'assessing' } });
    expect(await send('officer', `/${id}/actions/take-up`, step)).toMatchObject({ said: { state: 'assessing' } });
    const taken = (await journal(stand.test.ctx(), id)).filter(({ action }) => action === 'take-up');
    expect(taken).toHaveLength(1);
  });
});

describe('the file of all spending', () => {
  it('holds every line once, however many parts it is written in', async () => {
    const seen: string[] = [];
    const parts: number[] = [];
    for await (const lines of eachSpending(stand.test.vahid.db, {}, 2)) {
      parts.push(lines.length);
      seen.push(...lines.map(({ number }) => number));
    }
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.every((length) => length <= 2)).toBe(true);
    expect(new Set(seen).size).toBe(seen.length);
    const { body, headers } = await server.inject({ url: '/plan/xercler/csv' });
    expect(body.startsWith('\ufeffNömrə,')).toBe(true);
    expect(
      body
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
    ).toEqual(seen);
    expect(headers['content-disposition']).toBe('attachment; filename="xercler.csv"');
  });
});
