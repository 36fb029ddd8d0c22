import type { Page } from 'playwright-core';
import { arrive, button, go, signIn } from './walk.ts';

/* A construction notice, on which three institutions are asked for their opinions. */

const service = '/xidmetler/construction-notice';

/** Signs in as a citizen and sends a construction notice; answers the id of the case. */
export async function noticeConstruction(page: Page, name: string): Promise<string> {
  await signIn(page, name, service);
  await go(page, button(page, 'Müraciətə başla'), 'Harada tikəcəksiniz?');
  await page.getByRole('textbox').fill('Bakı şəhəri, Xəzər rayonu, Sınaq küçəsi 7');
  await go(page, button(page, 'Davam et'), 'Nə tikirsiniz?');
  await page.getByRole('radio', { name: 'Yeni yaşayış evi' }).check();
  await page.getByRole('textbox', { name: 'Mərtəbələrin sayı' }).fill('2');
  await page.getByRole('textbox', { name: 'Ümumi sahə, m²' }).fill('180');
  await go(page, button(page, 'Davam et'), 'Tikinti üçün ağac kəsiləcəkmi?');
  await page.getByRole('radio').first().check();
  await go(page, button(page, 'Davam et'), 'Layihəniz nədən ibarətdir?');
  await page.getByRole('textbox').fill('Daş divarlar, qaz istiliyi, yoldan altı metr aralı.');
  await go(page, button(page, 'Davam et'), 'Layihənin çertyoju varsa, əlavə edin');
  await go(page, button(page, 'Davam et'), 'Cavablarınızı yoxlayın');
  await go(page, button(page, 'Müraciəti göndər'), 'Müraciətiniz göndərildi');
  return /muracietler\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

/** On the desk of an institution that is asked: opens the first opinion that waits. */
export async function openOpinion(page: Page, title: string): Promise<void> {
  await page.goto('/masa');
  await page.locator('main a[href*="/masa/rey/"]').first().click();
  await arrive(page, title);
}

/** With an opinion open: sends the form by one of its buttons. */
export async function say(page: Page, action: string, reason: string, state: string): Promise<void> {
  if (reason !== '') await page.locator('#decide #note').fill(reason);
  await page.locator(`#decide button[value=${action}]`).click();
  await page.locator('#decide').getByText(state, { exact: true }).first().waitFor();
}
