import type { Page } from 'playwright-core';
import { camt } from '../../src/modules/payments/test-statement.ts';
import { arrive, button, go } from './walk.ts';

/** Founds a company with a charter of one's own, which costs a fee; answers the id of the application. */
export async function found(page: Page): Promise<string> {
  await page.goto('/xidmetler/company-registration');
  await go(page, button(page, 'Müraciətə başla'), 'Şirkət hansı nizamnamə ilə qurulur?');
  await page.getByRole('radio', { name: 'Öz nizamnaməsi' }).check();
  await page.locator('[name=charterText]').fill('Hesabat ildə iki dəfə verilir.');
  await go(page, button(page, 'Davam et'), 'Şirkətə hansı adı verirsiniz?');
  await page.locator('[name=companyName]').fill('Sınaq Yol');
  await go(page, button(page, 'Davam et'), 'Şirkət nə işlə məşğul olacaq?');
  await page.getByRole('radio', { name: 'Tikinti' }).check();
  await go(page, button(page, 'Davam et'), 'Şirkət harada yerləşəcək?');
  await page.locator('[name=seat]').fill('Bakı şəhəri, Sınaq küçəsi 3');
  await go(page, button(page, 'Davam et'), 'Cavablarınızı yoxlayın');
  await go(page, button(page, 'Müraciəti göndər'), 'Müraciətiniz göndərildi');
  return /muracietler\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

/**
 * Reads a statement with one payment that bears no reference, and one that a second official has to confirm; answers the
 * paths of that money, of a bill and of the statement that waits.
 */
export async function readStatement(
  page: Page,
): Promise<{ readonly entry: string; readonly bill: string; readonly statement: string }> {
  await page.goto('/masa/odenisler');
  await arrive(page, 'Ödənişlər');
  const buffer = Buffer.from(camt([{ ref: 'B-1', words: 'Şirkətin qeydiyyatı üçün' }], undefined, { opening: '0.00' }));
  await page.locator('input[type=file]').setInputFiles({ name: 'statement.xml', mimeType: 'text/xml', buffer });
  await button(page, 'Çıxarışı oxu').click();
  await page.waitForURL(/oxundu/);
  const path = async (word: string) =>
    (await page.locator(`main a[href*="/${word}/"]`).first().getAttribute('href')) ?? '';
  const [entry, bill] = [await path('daxilolma'), await path('hesab')];
  const gap = Buffer.from(camt([{ ref: 'B-2', words: 'Rüsum' }], undefined, { number: 'S-2', opening: '99.00' }));
  await page.locator('input[type=file]').setInputFiles({ name: 'next.xml', mimeType: 'text/xml', buffer: gap });
  await button(page, 'Çıxarışı oxu').click();
  await page.waitForURL(/\/cixaris\//);
  return { entry, bill, statement: new URL(page.url()).pathname };
}
