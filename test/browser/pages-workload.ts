import type { SeenPage } from './pages.ts';

/** Sends the last form of the page as it stands, with nothing chosen. */
const sendNothing: NonNullable<SeenPage['press']> = async (page) => {
  await page.locator('main form[method=post] button').last().click();
  await page.getByRole('alert').waitFor();
};

/** Who has how much before them, giving cases over, and who stands in for whom. */
export const workloadPages: readonly SeenPage[] = [
  { name: 'workload', who: 'approver', path: () => '/masa/is-yuku' },
  { name: 'own workload', who: 'officer', path: () => '/masa/is-yuku' },
  { name: 'worklist, given to me', who: 'officer', path: () => '/masa?kim=men' },
  { name: 'giving cases over', who: 'approver', path: () => '/masa/is-yuku/qurum/rinn/novbe' },
  {
    name: 'giving cases over with a mistake',
    who: 'approver',
    path: () => '/masa/is-yuku/qurum/rinn/novbe',
    press: sendNothing,
  },
  { name: 'substitution', who: 'approver', path: () => '/masa/evezetme' },
  { name: 'substitution with a mistake', who: 'officer', path: () => '/masa/evezetme', press: sendNothing },
];
