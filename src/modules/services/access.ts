import { accessTable, anyone, roles, type Rule, signedIn } from '../../kernel/access.ts';

const owner: readonly Rule[] = [{ who: 'owner' }];
const officials: readonly Rule[] = [
  { who: 'officer', where: 'own' },
  { who: 'approver', where: 'own' },
  { who: 'deputy_head', where: 'own' },
];

export const access = accessTable('services', {
  listServices: anyone,
  readService: anyone,
  readRules: anyone,
  begin: anyone,
  startCase: owner,
  readOwnCases: signedIn,
  readCase: owner,
  answerCase: owner,
  submitCase: owner,
  withdrawCase: owner,
  appealDecision: owner,
  rateService: owner,
  openDesk: roles.map((who) => ({ who, where: 'any' as const })),
  readWorklist: officials,
  listAllCases: [{ who: 'auditor', where: 'any' }],
  readDeskCase: [...officials, { who: 'auditor', where: 'any' }],
  actOnCase: officials,
  refreshCase: officials,
});
