import { isVoen } from '../../../language/index.ts';
import { addDays, ageOn } from '../day.ts';
import { motherFin } from './family.ts';
import type { Person } from './people.ts';
import { openRandom } from './random.ts';

export interface Kindergarten {
  readonly voen: string;
  readonly name: string;
  readonly place: string;
  readonly places: number;
}

/** Which kindergartens serve a parent's address. */
export interface Area {
  readonly fin: string;
  readonly kindergartens: readonly string[];
}

/** A child that has a place. */
export interface Placed {
  readonly number: string;
  readonly child: string;
  readonly kindergarten: string;
  readonly priority: boolean;
  readonly startsOn: string;
}

const names = [
  'Günəş',
  'Bənövşə',
  'Göyərçin',
  'Nərgiz',
  'Ulduz',
  'Qaranquş',
  'Çinar',
  'Səhər',
  'Lalə',
  'Cücərti',
] as const;
/** The first kindergarten of each place is small and full, the second has room. */
const kindergartensOfPlace = 2;
const mostAreas = 400;

/** “Bakı şəhəri, Yasamal rayonu” of a home there. */
const placeOf = ({ address }: Person): string => address.split(', ').slice(0, -1).filter(isPlace).join(', ');
const isPlace = (part: string): boolean => part.endsWith('şəhəri') || part.endsWith('rayonu');

/** Two kindergartens for every place where parents of small children live, whom they serve, and who goes there. */
export function generateKindergartens(seed: number, today: string, people: readonly Person[]) {
  const byFin = new Map(people.map((person) => [person.fin, person]));
  const small = people.filter(({ birthDate }) => ageOn(birthDate, today) < 6);
  const parents = [...new Set(small.flatMap((child) => child.parents))]
    .flatMap((fin) => byFin.get(fin) ?? [])
    .toSorted((a, b) => Number(b.fin === motherFin) - Number(a.fin === motherFin))
    .slice(0, mostAreas);
  const voens = freeVoens();
  const byPlace = new Map(
    [...new Set(parents.map(placeOf))].map((place, index) => [place, kindergartensIn(place, index, voens)] as const),
  );
  const areas = parents.map((parent): Area => {
    const near = byPlace.get(placeOf(parent)) ?? [];
    return { fin: parent.fin, kindergartens: near.map(({ voen }) => voen) };
  });
  const placed = small.flatMap((child) => placeFor(seed, today, child, areas));
  const taken = Map.groupBy(placed, ({ kindergarten }) => kindergarten);
  const kindergartens = [...byPlace.values()].flat().map(({ small: isSmall, ...one }): Kindergarten => {
    const children = taken.get(one.voen)?.length ?? 0;
    return { ...one, places: isSmall ? children : children + 12 };
  });
  return { kindergartens, areas, placed };
}

function* freeVoens(): Generator<string> {
  for (let number = 2990000000; ; number += 10) {
    const voen = `${number + 1}`;
    if (isVoen(voen)) yield voen;
  }
}

function kindergartensIn(place: string, index: number, voens: Generator<string>) {
  return Array.from({ length: kindergartensOfPlace }, (_, at) => {
    const number = index * kindergartensOfPlace + at + 1;
    const name = `“${names[(index + at * 3) % names.length]}” ${number} nömrəli uşaq bağçası`;
    return { voen: String(voens.next().value), name, place, small: at === 0 };
  });
}

/** Every second child from two on goes to the first kindergarten; so does the youngest of the demo's mother. */
function placeFor(seed: number, today: string, child: Person, areas: readonly Area[]): readonly Placed[] {
  const [kindergarten] = areas.find(({ fin }) => child.parents.includes(fin))?.kindergartens ?? [];
  const ofDemo = child.parents.includes(motherFin);
  const goes = ofDemo ? child.birthDate > '2024-01-01' : openRandom(seed, `${child.fin} kindergarten`).chance(50);
  if (!kindergarten || !goes || (!ofDemo && ageOn(child.birthDate, today) < 2)) return [];
  const grown = addDays(child.birthDate, 550);
  const startsOn = grown < today ? grown : today;
  return [
    { number: `BY-${startsOn.slice(0, 4)}-${child.fin}`, child: child.fin, kindergarten, priority: false, startsOn },
  ];
}
