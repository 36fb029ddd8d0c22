import { addDays, ageOn, daysBetween } from '../day.ts';
import type { Contract } from './employment.ts';
import type { Person } from './people.ts';
import { openRandom, type Random } from './random.ts';

/** An invented individual account of state social insurance. */
export interface Account {
  readonly fin: string;
  /** Insured months in all. */
  readonly months: number;
  /** Manats a month. */
  readonly averageEarnings: string;
  readonly capital: string;
  readonly countedOn: string;
  /** Null: the person has never left work. */
  readonly workEndedOn: string | null;
  readonly workEndGround: 'liquidation' | 'reduction' | 'expiry' | 'own' | 'breach' | null;
}

const grounds = [
  ['own', 45],
  ['expiry', 22],
  ['reduction', 20],
  ['liquidation', 8],
  ['breach', 5],
] as const;

/** Those whose accounts the guided services need, by FİN; the citizen of the demo lost his work in a reduction, the ward has reached the pension age. */
const fixed: Readonly<Record<string, Omit<Account, 'fin' | 'countedOn'>>> = {
  '3ZP5W6L': {
    months: 402,
    averageEarnings: '960.00',
    capital: '61840.50',
    workEndedOn: '2025-11-28',
    workEndGround: 'reduction',
  },
  '5LS8K2M': {
    months: 418,
    averageEarnings: '1120.00',
    capital: '74210.80',
    workEndedOn: null,
    workEndGround: null,
  },
  '4HV7M3R': {
    months: 336,
    averageEarnings: '540.00',
    capital: '51840.00',
    workEndedOn: '2018-05-31',
    workEndGround: 'own',
  },
};

/** As many accounts of other people as the demo needs: of those near the pension age and of those who left their work. */
const most = 300;

/** Accounts counted to `today`: of the people of the demo, of those between 55 and 70, of those whose contract has ended. */
export function generateAccounts(
  seed: number,
  today: string,
  known: readonly Person[],
  others: readonly Person[],
  contracts: readonly Contract[],
): readonly Account[] {
  const lastDays = lastDaysOf(contracts);
  const wanted = others.filter(({ fin, birthDate }) => {
    const age = ageOn(birthDate, today);
    return lastDays.has(fin) || (age >= 55 && age < 70);
  });
  return [...known, ...wanted.slice(0, most)]
    .filter(({ birthDate }) => ageOn(birthDate, today) >= 18)
    .map(({ fin, birthDate }) => {
      const given = fixed[fin] ?? invented(openRandom(seed, `${fin} account`), birthDate, today, lastDays.get(fin));
      return { fin, countedOn: today, ...given };
    });
}

/** The last day of work of those who have no contract now. */
function lastDaysOf(contracts: readonly Contract[]): ReadonlyMap<string, string> {
  const working = new Set(contracts.flatMap(({ employee, endsOn }) => (endsOn === undefined ? [employee] : [])));
  const ended = contracts.flatMap(({ employee, endsOn }) =>
    endsOn === undefined || working.has(employee) ? [] : [[employee, endsOn] as const],
  );
  return new Map(ended.sort(([, a], [, b]) => (a < b ? -1 : 1)));
}

function invented(random: Random, birthDate: string, today: string, last: string | undefined) {
  const grown = addDays(birthDate, 20 * 366);
  const worked = grown < today ? Math.floor(daysBetween(grown, today) / 30.5) : 0;
  const months = Math.floor((worked * random.between(35, 98)) / 100);
  const earnings = random.between(380, 2400);
  return {
    months,
    averageEarnings: `${earnings}.${String(random.between(0, 99)).padStart(2, '0')}`,
    capital: `${months * random.between(110, 240)}.${String(random.between(0, 99)).padStart(2, '0')}`,
    workEndedOn: last ?? null,
    workEndGround: last === undefined ? null : random.weighted(grounds),
  };
}
