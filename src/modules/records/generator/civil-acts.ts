import { addDays } from '../day.ts';
import type { Person } from './people.ts';
import { openRandom, type Random } from './random.ts';
import type { Invented } from './state.ts';

const recordedSince = '1996-01-01';

/** Births since the register is electronic, and the marriages of the parents of those children. */
export function civilActs(seed: number, people: readonly Person[]): Invented[] {
  const random = openRandom(seed, 'civil acts');
  const born = people.filter(({ birthDate }) => birthDate >= recordedSince && random.chance(70));
  const births = born.map(({ fin, birthDate, address }, index) => {
    const recordedOn = addDays(birthDate, random.between(3, 25));
    return act('D', index, recordedOn, { child: fin, office: officeOf(address) });
  });
  return [...births, ...marriages(random, born)];
}

function marriages(random: Random, born: readonly Person[]): Invented[] {
  const first = new Map<string, Person>();
  for (const child of born) {
    const key = child.parents.join();
    const known = first.get(key);
    if (child.parents.length === 2 && (!known || known.birthDate > child.birthDate)) first.set(key, child);
  }
  return [...first.values()].map(({ birthDate, parents, address }, index) => {
    const recordedOn = addDays(birthDate, -random.between(300, 1500));
    return act('N', index, recordedOn, { spouses: [...parents], office: officeOf(address) });
  });
}

function act(kind: 'D' | 'N', index: number, recordedOn: string, data: Invented['data']): Invented {
  const number = `${kind}-${recordedOn.slice(0, 4)}-${String(index + 1).padStart(5, '0')}`;
  return { register: 'civil-acts', key: number, from: recordedOn, to: null, data: { number, ...data, recordedOn } };
}

const officeOf = (address: string): string => `${address.split(',')[0]} qeydiyyat şöbəsi`;
