import type { az } from './az.ts';

export const en: Record<keyof typeof az, string> = {
  exchange: 'Exchange',
  healthSummary: 'Tells how the services behind a gateway do',
  noTraffic:
    'No service behind the gateways of this installation was asked in the last 30 days. Counts are kept once a minute; what its own systems asked of others is not among them.',

  title: 'Operation of the exchange',
  lead: 'What went through the gateways, here and at institutions that tell the centre: how much, how fast, and what failed. The figures are renewed once a minute; nothing of what was said is here.',
  period: 'Period',
  day: 'Last 24 hours',
  week: 'Last 7 days',
  month: 'Last 30 days',
  show: 'Show',
  nothing: 'Nothing went through in this period. Once a gateway runs, its exchanges appear here within a minute.',

  traffic: 'Exchanges',
  byHour: 'Hour',
  byDay: 'Day',
  chart: '{from} to {to}: {count} exchanges, of which {failed} failed. Most at a time: {most}.',
  succeeded: 'Succeeded',
  failed: 'Failed',
  services: 'Services',
  service: 'Service',
  clients: 'Clients',
  client: 'Client',
  calls: 'Exchanges',
  failedShare: 'Share that failed',
  half: 'Half, ms',
  most95: '95 %, ms',
  most99: '99 %, ms',
  lastFailure: 'Last failure',
  none: 'none',
  unknown: 'not known',
  percentilesNote:
    'The columns say below which time half, 95 and 99 per cent were answered (estimated). An answer with a status of 500 or more counts as failed.',
  others: 'others',

  faults: 'Failures',
  faultCode: 'Code',
  faultCount: 'Count',
  faultsNone: 'Nothing failed in this period.',
  silent: 'Services that nobody asked',
  silentLead: 'Published, but nobody asked them here in the last 30 days.',
};
