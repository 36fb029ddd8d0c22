import type { FastifyInstance } from 'fastify';
import { h } from 'preact';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, service, type Stage } from '../../../../test/service-stage.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';

let test: Stage['test'];
let server: FastifyInstance;

beforeAll(async () => {
  ({ test } = await openServiceStage());
  const assets = { base: '/a/test', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage: (_, { code }) => h('p', null, code) });
}, 120_000);
afterAll(async () => {
  await server.close();
  await test.close();
});

const address = `/xidmetler/${service}/qerar`;
const plain = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ');

async function open(url: string) {
  const { body, statusCode } = await server.inject({ url });
  return { statusCode, body, text: plain(body) };
}

async function attempt(given: Readonly<Record<string, string>>, url = address) {
  const { body, statusCode } = await server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(given).toString(),
  });
  return { statusCode, body, text: plain(body), fired: /<tr class="fired">.*?<\/tr>/s.exec(body)?.[0] ?? '' };
}

const complete = {
  technoparkResident: 'no',
  status: 'active',
  taxDebt: '0',
  newJobs: '6',
  area: 'cybersecurity',
  staffCount: '25',
};

describe('the course of a service', () => {
  const course = `/xidmetler/${service}/gedis`;

  it('is drawn for everybody, and told in words', async () => {
    expect((await open(`/xidmetler/${service}`)).body).toContain(`href="${course}"`);
    const { body, text } = await open(`/ru${course}`);
    const drawn = plain(/<svg class="process"[^>]*viewBox.*?<\/svg>/s.exec(body)?.[0] ?? '');
    for (const word of ['Заявитель', 'Отправить', 'На рассмотрении', 'всего 10 раб. дней'])
      expect(drawn).toContain(word);
    // Withdrawing is possible in five states: it stands beside the course.
    expect(drawn).not.toContain('Отозвать заявление');
    expect(text).toContain('Заявитель: Отозвать заявление. Затем: Отозвано. В состояниях: Принято, ');
    expect(text).toContain('Заявитель: Отправить пояснения . Затем: На рассмотрении.');
    expect((await open('/xidmetler/nothing/gedis')).statusCode).toBe(404);
  });

  it('is there as a file of BPMN in the language of the page', async () => {
    const { headers, body } = await server.inject({ url: `/en${course}.bpmn` });
    expect(headers['content-disposition']).toContain(`service-${service}.bpmn`);
    expect(body).toContain('<bpmn:userTask id="action.submit.draft" name="Send the application">');
    expect((await open(`${course}.bpmn?buraxilis=99`)).statusCode).toBe(404);
  });
});

describe('the schema of a service', () => {
  it('is published for editors, with what its fields mean', async () => {
    const { headers, body } = await server.inject({ url: '/en/sxem/service.json' });
    expect(headers['content-type']).toBe('application/schema+json; charset=utf-8');
    const schema = JSON.parse(body) as { $id: string; properties: Record<string, { description: string }> };
    expect(schema.$id).toMatch(/^http.*\/en\/sxem\/service\.json$/);
    expect(schema.properties.lead?.description).toBe('A sentence or two: what the applicant gets');
    expect((await open('/sxem/nothing.json')).statusCode).toBe(404);
  });
});

describe('the page of a decision table', () => {
  it('is open to everybody, from the page of the service', async () => {
    expect((await open(`/xidmetler/${service}`)).body).toContain(`href="${address}"`);
    expect((await open(address)).statusCode).toBe(200);
    expect((await open('/xidmetler/nothing/qerar')).statusCode).toBe(404);
  });

  it('says the conditions for people, each with its expression, reason and article', async () => {
    const { body, text } = await open(address);
    expect(body).toContain('title="&lt; 5">');
    expect(text).toContain('5-dən az');
    expect(text).toContain('Kibertəhlükəsizlik və ya Elektron cihazların istehsalı');
    expect(text).toContain('istənilən, bundan başqa: Fəaliyyət göstərir');
    expect(text).toContain('Qalan bütün hallar');
    expect(text).toContain('Şirkətin vergi borcu var: … ₼ “Texnologiyalar parkının rezidentliyi haqqında”');
    expect(text).toMatch(/Boşluq yoxdur: \d+ hal yoxlanılıb/);
    expect(body.match(/>nümunə</g)?.length).toBeGreaterThanOrEqual(7);
  });

  it.each([
    ['/en', 'How it is decided', 'less than 5', 'No gaps'],
    ['/ru', 'Как принимается решение', 'менее 5', 'Пробелов нет'],
  ])('speaks the other languages (%s)', async (language, ...words) => {
    const { text } = await open(`${language}${address}`);
    for (const word of words) expect(text).toContain(word);
  });

  it('shows an older version to whoever asks for it, and says which is in force', async () => {
    expect((await open(`${address}?buraxilis=1`)).text).toContain('Cədvəl qüvvədədir, 1-ci redaksiya');
    expect((await open(`${address}?buraxilis=99`)).statusCode).toBe(404);
    await sql`insert into kernel.release (number, approver, released_at)
      select max(number) + 1, 'test', ${test.clock.now()} from kernel.release`.execute(test.vahid.db);
    await sql`insert into kernel.definition (kind, name, version, release, hash, file, source, compiled)
      select kind, name, version + 1, (select max(number) from kernel.release), 'other', file, source, compiled
      from kernel.definition where kind = 'service' and name = ${service} and version = 1`.execute(test.vahid.db);
    const { text, body } = await open(`${address}?buraxilis=1`);
    expect(text).toContain('Bu, 1-ci redaksiyadır');
    expect(body).toContain(`action="${address}?buraxilis=1"`);
    expect((await open(address)).text).toContain('2-ci redaksiya');
    const course = await open(`/xidmetler/${service}/gedis?buraxilis=1`);
    expect(course.text).toContain('Bu, 1-ci redaksiyadır');
    expect(course.body).toContain('gedis.bpmn?buraxilis=1"');
  });
});

describe('trying it', () => {
  it('marks the rule that decides, gives its reason, and says what mattered', async () => {
    const { statusCode, text, fired } = await attempt(complete);
    expect(statusCode).toBe(200);
    expect(text).toContain('Nəticə: Təsdiq edilir');
    expect(fired).toContain('href="#known"');
    expect(plain(fired)).toContain('6 uyğun gəlir');
    expect(text).toContain('Bütün şərtlər ödənilir, sahə üstünlük verilən sahədir, işçilərin sayı 25');
    expect(text).toContain('Vergi borcu 0,00 ₼ 3-cü qaydaya uyğun deyil');
    expect(text).toContain('İşçilərin sayı 25 6-cı qaydanın şərtini ödəyir');
  });

  it('refuses nothing for want of a fact, and says which is missing', async () => {
    const { text, fired } = await attempt({ ...complete, technoparkResident: 'yes', taxDebt: '' });
    expect(fired).toBe('');
    expect(text).toContain('Nəticə: Qərarı vəzifəli şəxs verir');
    expect(text).toContain('Cədvəl tətbiq edilmir, çünki məlumat çatışmır: “Vergi borcu” barədə məlumat alınmayıb');
  });

  it('says nothing yet where a question is left without an answer', async () => {
    const { text } = await attempt({});
    expect(text).toContain('Cədvəl hələ heç nə demir');
    expect(text).toContain('Birinci ildə yeni iş yerləri, Fəaliyyət sahəsi');
  });

  it('shows a mistake at its field and in the summary, with what was typed', async () => {
    const { statusCode, body, text } = await attempt({ ...complete, newJobs: 'beş' });
    expect(statusCode).toBe(422);
    expect(body).toContain('<a href="#newJobs">');
    expect(body).toContain('value="beş"');
    expect(body).toContain('<title>Səhv: ');
    expect(text.match(/“Birinci ildə yeni iş yerləri”: tam ədəd yazın, məsələn, 5/g)).toHaveLength(2);
  });

  it('keeps nothing', async () => {
    const count = async () => {
      const { rows } = await sql<{ n: number }>`select (select count(*) from services."case") +
        (select count(*) from kernel.audit) + (select count(*) from kernel.event) as n`.execute(test.vahid.db);
      return Number(rows[0]?.n);
    };
    const before = await count();
    await attempt(complete);
    expect(await count()).toBe(before);
  });
});
