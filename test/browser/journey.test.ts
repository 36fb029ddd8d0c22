import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPortal, type Portal } from './portal.ts';
import * as walk from './walk.ts';
import { desktop, devicesOf } from './whole.ts';

/*
 * A company becomes a resident of the technology park: every step by pressing what stands on the page, in Azerbaijani,
 * with a mistake on the way; at a desktop's width with scripts, and at a phone's without any. The steps build on one
 * another.
 */

const { asked, button, go, link } = walk;
const law = '“Texnologiyalar parkının rezidentliyi haqqında” Qaydaların';
const issuer = 'Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi';
const indicator = '/plan/gosterici/once-only';

describe.each(devicesOf(desktop))('on $device', ({ width, scripts }) => {
  let portal: Portal;
  let head: Page;
  let officer: Page;
  let approver: Page;
  let id = '';
  let number = '';
  let document = '';

  beforeAll(async () => {
    portal = await openPortal();
    [head, officer, approver] = [await sit(), await sit(), await sit()];
  }, 120_000);

  afterAll(async () => {
    await portal?.close();
  });

  /** A person at a device of their own. */
  async function sit(): Promise<Page> {
    const context = await portal.visit({ viewport: { width, height: 860 }, javaScriptEnabled: scripts });
    return context.newPage();
  }

  const textOf = (page: Page) => page.getByRole('main').innerText();
  const focused = (page: Page) => page.evaluate('document.activeElement.className || document.activeElement.id');

  test('the indicator has nothing to show yet', async () => {
    await head.goto(indicator);
    expect(await textOf(head)).toContain('Hələ bir müraciət də təqdim edilməyib');
  });

  test('the head of a company finds the service, signs in and chooses the company', async () => {
    await walk.beginAs(head, 'Nərmin Abbaslı');
    const facts = await textOf(head);
    for (const known of [
      '2007311431',
      'Nərmin Elman qızı Abbaslı',
      'Hüquqi şəxslərin dövlət reyestri',
      'Sizdən 3 sual soruşulacaq',
    ])
      expect(facts).toContain(known);
    expect(new URL(head.url()).pathname).toBe(walk.passport);
  });

  test('she answers the first question and writes the second answer as a word', async () => {
    await go(head, button(head, 'Müraciətə başla'), asked.area);
    await walk.answerArea(head, 'Proqram təminatının hazırlanması');
    const field = head.getByRole('textbox', { name: asked.newJobs });
    await field.fill('altı');
    await button(head, 'Davam et').click();
    const alarm = head.getByRole('alert');
    await alarm.waitFor();
    expect(portal.faults()).toEqual([`422 POST ${new URL(head.url()).pathname}`]);
    expect(await head.title()).toMatch(/^Səhv: /);
    expect(await field.inputValue()).toBe('altı');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const [summary] = await alarm.getByRole('link').allInnerTexts();
    expect(await head.locator('.field.wrong .error').innerText()).toContain(summary);
    // With the script the summary is read at once; without it nothing has the focus yet.
    expect(await focused(head)).toBe(scripts ? 'alarm' : '');
    await alarm.getByRole('link').click();
    expect(await focused(head)).toContain('input');
  });

  test('she corrects it, answers the last question and comes to the check', async () => {
    await walk.answerJobs(head, '6', asked.project);
    await walk.answerProject(head);
    expect(await textOf(head)).toContain('Proqram təminatının hazırlanması');
    expect(await head.title()).not.toMatch(/^Səhv: /);
  });

  test('she changes an answer from the check and comes back to it', async () => {
    const row = head.locator('.answers > div', { hasText: asked.newJobs });
    await go(head, row.getByRole('link', { name: 'Dəyiş' }), asked.newJobs);
    await walk.answerJobs(head, '8', asked.check);
    expect(await row.innerText()).toContain('8');
  });

  test('she sends the application and gets its number', async () => {
    ({ id, number } = await walk.send(head));
    expect(await textOf(head)).toMatch(/baxır, qərar \d\d\.\d\d\.2026-dək veriləcək/);
    await go(head, link(head, 'Müraciətə bax'), walk.residency);
    expect(await textOf(head)).toContain(`Müraciətinizə ${issuer} baxır`);
  });

  test('an officer sees facts and conditions, and proposes', async () => {
    await walk.signIn(officer, 'Elçin Nəbiyev', '/masa');
    await walk.openCase(officer, walk.company);
    for (const seen of ['Hüquqi şəxslərin dövlət reyestri', 'Vergi borcu yoxdur', 'iş günü qalır', walk.project])
      expect(await textOf(officer)).toContain(seen);
    await walk.decide(officer, 'Təsdiqə göndər', 'Təsdiq gözlənilir', 'Şərtlər ödənilir.');
    expect(await button(officer, 'Təsdiq et').count()).toBe(0);
  });

  test('another official approves', async () => {
    await walk.signIn(approver, 'Sevda Rüstəmova', '/masa');
    await walk.openCase(approver, walk.company);
    await walk.decide(approver, 'Təsdiq et', walk.approved);
    expect(await textOf(approver)).toContain('Şərtlər ödənilir.');
  });

  test('the certificate arrives, with its reasons and a notification', async () => {
    await walk.reloadUntil(head, `/muracietler/${id}`, link(head, 'Sənədi aç'));
    for (const reason of ['Vergi borcu yoxdur', `${law} 4.4.1-ci bəndi`]) expect(await textOf(head)).toContain(reason);
    await head.goto('/bildirisler');
    expect(await textOf(head)).toContain(`${number} nömrəli müraciət təsdiq edildi`);
  });

  test('it is among her applications and her documents', async () => {
    await head.goto('/muracietler');
    expect(await textOf(head)).toContain(number);
    await head.goto('/senedler');
    expect(await textOf(head)).toContain('etibarlıdır');
    await link(head, 'Texnologiyalar parkı rezidentinin şəhadətnaməsi').click();
    await walk.arrive(head, /Sənəd etibarlıdır/);
    document = new URL(head.url()).pathname;
  });

  test('a stranger verifies it, and an invented code is not taken for one', async () => {
    const stranger = await sit();
    await stranger.goto(document);
    for (const seen of ['Sənəd etibarlıdır', number, walk.company, issuer])
      expect(await textOf(stranger)).toContain(seen);
    const invented = document.slice(0, -1) + (document.endsWith('0') ? '1' : '0');
    const answer = await stranger.goto(invented);
    expect(answer?.status()).toBe(404);
    expect(portal.faults()).toEqual([`404 GET ${invented}`]);
    await stranger.context().close();
  });

  test('she rates the service; a rating without a choice is not taken', async () => {
    await head.goto(`/muracietler/${id}`);
    await button(head, 'Qiyməti göndər').click();
    await head.getByRole('alert').waitFor();
    expect(portal.faults()).toEqual([`422 POST /muracietler/${id}/qiymet`]);
    await head.getByRole('radio', { name: '5: Çox razıyam' }).check();
    await button(head, 'Qiyməti göndər').click();
    await head.getByText('Qiymətiniz: 5 (5 bal üzrə).').waitFor();
  });

  test('she sees who looked at the company’s data, why and by what right', async () => {
    await head.goto('/baxislar');
    for (const seen of [issuer, 'vergi borcu', number, law]) expect(await textOf(head)).toContain(seen);
  });

  test('the plan’s indicator counts the case, and shows nothing that would tell of it alone', async () => {
    await walk.reloadUntil(head, indicator, head.getByText('5-dən az hal'));
    expect(await textOf(head)).not.toContain('72,7');
  });

  test('no page broke its own policy, nor asked for what is not there', () => {
    expect(portal.faults()).toEqual([]);
  });
});
