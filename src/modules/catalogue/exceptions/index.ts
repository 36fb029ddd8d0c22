import { expiry } from './actions.ts';
import { grantRoute, grantsRoute, revokeRoute } from './desk.tsx';
import { exception, exceptionEnd } from './entities.ts';
import { exceptionsApi, exceptionsRoute } from './public.tsx';

export const exceptionEntities = [exception, exceptionEnd];
export const exceptionRoutes = [exceptionsRoute, exceptionsApi, grantsRoute, grantRoute, revokeRoute];
export const exceptionJobs = [expiry];
