import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../../test/database.ts';
import { failurePage } from '../../app/failure.tsx';
import { assetsPort } from '../../kernel/http/frame.ts';
import { buildServer } from '../../kernel/http/server.ts';
import { kernelRoom } from '../../kernel/room.ts';
import { institution } from '../identity/index.ts';
import { room as identity } from '../identity/module.ts';
import { room as process } from '../process/module.ts';
import { type CatalogueEntry, enterAll, registerEntries } from './actions/entering.ts';
import type { Envelope } from './envelope.ts';
import type { EntryKind, Spec } from './kinds.ts';
import { room as catalogue } from './module.ts';

let test: TestVahid;
let server: FastifyInstance;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] });
  const assets = { base: '/assets', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage });
  await enterService({});
});
afterAll(async () => {
  await server.close();
  await test.close();
});

function enterService(changed: Partial<CatalogueEntry>): Promise<void> {
  const service = {
    kind: 'service',
    code: 'residency',
    title: { az: 'Rezidentlik', en: 'Residency', ru: 'Резидентство' },
    institution: 'rinn',
    source: 'services/residency/service.yaml',
    path: '/xidmetler/residency',
    reads: ['organisation.taxDebt', 'headedBy'],
    enters: ['technopark-residents'],
  } as const;
  return registerEntries(test.ctx(), [{ ...service, ...changed }]);
}

async function read(url: string) {
  const answer = await server.inject({ url });
  expect([url, answer.statusCode]).toEqual([url, 200]);
  // What a reader sees: no tags, one space between words.
  const html = answer.body;
  return {
    html,
    text: html
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&nbsp;', ' ')
      .replace(/\s+/g, ' '),
  };
}

describe('pages of the catalogue', () => {
  it('search keeps what was typed, counts and leads to the entry', async () => {
    const { html, text } = await read('/kataloq?q=ehali&nov=reyestr&qurum=');
    expect(text).toContain('Tapılıb: 1');
    expect(html).toContain('href="/kataloq/reyestr/population"');
    expect(html).toMatch(/name="q"[^>]*value="ehali"/);
    expect(html).not.toContain('/kataloq/reyestr/companies');
    expect((await read('/kataloq?q=yoxdurbelesoz')).text).toContain('Uyğun qeyd tapılmadı');
  });

  it('search tells what it looked for instead of a slip, and leads to what was typed', async () => {
    const { html, text } = await read('/kataloq?q=rezidentlk&nov=xidmet');
    expect(text).toContain('“rezidentlik” kimi axtarıldı. Yazıldığı kimi axtar: “rezidentlk”');
    expect(html).toContain('href="/kataloq?q=rezidentlk&amp;nov=xidmet&amp;deqiq=1"');
    const asTyped = await read('/kataloq?q=rezidentlk&nov=xidmet&deqiq=1');
    expect(asTyped.text).toContain('Uyğun qeyd tapılmadı');
    expect(asTyped.text).not.toContain('kimi axtarıldı');
    expect((await read('/kataloq?q=rezidentlik')).text).not.toContain('kimi axtarıldı');
  });

  it('opens by kind with counts, by audience, by life event and by state', async () => {
    const { html, text } = await read('/kataloq');
    const registers = readdirSync(join(root, 'definitions/registers')).filter(
      (file) => !file.endsWith('.openapi.yaml'),
    );
    expect(text).toContain(`İnformasiya ehtiyatı (${registers.length})`);
    expect(html).toContain('href="/kataloq?nov=xidmet&amp;kimin=vetendas"');
    await enterService({ spec: { audience: 'business', lifeEvents: ['starting-business'] } });
    expect((await read('/kataloq?nov=xidmet&kimin=biznes&hadise=starting-business')).text).toContain('Tapılıb: 1');
    expect((await read('/kataloq?nov=xidmet&kimin=vetendas')).text).toContain('Uyğun qeyd tapılmadı');
    expect((await read('/kataloq?veziyyet=cixarilib')).text).toContain('Uyğun qeyd tapılmadı');
    await enterService({});
  });

  it('opens on what institutions have, with the institutions a press away, and knows no other kind', async () => {
    const { html, text } = await read('/kataloq');
    const [, list = ''] = html.split('<table');
    expect(list).toContain('href="/kataloq/reyestr/');
    expect(list).not.toContain('href="/kataloq/qurum/');
    expect(html).toContain('<option value="qurum"');
    expect(text).toMatch(/ Qurum \(\d+\)/);
    expect((await read('/kataloq?q=elm')).html).toContain('href="/kataloq/qurum/');
    for (const path of ['/kataloq/sistemler/x', '/kataloq/system/x'])
      expect((await server.inject({ url: path })).statusCode).toBe(404);
  });

  it('search turns pages and keeps its filters on the way', async () => {
    const { html } = await read('/kataloq?nov=qurum');
    expect(html).toContain('href="/kataloq?nov=qurum&amp;s=2"');
    expect((await read('/kataloq?nov=qurum&s=2')).html).toContain('aria-current="page"');
  });

  it('a register shows its owner, act with its mark, fields with classes, concepts and users', async () => {
    const { html, text } = await read('/kataloq/reyestr/companies');
    for (const part of [
      'Hüquqi şəxslərin dövlət reyestri',
      '“Dövlət reyestrlərindən məlumatın alınması haqqında” Qaydaların 3.1-ci bəndi nümunə',
      'Rəhbərin FİN-i mətn , boş ola bilər fərdi',
      'Vergi borcu Təşkilat həssas organisation.taxDebt',
      'Rezidentlik alır: vergi borcu, rəhbər',
      'yeganə mənbəyi bu reyestrdir',
    ]) {
      expect(text).toContain(part);
    }
    expect(html).toContain('href="/kataloq/sistem/taxpayer-system"');
    expect(html).toContain('href="/kataloq/qurum/in"');
  });

  it('a service shows the one source of everything it reads, and where its decision goes', async () => {
    const { html, text } = await read('/kataloq/xidmet/residency');
    expect(text).toContain('Vergi borcu həssas Hüquqi şəxslərin dövlət reyestri');
    expect(text).toContain('Qərarın yazıldığı reyestrlər Texnologiyalar parkının rezidentlərinin reyestri');
    expect(html).toContain('href="/xidmetler/residency"');
  });

  it('an entered register, API, portal and hosting say what they are', async () => {
    const title = { az: 'Sınaq', en: 'Trial', ru: 'Проба' };
    const enter = (kind: EntryKind, spec: Envelope['spec']) =>
      enterAll(
        test.ctx(),
        [
          {
            envelope: {
              kind,
              code: 'trial',
              title,
              institution: 'rinn',
              state: 'in_use',
              acts: [],
              relations: [],
              spec,
            },
          },
        ],
        { origin: 'request', source: 'R-1' },
      );
    const field = { name: 'area', label: title, class: 'personal', concept: 'residency.area' } as const;
    await enter('register', { objects: [{ name: 'one', label: title, fields: [field] }] });
    await enter('api', { protocol: 'soap', version: '2.1', description: 'https://rinn.example/wsdl' });
    await enter('portal', { platform: 'ios', address: 'https://rinn.example/app' });
    await enter('hosting', { place: 'abroad' });
    const register = await read('/kataloq/reyestr/trial');
    expect(register.text).toContain('Sınaq fərdi Fəaliyyət sahəsi');
    expect(register.html).toContain('href="/lugat/residency.area"');
    const api = await read('/kataloq/api/trial');
    expect(api.text).toContain('Protokol SOAP Versiya 2.1 Təsvirin ünvanı https://rinn.example/wsdl');
    expect(api.html).toContain('href="https://rinn.example/wsdl"');
    expect((await read('/en/kataloq/portal/trial')).text).toContain('Address https://rinn.example/app Platform iOS');
    expect((await read('/kataloq/hostinq/trial')).text).toContain('Yeri Ölkədən kənarda');
  });

  it('the list does not name an institution as its own owner', async () => {
    const { text } = await read('/kataloq?nov=qurum&qurum=aef');
    expect(text).toMatch(/Tapılıb: 1.* Qurum /);
    const [, list = ''] = text.split('Tapılıb: 1');
    const name = (await institution(test.ctx(), 'aef'))?.name.az ?? 'none';
    expect(list.split(name)).toHaveLength(2);
  });

  it('a system and an institution show what is theirs', async () => {
    expect((await read('/kataloq/sistem/population-system')).html).toContain('href="/kataloq/reyestr/population"');
    const { html } = await read('/kataloq/qurum/rinn');
    expect(html).toContain('href="/kataloq/reyestr/technopark-residents"');
    expect(html).toContain('href="/kataloq/xidmet/residency"');
    expect(html).not.toContain('href="/kataloq/qurum/rinn"');
  });

  it('the dictionary names the one source of each concept, or that people are asked', async () => {
    const { text } = await read('/lugat');
    expect(text).toContain('Vergi borcu organisation.taxDebt onluq kəsr həssas Hüquqi şəxslərin dövlət reyestri');
    expect(text).toContain('residency.area seçim açıq müraciətçidən soruşulur');
    expect(text).toContain('Rəhbər headedBy Təşkilat Şəxs Hüquqi şəxslərin dövlət reyestri');
    const found = await read('/lugat?q=vergi');
    expect(found.text).toContain('organisation.taxDebt');
    expect(found.text).not.toContain('organisation.name');
  });

  it('exist in the other languages', async () => {
    expect((await read('/en/kataloq/reyestr/companies')).text).toContain('This register is the one source');
    expect((await read('/ru/lugat')).text).toContain('Словарь данных');
  });

  it('show what stops with a register, over several steps, and what a service needs', async () => {
    const { html, text } = await read('/kataloq/sistem/technopark-system/tesir');
    expect(text).toContain('Texnologiyalar parkının rezidentlərinin reyestri İnformasiya ehtiyatı 1 birbaşa');
    expect(text).toContain('Rezidentlik Xidmət 2 Texnologiyalar parkının rezidentlərinin reyestri');
    expect(html).toContain('href="/kataloq/xidmet/residency"');
    const needs = await read('/kataloq/xidmet/residency/tesir?baxis=lazimdir');
    expect(needs.text).toContain('Vergi ödəyicilərinin informasiya sistemi İnformasiya sistemi 2');
    expect((await read('/kataloq/xidmet/residency/tesir')).text).toContain('bundan asılı olan qeyd yoxdur');
  });

  it('show every version of an entry and where two differ', async () => {
    const first = await read('/kataloq/xidmet/residency/tarixce');
    expect(first.text).toContain('qeyd yaradılıb');
    await enterService({
      title: { az: 'Parkın rezidentliyi', en: 'Residency', ru: 'Резидентство' },
      reads: ['headedBy'],
    });
    const { text } = await read('/kataloq/xidmet/residency/tarixce');
    expect(text).toContain('3-cü və 4-cü versiyanın fərqi');
    expect(text).toContain('Adı, azərbaycanca Rezidentlik Parkın rezidentliyi');
    expect(text).toContain(
      'Əlaqə: məlumat alır, İnformasiya ehtiyatı companies, Anlayışlar organisation.taxDebt, headedBy headedBy',
    );
    await enterService({});
    expect((await read('/en/kataloq/xidmet/residency/tarixce')).text).toContain('Versions 4 and 5 compared');
  });

  it('an entry says in words what its kind says besides, and leads to concepts', async () => {
    const spec: Spec<'service'> = {
      audience: 'business',
      lifeEvents: ['starting-business'],
      output: { az: 'Rezident şəhadətnaməsi', en: 'Certificate', ru: 'Свидетельство' },
      cost: { amount: '12.5', currency: 'AZN' },
      channels: ['portal'],
      workingDays: 10,
      contact: { phone: '+994 12 000 00 00', page: 'https://park.example/rezident' },
      asks: ['residency.area', 'Biznes plan'],
    };
    await enterService({ spec });
    const { html, text } = await read('/kataloq/xidmet/residency');
    for (const part of [
      'Kimin üçün Biznes',
      'Nəticəsi Rezident şəhadətnaməsi',
      'Ödəniş 12,50 ₼',
      'Müraciət kanalları Elektron, bu portalda',
      'Müddəti, iş günü 10',
      '+994 12 000 00 00 https://park.example/rezident',
      'Biznes plan',
    ])
      expect(text).toContain(part);
    expect(html).toContain('href="/lugat/residency.area"');
    expect(html).toContain('href="/kataloq?nov=xidmet&amp;hadise=starting-business"');
    const differs = { az: 'Müraciətdən asılıdır', en: 'Differs', ru: 'Зависит' };
    await enterService({ spec: { ...spec, costDiffers: differs } });
    expect((await read('/kataloq/xidmet/residency')).text).toContain('Ödəniş Müraciətdən asılıdır');
    await enterService({ spec: { ...spec, cost: { amount: '0.00', currency: 'AZN' }, workingDays: 0 } });
    expect((await read('/ru/kataloq/xidmet/residency')).text).toMatch(/Плата Бесплатно.*рабочих дней сразу на месте/);
    await enterService({});
  });

  it('do not exist for what is not there', async () => {
    for (const url of [
      '/kataloq/reyestr/no-such',
      '/kataloq/nothing/companies',
      '/api/v1/catalogue/entries/register/no-such',
    ]) {
      expect((await server.inject({ url })).statusCode, url).toBe(404);
    }
  });
});

describe('API of the catalogue', () => {
  it('answers a search, an entry with its relations, and the dictionary', async () => {
    const found = (await server.inject({ url: '/api/v1/catalogue/entries?q=ehali&kind=register' })).json();
    expect(found).toMatchObject({
      total: 1,
      page: 1,
      pages: 1,
      entries: [{ kind: 'register', code: 'population', institution: 'din' }],
    });
    expect(found.entries[0]).not.toHaveProperty('words');
    const entry = (await server.inject({ url: '/api/v1/catalogue/entries/register/technopark-residents' })).json();
    expect(entry.relations).toMatchObject([
      { direction: 'in', relation: 'enters', kind: 'service', code: 'residency' },
      { direction: 'in', relation: 'holds', kind: 'system', code: 'technopark-system' },
    ]);
    expect(entry.register).toMatchObject({
      key: 'number',
      hosted: true,
      provides: ['organisation.technoparkResident', 'organisation.technoparkNumber'],
    });
    const words = (await server.inject({ url: '/api/v1/dictionary' })).json();
    expect(words.concepts['organisation.taxDebt']).toMatchObject({ class: 'sensitive', register: 'companies' });
    expect(words.concepts['residency.area'].register).toBeNull();
    expect(words.relations.headedBy).toMatchObject({ from: 'organisation', register: 'companies' });
  });
});
