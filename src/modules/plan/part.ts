import type { AccessTable } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import type { Room } from '../../kernel/module.ts';
import type { Vahid } from '../../kernel/vahid.ts';

/** What one folder adds to the room. The keys of `access` stand without the room's name. */
export interface Part
  extends Partial<
    Pick<Room, 'entities' | 'routes' | 'nav' | 'jobs' | 'reactions' | 'measurements' | 'definitions' | 'commands'>
  > {
  readonly access: AccessTable;
  open?(vahid: Vahid): void;
  released?(ctx: Context): Promise<void>;
  seed?(vahid: Vahid): Promise<void>;
}
