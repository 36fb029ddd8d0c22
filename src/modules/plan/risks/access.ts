import type { Rule } from '../../../kernel/access.ts';

/** The centre's project office of every risk (`own`); of one about a measure or owned by them, those of that institution (`owner`). */
const concerned: readonly Rule[] = [
  { who: 'project_office', where: 'own' },
  { who: 'deputy_head', where: 'owner' },
  { who: 'officer', where: 'owner' },
];

export const riskAccess = {
  openRisks: [
    { who: 'project_office', where: 'any' },
    { who: 'deputy_head', where: 'any' },
    { who: 'head', where: 'any' },
    { who: 'officer', where: 'any' },
    { who: 'auditor', where: 'any' },
  ],
  raiseRisk: concerned,
  assessRisk: concerned,
  mitigateRisk: concerned,
  /** Whom a risk is offered to. */
  acceptRisk: [
    { who: 'deputy_head', where: 'owner' },
    { who: 'head', where: 'owner' },
  ],
  closeRisk: [{ who: 'project_office', where: 'own' }],
} satisfies Record<string, readonly Rule[]>;
