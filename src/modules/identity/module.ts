import { accountPort } from '../../kernel/http/frame.ts';
import { actorPort } from '../../kernel/http/server.ts';
import type { Room } from '../../kernel/module.ts';
import { access } from './access.ts';
import { accountLinks } from './account.ts';
import { actorOf } from './actions.ts';
import { apiRoutes } from './api.ts';
import { appointCommand } from './commands.ts';
import { type CompiledInstitutions, institutionsKind } from './definition.ts';
import { appointment, institution, organisation, person } from './entities.ts';
import { pageRoutes } from './routes.tsx';
import { seedIdentity } from './seed.ts';
import { configuredProvider, providerPort } from './sign-in.ts';
import { writeInstitutions } from './store.ts';

export const room: Room = {
  name: 'identity',
  dependsOn: [],
  entities: [person, organisation, institution, appointment],
  access,
  routes: [...pageRoutes, ...apiRoutes],
  commands: [appointCommand],
  definitions: [institutionsKind],
  open(vahid) {
    actorPort.fill(vahid, (session) => actorOf(vahid, session));
    accountPort.fill(vahid, accountLinks);
    if (vahid.config.oidc) providerPort.fill(vahid, configuredProvider(vahid.config, vahid.config.oidc));
  },
  async released(ctx) {
    // The plan's institutions first, then those of the other files by name.
    const files = [...ctx.vahid.releases.all<CompiledInstitutions>('institutions')].sort(
      (a, b) => Number(b.name === 'institutions') - Number(a.name === 'institutions') || (a.name < b.name ? -1 : 1),
    );
    await writeInstitutions(
      ctx.db,
      files.flatMap(({ compiled }) => compiled.institutions),
    );
  },
  seed: seedIdentity,
};
