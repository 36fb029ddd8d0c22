import type { Vahid } from '../../../kernel/vahid.ts';
import { registerPages } from '../../process/index.ts';
import { expiry } from './actions.ts';
import { actOnAskedRoute, askedRoute } from './asked.tsx';
import { askRoute, exceptionDeskRoute, revokeRoute } from './desk.tsx';
import { exception, exceptionEnd, exceptionRequest } from './entities.ts';
import { askedPath } from './path.ts';
import { exceptionProcess } from './process.ts';
import { exceptionsApi, exceptionsRoute } from './public.tsx';

export { exceptionProcessKind } from './process.ts';

export const exceptionEntities = [exception, exceptionEnd, exceptionRequest];
export const exceptionRoutes = [
  exceptionsRoute,
  exceptionsApi,
  exceptionDeskRoute,
  askRoute,
  askedRoute,
  actOnAskedRoute,
  revokeRoute,
];
export const exceptionJobs = [expiry];

/** Where what is asked for is shown, for the engine's own messages. */
export function openExceptionPages(vahid: Vahid): void {
  registerPages(vahid, exceptionProcess, { owner: askedPath, desk: askedPath });
}
