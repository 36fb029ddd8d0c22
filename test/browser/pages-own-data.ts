import type { Page } from 'playwright-core';
import type { SeenPage } from './pages.ts';
import { sendNothing, submit } from './press.ts';

/** Writes to the owner of a register; while that is open the same request comes back. */
async function askCorrection(page: Page): Promise<void> {
  await page.locator('[name=words]').fill('Torpaq sahəsi 2 hektardır, çıxarış ÇX-123.');
  await page.locator(submit).click();
  await page.waitForURL(/duzelis/);
}

/** What registers hold about somebody, and requests to correct it. */
export const ownDataPages: readonly SeenPage[] = [
  { name: 'what registers hold', who: 'founder', path: () => '/melumatlarim' },
  { name: 'what registers hold about a company', who: 'debtor', path: () => '/melumatlarim' },
  { name: 'what is wrong in a register', who: 'founder', path: () => '/melumatlarim/sehv?melumat=person.pensioner' },
  {
    name: 'what is wrong in a register, with a mistake',
    who: 'founder',
    path: () => '/melumatlarim/sehv?melumat=person.pensioner',
    press: sendNothing,
  },
  {
    name: 'how a fact is right, with a mistake',
    who: 'founder',
    path: () => '/melumatlarim/sehv?melumat=person.birthDate',
    press: sendNothing,
  },
  {
    name: 'request to correct a register',
    who: 'founder',
    path: () => '/melumatlarim/sehv?melumat=person.landArea',
    press: askCorrection,
  },
];
