import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPortal, type Portal } from './portal.ts';
import * as walk from './walk.ts';

/*
 * On the way with a phone: the portal is installed, the connection is lost while a question is answered, and nothing of
 * what was typed is lost. The steps build on one another.
 */

const { asked, button } = walk;
const phone = { viewport: { width: 390, height: 844 } };
const typed = 'Süni peyk şəkillərini oxuyan proqram, metroda yazılıb.';

let portal: Portal;
let first: BrowserContext;
let here: Page;
/** Path of the last question. */
let question = '';

beforeAll(async () => {
  portal = await openPortal();
  first = await portal.visit(phone);
  here = await first.newPage();
}, 120_000);

afterAll(async () => {
  await portal?.close();
});

const textOf = (page: Page) => page.getByRole('main').innerText();
const said = (page: Page, words: string | RegExp) => page.getByRole('status').getByText(words).waitFor();
const kept = (page: Page) =>
  page.evaluate<string[]>(
    `Object.entries(localStorage).filter(([name]) => name.startsWith('vahid-unsent')).map((pair) => pair.join(' '))`,
  );
const field = (page: Page) => page.getByRole('textbox', { name: asked.project });

test('a browser is offered to install the portal, in the language of the page', async () => {
  await here.goto('/ru/xidmetler');
  const address = (await here.locator('link[rel=manifest]').getAttribute('href')) ?? '';
  const manifest = await (await first.request.get(address)).json();
  expect(manifest).toMatchObject({ lang: 'ru', name: 'Mygov: Государственные услуги', start_url: '/ru', scope: '/' });
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await first.request.get(src);
    expect(icon.headers()['content-type']).toBe(type);
    const side = (await icon.body()).readUInt32BE(16);
    expect(`${side}x${side}`).toBe(sizes);
  }
});

test('without a connection a page says so in its language, and only what is everybody’s is kept', async () => {
  await here.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await walk.beginAs(here, 'Nərmin Abbaslı');
  await first.setOffline(true);
  await here.goto('/muracietler');
  await walk.arrive(here, 'Bağlantı yoxdur');
  await here.goto('/ru/muracietler');
  await walk.arrive(here, 'Нет соединения');
  expect(await here.evaluate('getComputedStyle(document.body).fontFamily')).toContain('Onest');
  expect(await here.locator('body > header').innerText()).not.toContain('Nərmin');
  const paths = await here.evaluate<string[]>(
    `caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name))))
      .then((all) => Promise.all(all.map((one) => one.keys()))).then((all) => all.flat().map(({ url }) => new URL(url).pathname))`,
  );
  const pages = paths.filter((path) => !path.startsWith('/a/'));
  expect(pages.toSorted()).toEqual(['/baglanti-yoxdur', '/en/baglanti-yoxdur', '/ru/baglanti-yoxdur']);
  await first.setOffline(false);
  // It opens by itself what was asked for.
  await walk.arrive(here, /аявления/);
  portal.faults();
});

test('what is typed without a connection is kept on the device, and nobody reads it there', async () => {
  await here.goto(walk.passport);
  await here.getByRole('button', { name: 'Müraciətə başla' }).click();
  await walk.answerArea(here, 'Proqram təminatının hazırlanması');
  await walk.answerJobs(here, '6', asked.project);
  question = new URL(here.url()).pathname;
  await first.setOffline(true);
  await field(here).fill(typed);
  await button(here, 'Davam et').click();
  await said(here, /Bağlantı yoxdur. Cavabınız bu cihazda saxlanılıb/);
  expect(await field(here).inputValue()).toBe(typed);
  const [only = '', ...others] = await kept(here);
  expect(others).toEqual([]);
  expect(only.length).toBeGreaterThan(100);
  for (const secret of [typed, question, 'project']) expect(only).not.toContain(secret);
});

test('it is sent when the connection is back', async () => {
  await first.setOffline(false);
  await walk.arrive(here, asked.check);
  await said(here, 'cavabınız göndərildi');
  expect(await textOf(here)).toContain(typed);
  expect(await kept(here)).toEqual([]);
  portal.faults();
});

test('whoever goes on typing meanwhile sends it themselves', async () => {
  await here.goto(question);
  await first.setOffline(true);
  await field(here).fill('Birinci yazı.');
  await button(here, 'Davam et').click();
  await said(here, /saxlanılıb/);
  await field(here).fill('Birinci yazı, sonra davamı.');
  await first.setOffline(false);
  await said(here, /düyməsini basın/);
  await button(here, 'Davam et').click();
  await walk.arrive(here, asked.check);
  expect(await textOf(here)).toContain('Birinci yazı, sonra davamı.');
  expect(await kept(here)).toEqual([]);
  portal.faults();
});

test('it is sent from another page, if that of the question was closed', async () => {
  await here.goto(question);
  await first.setOffline(true);
  await field(here).fill('Səhifə bağlanıb.');
  await button(here, 'Davam et').click();
  await said(here, /saxlanılıb/);
  await here.close();
  await first.setOffline(false);
  here = await first.newPage();
  await here.goto('/muracietler');
  await said(here, 'cavabınız göndərildi');
  await here.goto(question);
  expect(await field(here).inputValue()).toBe('Səhifə bağlanıb.');
  expect(await kept(here)).toEqual([]);
  portal.faults();
});

test('whoever answered on another device meanwhile is asked which answer stays', async () => {
  const second = await portal.visit(phone);
  const there = await second.newPage();
  await walk.beginAs(there, 'Nərmin Abbaslı');
  await first.setOffline(true);
  await field(here).fill('Telefonda yazılıb.');
  await button(here, 'Davam et').click();
  await said(here, /saxlanılıb/);
  await there.goto(question);
  await field(there).fill('Kompüterdə yazılıb.');
  await walk.go(there, button(there, 'Davam et'), asked.check);
  await first.setOffline(false);
  await here.getByText('Kompüterdə yazılıb.').waitFor();
  expect(await field(here).inputValue()).toBe('Telefonda yazılıb.');
  expect(portal.faults().filter((fault) => fault.startsWith('409'))).toEqual([`409 POST ${question}`]);
  // Nothing was overwritten, and what was typed is still kept.
  await there.goto(question);
  expect(await field(there).inputValue()).toBe('Kompüterdə yazılıb.');
  expect(await kept(here)).toHaveLength(1);
  await here.getByRole('link', { name: 'Saxlanılmış cavab qalsın' }).click();
  await expect.poll(() => field(here).inputValue()).toBe('Kompüterdə yazılıb.');
  expect(await kept(here)).toEqual([]);
  await second.close();
});

test('signing out deletes what waits on the device, and says so before', async () => {
  await first.setOffline(true);
  await field(here).fill('Göndərilməyəcək.');
  await button(here, 'Davam et').click();
  await said(here, /saxlanılıb/);
  await here.close();
  // The draft is gone meanwhile: what was typed has nowhere to go, and waits.
  const elsewhere = await portal.visit(phone);
  const there = await elsewhere.newPage();
  await walk.beginAs(there, 'Nərmin Abbaslı');
  await there.goto(question.replace(/sual.*/, 'yoxlama'));
  await walk.send(there);
  await elsewhere.close();
  await first.setOffline(false);
  here = await first.newPage();
  await here.goto('/muracietler');
  await said(here, /göndərilməyib/);
  await here.goto('/cixis');
  await said(here, 'Bu cihazda göndərilməmiş 1 cavab var');
  expect(await kept(here)).toHaveLength(1);
  await button(here, 'Çıx').click();
  await here.waitForURL('/');
  expect(await kept(here)).toEqual([]);
});
