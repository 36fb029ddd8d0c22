import type { Shape } from '../../exchange/index.ts';
import type { CompiledField } from './compiled.ts';

interface Growing {
  [name: string]: true | Growing;
}

/** What is asked of the exchange about the applicant: leaves, and through relations those of others. */
export function shapeOf(fields: readonly CompiledField[]): Shape {
  const shape: Growing = {};
  for (const field of fields) {
    if (field.source === 'register' && field.of === undefined) at(shape, field.path)[field.leaf] = true;
    if (field.source === 'applicant' && field.chosenFrom) {
      const { relation, label } = field.chosenFrom;
      at(shape, [relation])[label] = true;
    }
  }
  return shape;
}

/** What is asked about whom the applicant chose in a field. */
export function shapeOfChosen(fields: readonly CompiledField[], choice: string): Shape {
  const shape: Growing = {};
  for (const field of fields) {
    if (field.source === 'register' && field.of === choice) at(shape, field.path)[field.leaf] = true;
  }
  return shape;
}

function at(shape: Growing, path: readonly string[]): Growing {
  let place = shape;
  for (const step of path) {
    const below = place[step];
    const next: Growing = typeof below === 'object' ? below : {};
    place[step] = next;
    place = next;
  }
  return place;
}
