import { declineUnsaid } from './agreements.ts';
import type { SeenPage } from './pages.ts';

/** Pages of who has to agree to an application, of its applicant, and of a parent who applies for a child. */
export const agreementPages: readonly SeenPage[] = [
  { name: 'check, agreement awaited', who: 'builder', path: ({ moving }) => `/muracietler/${moving.id}/yoxlama` },
  { name: 'case, agreement awaited', who: 'builder', path: ({ moving }) => `/muracietler/${moving.id}` },
  { name: 'agreement', who: 'inspector', path: ({ moving }) => moving.agreement },
  { name: 'agreement with a mistake', who: 'inspector', path: ({ moving }) => moving.agreement, press: declineUnsaid },
  { name: 'applications, agreement asked', who: 'inspector', path: () => '/muracietler' },
  { name: 'for which child', who: 'builder', path: () => '/xidmetler/civil-status-certificate/kimin-ucun' },
  { name: 'service for children', who: 'builder', path: () => '/xidmetler/civil-status-certificate' },
  { name: 'course with co-applicants', who: 'stranger', path: () => '/xidmetler/residence-change/gedis' },
];
