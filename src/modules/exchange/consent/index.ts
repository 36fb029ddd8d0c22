import { systemContext } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { consentsPort } from '../gateway/consents.ts';
import { agreedAmong } from './actions.ts';
import { serveConsents } from './hosted.ts';
import { askCentre } from './remote.ts';

export { consentEntities } from './entities.ts';
export { consentRoutes } from './pages.tsx';

/** Consents are kept here, or asked of the centre where the settings name its service. */
export function openConsents(vahid: Vahid): void {
  serveConsents(vahid);
  const { consents: centre } = vahid.config;
  consentsPort.fill(
    vahid,
    centre === undefined ? (asked) => agreedAmong(systemContext(vahid, 'consents'), asked) : askCentre(vahid, centre),
  );
}
