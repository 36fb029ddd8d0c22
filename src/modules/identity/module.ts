import { accountPort } from '../../kernel/http/frame.ts';
import { actorPort, standingPort } from '../../kernel/http/actor.ts';
import type { Room } from '../../kernel/module.ts';
import { access } from './access.ts';
import { accountLinks } from './account.ts';
import { actorOf } from './actions.ts';
import { apiRoutes } from './api.ts';
import { appointCommand, dismissCommand } from './commands.ts';
import { institutionsKind } from './definition.ts';
import { appointment, institution, organisation, person } from './entities.ts';
import { emailCode, passport } from './foreigner/entities.ts';
import { foreignerRoutes } from './foreigner/routes.tsx';
import { institutionsInForce } from './institutions.ts';
import { pageRoutes } from './routes.tsx';
import { configuredSigning, signingPort } from './signature/client.ts';
import { signing } from './signature/entities.ts';
import { signatureRoutes } from './signature/routes.tsx';
import { seedIdentity } from './seed.ts';
import { configuredProvider, providerPort } from './sign-in.ts';
import { checkStanding } from './standing.ts';
import { officialName, substitution } from './substitution/entities.ts';
import { writeInstitutions } from './store.ts';

export const room: Room = {
  name: 'identity',
  dependsOn: [],
  entities: [person, organisation, institution, appointment, signing, emailCode, passport, substitution, officialName],
  access,
  routes: [...pageRoutes, ...foreignerRoutes, ...signatureRoutes, ...apiRoutes],
  commands: [appointCommand, dismissCommand],
  definitions: [institutionsKind],
  open(vahid) {
    actorPort.fill(vahid, (session) => actorOf(vahid, session));
    standingPort.fill(vahid, checkStanding);
    accountPort.fill(vahid, accountLinks);
    if (vahid.config.oidc) providerPort.fill(vahid, configuredProvider(vahid.config, vahid.config.oidc));
    if (vahid.config.signing) signingPort.fill(vahid, configuredSigning(vahid.config.signing));
  },
  async released(ctx) {
    await writeInstitutions(ctx.db, institutionsInForce(ctx.vahid.releases));
  },
  seed: seedIdentity,
};
