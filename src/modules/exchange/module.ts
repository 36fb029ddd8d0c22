import type { Room } from '../../kernel/module.ts';
import { access } from './access.ts';
import { fillPorts } from './answers.ts';
import { rightsKind } from './definition.ts';
import { lookUp } from './entities.ts';

/** Facts from registers and entries into them: rights, provenance, the log of look-ups. */
export const room: Room = {
  name: 'exchange',
  dependsOn: ['identity', 'process', 'catalogue'],
  entities: [lookUp],
  access,
  definitions: [rightsKind],
  open: fillPorts,
};
