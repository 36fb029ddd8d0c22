import type { DemoPerson } from '../../identity/index.ts';
import { addDays, ageOn } from '../day.ts';
import type { Person } from './people.ts';
import { openRandom } from './random.ts';
import type { Invented } from './state.ts';

/** VÖEN of the foundation that keeps the experts. */
const foundation = '1400302151';
const fields = ['energy', 'health', 'agriculture', 'materials'] as const;

/** Experts who review research: those of the demo, and four in each of the other fields. */
export function experts(
  seed: number,
  today: string,
  demoPeople: readonly DemoPerson[],
  people: readonly Person[],
): Invented[] {
  const random = openRandom(seed, 'experts');
  const able = people.filter(({ birthDate }) => ageOn(birthDate, today) >= 35 && ageOn(birthDate, today) < 65);
  const known = demoPeople.flatMap(({ fin, expertIn }) => (expertIn === undefined ? [] : [{ fin, field: expertIn }]));
  const others = random
    .shuffled(able)
    .slice(0, fields.length * 4)
    .map(({ fin }, index) => ({ fin, field: fields[index % fields.length] ?? fields[0] }));
  return [...known, ...others].map(({ fin, field }, index) => {
    const number = `EK-${String(index + 1).padStart(4, '0')}`;
    const startsOn = addDays('2024-02-01', index * 11);
    const data = { number, fin, foundation, field, startsOn };
    return { register: 'research-experts', key: number, from: startsOn, to: null, data };
  });
}
