import { systemContext } from '../../../kernel/context.ts';
import type { Part } from '../part.ts';
import { exportCommand, templateCommand } from './command-form.ts';
import { importCommand } from './command-import.ts';
import { planRead } from './command-read.ts';
import { sampleCommand } from './command-sample.ts';
import { intakeEntities } from './entities.ts';
import { mapKind } from './map.ts';
import { addSamples, shippedSample } from './sample.ts';

/** How plans come in: read from their published text, from files of other shapes, from the form as a workbook. */
export const intake: Part = {
  access: {},
  entities: intakeEntities,
  definitions: [mapKind],
  commands: [planRead, importCommand, templateCommand, exportCommand, sampleCommand],
  async seed(vahid) {
    await addSamples(systemContext(vahid, 'seed'), shippedSample());
  },
};
