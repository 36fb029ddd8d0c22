import { DmnError } from './error.ts';
import type { Unit } from './unit.ts';
import type { Place } from './xml.ts';

interface Standing {
  readonly unit: Unit;
  readonly place: Place;
  readonly required: readonly Unit[];
}

/** @throws DmnError where a decision needs itself (6.3.7) */
export function refuseCircles(standings: readonly Standing[]): void {
  const byUnit = new Map(standings.map((standing) => [standing.unit, standing]));
  const done = new Set<Unit>();
  for (const start of standings) {
    // Walked with a list of its own, since a chain of decisions may be long.
    const path: { readonly standing: Standing; next: number }[] = [{ standing: start, next: 0 }];
    const open = new Set([start.unit]);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const unit = top.standing.required[top.next];
      top.next += 1;
      if (unit === undefined || done.has(top.standing.unit)) {
        done.add(top.standing.unit);
        open.delete(top.standing.unit);
        path.pop();
        continue;
      }
      if (open.has(unit)) {
        const names = [...path.map(({ standing }) => standing.unit.name), unit.name].join(' → ');
        throw new DmnError('dmn.circle', { path: names }, top.standing.place);
      }
      const standing = byUnit.get(unit);
      if (standing === undefined || done.has(unit)) continue;
      open.add(unit);
      path.push({ standing, next: 0 });
    }
  }
}
