import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';

/**
 * How V8 collects what is no longer used in a process that answers many requests. By itself it looks each time the heap
 * has grown by a tenth, or 64 MB lie outside of it, on as many threads as there are cores: on two of them that is every
 * other second, and whoever asks meanwhile, or the database, waits for a tenth of one. `growth`: by how many per cent of
 * what is alive the heap may grow before it looks again. `outside`: what lies outside of the heap, as the bytes of what
 * comes and goes, counts with it, and may grow by as many times; where it is not said, those 64 MB stand.
 *
 * V8 also puts into the old generation at once what a place in the program has made that stayed for long before. Where
 * requests overlap it takes what was under way by chance for such: garbage that no quick collection finds, and that keeps
 * all it points to. So nothing goes there that did not stay.
 * Figures: docs/figures.md, “pages” and “exchange”; docs/decisions/0097-what-gets-old-by-chance.md.
 */
export function settleCollector(growth: number, outside?: number): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
  setFlagsFromString(`--concurrent-marking-max-worker-num=${Math.ceil(availableParallelism() / 4)}`);
  setFlagsFromString('--no-allocation-site-pretenuring');
  if (outside === undefined) return;
  setFlagsFromString('--external-memory-accounted-in-global-limit');
  setFlagsFromString(`--external-memory-max-growing-factor=${outside}`);
}
