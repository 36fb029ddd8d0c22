import { askNothing } from './inquiries.ts';
import type { SeenPage } from './pages.ts';
import { follow } from './press.ts';

const openInquiry = follow('main a[href*="/masa/sorgu/"]');

/** An inquiry to another institution, for its applicant, who asked and who is asked. */
export const inquiryPages: readonly SeenPage[] = [
  { name: 'case, inquiry awaited', who: 'aunt', path: ({ cases }) => `/muracietler/${cases.inquired}` },
  { name: 'case at the desk with an inquiry', who: 'city', path: ({ cases }) => `/masa/is/${cases.inquired}` },
  { name: 'inquiry not sent', who: 'city', path: ({ cases }) => `/masa/is/${cases.inquired}`, press: askNothing },
  {
    name: 'inquiry, for who asked',
    who: 'city',
    path: ({ cases }) => `/masa/is/${cases.inquired}`,
    press: openInquiry,
  },
  { name: 'inquiry', who: 'ministry', path: () => '/masa', press: openInquiry },
];
