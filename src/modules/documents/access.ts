import { accessTable, anyone, signedIn } from '../../kernel/access.ts';

export const access = accessTable('documents', {
  // The code is the right: it is on the paper, and whoever holds the paper may check it.
  verifyDocument: anyone,
  readKeys: anyone,
  listOwnDocuments: signedIn,
  issueDocument: [{ who: 'system' }],
  revokeDocument: [{ who: 'system' }],
});
