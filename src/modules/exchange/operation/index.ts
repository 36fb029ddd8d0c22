import { trafficDoor } from './api.ts';
import { operationRoute } from './page.tsx';

export { healthCommand } from './command.ts';
export { operationEntities } from './entities.ts';
export { operationMeasurements } from './measurements.ts';
export { operationRetention, scheduleOperation } from './retention.ts';

export const operationRoutes = [operationRoute, trafficDoor];
