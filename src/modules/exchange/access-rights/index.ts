import { on } from '../../../kernel/event.ts';
import { inTransaction } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { processActed, registerPages } from '../../process/index.ts';
import { bookContentPort } from '../directory/ports.ts';
import { bookContentOf } from '../services/book.ts';
import { rightApi } from './api.ts';
import { expiry, reminder } from './ending.ts';
import { record } from './following.ts';
import { askFormRoute, askRoute } from './pages/ask.tsx';
import { rightDeskRoute } from './pages/desk.tsx';
import { rightsRoute } from './pages/public.tsx';
import { actRoute, rightRoute } from './pages/right.tsx';
import { rightPath } from './path.ts';
import { rightProcess } from './process.ts';

export { rightEntities } from './entities.ts';
export { rightMeasurements } from './measurements.ts';
export { rightProcessKind } from './process.ts';

export const rightRoutes = [rightsRoute, rightDeskRoute, askFormRoute, askRoute, rightRoute, actRoute, ...rightApi];

export const rightJobs = [expiry, reminder];

/** What the engine does by itself: a question that nobody answered closes what was asked. */
export const onRightLapsed = on(processActed, 'right-lapsed', async (ctx, { instance, kind, action, seq, to }) => {
  if (kind !== rightProcess || action !== 'lapse') return;
  await inTransaction(ctx, (inner) => record(inner, instance, { seq, state: to }));
});

/** Where a right is shown, for the engine's own messages; and what the books of gateways take from here. */
export function openRights(vahid: Vahid): void {
  bookContentPort.fill(vahid, bookContentOf);
  registerPages(vahid, rightProcess, { owner: rightPath, desk: rightPath });
}
