import { anyone, type Rule } from '../../../kernel/access.ts';

/** The project office of the centre; `institution` of the subject is the centre. */
const centre: Rule = { who: 'project_office', where: 'own' };

export const measureAccess = {
  readMeasure: anyone,
  /** Who carries out a measure, and who answers for it in an institution. */
  assign: [centre],
  /** About a measure: the centre, and those of the executor or a co-executor, `ownerInstitution`. */
  comment: [
    centre,
    { who: 'deputy_head', where: 'owner' },
    { who: 'head', where: 'owner' },
    { who: 'officer', where: 'owner' },
    { who: 'registrar', where: 'owner' },
  ],
  /** Also what was written for those inside only. */
  readInternal: [
    centre,
    { who: 'deputy_head', where: 'owner' },
    { who: 'head', where: 'owner' },
    { who: 'officer', where: 'owner' },
    { who: 'registrar', where: 'owner' },
    { who: 'auditor', where: 'any' },
  ],
} satisfies Record<string, readonly Rule[]>;
