import type { Context } from '../../../kernel/context.ts';
import { instance } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { factsOfChosen } from '../rules/relation-choice.ts';
import type { CaseRow } from '../entities.ts';
import * as store from '../store.ts';
import { approvedInTurn, lockTurn } from '../turn-store.ts';
import { asProgram } from './acting.ts';
import { askAgainAt } from './asking-again.ts';
import { isCarriedOut } from './once.ts';

/** An entry can be read a little after the moment it bears, when its transaction ends; a look-up takes a little, too. */
const unseen = 10_000;

/** So long an approval that another stands in the way of waits before the registers are asked again. */
const anotherTry = 60_000;

interface Approving {
  readonly row: CaseRow;
  readonly service: CompiledService;
}

/**
 * Could a case that was approved have taken what this one counts on, since the registers told of it? Of what one gives the
 * other the same is said by `entry.inTurn`. None of them is approved until the transaction ends.
 */
export async function approvedBefore(ctx: Context, { row, service }: Approving): Promise<boolean> {
  const fields = service.entry?.inTurn ?? [];
  // In the order of the definition, which is the same for all: so nobody waits for one who waits for them.
  for (const field of fields) await lockTurn(ctx.db, row, field);
  for (const field of fields) {
    const since = await toldSince(ctx, { row, service }, field);
    for (const { id, entered } of await approvedInTurn(ctx.db, row, field, since)) {
      if (entered || !(await isCarriedOut(ctx, await instance(asProgram(ctx), id)))) return true;
    }
  }
  return false;
}

/** From this moment on the facts about what is chosen may lack what was entered. */
async function toldSince(ctx: Context, { row, service }: Approving, field: string): Promise<Date> {
  const about = factsOfChosen(service, field).map(({ name }) => name);
  const facts = (await store.listFacts(ctx.db, row.id)).filter((fact) => about.includes(fact.field));
  return new Date(Math.min(ctx.vahid.now().getTime(), ...facts.map((fact) => fact.read_at.getTime())) - unseen);
}

/** What was entered meanwhile is told then. */
export async function tryAgain(ctx: Context, { id }: Pick<CaseRow, 'id'>): Promise<void> {
  await askAgainAt(ctx, id, new Date(ctx.vahid.now().getTime() + anotherTry));
}
