import type { Context } from '../../src/kernel/context.ts';
import { systemContext } from '../../src/kernel/context.ts';
import { appRole, openPool } from '../../src/kernel/database.ts';
import { newId } from '../../src/kernel/identifier.ts';
import { LookUpLog } from '../../src/modules/exchange/log.ts';
import { openHere } from './here.ts';
import type { Proof } from './proof.ts';

const terms = { consumer: 'rinn', purpose: 'technopark-residency', basis: { act: 'technopark-rules', article: '4.2' } };
/** As many as the program itself opens. */
const connections = 20;

export const writer: Proof = {
  name: 'writer',
  about:
    'Lines of the look-up log a second, each acknowledged after its commit (`fsync` and `synchronous_commit` on), by how many are under way at once. Ours: group commit through the kernel’s writer. Baseline: one `insert` a line by a bare `pg` script over as many connections as are of use, at most twenty.',
  runs: 3,
  async run(tools) {
    const here = await openHere(tools);
    const ctx = systemContext(here.vahid, 'proof');
    const pool = openPool(here.server, appRole, connections);
    tools.after(() => pool.end());
    const insert = (id: string) => pool.query(statement, values(id));
    const lines = [];
    for (const lanes of [1, 16, 256]) {
      // Each side twice, in turns, so that neither has the warmer server.
      const rates = { ours: 0, bare: 0 };
      for (let turn = 0; turn < 2; turn += 1) {
        rates.ours += (await linesPerSecond(lanes, () => log(ctx))) / 2;
        rates.bare += (await linesPerSecond(lanes, () => insert(newId()))) / 2;
      }
      const baseline = { what: 'single inserts', value: rates.bare };
      lines.push({ what: `${lanes} at once: lines a second`, value: rates.ours, unit: '', baseline });
    }
    return lines;
  },
};

async function linesPerSecond(lanes: number, write: () => Promise<unknown>): Promise<number> {
  await inLanes(lanes, 400, write);
  const begun = performance.now();
  const count = await inLanes(lanes, 2000, write);
  return (count / (performance.now() - begun)) * 1000;
}

async function inLanes(lanes: number, milliseconds: number, write: () => Promise<unknown>): Promise<number> {
  const end = performance.now() + milliseconds;
  let count = 0;
  const lane = async () => {
    for (; performance.now() < end; count += 1) await write();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return count;
}

function log(ctx: Context): Promise<void> {
  const entry = new LookUpLog('read', terms);
  entry.note({ entity: 'organisation', id: newId() }, 'organisation.name', 'granted');
  return entry.commit(ctx);
}

const statement = `insert into exchange.look_up (id, at, operation, consumer, actor_person, entity, subject, concepts,
  purpose, act, article, reference, outcome, reason)
  values ($1, $2, 'read', $3, null, 'organisation', $4, '["organisation.name"]', $5, $6, $7, null, 'granted', null)`;

function values(id: string): unknown[] {
  const { consumer, purpose, basis } = terms;
  return [id, new Date(), consumer, newId(), purpose, basis.act, basis.article];
}
