import { systemContext } from '../../../kernel/context.ts';
import type { Part } from '../part.ts';
import { intakeAccess } from './access.ts';
import { exportCommand, templateCommand } from './command-form.ts';
import { importCommand } from './command-import.ts';
import { planRead } from './command-read.ts';
import { sampleCommand } from './command-sample.ts';
import { intakeEntities } from './entities.ts';
import { mapKind } from './map.ts';
import { addSamples, shippedSample } from './sample.ts';
import { uploadRoutes } from './upload-desk.tsx';

export { sendForm } from './upload.ts';

/** How plans come in: read from their published text, from files of other shapes, from the form as a workbook. */
export const intake: Part = {
  access: intakeAccess,
  entities: intakeEntities,
  routes: uploadRoutes,
  definitions: [mapKind],
  nav: [
    {
      fronts: ['desk'],
      order: 73,
      path: '/masa/plan/yukleme',
      label: { az: 'Planın daxil edilməsi', en: 'Entering a plan', ru: 'Внесение плана' },
      access: 'plan.enterPlan',
    },
  ],
  commands: [planRead, importCommand, templateCommand, exportCommand, sampleCommand],
  async seed(vahid) {
    await addSamples(systemContext(vahid, 'seed'), shippedSample());
  },
};
