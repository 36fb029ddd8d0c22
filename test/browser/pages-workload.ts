import type { SeenPage } from './pages.ts';

const at =
  (path: string): SeenPage['path'] =>
  () =>
    path;

/** Sends the last form of the page as it stands, with nothing chosen. */
const sendNothing: NonNullable<SeenPage['press']> = async (page) => {
  await page.locator('main form[method=post] button').last().click();
  await page.getByRole('alert').waitFor();
};

/** Who has how much before them, giving cases over, and who stands in for whom. */
export const workloadPages: readonly SeenPage[] = [
  { name: 'workload', who: 'approver', path: at('/masa/is-yuku') },
  { name: 'own workload', who: 'officer', path: at('/masa/is-yuku') },
  { name: 'worklist, given to me', who: 'officer', path: at('/masa?kim=men') },
  { name: 'giving cases over', who: 'approver', path: at('/masa/is-yuku/qurum/rinn/novbe') },
  {
    name: 'giving cases over with a mistake',
    who: 'approver',
    path: at('/masa/is-yuku/qurum/rinn/novbe'),
    press: sendNothing,
  },
  { name: 'substitution', who: 'approver', path: at('/masa/evezetme') },
  { name: 'substitution with a mistake', who: 'officer', path: at('/masa/evezetme'), press: sendNothing },
];
