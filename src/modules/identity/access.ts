import { accessTable, anyone, signedIn } from '../../kernel/access.ts';

export const access = accessTable('identity', {
  signIn: anyone,
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
