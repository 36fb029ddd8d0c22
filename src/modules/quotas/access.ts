import { accessTable, anyone } from '../../kernel/access.ts';

/** `own`: of the institution that is asked about; of a quota that is its operator, and `owner` the one that gave it. */
export const access = accessTable('quotas', {
  readOwnQuota: [{ who: 'owner' }],
  /** Quotas that one’s institution gave, or whose use it measures. */
  readQuotas: [
    { who: 'officer', where: 'own' },
    { who: 'approver', where: 'own' },
    { who: 'deputy_head', where: 'own' },
    { who: 'head', where: 'own' },
    { who: 'officer', where: 'owner' },
    { who: 'approver', where: 'owner' },
    { who: 'deputy_head', where: 'owner' },
    { who: 'head', where: 'owner' },
    { who: 'auditor', where: 'any' },
  ],
  importUsage: [
    { who: 'officer', where: 'own' },
    { who: 'approver', where: 'own' },
  ],
  orderCorrection: [
    { who: 'officer', where: 'own' },
    { who: 'approver', where: 'own' },
  ],
  /** Never by who ordered it. */
  confirmCorrection: [
    { who: 'approver', where: 'own' },
    { who: 'deputy_head', where: 'own' },
  ],
  manageKeys: [
    { who: 'approver', where: 'own' },
    { who: 'deputy_head', where: 'own' },
  ],
  /** The door of systems: whose it is, the key says. */
  askBySystem: anyone,
});
