import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPortal, type Portal } from './portal.ts';
import { expectSound } from './sound.ts';
import * as walk from './walk.ts';
import { desktop, devicesOf } from './whole.ts';

/*
 * A deputy head reports of a measure with evidence, the project office rejects it, nobody answers in time and the ladder
 * is climbed, the measure is late on the national page, and verified evidence brings it back. In Azerbaijani, by pressing
 * what stands on the page, at a desktop's width with scripts and at a phone's without any. The steps build on one another.
 */

const { button } = walk;
const number = '6.1.2.2.13';
const title = 'Universitet və sənayenin birgə işinə qrant';
const measurePage = `/plan/tedbir/${number}`;
const done = 'Qaydaların layihəsi hazırlanıb və ictimai müzakirəyə çıxarılıb.';
const reason = 'Keçid layihəyə aparır, təsdiq edilmiş qaydalar deyil.';

describe.each(devicesOf(desktop))('on $device', ({ width, scripts }) => {
  let portal: Portal;
  let deputy: Page;
  let office: Page;
  let head: Page;
  let reader: Page;
  let report = '';

  beforeAll(async () => {
    portal = await openPortal();
    [deputy, office, head, reader] = [await sit(), await sit(), await sit(), await sit()];
    await walk.signIn(deputy, 'Rəşad Novruzov', '/masa/plan');
    await walk.signIn(office, 'Vüsal Həmidov', '/masa/plan');
  }, 120_000);

  afterAll(async () => {
    await portal?.close();
  });

  async function sit(): Promise<Page> {
    const context = await portal.visit({ viewport: { width, height: 860 }, javaScriptEnabled: scripts });
    return context.newPage();
  }

  const textOf = (page: Page) => page.getByRole('main').innerText();
  const box = (page: Page, name: RegExp | string) => page.getByRole('textbox', { name });

  async function addEvidence(name: string, url: string): Promise<void> {
    await deputy.getByRole('combobox', { name: /^Mərhələ/ }).selectOption('M1');
    await deputy.getByRole('combobox', { name: /^Çıxış nəticəsi/ }).selectOption('D1');
    await box(deputy, /^Sübutun adı/).fill(name);
    await box(deputy, /^Keçid/).fill(url);
    await button(deputy, 'Sübutu əlavə et').click();
    await deputy.getByRole('link', { name, exact: true }).waitFor();
  }

  /** The project office finds the report in its list and opens it. */
  async function openAtOffice(): Promise<void> {
    const own = office.getByRole('main').getByRole('link', { name: new RegExp(title) });
    await walk.reloadUntil(office, '/masa/plan', own);
    await own.first().click();
    await button(office, 'Quruma qaytar').waitFor();
  }

  test('before anything is reported the measure waits, with its dates as a sample', async () => {
    await reader.goto(measurePage);
    const said = await textOf(reader);
    expect(said).toContain('AEF');
    expect(said).toContain('31.01.2027');
    expect(said.toLowerCase()).toContain('nümunə');
    await expectSound(portal, reader);
  });

  test('the deputy head writes a report; what is missing is said, and what was typed is kept', async () => {
    const row = deputy.getByRole('row').filter({ hasText: number });
    await row.getByRole('button', { name: 'Hesabata başla' }).click();
    await button(deputy, 'Hesabatı göndər').waitFor();
    report = new URL(deputy.url()).pathname;
    await box(deputy, 'Nə edilib?').fill(done);
    await button(deputy, 'Hesabatı göndər').click();
    await deputy.getByRole('alert').waitFor();
    expect(await box(deputy, 'Nə edilib?').inputValue()).toBe(done);
    await expectSound(portal, deputy);
  });

  test('it is sent with evidence and with the institution’s own rating', async () => {
    await box(deputy, 'Növbəti dövrdə nə ediləcək?').fill('Qaydalar təsdiqə göndəriləcək.');
    await deputy.getByRole('radio', { name: 'Vaxtında gedir' }).check();
    await addEvidence('Qaydaların layihəsi', 'https://aef.example/layihe');
    await button(deputy, 'Hesabatı göndər').click();
    await deputy.getByText('Yoxlanılır', { exact: true }).first().waitFor();
    expect(await textOf(deputy)).toContain('Qaydaların layihəsi');
    await expectSound(portal, deputy);
  });

  test('the project office rejects the evidence with a reason and returns the report', async () => {
    await openAtOffice();
    await expectSound(portal, office);
    await office.getByRole('radio', { name: 'Qəbul edilmir' }).check();
    await box(office, 'Qəbul edilməməsinin səbəbi').fill(reason);
    await box(office, 'Əsaslandırma').fill(reason);
    await button(office, 'Quruma qaytar').click();
    await button(office, 'Quruma qaytar').waitFor({ state: 'detached' });
    await deputy.goto(report);
    const said = await textOf(deputy);
    expect(said).toContain('Sizə qaytarılıb');
    expect(said).toContain(reason);
    await expectSound(portal, deputy);
  });

  test('nobody answers: the deputy head is reminded, and after three more working days the head is told', async () => {
    portal.turn('2026-12-09T06:00:00Z');
    await walk.signIn(head, 'Şəfəq Vəliyeva', '/masa/bildirisler');
    await walk.reloadUntil(head, '/masa/bildirisler', head.getByRole('main').getByText(number).first());
    await walk.signIn(deputy, 'Rəşad Novruzov', '/masa/bildirisler');
    expect(await textOf(deputy)).toContain(number);
    await expectSound(portal, deputy);
  });

  test('on the day after its date the measure is late, for everybody, whatever its institution says', async () => {
    portal.turn('2027-02-01T06:00:00Z');
    await walk.reloadUntil(reader, measurePage, reader.getByRole('main').getByText('Gecikir').first());
    expect(await textOf(reader)).toMatch(/vaxtında gedir/i);
    await reader.goto('/plan');
    expect(await textOf(reader)).toMatch(/gecik/i);
    await expectSound(portal, reader);
  });

  test('verified evidence ends it: the national page tells what changed', async () => {
    await walk.signIn(deputy, 'Rəşad Novruzov', report);
    await addEvidence('Təsdiq edilmiş qaydalar', 'https://aef.example/qaydalar');
    await button(deputy, 'Yenidən göndər').click();
    await deputy.getByText('Yoxlanılır', { exact: true }).first().waitFor();
    await walk.signIn(office, 'Vüsal Həmidov', '/masa/plan');
    await openAtOffice();
    await office.getByRole('radio', { name: 'Təsdiqlənir' }).check();
    await button(office, 'Qəbul et').click();
    await button(office, 'Qəbul et').waitFor({ state: 'detached' });
    await reader.goto(measurePage);
    const said = await textOf(reader);
    expect(said).toContain('Təsdiq edilmiş qaydalar');
    expect(said).not.toMatch(/Vəziyyəti?\s*Gecikir/);
    await reader.goto('/plan');
    expect(await textOf(reader)).toContain(number);
    await expectSound(portal, reader);
    expect(portal.faults().filter((fault) => !fault.startsWith('422 POST'))).toEqual([]);
  });

  test('the pages of the way are there for everybody and lead to each other', async () => {
    // A quarter's reports are kept once they had their time to be sent and judged.
    portal.turn('2027-02-12T06:00:00Z');
    await walk.reloadUntil(reader, '/plan/hesabatlar', reader.getByRole('main').getByText('Hesabat 1').first());
    expect(await textOf(reader)).toContain('Hesabat 1');
    await expectSound(portal, reader);
  });
});
