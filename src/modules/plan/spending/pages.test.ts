import type { FastifyInstance } from 'fastify';
import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { saveSpending } from './actions/writing.ts';
import { centralAnswers, openStand, plainAnswers, type Stand } from './test-stand.ts';

let stand: Stand;
let server: FastifyInstance;

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

const open = (url: string) => server.inject({ url });

describe('what is public', () => {
  it('begins with the pipeline: a draft is nobody’s business, and what was withdrawn from it', async () => {
    const id = await stand.draft(plainAnswers, 'Gizli qaralama');
    expect((await open(`/plan/xercler/${id}`)).statusCode).toBe(404);
    expect((await open('/plan/xercler')).body).not.toContain('Gizli qaralama');
    await stand.act('registrar', id, 'withdraw');
    expect((await open(`/plan/xercler/${id}`)).statusCode).toBe(404);
    expect((await open('/plan/xercler/csv')).body).not.toContain('Gizli qaralama');
  });

  it('is the amount by state, the route with its grounds, the checks with what they name, and the reason', async () => {
    const id = await stand.recommended(centralAnswers, 'İpəkqurdu laboratoriyası');
    await stand.act('approver', id, 'approve', 'Tədbirə uyğundur.');
    const board = await open('/plan/xercler');
    expect(board.body).toContain('İpəkqurdu laboratoriyası');
    expect(board.body).toContain('50.000,50');
    const page = (await open(`/plan/xercler/${id}`)).body;
    for (const text of [
      'Sistem kritik sinfə aiddir.',
      'Hökumət buludunda yerləşir.',
      'Tədbirə uyğundur.',
      '60\u00a0%',
      'nümunə',
    ])
      expect(page).toContain(text);
    expect(page).not.toMatch(/1AAAAA\d/);
    const { items, states } = (await open('/api/v1/plan/spending?state=approved')).json();
    expect(items).toMatchObject([{ title: 'İpəkqurdu laboratoriyası', approved: '50000.50', route: 'central' }]);
    expect(states.find(({ state }: { state: string }) => state === 'approved')).toMatchObject({ requests: 1 });
    const one = (await open(`/api/v1/plan/spending/${id}`)).json();
    expect(one.decisions).toMatchObject([{ verdict: 'approved', office: 'rinn', reason: 'Tədbirə uyğundur.' }]);
    expect(one.funding).toEqual([
      { source: 'state_budget', percent: '60' },
      { source: 'extra_budgetary', percent: '40' },
    ]);
  });

  it('tells approved money apart from what is asked for and from what was refused', async () => {
    const sums = async () => {
      const { body } = await open('/plan/xercler');
      const found = (term: string) => new RegExp(`${term}</dt>\\s*<dd[^>]*>([^<]*)`).exec(body)?.[1] ?? '';
      return ['Təsdiq edilmiş məbləğ', 'Planlaşdırılan və istənilən məbləğ', 'Rədd edilmiş[^<]*'].map(found);
    };
    const [approved, asked, gone] = await sums();
    const id = await stand.recommended(centralAnswers, 'Quş yuvalarının sayılması');
    const [, more] = await sums();
    expect(more).not.toBe(asked);
    await stand.act('approver', id, 'reject');
    const after = await sums();
    expect(after.slice(0, 2)).toEqual([approved, asked]);
    expect(after[2]).toContain('50.000,50');
    expect(after[2]).not.toBe(gone);
  });

  it('is narrowed by state, and the file holds what the page does', async () => {
    const id = await stand.draft({ ...plainAnswers, purpose: 'Gül bağları.' }, '=Gül bağları');
    await stand.act('registrar', id, 'enter-pipeline');
    expect((await open('/plan/xercler?veziyyet=pipeline')).body).toContain('=Gül bağları');
    expect((await open('/plan/xercler?veziyyet=approved')).body).not.toContain('=Gül bağları');
    const { body } = await open('/plan/xercler/csv?veziyyet=pipeline');
    expect(body).toContain("'=Gül bağları");
    expect(body).toContain('50000.50');
  });

  it('is whole in three languages', async () => {
    for (const [lang, title] of [
      ['en', 'Digital spending'],
      ['ru', 'Цифровые расходы'],
    ])
      expect((await open(`/${lang}/plan/xercler`)).body).toContain(title);
  });
});

describe('an unfinished request', () => {
  it('keeps what cannot be read, as it was typed', async () => {
    const id = await stand.draft({ cost_cloud_2027: 'bilmirəm', year: '2027' });
    await saveSpending(stand.as('registrar'), id, { measure: '6.1' });
    expect((await stand.row(id)).answers).toMatchObject({ cost_cloud_2027: 'bilmirəm', measure: '6.1' });
  });
});
