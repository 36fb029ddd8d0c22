import type { Vahid } from '../../../kernel/vahid.ts';
import { registerPages } from '../../process/index.ts';
import { requestApi } from './api.ts';
import { topicsKind } from './definition.ts';
import { request, requestVersion, review } from './entities.ts';
import { newRequestRoute, requestPath, requestsRoute } from './pages/list.tsx';
import { actRoute, requestRoute, saveRoute } from './pages/request.tsx';
import { requestKind, requestProcess, reviewKind, reviewProcess } from './processes.ts';

export { onActed } from './effects.ts';
export const requestEntities = [request, requestVersion, review];
export const requestDefinitions = [topicsKind, requestKind, reviewKind];
export const requestRoutes = [requestsRoute, newRequestRoute, requestRoute, saveRoute, actRoute, ...requestApi];

/** Where requests and reviews are shown, for the engine's own messages. */
export function openRequestPages(vahid: Vahid): void {
  for (const kind of [requestProcess, reviewProcess]) {
    registerPages(vahid, kind, { owner: requestPath, desk: requestPath });
  }
}
