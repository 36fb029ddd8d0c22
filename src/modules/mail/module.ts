import type { Room } from '../../kernel/module.ts';
import { codeLetterPort, confirmedAddressPort, reminderPort } from '../identity/index.ts';
import { deliveryPort, noticePort } from '../process/index.ts';
import { access } from './access.ts';
import { deliveries } from './delivery.ts';
import { entities } from './entities.ts';
import {
  addressConfirmed,
  codeAsked,
  codeJob,
  confirmJob,
  letterJob,
  newsJob,
  noticed,
  reminded,
  reminderJob,
} from './jobs.ts';
import {
  addressRoute,
  confirmAddressRoute,
  confirmRoute,
  removeAddressRoute,
  setAddressRoute,
} from './pages/address.tsx';

/** Letters that say that there is news in the portal, for who wants them. */
export const room: Room = {
  name: 'mail',
  dependsOn: ['identity', 'process'],
  entities,
  access,
  routes: [addressRoute, setAddressRoute, removeAddressRoute, confirmRoute, confirmAddressRoute],
  jobs: [confirmJob, newsJob, letterJob, codeJob, reminderJob],
  open(vahid) {
    if (!vahid.config.smtp) return;
    noticePort.fill(vahid, noticed);
    deliveryPort.fill(vahid, deliveries);
    codeLetterPort.fill(vahid, codeAsked);
    confirmedAddressPort.fill(vahid, addressConfirmed);
    reminderPort.fill(vahid, reminded);
  },
};
