import type { Room } from '../../kernel/module.ts';
import { access } from './access.ts';
import { fillPorts } from './answers.ts';
import { api } from './api.ts';
import { rightsKind } from './definition.ts';
import { lookUp, message } from './entities.ts';
import { gatewayCommand, gatewayInit, gatewayPublish } from './gateway/commands.ts';
import { lookUpsPage } from './pages/look-ups.tsx';
import { verifyCommand } from './verify.ts';

/** Facts from registers and entries into them: rights, provenance, the log of look-ups. */
export const room: Room = {
  name: 'exchange',
  dependsOn: ['identity', 'process', 'catalogue'],
  entities: [lookUp, message],
  access,
  commands: [gatewayCommand, gatewayInit, gatewayPublish, verifyCommand],
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
};
