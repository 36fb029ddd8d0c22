import { accessTable, anyone, signedIn } from '../../kernel/access.ts';

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
});
