import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPortal, type Portal } from './portal.ts';
import { expectSound } from './sound.ts';
import * as walk from './walk.ts';
import { devicesOf, phone } from './whole.ts';

/*
 * A small institution registers its first system: draft, a mistake, a reviewer's question and its answer, the reviews,
 * the decision; in Azerbaijani, by pressing what stands on the page, at a desktop's width with scripts and at a phone's
 * without any. The steps build on one another.
 */

const { button, link } = walk;
const system = 'Qrantların idarə edilməsi sistemi';
const moves = ['Qiymətləndirilib', 'Köçürülməsi planlaşdırılıb', 'Köçürülür', 'Buluda köçürülüb'];
const written = 'Qeyd aktın və müsabiqə qaydalarının tələblərinə uyğundur.';

describe.each(devicesOf(phone))('on $device', ({ width, scripts }) => {
  let portal: Portal;
  let registrar: Page;
  let architect: Page;
  let protector: Page;
  let officer: Page;
  let reviewer: Page;
  let approver: Page;
  let request = '';

  beforeAll(async () => {
    portal = await openPortal();
    [registrar, officer, reviewer, approver] = [await sit(), await sit(), await sit(), await sit()];
    [architect, protector] = [await sit(), await sit()];
    await walk.signIn(registrar, 'Səbinə Mehdiyeva', '/masa/kataloq');
    await walk.signIn(officer, 'Elçin Nəbiyev', '/masa/isler');
    await walk.signIn(architect, 'Kamran Hüseynli', '/masa/isler');
    await walk.signIn(protector, 'Lalə Əlizadə', '/masa/isler');
    await walk.signIn(reviewer, 'Anar Səfərov', '/masa/isler');
    await walk.signIn(approver, 'Sevda Rüstəmova', '/masa/isler');
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

  /** Writes the grounds, presses, and waits until the button has gone with the state in which it could be pressed. */
  async function act(page: Page, action: string, path = request): Promise<void> {
    await page.goto(path);
    await box(page, 'Əsaslandırma və ya sual').fill(written);
    await button(page, action).click();
    await button(page, action).waitFor({ state: 'detached' });
  }

  test('the registrar opens a draft', async () => {
    await registrar.goto('/masa/kataloq');
    expect(await textOf(registrar)).toContain('Hələ müraciət yoxdur.');
    await box(registrar, 'Adı və ya kodu').fill(system);
    await walk.go(registrar, button(registrar, 'Qaralama aç'), `İstifadəyə verilmə: ${system}`);
    request = new URL(registrar.url()).pathname;
    expect(await box(registrar, 'Rəsmi adı nədir?').inputValue()).toBe(system);
    await expectSound(portal, registrar);
  });

  test('a draft that is not complete is kept, and says what is missing and what was meant', async () => {
    await box(registrar, /^Nə üçündür/).fill('Qrant müsabiqələrini elandan hesabata qədər aparır.');
    await box(registrar, /^EHİS ilə nədən istifadə edir/).fill('Əhalinin dövlət reyestir');
    await button(registrar, 'Təsdiqə göndər').click();
    await registrar.getByRole('alert').waitFor();
    const said = await textOf(registrar);
    expect(said).toContain('Bəlkə “Əhalinin dövlət reyestri”?');
    expect(said).toContain('Bu suala cavab verin.');
    expect(await registrar.title()).toMatch(/^Səhv: /);
    await registrar.goto(request);
    expect(await box(registrar, /^Nə üçündür/).inputValue()).toContain('elandan hesabata');
  });

  test('answered in full it is sent, and three sections are reviewed', async () => {
    await box(registrar, /^Hansı akta əsaslanır/).fill('technopark-rules 4.3');
    await box(registrar, /^Texniki məsul şöbənin e-poçtu/).fill('texnika@aef.example');
    for (const choice of ['Mühüm', 'İş saatlarında', 'Qurumun öz serverində'])
      await registrar.getByRole('radio', { name: choice, exact: true }).check();
    await box(registrar, /^EHİS ilə nədən istifadə edir/).fill('Əhalinin dövlət reyestri');
    // A page that is opened anew before the form was taken would take it back.
    const taken = registrar.waitForResponse((one) => one.request().method() === 'POST');
    await button(registrar, 'Təsdiqə göndər').click();
    await taken;
    await walk.reloadUntil(
      registrar,
      request,
      registrar.getByRole('rowheader', { name: /^İnformasiya təhlükəsizliyi/ }),
    );
    expect(await textOf(registrar)).toContain('20 iş günü');
    await expectSound(portal, registrar);
  });

  test('a reviewer asks, the time stops, and the institution answers', async () => {
    const own = reviewer
      .getByRole('main')
      .getByRole('link', { name: new RegExp(`İnformasiya təhlükəsizliyi.*${system}`) });
    await walk.reloadUntil(reviewer, '/masa/isler', own);
    await own.first().click();
    await walk.arrive(reviewer, /İstifadəyə verilmə/);
    await expectSound(portal, reviewer);
    await act(reviewer, 'Sual ver', new URL(reviewer.url()).pathname);
    const answer = box(registrar, 'Cavab');
    await walk.reloadUntil(registrar, request, answer);
    expect(await textOf(registrar)).toContain(written);
    await expectSound(portal, registrar);
    await answer.fill('Sistem açıq internetdən bağlıdır.');
    await button(registrar, 'Cavab ver').click();
    await registrar.getByText('Bölmələr üzrə rəy gözlənilir').first().waitFor();
  });

  test('the sections are agreed to, the centre recommends and another person approves', async () => {
    for (const [page, section] of [
      [architect, 'Arxitektura'],
      [protector, 'Fərdi məlumatların mühafizəsi'],
      [reviewer, 'İnformasiya təhlükəsizliyi'],
    ] as const) {
      const own = page.getByRole('main').getByRole('link', { name: new RegExp(`^${section}`) });
      await walk.reloadUntil(page, '/masa/isler', own);
      await own.first().click();
      await act(page, 'Razılıq ver', new URL(page.url()).pathname);
    }
    await act(officer, 'Qərara göndər');
    await act(approver, 'Təsdiq et');
    await walk.reloadUntil(registrar, request, link(registrar, 'Kataloqdakı qeyd'));
    expect(await textOf(registrar)).toContain('Təsdiq edilib');
    await expectSound(portal, registrar);
  });

  test('the entry is public, names its one source and what it uses', async () => {
    await walk.go(registrar, link(registrar, 'Kataloqdakı qeyd'), system);
    const said = await textOf(registrar);
    expect(said).toContain('nömrəli təsdiq edilmiş müraciət');
    expect(said).toContain('Əhalinin dövlət reyestri');
    await expectSound(portal, registrar);
    await walk.go(registrar, link(registrar, 'Bu dayansa, nə dayanar?'), 'Bu dayansa, nə dayanar?');
  });

  test('the system moves to the cloud, and the indicator with it', async () => {
    await registrar.goto('/masa/kataloq');
    await walk.go(registrar, link(registrar, 'Sistemlərin yerləşməsi'), /yerləşmə/i);
    await walk.go(registrar, link(registrar, system), system);
    for (const step of moves) {
      if (step === 'Köçürülməsi planlaşdırılıb') await registrar.getByRole('combobox').selectOption({ index: 1 });
      await button(registrar, step).click();
      await button(registrar, step).waitFor({ state: 'detached' });
    }
    await expectSound(portal, registrar);
    // Of the systems of the catalogue this is the first in the cloud.
    await walk.reloadUntil(registrar, '/plan/gosterici/systems-in-cloud', registrar.getByText(/^\d+ haldan 1\.$/));
    await registrar.goto('/kataloq/bulud');
    expect(await textOf(registrar)).toContain('Azərbaycan Elm Fondu');
    await expectSound(portal, registrar);
    expect(portal.faults().filter((fault) => !fault.startsWith('422 POST'))).toEqual([]);
  });
});
