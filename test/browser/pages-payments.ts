import type { SeenPage } from './pages.ts';
import { sendEmpty } from './press.ts';

/** What is paid, and what an approval gives to use. */
export const paymentPages: readonly SeenPage[] = [
  { name: 'payments', who: 'cashier', path: () => '/masa/odenisler' },
  { name: 'money without a bill', who: 'cashier', path: ({ payments }) => payments.entry },
  {
    name: 'money without a bill, with a mistake',
    who: 'cashier',
    path: ({ payments }) => payments.entry,
    press: sendEmpty,
  },
  { name: 'statement to be confirmed', who: 'cashier', path: ({ payments }) => payments.statement },
  { name: 'bill', who: 'cashier', path: ({ payments }) => payments.bill },
  { name: 'quotas', who: 'operator', path: () => '/masa/kvotalar' },
  { name: 'quota at the desk', who: 'operator', path: ({ quota }) => quota.desk },
  { name: 'quota at the desk with a mistake', who: 'operator', path: ({ quota }) => quota.desk, press: sendEmpty },
];
