import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';

/**
 * How V8 collects what is no longer used in a process that answers many requests. By itself it looks each time the heap
 * has grown by a tenth, on as many threads as there are cores: on two of them that is every other second, and whoever asks
 * meanwhile, or the database, waits for a tenth of one. `growth`: by how many per cent of what is alive the heap may grow
 * before it looks again. Figures: docs/figures.md, “pages”.
 */
export function settleCollector(growth: number): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
  setFlagsFromString(`--concurrent-marking-max-worker-num=${Math.ceil(availableParallelism() / 4)}`);
}
