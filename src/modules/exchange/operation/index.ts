import { operationRoute } from './page.tsx';

export { healthCommand } from './command.ts';
export { operation } from './entities.ts';
export { operationMeasurements } from './measurements.ts';

export const operationRoutes = [operationRoute];
