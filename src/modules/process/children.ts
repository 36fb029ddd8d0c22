import type { Program } from '../../feel/index.ts';
import type { Context } from '../../kernel/context.ts';
import { flagValues } from './definition/flags.ts';
import { openChildren } from './definition/guards.ts';
import type { CompiledProcess } from './definition/schema.ts';
import type { Instance } from './entities.ts';
import { stateOf } from './rules.ts';
import { processOf } from './step.ts';
import * as store from './store.ts';

/** A process begun within another. */
export interface Child
  extends Pick<
    Instance,
    'id' | 'kind' | 'name' | 'reference' | 'title' | 'institution' | 'state' | 'status' | 'due_at' | 'overdue'
  > {
  /** It rests in an end of its definition. */
  readonly ended: boolean;
}

/** In the order in which they began. Checks no access. */
export async function listChildren(ctx: Context, parent: string): Promise<readonly Child[]> {
  const found = await store.findChildren(ctx.db, parent);
  return Promise.all(
    found.map(async (of) => {
      const { id, kind, name, reference, title, institution, state, status, due_at, overdue } = of;
      const { end: ended } = stateOf(await processOf(ctx, of), state);
      return { id, kind, name, reference, title, institution, state, status, due_at, overdue, ended };
    }),
  );
}

interface Standing {
  readonly of: Pick<Instance, 'id' | 'flags'>;
  readonly process: CompiledProcess;
}

/** What a guard looks at: what it was given, the flags, and where it names them, how many children are not yet at an end. */
export async function guardValues(
  ctx: Context,
  guard: Program,
  { of: { id, flags }, process }: Standing,
  given: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const known = { ...given, ...flagValues(process, flags) };
  if (!guard.inputs.includes(openChildren)) return known;
  const open = (await listChildren(ctx, id)).filter(({ ended }) => !ended);
  return { ...known, [openChildren]: open.length };
}
