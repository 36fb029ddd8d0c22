import { anyone } from '../../../kernel/access.ts';

/** How plans stand is public. */
export const overviewAccess = { readOverview: anyone };
