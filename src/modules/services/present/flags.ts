import type { Context } from '../../../kernel/context.ts';
import type { Text } from '../../../language/index.ts';
import { flagsOfInstance, type Instance } from '../../process/index.ts';

/** The flags that stand on a case, as far as the reader sees them; nothing where none does. */
export async function flagTitles(ctx: Context, of: Instance): Promise<{ flags?: readonly Text[] }> {
  const flags = await flagsOfInstance(ctx, of);
  return flags.length > 0 ? { flags: flags.map(({ title }) => title) } : {};
}
