import { Type } from 'typebox';
import { event } from '../../kernel/event.ts';

/**
 * Somebody, or the program, moved an instance on. Whoever owns the definition carries out the effects, each under
 * `effectKey(instance, seq, effect)`. `version` is the definition's.
 */
export const processActed = event(
  'process.acted',
  Type.Object({
    instance: Type.String(),
    kind: Type.String(),
    name: Type.String(),
    version: Type.Integer(),
    seq: Type.Integer(),
    action: Type.String(),
    from: Type.String(),
    to: Type.String(),
    effects: Type.Array(Type.String()),
  }),
);

/** Under this key an effect happens once, however often it is attempted. */
export function effectKey(instance: string, seq: number, effect: string): string {
  return `${instance}:${seq}:${effect}`;
}
