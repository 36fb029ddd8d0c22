import type { Rule } from '../../../kernel/access.ts';

export const intakeAccess = {
  /** Takes forms of plans and sends filled ones; `institution` of the subject is the centre. */
  enterPlan: [{ who: 'project_office', where: 'own' }],
} satisfies Record<string, readonly Rule[]>;
