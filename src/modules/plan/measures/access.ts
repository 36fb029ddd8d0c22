import { anyone } from '../../../kernel/access.ts';

export const measureAccess = { readMeasure: anyone };
