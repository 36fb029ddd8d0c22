import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';

let test: TestVahid;
let server: FastifyInstance;

beforeAll(async () => {
  test = await openTestVahid();
  const assets = { base: '/a/test', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage: (_, failure) => h('p', null, failure.code) });
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const bodyOf = async (url: string) => (await server.inject({ url })).body;

/** So many deliveries in all, so many of them begun by the state. */
async function deliveries(numerator: number, denominator: number): Promise<void> {
  await sql`delete from kernel.measurement where name = 'services.proactive'`.execute(test.vahid.db);
  await sql`insert into kernel.measurement (name, day, institution, service, region, dimension, numerator, denominator, count)
    values ('services.proactive', '2026-11-20', 'rinn', 'technopark-residency', '', '', ${numerator}, ${denominator}, ${denominator})`.execute(
    test.vahid.db,
  );
}

async function inApi(): Promise<Record<string, unknown> | undefined> {
  const { indicators } = JSON.parse(await bodyOf('/api/v1/plan/indicators')) as {
    indicators: Record<string, unknown>[];
  };
  return indicators.find(({ code }) => code === 'proactive');
}

describe('a figure that fewer than five cases stand behind', () => {
  it('is published nowhere: neither the share nor what it is made of', async () => {
    await deliveries(1, 4);
    expect(await inApi()).toMatchObject({ value: null, numerator: null, denominator: null, fewerThan: 5 });
    for (const page of ['/plan', '/plan/gosterici/proactive', '/plan/tedbir/6.1.1.2.8']) {
      const body = await bodyOf(page);
      expect(body).toContain('5-dən az hal');
      expect(body).not.toMatch(/25,0|4 haldan/);
    }
    expect(await bodyOf('/en/plan/gosterici/proactive')).toContain('fewer than 5 cases');
  });

  it('is shown from five on, and nothing at all is no figure', async () => {
    await deliveries(1, 5);
    expect(await inApi()).toMatchObject({ value: 20, numerator: 1, denominator: 5 });
    expect(await bodyOf('/plan/gosterici/proactive')).toContain('5 haldan 1');
    expect(await bodyOf('/en/plan')).toContain('>20.0%</b>');
    await deliveries(0, 0);
    expect(await inApi()).toMatchObject({ value: null, numerator: 0, denominator: 0 });
    expect(await bodyOf('/plan/gosterici/proactive')).not.toContain('5-dən az');
  });
});

describe('the pages of the plan', () => {
  it('write the month, the percentage and the source in words', async () => {
    await deliveries(1, 5);
    const body = await bodyOf('/en/plan/gosterici/proactive');
    expect(body).toContain('November 2026');
    expect(body).toContain('Share of services delivered on the initiative of the state');
    expect(body).not.toContain('services.proactive');
    expect(await bodyOf('/en/plan')).toContain('<strong>50%</strong>');
  });

  it('lead from a measure to the service that serves it', async () => {
    const body = await bodyOf('/plan/tedbir/6.1.2.2.4');
    expect(body).toContain('<a href="/xidmetler/technopark-residency">Texnologiyalar parkının rezidentliyi</a>');
    expect(await bodyOf('/plan/tedbir/6.1.1.2.4')).not.toContain('/xidmetler/');
  });
});

describe('the list of indicators', () => {
  it('stands under the directions of the plan, with signs that tell who says it, in three languages', async () => {
    await deliveries(1, 5);
    const body = await bodyOf('/plan/gostericiler');
    expect(body.indexOf('6.1.1 ')).toBeGreaterThan(body.indexOf('Planın hədəfləri və məqsədləri'));
    expect(body.indexOf('6.1.4 ')).toBeGreaterThan(body.indexOf('6.1.1 '));
    const row = (code: string) =>
      new RegExp(`#(known|said)"></use></svg> <a href="/plan/gosterici/${code}"`).exec(body)?.[1];
    expect(['proactive', 'cloud-and-exchange', 'digital-document-flow', 'egdi-rank'].map(row)).toEqual([
      'known',
      'known',
      'said',
      'said',
    ]);
    expect(await bodyOf('/en/plan/gostericiler')).toContain('on pace');
    expect(await bodyOf('/ru/plan/gostericiler')).toContain('в темпе');
  });

  it('is a table for programs too, one line an indicator', async () => {
    const answer = await server.inject({ url: '/en/plan/gostericiler/csv' });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = answer.body.split('\r\n');
    expect(lines[0]).toMatch(/^\ufeffcode,title,kind,unit,value/);
    expect(lines.find((line) => line.startsWith('proactive,'))).toMatch(
      /,measured,percent,20,2026-11-20,50,2028-12-31,/,
    );
  });
});

describe('one indicator', () => {
  it('tells both readings of the date with what each requires, its parts, its sheet and how that was approved', async () => {
    await deliveries(1, 5);
    const body = await bodyOf('/plan/gosterici/proactive');
    for (const said of ['planın nəticəsi kimi', 'növbəti 10 ildə', '31.12.2028', '31.12.2035', '4.1.3-cü bölmə'])
      expect(body).toContain(said);
    expect(body).toContain('Texnologiyalar parkının rezidentliyi');
    expect(body).toContain('1 nömrəli buraxılış');
  });

  it('gives programs its sheet, versions and figures', async () => {
    await deliveries(1, 5);
    const found = JSON.parse(await bodyOf('/api/v1/plan/indicators/proactive')) as Record<string, unknown>;
    expect(found).toMatchObject({
      code: 'proactive',
      band: 'on_pace',
      targets: [{ reading: 'plan' }, { reading: 'decade', pace: 2 }],
      versions: [{ version: 1, release: 1 }],
      values: [{ period: '2026-11', kind: 'measured', value: 20, keptAt: null }],
      discrepancies: [],
    });
    expect(await bodyOf('/plan/gosterici/proactive/csv')).toContain('2026-11,2026-11-30,measured,20,1,5,');
  });

  it('that has no approved sheet is not there, in any form', async () => {
    for (const url of ['/plan/gosterici/yoxdur', '/plan/gosterici/yoxdur/csv', '/api/v1/plan/indicators/yoxdur'])
      expect((await server.inject({ url })).statusCode).toBe(404);
  });
});
