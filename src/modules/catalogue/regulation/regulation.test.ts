import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { failurePage } from '../../../app/failure.tsx';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { registerEntries } from '../actions/entering.ts';
import { room as catalogue } from '../module.ts';
import { numbered, type RegulationDocument } from './document.ts';
import { keepRegulation } from './keeping.ts';
import { listRegulated } from './store.ts';

let test: TestVahid;
let server: FastifyInstance;
const service = 'residency';

function written(days: number, fee = 'Xidmət ödənişsizdir.'): RegulationDocument {
  const ground = { cited: '“Rezidentlik haqqında” Qaydaların 4.3-cü bəndi', sample: true };
  const table = {
    name: 'Məlumatlar',
    columns: ['Məlumat', 'Əsas'],
    rows: [{ key: 'area', cells: ['Fəaliyyət sahəsi', ground] }],
  };
  return numbered('“Rezidentlik” elektron xidmətinin Reqlamenti', [
    { key: 'term', title: 'Müddət', clauses: [{ key: 'days', text: `Müddət ${days} iş günüdür.`, grounds: [ground] }] },
    { key: 'data', title: 'Məlumatlar', clauses: [{ key: 'asked', text: 'Soruşulur:', table }] },
    { key: 'fee', title: 'Ödəniş', clauses: [{ key: 'free', text: fee }] },
  ]);
}

const keep = (document: RegulationDocument, definition: number) =>
  keepRegulation(test.ctx(), { service, definition, document });

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] });
  const assets = { base: '/assets', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage });
  await registerEntries(test.ctx(), [
    {
      kind: 'service',
      code: service,
      title: { az: 'Rezidentlik', en: 'Residency', ru: 'Резидентство' },
      institution: 'rinn',
      source: 'services/residency/service.yaml',
    },
  ]);
  await keep(written(10), 1);
  test.clock.set('2026-12-01T21:30:00Z');
  await keep(written(5), 3);
});
afterAll(async () => {
  await server.close();
  await test.close();
});

async function open(url: string) {
  const { body, statusCode, headers, rawPayload } = await server.inject({ url });
  const text = body
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&nbsp;|\u00a0/g, ' ')
    .replaceAll(/\s+/g, ' ');
  return { statusCode, body, text, headers, bytes: rawPayload };
}

describe('a regulation that is kept', () => {
  it('has a new version only where the text is another one', async () => {
    expect(await keep(written(5), 4)).toBe(false);
    const { rows } = await sql`select version, definition, in_force_from::text as since from catalogue.regulation
      where service = ${service} order by version`.execute(test.vahid.db);
    expect(rows).toEqual([
      { version: 1, definition: 1, since: '2026-11-23' },
      // Half past one at night in Baku.
      { version: 2, definition: 3, since: '2026-12-02' },
    ]);
    expect(await listRegulated(test.vahid.db)).toEqual([service]);
  });

  it('cannot be altered by the program', async () => {
    const attempt = sql`update catalogue.regulation set in_force_from = '2020-01-01'`.execute(test.vahid.db);
    await expect(attempt).rejects.toThrow('permission denied');
  });
});

describe('the page of a regulation', () => {
  it('shows the version in force, with its acts marked and its earlier versions', async () => {
    const { statusCode, body, text } = await open(`/kataloq/reqlament/${service}`);
    expect(statusCode).toBe(200);
    expect(text).toContain('1.1. Müddət 5 iş günüdür. “Rezidentlik haqqında” Qaydaların 4.3-cü bəndi nümunə');
    expect(text).toContain('2-ci versiya');
    expect(text).toContain('02.12.2026');
    expect(body).toContain(`href="/kataloq/reqlament/${service}?versiya=1"`);
    expect(body).toContain(`href="/kataloq/reqlament/${service}/deyisiklik?versiya=2&amp;evvelki=1"`);
    expect(body).toContain(`href="/kataloq/reqlament/${service}/pdf?versiya=2"`);
    expect(text).not.toContain('artıq qüvvədə deyil');
  });

  it('is reached from the entry of the service', async () => {
    expect((await open(`/kataloq/xidmet/${service}`)).body).toContain(`href="/kataloq/reqlament/${service}"`);
  });

  it('says of an older version that it is one', async () => {
    const { text } = await open(`/kataloq/reqlament/${service}?versiya=1`);
    expect(text).toContain('Müddət 10 iş günüdür.');
    expect(text).toContain('Bu versiya artıq qüvvədə deyil.');
  });

  it('says in other languages that the text is in Azerbaijani, and marks it as such', async () => {
    const { body, text } = await open(`/en/kataloq/reqlament/${service}`);
    expect(text).toContain('exists only in Azerbaijani');
    expect(body).toContain('<h1 lang="az">');
    expect(text).toContain('4.3-cü bəndi nümunə');
    expect((await open(`/ru/kataloq/reqlament/${service}`)).text).toContain('только на азербайджанском');
  });

  it('is not there for what has none', async () => {
    for (const path of ['nothing', `${service}?versiya=3`, 'nothing/pdf', `${service}/deyisiklik?versiya=1`])
      expect([path, (await open(`/kataloq/reqlament/${path}`)).statusCode]).toEqual([path, 404]);
  });
});

describe('the page of changes', () => {
  it('shows what the newest version changed, with both texts', async () => {
    const { text } = await open(`/kataloq/reqlament/${service}/deyisiklik`);
    expect(text).toContain('1-ci versiya ilə 2-ci versiya müqayisə edilib.');
    expect(text).toContain('1.1 dəyişdirilib Müddət 10 iş günüdür.');
    expect(text).not.toContain('ödənişsiz');
  });
});

describe('the door for programs', () => {
  it('answers the text with its numbers, and the versions there are', async () => {
    const { body } = await open(`/api/v1/catalogue/services/${service}/regulation`);
    expect(JSON.parse(body)).toMatchObject({
      service,
      version: 2,
      definition: 3,
      inForceFrom: '2026-12-02',
      document: { sections: [{ number: '1', clauses: [{ key: 'days', number: '1.1' }] }, {}, {}] },
      versions: [{ version: 2 }, { version: 1, inForceFrom: '2026-11-23' }],
    });
    const older = await open(`/api/v1/catalogue/services/${service}/regulation?version=1`);
    expect(older.body).toContain('Müddət 10 iş günüdür.');
  });
});

describe('the file', () => {
  it('is a PDF', async () => {
    const { headers, bytes } = await open(`/kataloq/reqlament/${service}/pdf`);
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers['content-disposition']).toBe(`attachment; filename="reqlament-${service}-2.pdf"`);
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
  });
});
