import {
  confirmRoute,
  describeRoute,
  deskServiceRoute,
  dropRoute,
  endRoute,
  keepRoute,
  publishRoute,
} from './pages/desk-service.tsx';
import { newServiceRoute, serviceDeskRoute } from './pages/desk-list.tsx';
import { endpointRoute, trialRoute } from './pages/trial.tsx';
import { servicesRoute } from './pages/list.tsx';
import { documentRoute, serviceRoute } from './pages/service.tsx';
import { serviceApi } from './api.ts';
import { serviceEnding, serviceReminder } from './ending.ts';

export { serviceEntities } from './entities.ts';

export const serviceJobs = [serviceEnding, serviceReminder];

export const serviceRoutes = [
  servicesRoute,
  serviceRoute,
  documentRoute,
  endpointRoute,
  trialRoute,
  serviceDeskRoute,
  newServiceRoute,
  deskServiceRoute,
  describeRoute,
  confirmRoute,
  publishRoute,
  dropRoute,
  endRoute,
  keepRoute,
  ...serviceApi,
];
