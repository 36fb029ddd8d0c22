import type { Page } from 'playwright-core';
import { demoName, demoPeople } from '../../src/modules/identity/index.ts';
import { arrive, button, go } from './walk.ts';

/* A move into a dwelling of somebody else, who has to agree. */

const owner = demoPeople.find((one) => demoName(one).includes('Samir') && one.surname === 'Məlikov');

/** Signed in as a citizen: asks the owner of the dwelling to agree; answers the id of the draft. */
export async function askOwner(page: Page): Promise<string> {
  await page.goto('/xidmetler/residence-change');
  await go(page, button(page, 'Müraciətə başla'), 'Köçdüyünüz mənzildə hansı əsasla yaşayacaqsınız?');
  await page.getByRole('radio', { name: 'Mülkiyyətçinin razılığı var' }).check();
  await page.getByRole('textbox', { name: 'Mülkiyyətçinin FİN-i' }).fill(owner?.fin ?? '');
  await go(page, button(page, 'Davam et'), 'Haraya köçürsünüz?');
  await page.getByRole('textbox').fill('Gəncə şəhəri, Sınaq küçəsi 12, mənzil 4');
  await go(page, button(page, 'Davam et'), 'Cavablarınızı yoxlayın');
  await page.locator('main button[value=ask]').click();
  await page.locator('main button[value=remind]').waitFor();
  await arrive(page, 'Cavablarınızı yoxlayın');
  return /muracietler\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

/** Declines without saying why. */
export async function declineUnsaid(page: Page): Promise<void> {
  await page.locator('main summary').click();
  await page.locator('main button[value=decline]').click();
  await page.locator('[role=alert]').waitFor();
}
