import { systemContext } from '../../kernel/context.ts';
import type { Vahid } from '../../kernel/vahid.ts';
import { appoint, appointmentsOf, ensurePerson } from './actions.ts';
import { demoName, demoPeople } from './demo-people.ts';
import { noteName } from './substitution/store.ts';

/** Writes the demo people and their offices; what is there already stays, so an interrupted start may begin again. */
export async function seedIdentity(vahid: Vahid, progress: (done: number, of: number) => void): Promise<void> {
  const ctx = systemContext(vahid, 'seed identity');
  for (const [index, one] of demoPeople.entries()) {
    const { fin, role } = one;
    const person = await ensurePerson(ctx, fin);
    const held = await appointmentsOf(ctx, person);
    if (role && held.length === 0) await appoint(ctx, { person, ...role });
    if (role) await noteName(ctx.db, person, demoName(one), vahid.now());
    progress(index + 1, demoPeople.length);
  }
}
