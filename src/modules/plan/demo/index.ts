import { systemContext } from '../../../kernel/context.ts';
import type { Part } from '../part.ts';
import { sampleRecord } from './entities.ts';
import { addLife } from './life.ts';

export { addLife } from './life.ts';
export { removeLife } from './remove.ts';

/** What makes the plan of a demonstration look lived in: reports, risks and spending, all of them samples. */
export const demo: Part = {
  access: {},
  entities: [sampleRecord],
  async seed(vahid) {
    await addLife(systemContext(vahid, 'seed plan'));
  },
};
