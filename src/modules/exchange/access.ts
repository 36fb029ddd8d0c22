import { accessTable, anyone } from '../../kernel/access.ts';

/** Only the one whose data it is reads who looked at it; acting for an organisation, the organisation's. */
export const access = accessTable('exchange', {
  /** Services of the exchange and who may call them: public, as the register is. */
  readServices: anyone,
  /** Services of one's own institution's systems, published or not. */
  openServices: [{ who: 'registrar', where: 'any' }],
  keepService: [{ who: 'registrar', where: 'own' }],
  askRight: [{ who: 'registrar', where: 'own' }],
  /** In a test environment, in the name of a system of one's own institution. */
  tryService: (['registrar', 'officer', 'approver', 'deputy_head', 'head', 'project_office'] as const).map((who) => ({
    who,
    where: 'any',
  })),
  /** Rights at the desk; which of them, and who may act on one, its process says. */
  openRights: (['registrar', 'officer', 'approver', 'deputy_head', 'head', 'auditor'] as const).map((who) => ({
    who,
    where: 'any',
  })),
  readLookUps: [{ who: 'owner' }],
  /** What registers hold about oneself. */
  readOwnData: [{ who: 'owner' }],
  /** What the centre signs is handed out to all: it names institutions, their gateways and systems. */
  readConfiguration: anyone,
  openDirectory: (['registrar', 'officer', 'approver', 'deputy_head', 'head', 'auditor'] as const).map((who) => ({
    who,
    where: 'any',
  })),
  /** A gateway or a client of one's own institution. */
  announce: [{ who: 'registrar', where: 'own' }],
  /** What may be in the wrong hands: whoever's it is, and the centre. */
  withdrawTrust: [
    { who: 'registrar', where: 'owner' },
    { who: 'approver', where: 'own' },
  ],
  /** The key that follows is made inside and announced first: nobody gains by it, so one is enough. */
  rotateCentreKey: [{ who: 'approver', where: 'own' }],
  testConnection: [
    { who: 'registrar', where: 'owner' },
    { who: 'officer', where: 'own' },
    { who: 'approver', where: 'own' },
  ],
  /** Entries on their way and silent registers: whoever enters or asks, and whose register it is. */
  watchRemote: [
    { who: 'registrar', where: 'own' },
    { who: 'officer', where: 'own' },
    { who: 'approver', where: 'own' },
    { who: 'auditor', where: 'any' },
  ],
  resendEntry: [
    { who: 'registrar', where: 'own' },
    { who: 'approver', where: 'own' },
  ],
  /** Whoever calls: what counts is the signature of a gateway. */
  deliverDisclosures: anyone,
  deliverTraffic: anyone,
  readMassRuns: anyone,
  /** For who asks through a gateway: its rights were judged there. */
  trackUsage: [{ who: 'system' }],
  /** Checkpoints say nothing of anybody: that the logs only grow, everybody may watch. */
  watchLogs: anyone,
  /** The one whose data it is agrees, refuses or takes it back; acting for an organisation, the organisation. */
  decideConsent: [{ who: 'owner' }],
  /** Which events there are is no secret; who may have them the gateway judges. */
  readEventTypes: anyone,
  /** Subscriptions to the events of one's own institution, and those of its systems. */
  watchEvents: [
    { who: 'registrar', where: 'own' },
    { who: 'auditor', where: 'any' },
  ],
  /** How many exchanges there were and how they went says nothing of what was in them. */
  watchOperation: (['registrar', 'officer', 'approver', 'deputy_head', 'head', 'auditor'] as const).map((who) => ({
    who,
    where: 'any',
  })),
  /** The subscriber's side alone: whoever knows a secret could send in the name of the exchange. */
  changeWebhookKey: [{ who: 'registrar', where: 'own' }],
  /** Either side may have dead letters sent once more. */
  redeliverEvents: [{ who: 'registrar', where: 'own' }],
});
