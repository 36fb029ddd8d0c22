import { accessTable, type Rule } from '../../kernel/access.ts';

const cashiers: readonly Rule[] = [
  { who: 'officer', where: 'own' },
  { who: 'approver', where: 'own' },
];

export const access = accessTable('payments', {
  /** Bills, and the money that came in, of one’s institution. */
  readPayments: [
    ...cashiers,
    { who: 'deputy_head', where: 'own' },
    { who: 'head', where: 'own' },
    { who: 'auditor', where: 'any' },
  ],
  importStatement: [...cashiers, { who: 'system' }],
  /** Never by who read it in. */
  confirmStatement: [
    { who: 'approver', where: 'own' },
    { who: 'deputy_head', where: 'own' },
  ],
  matchEntry: cashiers,
  orderRefund: cashiers,
  /** Never by who ordered it. */
  confirmRefund: [
    { who: 'approver', where: 'own' },
    { who: 'deputy_head', where: 'own' },
  ],
  sendRefunds: cashiers,
});
