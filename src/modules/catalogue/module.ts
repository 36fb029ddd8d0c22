import type { Room } from '../../kernel/module.ts';
import { access } from './access.ts';
import { registerDefinitions } from './actions.ts';
import { actsKind } from './definition/acts.ts';
import { dictionaryKind } from './definition/dictionary.ts';
import { registerKind } from './definition/register.ts';
import { lifeEventsKind, systemsKind } from './definition/systems.ts';
import { entry, relation } from './entities.ts';

/** The unified register of everything digital the state owns, and the dictionary it is written in. */
export const room: Room = {
  name: 'catalogue',
  dependsOn: ['identity', 'process'],
  entities: [entry, relation],
  access,
  definitions: [actsKind, dictionaryKind, systemsKind, registerKind, lifeEventsKind],
  released: registerDefinitions,
};
