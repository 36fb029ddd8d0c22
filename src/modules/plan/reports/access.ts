import { anyone, type Rule } from '../../../kernel/access.ts';

/** Offices of an institution that may write of its measures; the deputy head alone submits. */
export const writingRoles = ['officer', 'registrar', 'deputy_head'] as const;
/** Whoever holds one of these for the institution that reports judges none of its reports. */
export const reportingRoles = [...writingRoles, 'head'] as const;

const writers: readonly Rule[] = writingRoles.map((who) => ({ who, where: 'owner' }));
const readers: readonly Rule[] = [
  ...writers,
  { who: 'head', where: 'owner' },
  { who: 'project_office', where: 'own' },
  { who: 'approver', where: 'own' },
  { who: 'deputy_head', where: 'own' },
  { who: 'head', where: 'own' },
  { who: 'auditor', where: 'any' },
];

export const reportAccess = {
  /** What was accepted is public. */
  readReports: anyone,
  openWork: readers,
  readReport: [...readers, { who: 'system' }],
  beginReport: [{ who: 'deputy_head', where: 'owner' }],
  writeReport: writers,
  /** Evidence: also of those that help to carry the measure out. */
  addPiece: writers,
  actOnReport: [
    { who: 'deputy_head', where: 'owner' },
    { who: 'project_office', where: 'own' },
  ],
  judgeEvidence: [{ who: 'project_office', where: 'own' }],
  readDates: [...readers, { who: 'system' }],
  beginDates: [{ who: 'deputy_head', where: 'owner' }],
  writeDates: writers,
  actOnDates: [
    { who: 'deputy_head', where: 'owner' },
    { who: 'project_office', where: 'own' },
    { who: 'approver', where: 'own' },
  ],
} as const satisfies Record<string, readonly Rule[]>;
