import { type Actor, accessTable, anyone, type Rule } from '../../kernel/access.ts';

// Who decides on requests and who reviews them are officials of the institutions that topics.yaml names; the process of
// a request says which of them may do what.
const desk: readonly Rule[] = [
  { who: 'registrar', where: 'any' },
  { who: 'officer', where: 'any' },
  { who: 'approver', where: 'any' },
  { who: 'deputy_head', where: 'any' },
  { who: 'auditor', where: 'any' },
];

export const access = accessTable('catalogue', {
  // The unified register is public: what the state holds is no secret, only the values are.
  read: anyone,
  openDesk: desk,
  /** An entry of one's own institution. */
  startRequest: [{ who: 'registrar', where: 'own' }],
  listRequests: [{ who: 'registrar', where: 'own' }],
  /** Where the systems and portals of one's own institution run. */
  moveHosting: [{ who: 'registrar', where: 'own' }],
  /** For an entry of one's own institution. */
  proposeException: [{ who: 'registrar', where: 'own' }],
  openExceptions: [
    { who: 'registrar', where: 'own' },
    { who: 'approver', where: 'own' },
  ],
  /** In the institution that decides on the catalogue. */
  grantException: [{ who: 'approver', where: 'own' }],
  /** Where the register and what is observed differ: what one's own institution has to mend; an auditor reads all. */
  listFindings: [
    { who: 'registrar', where: 'own' },
    { who: 'auditor', where: 'any' },
  ],
  explainFinding: [{ who: 'registrar', where: 'own' }],
  /** An entry of one's own institution, as it stands. */
  confirmEntry: [{ who: 'registrar', where: 'own' }],
  writeRequest: [{ who: 'registrar', where: 'owner' }],
  /** What is not yet sent is of nobody's concern but the institution's. */
  readDraft: [
    { who: 'registrar', where: 'owner' },
    { who: 'deputy_head', where: 'owner' },
  ],
  /** A concept whose one source is to be a register of one's own institution. */
  proposeConcept: [{ who: 'registrar', where: 'own' }],
  listConcepts: [{ who: 'registrar', where: 'own' }],
  writeConcept: [{ who: 'registrar', where: 'owner' }],
});

/** Institutions of which the actor is a registrar. */
export function registrarOf({ actor }: { readonly actor: Actor }): readonly string[] {
  return actor.appointments.filter(({ role }) => role === 'registrar').map(({ institution }) => institution);
}
