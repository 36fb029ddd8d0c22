import type { Locator, Page } from 'playwright-core';

/*
 * Steps of the journey as people take them in a browser, in Azerbaijani: each presses what a person presses, waits for
 * the heading of the page that follows, and fails when something is missing. `tools/pictures.mjs` takes them too.
 */

export const company = '“Göyçay Proqram” MMC';
export const passport = '/xidmetler/technopark-residency';
export const residency = 'Texnologiyalar parkının rezidentliyi';
export const asked = {
  area: 'Hansı sahədə fəaliyyət göstərəcəksiniz?',
  newJobs: 'Birinci ildə neçə yeni iş yeri açacaqsınız?',
  project: 'Layihəniz nədən ibarətdir?',
  check: 'Cavablarınızı yoxlayın',
} as const;
export const project = 'Kənd təsərrüfatı üçün peyk şəkillərini oxuyan proqram.';

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
export const link = (page: Page, name: string): Locator =>
  page.getByRole('main').getByRole('link', { name, exact: true });

export async function arrive(page: Page, heading: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** Presses what leads to another page, and waits for the heading there. */
export async function go(page: Page, pressed: Locator, heading: string | RegExp): Promise<void> {
  await pressed.click();
  await arrive(page, heading);
}

/** Signs in as one of the demo people and comes back to `path`. */
export async function signIn(page: Page, name: string, path: string): Promise<void> {
  await page.goto(`/giris?davam=${encodeURIComponent(path)}`);
  await button(page, name).click();
  await page.waitForURL((url) => url.pathname === path);
}

/** From the first page to the service, signed in as the head of a company and acting for it. */
export async function beginAs(page: Page, name: string): Promise<void> {
  await page.goto('/xidmetler');
  await go(page, link(page, residency).first(), residency);
  await go(page, link(page, 'Daxil ol'), 'Kimin adından daxil olursunuz?');
  await go(page, button(page, name), residency);
  await go(page, link(page, 'Şirkəti seç'), /adından/);
  // Oneself stands first, then what one heads.
  await page.getByRole('radio').nth(1).check();
  await go(page, button(page, 'Davam et'), residency);
}

export async function answerArea(page: Page, area: string): Promise<void> {
  await page.getByRole('radio', { name: area }).check();
  await go(page, button(page, 'Davam et'), asked.newJobs);
}

export async function answerJobs(page: Page, count: string, next: string): Promise<void> {
  await page.getByRole('textbox', { name: asked.newJobs }).fill(count);
  await go(page, button(page, 'Davam et'), next);
}

export async function answerProject(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: asked.project }).fill(project);
  await go(page, button(page, 'Davam et'), asked.check);
}

/** Sends the checked application; answers its id and its number. */
export async function send(page: Page): Promise<{ readonly id: string; readonly number: string }> {
  await go(page, button(page, 'Müraciəti göndər'), 'Müraciətiniz göndərildi');
  const id = /muracietler\/([0-9a-f-]{36})\/gonderildi/.exec(page.url())?.[1];
  const number = /RP-\d{4}-\d{5}/.exec(await page.getByRole('main').innerText())?.[0];
  if (!id || !number) throw new Error(`no number of an application on ${page.url()}`);
  return { id, number };
}

/** On the passport, acting for a company: answers everything without a mistake, up to the check. */
export async function fillIn(page: Page): Promise<void> {
  await go(page, button(page, 'Müraciətə başla'), asked.area);
  await answerArea(page, 'Proqram təminatının hazırlanması');
  await answerJobs(page, '6', asked.project);
  await answerProject(page);
}

/** A whole application of the company one acts for. */
export async function apply(page: Page): Promise<{ readonly id: string; readonly number: string }> {
  await page.goto(passport);
  await fillIn(page);
  return send(page);
}

/** On the desk: opens a company's case from the queue. */
export async function openCase(page: Page, applicant: string): Promise<void> {
  await go(page, page.getByRole('link', { name: applicant }).first(), applicant);
}

/** What an approval shows: the certificate follows by itself, at once or a moment later. */
export const approved = /^(Təsdiq edilib|Şəhadətnamə verilib)$/;

/** With a case open at the desk: writes why, presses the action, and waits for the state that follows. */
export async function decide(page: Page, action: string, state: string | RegExp, note?: string): Promise<void> {
  if (note !== undefined) await page.getByRole('textbox', { name: 'İzahat' }).fill(note);
  // The button may show its key too; after it may stand one that signs.
  await page.getByRole('button', { name: action }).first().click();
  // The tag says it, and once it is decided the decision below it too.
  await page.locator('#decide').getByText(state, { exact: true }).first().waitFor();
}

/** Loads a page until what follows from a decision is there; that takes a moment. */
export async function reloadUntil(page: Page, path: string, wanted: Locator): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    await page.goto(path);
    if ((await wanted.count()) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const said = (await page.getByRole('main').innerText()).slice(-1200);
  throw new Error(`waited in vain on ${path} for what should follow; it says: ${said}`);
}
