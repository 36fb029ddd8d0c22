import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * How many of 200 things that nobody holds any more are still there after V8's quick collections: those wait for the heap
 * to be collected as a whole, and with them all that they hold.
 */
export async function outlivesQuickCollections(make: () => Promise<object> | object): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;
  const seen: WeakRef<object>[] = [];
  for (let times = 0; times < 200; times += 1) seen.push(new WeakRef(await make()));
  for (let times = 0; times < 3; times += 1) {
    // What a weak reference was made of stays until the present turn ends.
    await sleep(1);
    collect({ type: 'minor' });
  }
  return seen.filter((one) => one.deref() !== undefined).length;
}
