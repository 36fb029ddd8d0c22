import { anyone, type Rule } from '../../../kernel/access.ts';

/** The centre's project office is `own`, offices of the institution that answers for the indicator are `owner`. */
const office: Rule = { who: 'project_office', where: 'own' };

export const indicatorAccess = {
  readIndicator: anyone,
  openIndicatorDesk: [
    { who: 'project_office', where: 'any' },
    { who: 'officer', where: 'any' },
    { who: 'deputy_head', where: 'any' },
    { who: 'head', where: 'any' },
    { who: 'auditor', where: 'any' },
  ],
  draftIndicator: [office, { who: 'officer', where: 'owner' }],
  actOnIndicator: [
    { who: 'project_office', where: 'any' },
    { who: 'officer', where: 'any' },
  ],
  enterReported: [{ who: 'officer', where: 'owner' }],
  /** Another person than the one who entered it. */
  judgeReported: [
    office,
    { who: 'officer', where: 'owner' },
    { who: 'deputy_head', where: 'owner' },
    { who: 'head', where: 'owner' },
  ],
  enterExternal: [office],
  /** What was entered and not confirmed, or rejected, with its notes and reasons. */
  readReported: [
    office,
    { who: 'officer', where: 'owner' },
    { who: 'deputy_head', where: 'owner' },
    { who: 'head', where: 'owner' },
    { who: 'auditor', where: 'any' },
  ],
} as const satisfies Readonly<Record<string, readonly Rule[]>>;
