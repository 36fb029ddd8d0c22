import type { Context } from '../../../kernel/context.ts';
import type { Route } from '../../../kernel/http/route.ts';
import type { JobKind } from '../../../kernel/job.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { eventApi } from './api.ts';
import { serveEvents } from './hosted.ts';
import { deskPage } from './pages/desk.tsx';
import { changeKeyRoute, redeliverRoute, subscriptionPage } from './pages/subscription.tsx';
import { typePage, typesPage } from './pages/types.tsx';
import { dropJob } from './drop.ts';
import { pushJob, schedulePush } from './push-job.ts';
import { openPusher, pusherPort } from './pusher.ts';
import { keyRetentionJob, retentionJob, scheduleRetention, typeRetentionJob } from './retention.ts';

export { eventEntities } from './entities.ts';
export { eventMeasurements } from './measurements.ts';

export const eventJobs: readonly JobKind[] = [pushJob, dropJob, retentionJob, typeRetentionJob, keyRetentionJob];
export const eventRoutes: readonly Route[] = [
  ...eventApi,
  typesPage,
  typePage,
  deskPage,
  subscriptionPage,
  redeliverRoute,
  changeKeyRoute,
];

export function openEvents(vahid: Vahid): void {
  serveEvents(vahid);
  pusherPort.fill(vahid, openPusher(vahid));
}

export async function scheduleEvents(ctx: Context): Promise<void> {
  await schedulePush(ctx);
  await scheduleRetention(ctx);
}
