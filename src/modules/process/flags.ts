import type { Context } from '../../kernel/context.ts';
import type { CompiledFlag } from './definition/schema.ts';
import { type InstanceRef, isOnlyOwners, officesAllowed, read, type Worklist } from './reading.ts';
import { flagsNamed } from './rules.ts';
import { processOf } from './step.ts';
import * as store from './store.ts';

/** The flags that stand on an instance, in the definition's order; who reads it as its owner gets those shown to them. */
export async function flagsOfInstance(ctx: Context, ref: InstanceRef): Promise<readonly CompiledFlag[]> {
  const of = await read(ctx, ref);
  if (of.flags.length === 0) return [];
  return flagsNamed(await processOf(ctx, of), of.flags, await isOnlyOwners(ctx, of));
}

/** A flag that stands on something in a worklist. */
interface WaitingFlag extends CompiledFlag {
  /** Kind and name of the definition. */
  readonly kind: string;
  readonly of: string;
  readonly count: number;
}

/** The flags by which the worklist of the same offices can be narrowed. @throws notAllowed */
export async function waitingFlags(
  ctx: Context,
  filter: Pick<Worklist, 'institutions' | 'roles' | 'kinds'> = {},
): Promise<readonly WaitingFlag[]> {
  const offices = await officesAllowed(ctx, filter);
  const counts = await store.countFlags(ctx.db, { offices, kinds: filter.kinds });
  const found: WaitingFlag[] = [];
  for (const { kind, name, version, flag, count } of counts) {
    const process = await processOf(ctx, { kind, name, definition_version: version });
    const [known] = flagsNamed(process, [flag], false);
    if (known) found.push({ ...known, kind, of: name, count });
  }
  return found;
}
