import { formatNumber, plural } from '../../language/index.ts';
import type { ChartSentence, ClockCounts, Words } from './az.ts';

const workingDays = (n: number): string => `${n} working ${plural(n, 'en', { one: 'day', other: 'days' })}`;

export const en: Words = {
  skip: 'Skip to main content',
  sections: 'Sections',
  account: 'Account',
  languages: 'Language',
  platform: '“Vahid”, the state’s digital platform.',
  demo: 'This page is a sample: people, companies and figures are invented.',
  brands: { mygov: '', biznes: 'Business', desk: 'Desk', plan: 'National plan', verify: 'Check a document' },
  keysOff: 'Turn keyboard shortcuts off',
  keysOn: 'Turn keyboard shortcuts on',
  asTable: 'Show as a table',
  tableOf: (title) => `${title}, table`,

  registered: 'From a register',
  told: 'Stated by the applicant',
  measured: 'Measured',
  reported: 'Reported',
  missing: { none: 'none', unknown: 'not known', unavailable: 'not received', refused: 'permission refused' },
  notRenewed: 'not renewed',
  again: 'again at',
  factColumns: {
    officer: ['Fact', 'Value', 'Source', 'Received'],
    citizen: ['Detail', 'What the register says', 'Where it comes from', 'When received'],
  },
  factKey: { known: 'from a register', said: 'stated by the applicant', nodata: 'not received' },
  sample: 'sample',
  sampleTitle: 'This act is invented, as a sample',
  journal: 'Journal of the case',
  journalColumns: ['Time', 'Who', 'What was done'],

  back: 'Back',
  error: 'Error: ',
  alarm: (n) => `To continue, correct ${n === 1 ? 'one answer' : `${n} answers`}`,
  continue: 'Continue',
  saveAndLeave: 'Save and leave',
  optional: '(optional)',
  yes: 'Yes',
  no: 'No',
  choose: 'Choose',
  atMost: (n) => `At most ${formatNumber(n, 'en')} characters.`,
  dateHint: 'Day, month and year, for example 22.11.2026.',
  why: 'Why do you ask this?',
  progress: (title, n, of) => ({ text: `${title}:`, place: `question ${n} of ${of}` }),
  notAsked: 'What we do not ask',
  change: 'Change',
  noAnswer: 'not answered',
  addAnother: 'Add another',
  remove: 'Remove',

  queueKeys: { next: 'next', previous: 'previous' },
  toDecision: 'Go to the decision',
  deadline: {
    days: (n) => `${n} ${plural(n, 'en', { one: 'day', other: 'days' })}`,
    today: 'today',
    late: 'late',
    stopped: 'stopped',
  },
  clock: {
    title: 'Time limit',
    left: (n) => `${workingDays(n)} left`,
    today: 'Today is the last day',
    late: (n) => `${workingDays(n)} late`,
    stopped: 'The clock is stopped',
    due: 'Due: ',
    sentence: ({ total, spent, now, left, halt }: ClockCounts) =>
      [
        `${spent} of ${workingDays(total)} spent`,
        now ? `, today is day ${spent + 1}` : '',
        `, ${left} left.`,
        halt ? ` The clock was stopped for ${halt}.` : '',
      ].join(''),
  },
  reason: {
    known: 'Met according to a register',
    said: 'Met according to the applicant',
    late: 'Not met',
    pace: 'Partly met',
    nodata: 'Data not received',
    none: 'Not checked',
  },

  verdict: {
    valid: { title: 'The document is valid', text: 'The signature is correct and the document has not been revoked.' },
    revoked: {
      title: 'The document has been revoked',
      text: 'The signature is correct, but the document is no longer in force.',
    },
    expired: {
      title: 'The document has expired',
      text: 'The signature is correct, but the document is no longer in force.',
    },
    unknown: {
      title: 'The document was not recognised',
      text: 'No document was issued under this code. Check the code.',
    },
  },
  checked: 'Checked: ',
  republic: 'Republic of Azerbaijan',
  number: 'Number',
  qr: 'QR code for checking',
  proof: 'The original is electronic. To check a paper copy, scan the QR code or open this address: ',

  direction: 'Direction',
  measures: 'Number of measures',
  total: 'Total',
  measure: {
    done: { word: 'done', short: 'Done' },
    pace: { word: 'on pace', short: 'On pace' },
    late: { word: 'late', short: 'Late' },
    nodata: { word: 'no data', short: 'No data' },
    unassigned: { word: 'no executor', short: 'No executor' },
  },
  chart: {
    key: { known: 'measured in the system', said: 'reported by the institution' },
    base: 'baseline',
    columns: ['Month', 'Required', 'Actual', 'How obtained'],
    known: 'measured',
    said: 'reported',
    sentence: (of: ChartSentence) =>
      [
        'Line chart.',
        of.target ? ` Baseline: ${of.base}. Target: ${of.target}, ${of.end}.` : '',
        of.last ? ` Latest figure, ${of.month}: ${of.last} (${of.how})` : ' No figure yet',
        of.required ? `, required that month: ${of.required}.` : '.',
      ].join(''),
  },

  search: 'Search',
  searchIn: { services: 'Search for a service', catalogue: 'Search the catalogue' },
  forExample: 'For example: ',
  pages: 'Pages',
  page: (n) => `Page ${n}`,
  previous: 'Previous',
  next: 'Next',
  rating: ['Very dissatisfied', 'Dissatisfied', 'Neither', 'Satisfied', 'Very satisfied'],

  home: 'Go to the home page',
  faultNumber: 'Number of the fault',
  status: {
    400: { title: 'The request could not be read', text: 'Go back to the previous page and try again.' },
    401: { title: 'Please sign in', text: 'This page is shown only to people who have signed in.' },
    403: {
      title: 'You have no access to this page',
      text: 'If your authority has changed, sign out and sign in again.',
    },
    404: { title: 'Page not found', text: 'Check the address, or use the search.' },
    409: {
      title: 'The data has changed in the meantime',
      text: 'Open the page again, look at the change and repeat what you did.',
    },
    410: { title: 'This page no longer exists', text: 'The service or document you are looking for has been closed.' },
    413: { title: 'The file is too large', text: 'Choose a smaller file and send it again.' },
    429: { title: 'Too many requests', text: 'Wait a minute and try again.' },
    500: {
      title: 'The page could not be shown',
      text: 'The fault has been recorded. Try again in a few minutes. Your saved answers are not lost.',
    },
    503: {
      title: 'The service is unavailable for now',
      text: 'Try again in a few minutes. Your saved answers are not lost.',
    },
  },
};
