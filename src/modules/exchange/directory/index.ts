import type { Context } from '../../../kernel/context.ts';
import { on } from '../../../kernel/event.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { registerPages } from '../../process/index.ts';
import { configurationPort, formerSystemsPort } from '../disclosure-intake/ports.ts';
import { bookChanged } from '../services/events.ts';
import { bookRoute, centreRoute, configurationRoute, membersRoute } from './api.ts';
import { publicationJob, publishSoon } from './job.ts';
import { actOnAnnouncementRoute, announcementRoute } from './pages/announcement.tsx';
import { announceKeyRoute, centreKeyRoute } from './pages/centre-key.tsx';
import { announceRoute, directoryRoute } from './pages/directory.tsx';
import { gatewayRoute, testRoute, withdrawRoute } from './pages/gateway.tsx';
import { announcementPath } from './path.ts';
import { announcementProcess } from './process.ts';
import { configurationInForce } from './publish.ts';
import { reminderJob } from './reminder.ts';
import { findFormerServing } from './store.ts';

export { directoryEntities } from './entities.ts';
export { announcementProcessKind } from './process.ts';

export const directoryRoutes = [
  configurationRoute,
  bookRoute,
  centreRoute,
  membersRoute,
  directoryRoute,
  announceRoute,
  gatewayRoute,
  testRoute,
  withdrawRoute,
  announcementRoute,
  actOnAnnouncementRoute,
  centreKeyRoute,
  announceKeyRoute,
];
export const directoryJobs = [publicationJob, reminderJob];

export function openDirectory(vahid: Vahid): void {
  configurationPort.fill(vahid, configurationInForce);
  formerSystemsPort.fill(vahid, (ctx, gateway) => findFormerServing(ctx.db, gateway));
  registerPages(vahid, announcementProcess, { owner: announcementPath, desk: announcementPath });
}

/** What a gateway lets through is handed out as soon as it has changed. */
export const onBookChanged = on(bookChanged, 'republish', (ctx) => publishSoon(ctx));

/** Publication goes on by itself from the first start. */
export const scheduleDirectory = (ctx: Context): Promise<void> => publishSoon(ctx);
