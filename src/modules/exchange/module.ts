import type { Room } from '../../kernel/module.ts';
import { access } from './access.ts';
import { fillPorts } from './answers.ts';
import { api } from './api.ts';
import { rightsKind } from './definition.ts';
import { lookUp, message } from './entities.ts';
import { gatewayCommand, gatewayInit, gatewayPublish } from './gateway/commands.ts';
import { auditCommand, proofCommand } from './log-tree/commands.ts';
import { logEntities } from './log-tree/entities.ts';
import { logJob, scheduleLog } from './log-tree/job.ts';
import { lookUpsPage } from './pages/look-ups.tsx';
import { verifyCommand } from './verify.ts';

/** Facts from registers and entries into them: rights, provenance, the log of look-ups. */
export const room: Room = {
  name: 'exchange',
  dependsOn: ['identity', 'process', 'catalogue'],
  entities: [lookUp, message, ...logEntities],
  access,
  commands: [gatewayCommand, gatewayInit, gatewayPublish, proofCommand, auditCommand, verifyCommand],
  jobs: [logJob],
  routes: [...api, lookUpsPage],
  nav: [
    {
      fronts: ['mygov'],
      order: 40,
      path: '/baxislar',
      label: { az: 'Məlumatıma kim baxıb', en: 'Who looked at my data', ru: 'Кто смотрел мои данные' },
      access: 'exchange.readLookUps',
    },
    {
      fronts: ['biznes'],
      order: 40,
      path: '/baxislar',
      label: { az: 'Məlumata kim baxıb', en: 'Who looked at the data', ru: 'Кто смотрел данные' },
      access: 'exchange.readLookUps',
    },
  ],
  definitions: [rightsKind],
  open: fillPorts,
  released: scheduleLog,
};
