import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const place = 'src/modules/plan/intake';

/** A file that comes with the program: beside this one, or of a bundled program in the folder of the sources. */
export function shippedFile(name: string): string | undefined {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = [join(folder, name), join(folder, place, name)].find((one) => existsSync(one));
    if (file !== undefined) return readFileSync(file, 'utf8');
  }
  return undefined;
}
