import { addDays, ageOn, daysBetween } from '../day.ts';
import type { Company } from './companies.ts';
import { officePositions, trades } from './company-names.ts';
import type { Person } from './people.ts';
import { openRandom, type Random } from './random.ts';

/** An invented employment contract. */
export interface Contract {
  readonly contract: string;
  readonly employee: string;
  readonly employer: string;
  readonly position: string;
  readonly startsOn: string;
  /** Last day of work; absent while the contract is in force. */
  readonly endsOn?: string;
}

/** Two companies in three are tiny, a few employ dozens. */
const staffBands: readonly (readonly [band: readonly [low: number, high: number], weight: number])[] = [
  [[0, 1], 26],
  [[1, 3], 40],
  [[3, 8], 22],
  [[8, 20], 9],
  [[20, 45], 3],
];

/** Contracts of the companies' staff with people of working age; `fixed` gives the staff of some companies exactly. */
export function generateContracts(
  seed: number,
  today: string,
  people: readonly Person[],
  companies: readonly Company[],
  fixed: ReadonlyMap<string, number>,
): Contract[] {
  const random = openRandom(seed, 'employment');
  const able = people.filter(({ birthDate }) => ageOn(birthDate, today) >= 20 && ageOn(birthDate, today) < 65);
  const free = random.shuffled(able);
  const contracts: Contract[] = [];
  // Those whose staff is fixed choose first.
  const order = [...companies].sort((a, b) => Number(fixed.has(b.voen)) - Number(fixed.has(a.voen)));
  for (const company of order) {
    const staff = fixed.get(company.voen) ?? staffOf(random, company, today);
    for (let number = 0; number < staff; number += 1) {
      const person = free.pop();
      if (!person) return contracts;
      contracts.push(contractOf(random, contracts.length, person, company, startOf(random, person, company, today)));
    }
    if (random.chance(45)) contracts.push(...ended(random, contracts.length, random.pick(able), company, today));
  }
  return contracts;
}

/** A company that stands still employs nobody, one in its first year three people at most. */
function staffOf(random: Random, { status, registeredOn }: Company, today: string): number {
  if (status !== 'active') return 0;
  const [low, high] = random.weighted(staffBands);
  const staff = random.between(low, high);
  return daysBetween(registeredOn, today) < 365 ? Math.min(staff, 3) : staff;
}

function startOf(random: Random, person: Person, company: Company, today: string): string {
  const grown = addDays(person.birthDate, 19 * 366);
  const earliest = grown > company.registeredOn ? grown : company.registeredOn;
  return addDays(earliest, random.between(0, Math.max(daysBetween(earliest, today), 0)));
}

function contractOf(random: Random, index: number, person: Person, company: Company, startsOn: string): Contract {
  const own = trades.find(({ activity }) => activity === company.activity)?.positions ?? [];
  return {
    contract: `EM-${startsOn.slice(0, 4)}-${String(index + 1).padStart(5, '0')}`,
    employee: person.fin,
    employer: company.voen,
    position: random.pick(random.chance(70) ? own : officePositions),
    startsOn,
  };
}

/** A contract of the past, where the company is old enough to have one. */
function ended(random: Random, index: number, person: Person, company: Company, today: string): Contract[] {
  const startsOn = startOf(random, person, company, today);
  const left = daysBetween(startsOn, today);
  if (left < 60) return [];
  return [
    {
      ...contractOf(random, index, person, company, startsOn),
      endsOn: addDays(startsOn, random.between(30, left - 1)),
    },
  ];
}
