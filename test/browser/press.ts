import type { Page } from 'playwright-core';

export const submit = 'main form[method=post] button:not([name])';

/** Sends the page's form with nothing chosen or typed. */
export async function sendEmpty(page: Page): Promise<void> {
  for (const field of await page.locator('main input.input, main textarea').all()) await field.fill('');
  await page.locator(submit).first().click();
  await page.getByRole('alert').waitFor();
}

/** Sends the form as it stands, which is refused. */
export async function sendNothing(page: Page): Promise<void> {
  await page.locator(submit).click();
  await page.getByRole('alert').waitFor();
}

/** Goes where the first of such links leads. */
export function follow(link: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.goto((await page.locator(link).first().getAttribute('href')) ?? '');
  };
}
