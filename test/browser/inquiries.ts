import type { Page } from 'playwright-core';
import { button, go, signIn } from './walk.ts';

/* Somebody is to be named guardian, and the city asks another institution about the child. */

/** Signs in as a citizen and asks to be named guardian; answers the id of the case. */
export async function applyAsGuardian(page: Page, name: string): Promise<string> {
  await signIn(page, name, '/xidmetler/guardian-appointment');
  await go(page, button(page, 'Müraciətə başla'), 'Kimə qəyyum və ya himayəçi olmaq istəyirsiniz?');
  await page.getByRole('textbox').fill('7DP9L3F');
  await go(page, button(page, 'Davam et'), 'Bu şəxs nə üçün himayəyə ehtiyac duyur?');
  await page.locator('[name=wanted][value=temporary]').check();
  await go(page, button(page, 'Davam et'), 'Onun pensiya və müavinətləri üçün də müraciət edəcəksinizmi?');
  await page.getByRole('radio').last().check();
  await go(page, button(page, 'Davam et'), 'Bunu hansı sənəd göstərir?');
  await page.getByRole('textbox').fill('N-2026-00017');
  await go(page, button(page, 'Davam et'), 'Cavablarınızı yoxlayın');
  await go(page, button(page, 'Müraciəti göndər'), 'Müraciətiniz göndərildi');
  return /muracietler\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

const inquiry = 'main a[href*="/masa/sorgu/"]';

/** At the desk of the city: asks the ministry, and shows it the child's name. */
export async function askMinistry(page: Page, id: string): Promise<void> {
  await page.goto(`/masa/is/${id}`);
  await page.locator('[name=institution]').selectOption('din');
  await page.locator('[name=question]').fill('Uşaq hazırda kiminlə yaşayır?');
  await page.locator('[name=sees][value=wardName]').check();
  await sendInquiry(page);
  await page.locator(inquiry).waitFor();
}

/** Asks nothing of nobody. */
export async function askNothing(page: Page): Promise<void> {
  await sendInquiry(page);
  await page.getByRole('alert').waitFor();
}

const sendInquiry = (page: Page) => page.locator('main form[action$="/sorgu"] button').click();
