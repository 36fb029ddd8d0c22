import type { Room } from '../../kernel/module.ts';
import { access } from './access.ts';
import { entities } from './entities.ts';
import { clockJob, recountJob, released } from './jobs.ts';
import { measurements } from './measurements.ts';
import { approvalsPath, representativeJob } from './notices.ts';
import { officeLostJob, onAppointmentEnded } from './office-lost.ts';
import { flowPath, flowRoute, flowsRoute } from './flow/page.tsx';
import { flowLabel } from './flow/text.ts';
import { routes } from './routes.tsx';
import { substitutionRoutes } from './substitution/page.tsx';
import { handRoutes } from './workload/hand.tsx';
import { workloadRoute } from './workload/page.tsx';
import { workloadPath } from './workload/path.ts';
import { workloadLabel } from './workload/text.ts';
import { approvalsLabel, notificationsLabel } from './texts.ts';

/** The one workflow engine: states, actions, journal, working-day clocks, four eyes, worklists, notifications. */
export const room: Room = {
  name: 'process',
  dependsOn: ['identity'],
  entities,
  access,
  routes: [...routes, flowsRoute, flowRoute, workloadRoute, ...handRoutes, ...substitutionRoutes],
  nav: [
    { fronts: ['desk'], order: 70, path: approvalsPath, label: approvalsLabel, access: 'process.readWorklist' },
    { fronts: ['desk'], order: 84, path: workloadPath, label: workloadLabel, access: 'process.readWorkload' },
    { fronts: ['desk'], order: 90, path: flowPath, label: flowLabel, access: 'process.readFlow' },
    {
      fronts: ['mygov', 'biznes'],
      order: 80,
      path: '/bildirisler',
      label: notificationsLabel,
      access: 'process.readNotifications',
    },
    {
      fronts: ['desk'],
      order: 80,
      path: '/masa/bildirisler',
      label: notificationsLabel,
      access: 'process.readDeskNotifications',
    },
  ],
  jobs: [clockJob, recountJob, officeLostJob, representativeJob],
  reactions: [onAppointmentEnded],
  measurements,
  released,
};
