import { addDays, ageOn } from '../day.ts';
import type { Company } from './companies.ts';
import type { Person } from './people.ts';
import { openRandom, type Random } from './random.ts';
import type { Invented } from './state.ts';

/** Choices of freelance.field, as a registration enters them. */
const works = ['software', 'data', 'design', 'security', 'support', 'marketing'] as const;
const stages = ['prototype', 'pilot', 'market'] as const;

/** Registers of the young economy: freelancers, declared turnovers, startups, how digital some are, who returns from abroad. */
export function youngEconomy(
  seed: number,
  today: string,
  people: readonly Person[],
  companies: readonly Company[],
  fixed: number,
): Invented[] {
  const others = companies.slice(fixed);
  return [
    ...freelancers(openRandom(seed, 'freelancers'), today, people),
    ...companies.flatMap((company) => taxReturn(openRandom(seed, `turnover ${company.voen}`), company)),
    ...startups(openRandom(seed, 'startups'), others),
    ...assessments(openRandom(seed, 'digital-maturity'), others),
    ...returns(openRandom(seed, 'talent-relocations'), today, people, others),
  ];
}

/** Sixty grown people; one in six has ended the registration. */
function freelancers(random: Random, today: string, people: readonly Person[]): Invented[] {
  const able = people.filter(({ birthDate }) => ageOn(birthDate, today) >= 20 && ageOn(birthDate, today) < 55);
  return random
    .shuffled(able)
    .slice(0, 60)
    .map(({ fin }) => {
      const startsOn = addDays(today, -random.between(200, 1500));
      const endsOn = random.chance(16) ? addDays(startsOn, random.between(60, 190)) : undefined;
      const registration = `FR-${fin}`;
      const data = { registration, fin, work: random.pick(works), startsOn, ...(endsOn ? { endsOn } : {}) };
      const to = endsOn === undefined ? null : addDays(endsOn, 1);
      return { register: 'freelancers', key: registration, from: startsOn, to, data };
    });
}

/** The return for 2024 of a company that was there in that year: most turn over tens of thousands, few millions. */
function taxReturn(random: Random, { voen, registeredOn, status }: Company): Invented[] {
  if (registeredOn >= '2025-01-01' || status !== 'active') return [];
  const filedOn = addDays('2025-02-01', random.between(0, 58));
  const thousands = random.weighted([
    [random.between(8, 90), 6],
    [random.between(90, 900), 3],
    [random.between(900, 9000), 1],
  ] as const);
  const turnover = `${thousands}${String(random.between(0, 999)).padStart(3, '0')}.${String(random.between(0, 99)).padStart(2, '0')}`;
  const registration = `VB-${voen}`;
  const data = { registration, number: `VB-2024-${voen}`, voen, year: 2024, turnover, filedOn };
  return [{ register: 'tax-returns', key: registration, from: filedOn, to: null, data }];
}

/** Twelve young companies of the trade. */
function startups(random: Random, companies: readonly Company[]): Invented[] {
  const young = companies.filter(({ registeredOn, status }) => registeredOn >= '2021-06-01' && status === 'active');
  return young.slice(0, 12).map(({ voen }, index) => {
    const startsOn = addDays('2025-01-15', index * 20 + random.between(0, 15));
    const endsOn = addDays(`${Number(startsOn.slice(0, 4)) + 3}${startsOn.slice(4)}`, -1);
    const number = `ST-2025-${String(index + 1).padStart(5, '0')}`;
    const data = { number, voen, stage: random.pick(stages), startsOn, endsOn };
    return { register: 'startups', key: number, from: startsOn, to: addDays(endsOn, 1), data };
  });
}

/** Forty companies have assessed themselves. */
function assessments(random: Random, companies: readonly Company[]): Invented[] {
  return companies
    .filter(({ status, registeredOn }) => status === 'active' && registeredOn < '2025-03-01')
    .slice(0, 40)
    .map(({ voen }, index) => {
      const score = random.between(4, 36) + random.between(0, 60);
      const level = score < 25 ? 'beginning' : score < 50 ? 'developing' : score < 75 ? 'mature' : 'leading';
      const assessedOn = addDays('2025-03-01', index * 7);
      const registration = `RY-${voen}`;
      const number = `RY-2025-${String(index + 1).padStart(5, '0')}`;
      const data = { registration, voen, number, score, level, assessedOn };
      return { register: 'digital-maturity', key: registration, from: assessedOn, to: null, data };
    });
}

/** Choices of visa.field, as a confirmation enters them. */
const fields = ['software', 'ai', 'security', 'fintech', 'hardware'] as const;
const countries = ['Almaniya', 'Polşa', 'Kanada', 'Niderland', 'Türkiyə', 'Estoniya'] as const;

/** Six specialists who return to companies of the trade, each confirmed until two years after the day of arrival. */
function returns(random: Random, today: string, people: readonly Person[], companies: readonly Company[]): Invented[] {
  const able = people.filter(({ birthDate }) => ageOn(birthDate, today) >= 26 && ageOn(birthDate, today) < 45);
  const trade = companies.filter(({ activity, status }) => activity === 'software' && status === 'active');
  return random
    .shuffled(able)
    .slice(0, countries.length)
    .map(({ fin }, index) => {
      const startsOn = addDays('2025-04-07', index * 40);
      const arrivesOn = addDays(startsOn, random.between(20, 150));
      const endsOn = addDays(`${Number(arrivesOn.slice(0, 4)) + 2}${arrivesOn.slice(4)}`, -1);
      const number = `QM-2025-${String(index + 1).padStart(5, '0')}`;
      const [field, employer] = [random.pick(fields), random.pick(trade).voen];
      const data = {
        number,
        holder: fin,
        country: countries[index] ?? '',
        field,
        employer,
        arrivesOn,
        startsOn,
        endsOn,
      };
      return { register: 'talent-relocations', key: number, from: startsOn, to: addDays(endsOn, 1), data };
    });
}
