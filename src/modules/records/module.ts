import type { Room } from '../../kernel/module.ts';
import { registerProvider } from '../exchange/index.ts';
import { access } from './access.ts';
import { entities } from './entities.ts';
import { historyPage } from './pages/history.tsx';
import { listPage } from './pages/list.tsx';
import { registerPage, resumeRegister, stopRegister } from './pages/register.tsx';
import { hostedProvider } from './provider.ts';
import { seed } from './seed.ts';

/** Registers kept by Vahid itself: records with valid time and recorded time, answering behind the exchange. */
export const room: Room = {
  name: 'records',
  dependsOn: ['identity', 'catalogue', 'exchange'],
  entities,
  access,
  routes: [listPage, registerPage, historyPage, stopRegister, resumeRegister],
  nav: [
    {
      fronts: ['desk'],
      order: 40,
      path: '/masa/reyestrler',
      label: { az: 'Reyestrlər', en: 'Registers', ru: 'Реестры' },
      access: 'records.seeRegisters',
    },
  ],
  open: (vahid) => registerProvider(vahid, 'hosted', hostedProvider),
  seed,
};
