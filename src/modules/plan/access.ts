import { accessTable, anyone } from '../../kernel/access.ts';

/** The plan and how it goes is public. */
export const access = accessTable('plan', { readPlan: anyone, readIndicator: anyone });
