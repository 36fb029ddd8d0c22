import type { Rule } from '../../../kernel/access.ts';

export const officeAccess = {
  /** Everything late or about to be, of all institutions; what stands in it is public, the board is the centre's tool. */
  readBoard: [
    { who: 'project_office', where: 'any' },
    { who: 'auditor', where: 'any' },
  ],
  openCompetences: [
    { who: 'project_office', where: 'any' },
    { who: 'deputy_head', where: 'any' },
    { who: 'head', where: 'any' },
    { who: 'auditor', where: 'any' },
  ],
  /** Of one's own institution (`owner`), or of all for the centre (`own`). */
  readCompetence: [
    { who: 'project_office', where: 'own' },
    { who: 'deputy_head', where: 'owner' },
    { who: 'head', where: 'owner' },
    { who: 'auditor', where: 'any' },
  ],
  recordTraining: [
    { who: 'project_office', where: 'own' },
    { who: 'head', where: 'owner' },
    { who: 'deputy_head', where: 'owner' },
  ],
  /** Nobody says of themselves how well they know something. */
  assessCompetence: [
    { who: 'project_office', where: 'own' },
    { who: 'head', where: 'owner' },
  ],
} satisfies Record<string, readonly Rule[]>;
