import type { Room } from '../../kernel/module.ts';
import { access } from './access.ts';
import { registerDefinitions } from './actions/entering.ts';
import { judgeDefinitions } from './actions/judging.ts';
import { cataloguePages } from './actions/sitemap.ts';
import { api } from './api.ts';
import { commands } from './commands.ts';
import { actsKind } from './definition/acts.ts';
import {
  conceptProcessKind,
  conceptProposal,
  conceptRoutes,
  onConceptActed,
  openConceptPages,
} from './concepts/index.ts';
import { dictionaryKind } from './definition/dictionary.ts';
import { openapiKind } from './definition/openapi.ts';
import { registerKind } from './definition/register.ts';
import { lifeEventsKind, systemsKind } from './definition/systems.ts';
import { counter, entry, entryVersion, relation } from './entities.ts';
import {
  exceptionEntities,
  exceptionJobs,
  exceptionProcessKind,
  exceptionRoutes,
  openExceptionPages,
} from './exceptions/index.ts';
import { hostingEntities, hostingRoutes } from './hosting/index.ts';
import { finding, findingRoutes, findJob, scheduleFinding } from './findings/index.ts';
import { intakeRoutes } from './intake/desk.tsx';
import { measurements } from './measurements.ts';
import { dictionaryPage } from './pages/dictionary.tsx';
import { entryPage } from './pages/entry.tsx';
import { historyPage } from './pages/history.tsx';
import { impactPage } from './pages/impact.tsx';
import { searchPage } from './pages/search.tsx';
import { regulationApi } from './regulation/api.ts';
import { regulationChangesPage } from './regulation/changes-page.tsx';
import { regulation } from './regulation/entity.ts';
import { onActed, openRequestPages, requestDefinitions, requestEntities, requestRoutes } from './requests/index.ts';
import { regulationFileRoute, regulationPage } from './regulation/page.tsx';
import { handOver, handOverJob, scheduleHandover } from './succession/succession.ts';

/** The unified register of everything digital the state owns, and the dictionary it is written in. */
export const room: Room = {
  name: 'catalogue',
  dependsOn: ['identity', 'process'],
  entities: [
    entry,
    entryVersion,
    relation,
    counter,
    regulation,
    finding,
    conceptProposal,
    ...requestEntities,
    ...hostingEntities,
    ...exceptionEntities,
  ],
  access,
  routes: [
    ...api,
    searchPage,
    entryPage,
    historyPage,
    impactPage,
    dictionaryPage,
    regulationPage,
    regulationFileRoute,
    regulationChangesPage,
    regulationApi,
    ...conceptRoutes,
    ...requestRoutes,
    ...intakeRoutes,
    ...findingRoutes,
    ...hostingRoutes,
    ...exceptionRoutes,
  ],
  nav: [
    {
      fronts: ['plan'],
      order: 95,
      path: '/kataloq',
      label: { az: 'Kataloq', en: 'Catalogue', ru: 'Каталог' },
      access: 'catalogue.read',
    },
    {
      fronts: ['desk'],
      order: 30,
      path: '/masa/kataloq',
      label: { az: 'Kataloq müraciətləri', en: 'Catalogue requests', ru: 'Заявки в каталог' },
      access: 'catalogue.listRequests',
    },
    {
      fronts: ['desk'],
      order: 32,
      path: '/masa/kataloq/tapintilar',
      label: { az: 'Kataloqdakı uyğunsuzluqlar', en: 'Findings in the catalogue', ru: 'Расхождения в каталоге' },
      access: 'catalogue.listFindings',
    },
  ],
  publicPages: cataloguePages,
  commands,
  measurements,
  definitions: [
    actsKind,
    dictionaryKind,
    systemsKind,
    openapiKind,
    registerKind,
    lifeEventsKind,
    ...requestDefinitions,
    conceptProcessKind,
    exceptionProcessKind,
  ],
  reactions: [onActed, onConceptActed],
  open(vahid) {
    openRequestPages(vahid);
    openConceptPages(vahid);
    openExceptionPages(vahid);
  },
  jobs: [handOverJob, findJob, ...exceptionJobs],
  judge: judgeDefinitions,
  async released(ctx, again) {
    await handOver(ctx);
    if (!again) await registerDefinitions(ctx);
    await scheduleHandover(ctx);
    // After the release: the rooms that come later enter their things first.
    await scheduleFinding(ctx, ctx.vahid.now());
  },
};
