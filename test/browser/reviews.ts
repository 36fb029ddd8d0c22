import type { BrowserContext, Page } from 'playwright-core';
import { button, go, signIn } from './walk.ts';

/* A research grant, whose project experts score. */

/** For the company one acts for: applies for a grant; answers the id of the application. */
export async function applyForGrant(page: Page): Promise<string> {
  await page.goto('/xidmetler/research-grant');
  await go(page, button(page, 'Müraciətə başla'), 'Hansı elm sahəsində?');
  await page.getByRole('radio', { name: 'İnformatika və süni intellekt' }).check();
  await go(page, button(page, 'Davam et'), 'Nəyi və necə tədqiq edəcəksiniz?');
  await page.getByRole('textbox').nth(0).fill('Azərbaycan dilində danışığın tanınması');
  await page
    .getByRole('textbox')
    .nth(1)
    .fill('Min saatlıq danışıq toplanır, model öyrədilir və çağrı mərkəzində sınaqdan keçirilir.');
  await go(page, button(page, 'Davam et'), 'Nəticə kimə və necə fayda verəcək?');
  await page.getByRole('textbox').fill('Çağrı mərkəzləri danışıqları bir il sonra mətnə çevirəcək.');
  await go(page, button(page, 'Davam et'), 'Sənaye tərəfdaşınız kimdir?');
  await page.getByRole('textbox').fill('2008192661');
  await go(page, button(page, 'Davam et'), 'Layihə neçə ay çəkəcək?');
  await page.getByRole('textbox').fill('12');
  await go(page, button(page, 'Davam et'), 'Layihənin hansı xərcləri var?');
  await page.getByRole('textbox').nth(0).fill('Hesablama gücü');
  await page.getByRole('textbox').nth(1).fill('30000');
  await go(page, button(page, 'Davam et'), 'Cavablarınızı yoxlayın');
  await go(page, button(page, 'Müraciəti göndər'), 'Müraciətiniz göndərildi');
  return /muracietler\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

/** The experts of the demo in the field of that project; two of them are drawn. */
const experts = ['Tural Kərimli', 'Aysel Orucova', 'Cavid Səlimov', 'Leyla Abdullazadə'] as const;

/** One of the experts for whom a review waits, signed in. The draw follows the application by a job. */
export async function drawnExpert(visit: () => Promise<BrowserContext>): Promise<BrowserContext> {
  for (let tries = 0; tries < 5; tries += 1) {
    for (const name of experts) {
      const context = await visit();
      const page = await context.newPage();
      await signIn(page, name, '/ekspert-reyleri');
      const waits = await page.locator('main a[href*="/ekspert-reyleri/"]').count();
      await page.close();
      if (waits > 0) return context;
      await context.close();
    }
  }
  throw new Error('no expert was drawn');
}
