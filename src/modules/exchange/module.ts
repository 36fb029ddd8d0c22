import type { Room } from '../../kernel/module.ts';
import { access } from './access.ts';
import {
  onRightLapsed,
  openRights,
  rightEntities,
  rightJobs,
  rightMeasurements,
  rightProcessKind,
  rightRoutes,
} from './access-rights/index.ts';
import { fillPorts } from './answers.ts';
import { api } from './api.ts';
import { archiveCommand } from './archive/commands.ts';
import { forgetJob, scheduleForgetting } from './archive/forget.ts';
import { archiveJob, scheduleArchive } from './archive/job.ts';
import { rightsKind } from './definition.ts';
import { centreKeyCommand } from './directory/centre-key-command.ts';
import { exchangeClient, gatewayAnnounce, gatewayRenew } from './directory/commands.ts';
import { exchangeDemo } from './directory/demo.ts';
import {
  announcementProcessKind,
  directoryEntities,
  directoryJobs,
  directoryRoutes,
  onBookChanged,
  openDirectory,
  scheduleDirectory,
} from './directory/index.ts';
import { seedExchange } from './demo/index.ts';
import { disclosureEntities } from './disclosure/entities.ts';
import { consentEntities, consentRoutes, openConsents } from './consent/index.ts';
import { dispatchEntity, dispatchJob } from './dispatch/index.ts';
import { deliverDoor } from './disclosure-intake/api.ts';
import { lookUp, message } from './entities.ts';
import {
  eventJobs,
  eventEntities,
  eventMeasurements,
  eventRoutes,
  openEvents,
  scheduleEvents,
} from './events/index.ts';
import { registerHostedService } from './gateway/hosted-service.ts';
import { gatewayCommand, gatewayInit, gatewayPublish } from './gateway/commands.ts';
import { auditCommand, keyCommand, proofCommand } from './log-tree/commands.ts';
import { logEntities } from './log-tree/entities.ts';
import { logJob, scheduleLog } from './log-tree/job.ts';
import { logRoutes } from './log-tree/routes.ts';
import { massRunsDoor } from './mass-runs/api.ts';
import { massRun } from './mass-runs/entities.ts';
import { massRunsPage } from './mass-runs/page.tsx';
import { lookUpPage } from './pages/look-up.tsx';
import { lookUpsPage } from './pages/look-ups.tsx';
import {
  healthCommand,
  operationEntities,
  operationMeasurements,
  operationRetention,
  operationRoutes,
  scheduleOperation,
} from './operation/index.ts';
import { registerProvider } from './provider.ts';
import { fallback, remoteEntry } from './remote/entities.ts';
import { openapiCommand } from './remote/facts-openapi.ts';
import { answerFacts } from './remote/facts-service.ts';
import { enterJob } from './remote/outbox.ts';
import { remotePage, resendDispatchDoor, resendDoor } from './remote/pages.tsx';
import { remoteProvider } from './remote/provider.ts';
import { serviceEntities, serviceJobs, serviceRoutes } from './services/index.ts';
import { verifyCommand } from './verify.ts';

/** Facts from registers and entries into them: rights, provenance, the log of look-ups. */
export const room: Room = {
  name: 'exchange',
  dependsOn: ['identity', 'process', 'catalogue'],
  entities: [
    lookUp,
    massRun,
    message,
    remoteEntry,
    fallback,
    dispatchEntity,
    ...logEntities,
    ...disclosureEntities,
    ...directoryEntities,
    ...serviceEntities,
    ...rightEntities,
    ...eventEntities,
    ...consentEntities,
    ...operationEntities,
  ],
  access,
  commands: [
    gatewayCommand,
    gatewayInit,
    gatewayPublish,
    gatewayAnnounce,
    gatewayRenew,
    exchangeClient,
    centreKeyCommand,
    exchangeDemo,
    proofCommand,
    auditCommand,
    archiveCommand,
    keyCommand,
    verifyCommand,
    openapiCommand,
    healthCommand,
  ],
  jobs: [
    logJob,
    forgetJob,
    archiveJob,
    ...directoryJobs,
    enterJob,
    dispatchJob,
    ...serviceJobs,
    ...rightJobs,
    ...eventJobs,
    operationRetention,
  ],
  routes: [
    ...api,
    remotePage,
    resendDoor,
    resendDispatchDoor,
    deliverDoor,
    massRunsDoor,
    massRunsPage,
    lookUpsPage,
    lookUpPage,
    ...logRoutes,
    ...directoryRoutes,
    ...serviceRoutes,
    ...rightRoutes,
    ...eventRoutes,
    ...consentRoutes,
    ...operationRoutes,
  ],
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
    {
      fronts: ['mygov', 'biznes'],
      order: 41,
      path: '/raziliqlar',
      label: { az: 'Razılıqlar', en: 'Consents', ru: 'Согласия' },
      access: 'exchange.decideConsent',
    },
    {
      fronts: ['desk'],
      order: 36,
      path: '/masa/mubadile',
      label: { az: 'Mübadilə', en: 'Exchange', ru: 'Обмен' },
      access: 'exchange.openDirectory',
    },
  ],
  definitions: [rightsKind, announcementProcessKind, rightProcessKind],
  measurements: [...rightMeasurements, ...eventMeasurements, ...operationMeasurements],
  reactions: [onBookChanged, onRightLapsed],
  open(vahid) {
    fillPorts(vahid);
    openDirectory(vahid);
    openRights(vahid);
    openEvents(vahid);
    openConsents(vahid);
    registerProvider(vahid, 'remote', remoteProvider);
    registerHostedService(vahid, 'facts', { answer: answerFacts });
  },
  async released(ctx) {
    await scheduleLog(ctx);
    await scheduleForgetting(ctx);
    await scheduleArchive(ctx);
    await scheduleDirectory(ctx);
    await scheduleEvents(ctx);
    await scheduleOperation(ctx);
  },
  seed: seedExchange,
};
