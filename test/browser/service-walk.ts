import type { Locator, Page } from 'playwright-core';
import { reloadUntil } from './walk.ts';

/*
 * Steps through a service in whatever language: by the names of fields and the values of buttons, which every language
 * shares, never by words. Each waits for the page that follows.
 */

/** Answers by name of their field: a value, what stands at a place of a choice (from 0 on), or a file. */
export type Answers = Readonly<Record<string, string | number | { readonly file: string }>>;

const told = async (page: Page): Promise<string> =>
  `${page.url()}: ${(await page.getByRole('main').innerText()).slice(0, 600)}`;

/** Presses what leads on; what is wrong on the page is what it fails with. */
export async function press(page: Page, pressed: Locator, to: RegExp): Promise<void> {
  await pressed.click();
  await page.waitForURL(to).catch(async (cause: unknown) => {
    throw new Error(`does not lead to ${to.source}: ${await told(page)}`, { cause });
  });
}

/** Signs in as one of the demo people, in the language of the path. */
export async function signInTo(page: Page, name: string, path: string): Promise<void> {
  const language = /^\/(?:en|ru)(?=\/)/.exec(path)?.[0] ?? '';
  await page.goto(`${language}/giris?davam=${encodeURIComponent(path.slice(language.length))}`);
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForURL((url) => url.pathname === path);
}

/** Answers question after question up to the check; `look` sees each page before it is answered. */
export async function answerAll(page: Page, answers: Answers, look: () => Promise<void>): Promise<void> {
  for (let pages = 0; !page.url().includes('/yoxlama'); pages += 1) {
    if (pages > 20) throw new Error(`no end of questions at ${page.url()}`);
    await look();
    for (const [name, value] of Object.entries(answers)) await answer(page, name, value);
    const here = new URL(page.url()).pathname;
    await page.locator('main form button:not([name])').first().click();
    await page.waitForURL((url) => url.pathname !== here);
  }
  await look();
}

async function answer(page: Page, name: string, value: Answers[string]): Promise<void> {
  const field = page.locator(`main form [name="${name}"]`);
  if ((await field.count()) === 0) return;
  if (typeof value === 'number') await field.nth(value).check();
  else if (typeof value === 'object') await addFile(page, field, value.file);
  else if ((await field.first().getAttribute('type')) === 'radio')
    await page.locator(`main form [name="${name}"][value="${value}"]`).check();
  else await field.fill(value);
}

async function addFile(page: Page, field: Locator, name: string): Promise<void> {
  await field.setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
  await page.locator('main form button[value=add]').click();
  await page.getByRole('main').getByRole('link', { name }).waitFor();
}

/** At the desk: writes why, presses the action, and waits until it cannot be pressed any more. */
export async function act(page: Page, path: string, action: string, note: string): Promise<void> {
  const button = page.locator(`#decide button[value="${action}"]`).first();
  await reloadUntil(page, path, button);
  const field = page.locator('#decide #note');
  if (note !== '' && (await field.count()) > 0) await field.fill(note);
  await button.click();
  await button.waitFor({ state: 'detached' });
}
