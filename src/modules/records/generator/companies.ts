import { makeVoen } from '../../../language/index.ts';
import { addDays, ageOn, daysBetween } from '../day.ts';
import { firstWords, type Trade, trades } from './company-names.ts';
import type { Person } from './people.ts';
import { officeAddress } from './places.ts';
import { openRandom, type Random } from './random.ts';

/** An invented company, as the register of legal persons describes one. */
export interface Company {
  readonly voen: string;
  /** With its form: “Savalan Logistika” MMC. */
  readonly name: string;
  readonly legalForm: 'mmc' | 'qsc' | 'asc';
  readonly registeredOn: string;
  readonly address: string;
  readonly activity: string;
  readonly status: 'active' | 'suspended' | 'liquidation';
  /** Manat, exact to the qəpik. */
  readonly taxDebt: string;
  readonly headFin: string;
}

const forms = [
  ['mmc', 84],
  ['qsc', 7],
  ['asc', 9],
] as const;

const formNames = { mmc: 'MMC', qsc: 'QSC', asc: 'ASC' } as const;

export const fullName = (name: string, form: Company['legalForm']): string => `“${name}” ${formNames[form]}`;

/** `count` companies headed by grown people out of `people`; names and VÖENs of `others` stay theirs. */
export function generateCompanies(
  seed: number,
  count: number,
  today: string,
  people: readonly Person[],
  others: readonly Company[],
): Company[] {
  const random = openRandom(seed, 'companies');
  const heads = random.shuffled(
    people.filter(({ birthDate }) => ageOn(birthDate, today) >= 25 && ageOn(birthDate, today) < 68),
  );
  const voens = new Set(others.map(({ voen }) => voen));
  const names = new Set(others.map(({ name }) => name));
  return Array.from({ length: count }, (_, index) => {
    const trade = random.weighted(trades.map((one) => [one, one.weight] as const));
    const legalForm = random.weighted(forms);
    // One head in twelve has a second company.
    const head = heads[index % Math.ceil(count * 0.92)];
    if (!head) throw new RangeError('too few grown people to head the companies');
    return {
      voen: newVoen(random, voens),
      name: newName(random, trade, legalForm, names),
      legalForm,
      registeredOn: registrationDay(random, head.birthDate, today),
      address: officeAddress(random),
      activity: trade.activity,
      status: random.weighted([
        ['active', 93],
        ['suspended', 5],
        ['liquidation', 2],
      ] as const),
      taxDebt: random.chance(12) ? debt(random) : '0.00',
      headFin: head.fin,
    };
  });
}

function newVoen(random: Random, used: Set<string>): string {
  for (;;) {
    const voen = makeVoen(`${random.between(10, 29)}${random.between(100_000, 999_999)}`, 'legal');
    if (voen === null || used.has(voen)) continue;
    used.add(voen);
    return voen;
  }
}

function newName(random: Random, trade: Trade, form: Company['legalForm'], used: Set<string>): string {
  for (;;) {
    const name = fullName(`${random.pick(firstWords)} ${random.pick(trade.words)}`, form);
    if (used.has(name)) continue;
    used.add(name);
    return name;
  }
}

/** Most companies are young; none is older than its head's grown years. */
function registrationDay(random: Random, birthDate: string, today: string): string {
  const grown = addDays(birthDate, 21 * 366);
  const earliest = grown > '1995-01-01' ? grown : '1995-01-01';
  const longest = daysBetween(earliest, today);
  const age = Math.floor((longest * random.between(1, 100) * random.between(20, 100)) / 10_000);
  return addDays(today, -Math.max(age, 60));
}

/** Mostly hundreds of manat, seldom tens of thousands. */
function debt(random: Random): string {
  const qepik =
    random.between(40, 400) *
      10 **
        random.weighted([
          [2, 6],
          [3, 3],
          [4, 1],
        ] as const) +
    random.between(0, 99);
  return `${Math.floor(qepik / 100)}.${String(qepik % 100).padStart(2, '0')}`;
}
