import type { Finding } from '../../../kernel/definition.ts';
import type { ProcessSource } from '../../process/index.ts';
import { unknown } from './finding.ts';
import type { ServiceSource } from './schema.ts';

/** Who has a desk of services, as `access.ts` opens it. */
const deskOffices = ['officer', 'approver', 'deputy_head'];
const actors = ['applicant', 'system', ...deskOffices];

/** An action of an office without a desk of services would be offered to nobody. */
export function checkOffered({ process }: ServiceSource<ProcessSource>): Finding[] {
  return Object.entries(process.actions).flatMap(([name, { actor, of }]) =>
    of === undefined && actors.includes(actor)
      ? []
      : [unknown('office', ['process', 'actions', name, 'actor'], actor, deskOffices)],
  );
}
