import type { Context } from '../../kernel/context.ts';
import { port } from '../../kernel/vahid.ts';
import type { Text } from '../../language/lang.ts';

export interface ServingService {
  readonly path: string;
  readonly title: Text;
}

/** Services in force that serve an item of the plan, given by its number. */
export const servingPort = port<(ctx: Context, number: string) => readonly ServingService[]>('services of a measure');
