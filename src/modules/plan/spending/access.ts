import { type AccessTable, anyone, type Rule } from '../../../kernel/access.ts';

const owners: readonly Rule[] = [
  { who: 'registrar', where: 'owner' },
  { who: 'officer', where: 'owner' },
  { who: 'deputy_head', where: 'owner' },
  { who: 'head', where: 'owner' },
];
const centre: readonly Rule[] = [
  { who: 'officer', where: 'own' },
  { who: 'approver', where: 'own' },
  { who: 'deputy_head', where: 'own' },
  { who: 'head', where: 'own' },
  { who: 'project_office', where: 'own' },
];

export const spendingAccess = {
  /** What is planned, decided and spent is public from the pipeline on. */
  readSpending: anyone,
  /** One's own institution's requests; those of the centre and auditors read all that are no drafts. */
  openSpending: [
    { who: 'registrar', where: 'any' },
    { who: 'officer', where: 'any' },
    { who: 'approver', where: 'any' },
    { who: 'deputy_head', where: 'any' },
    { who: 'head', where: 'any' },
    { who: 'project_office', where: 'any' },
    { who: 'auditor', where: 'any' },
  ],
  /** A request whole, with its questions and journal. */
  readSpendingRequest: [...owners, ...centre, { who: 'auditor', where: 'any' }],
  startSpending: [{ who: 'registrar', where: 'owner' }],
  writeSpending: [
    { who: 'registrar', where: 'owner' },
    { who: 'officer', where: 'owner' },
    { who: 'deputy_head', where: 'owner' },
  ],
  /** Which step, and in which state, is the process's to say. */
  actOnSpending: [...owners, ...centre, { who: 'system' }],
  /** A failed check is let be by two people: one proposes it, another grants it. */
  proposeSpendingWaiver: [{ who: 'officer', where: 'own' }],
  waiveSpendingCheck: [{ who: 'approver', where: 'own' }],
  resolveSpendingDuplicate: [{ who: 'officer', where: 'own' }],
  /** The act of the Cabinet is entered by another than who decides by it. */
  nameCabinetAct: [{ who: 'officer', where: 'own' }],
  setSpendingCondition: [
    { who: 'officer', where: 'own' },
    { who: 'approver', where: 'own' },
  ],
  /** Of a request that lies with who decides. */
  setRecommendedCondition: [{ who: 'approver', where: 'own' }],
  showSpendingEvidence: [
    { who: 'registrar', where: 'owner' },
    { who: 'officer', where: 'owner' },
    { who: 'deputy_head', where: 'owner' },
  ],
  verifySpendingCondition: [
    { who: 'officer', where: 'own' },
    { who: 'project_office', where: 'own' },
  ],
  /** What was contracted, what it comes to, when it ends. */
  updateSpendingDelivery: [{ who: 'registrar', where: 'owner' }],
} satisfies AccessTable;
