import type { Page } from 'playwright-core';
import { arrive, button, go } from './walk.ts';

/** For the company one acts for: applies for GPU hours, which the table gives at once; answers the id of the application. */
export async function applyForHours(page: Page): Promise<string> {
  await page.goto('/xidmetler/gpu-quota');
  await go(page, button(page, 'Müraciətə başla'), 'Superkompüterdə nə hesablayacaqsınız?');
  await page.getByRole('radio', { name: 'Azərbaycan dilində modellər' }).check();
  await page.getByRole('textbox').fill('Nitqin tanınması modeli, açıq danışıq toplusu ilə öyrədilir.');
  await go(page, button(page, 'Davam et'), 'Neçə GPU saatı lazımdır?');
  await page.getByRole('textbox').fill('1000');
  await go(page, button(page, 'Davam et'), 'İş nə dərəcədə hazırdır?');
  await page.getByRole('radio', { name: 'Kiçik həcmdə hesablanıb' }).check();
  await page.locator('[name=openResult]').first().check();
  await go(page, button(page, 'Davam et'), 'Cavablarınızı yoxlayın');
  await go(page, button(page, 'Müraciəti göndər'), 'Müraciətiniz göndərildi');
  return /muracietler\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

/** At the operator's desk: reads a report with a line that cannot be booked; answers the path of the quota. */
export async function reportUse(page: Page): Promise<string> {
  const quota = page.locator('main a[href*="/masa/kvotalar/"]').first();
  // The quota is given by a job that follows the decision.
  for (let left = 40; left > 0 && (await quota.count()) === 0; left -= 1) {
    await page.goto('/masa/kvotalar');
    await arrive(page, 'Kvotalar');
  }
  const number = /GK-\d{4}-\d+/.exec((await quota.textContent()) ?? '')?.[0] ?? '';
  const text = `key,quota,amount\nslurm-1,${number},812.5\nslurm-2,${number},5000`;
  const file = { name: 'hesabat.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  await go(page, button(page, 'Hesabatı oxu'), 'Kvotalar');
  await page.getByText('slurm-2').waitFor();
  return (await page.locator('main a[href*="/masa/kvotalar/"]').first().getAttribute('href')) ?? '';
}
