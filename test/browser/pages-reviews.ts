import type { SeenPage } from './pages.ts';

const list = '/ekspert-reyleri';

/** What experts see who score applications, and the applicant whose project they score. */
export const reviewPages: readonly SeenPage[] = [
  { name: 'reviews, none', who: 'farmer', path: () => list },
  { name: 'reviews', who: 'expert', path: () => list },
  {
    name: 'review, to declare',
    who: 'expert',
    path: () => list,
    press: async (page) => {
      await page.goto((await page.locator(`main a[href*="${list}/"]`).first().getAttribute('href')) ?? '');
    },
  },
  { name: 'case with reviews', who: 'head', path: ({ cases }) => `/muracietler/${cases.reviewed}` },
];
