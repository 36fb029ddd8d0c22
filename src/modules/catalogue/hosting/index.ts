import { cloudApi } from './api.ts';
import { cloudPage } from './cloud-page.tsx';
import { ownHostingRoute, stepRoute, takeStepRoute } from './desk.tsx';
import { hosting, hostingStep } from './entities.ts';

export const hostingEntities = [hosting, hostingStep];
export const hostingRoutes = [cloudPage, cloudApi, ownHostingRoute, stepRoute, takeStepRoute];
