import type { Sample } from './samples.ts';

/** Pages of the plan, open to everybody. */
export const openSamples: Readonly<Record<string, Sample>> = {
  'GET /plan/:plan': () => ({ params: { plan: '2026-2028' } }),
  'GET /plan/:plan (unknown)': () => ({ params: { plan: 'nothing' } }),
  'GET /plan/:plan/csv': () => ({ params: { plan: '2026-2028' } }),
  'GET /plan/istiqamet/:number': () => ({ params: { number: '6.1.1' } }),
  'GET /plan/istiqamet/:number (unknown)': () => ({ params: { number: '9.9' } }),
  'GET /plan/istiqamet/:number/csv': () => ({ params: { number: '6.1.1' } }),
  'GET /plan/:plan/istiqamet/:number': () => ({ params: { plan: '2026-2028', number: '6.1.1' } }),
  'GET /plan/:plan/istiqamet/:number/csv': () => ({ params: { plan: '2026-2028', number: '6.1.1' } }),
  'GET /plan/tedbir/:number': () => ({ params: { number: '6.1.2.2.4' } }),
  'GET /plan/tedbir/:number (unknown)': () => ({ params: { number: '9.9.9.9.9' } }),
  'GET /plan/tedbir/:number/csv': () => ({ params: { number: '6.1.2.2.4' } }),
  'GET /plan/:plan/tedbir/:number': () => ({ params: { plan: '2026-2028', number: '6.1.2.2.4' } }),
  'GET /plan/:plan/tedbir/:number (unknown)': () => ({ params: { plan: 'nothing', number: '6.1.2.2.4' } }),
  'GET /plan/:plan/tedbir/:number/csv': () => ({ params: { plan: '2026-2028', number: '6.1.2.2.4' } }),
  'GET /plan/qurum/:code': () => ({ params: { code: 'rinn' } }),
  'GET /plan/qurum/:code (unknown)': () => ({ params: { code: 'nobody' } }),
  'GET /plan/qurum/:code/csv': () => ({ params: { code: 'rinn' } }),
  'GET /api/v1/plan/measures/:number': () => ({ params: { number: '6.1.2.2.4' } }),
  'GET /api/v1/plan/measures/:number (unknown)': () => ({ params: { number: '9.9.9.9.9' } }),
};
