import { accessTable, signedIn } from '../../kernel/access.ts';

export const access = accessTable('mail', {
  /** One's own, or that of the organisation for which one acts. */
  readAddress: signedIn,
  setAddress: signedIn,
});
