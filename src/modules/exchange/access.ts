import { accessTable } from '../../kernel/access.ts';

/** Only the one whose data it is reads who looked at it; acting for an organisation, the organisation's. */
export const access = accessTable('exchange', {
  readLookUps: [{ who: 'owner' }],
});
