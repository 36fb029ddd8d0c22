import { accessTable, anyone, type Rule, signedIn } from '../../kernel/access.ts';

const substituted: readonly Rule[] = (['officer', 'approver', 'deputy_head', 'head'] as const).map((who) => ({
  who,
  where: 'own',
}));

export const access = accessTable('identity', {
  signIn: anyone,
  // Who has just confirmed an e-mail address, or registered so before.
  registerForeigner: anyone,
  signOut: signedIn,
  seeSessions: signedIn,
  endSession: signedIn,
  actFor: signedIn,
  seeOwnSession: anyone,
  seeInstitutions: anyone,
  sign: signedIn,
  readSigningAnchors: anyone,
  // Offices are given at the command line; no page does it.
  appoint: [{ who: 'system' }],
  endAppointment: [{ who: 'system' }],
  /** For oneself, or as a superior for who stands below. */
  nameSubstitute: substituted,
  endSubstitution: substituted,
  readSubstitutions: substituted,
});
