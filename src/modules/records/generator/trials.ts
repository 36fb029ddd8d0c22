import type { Json } from '../../../kernel/job.ts';
import { addDays } from '../day.ts';
import type { Company } from './companies.ts';
import { openRandom, type Random } from './random.ts';
import type { Invented } from './state.ts';

/** What is new and tried: support for artificial intelligence, trials, teams from abroad, vehicles that drive by themselves. */
export function trials(seed: number, companies: readonly Company[], fixed: number): Invented[] {
  const able = companies.filter(({ status }, index) => index >= fixed && status === 'active');
  const some = (name: string, count: number) => openRandom(seed, name).shuffled(able).slice(0, count);
  const owners = [
    ...companies.slice(0, 1).map((one) => ({ one, vehicles: 1, insured: 1 })),
    ...companies.slice(fixed - 1, fixed).map((one) => ({ one, vehicles: 3, insured: 2 })),
    ...some('autonomous', 6).map((one, index) => ({ one, vehicles: 1 + (index % 3), insured: 1 + (index % 2) })),
  ];
  const random = openRandom(seed, 'trials');
  return [
    ...owners.flatMap(({ one, vehicles }, index) => vehiclesOf(one, index, vehicles)),
    ...owners.flatMap(({ one, insured }, index) => policiesOf(one, index, insured)),
    ...some('ai-supports', 8).map((one, index) => aiSupport(random, one, index)),
    ...some('gpu-quotas', 6).map((one, index) => gpuQuota(random, one, index)),
    ...some('fintech-trials', 6).map((one, index) => fintechTrial(random, one, index)),
    ...some('relocated-teams', 5).map((one, index) => team(random, one, index)),
    ...some('sandbox-tests', 6).map((one, index) => sandboxTest(random, one, index)),
  ];
}

const models = ['Xəzri A1', 'Karvan R2', 'Turac S', 'Ceyran E3'] as const;
const plate = (owner: number, index: number): string => `10-AV-${String(100 + owner * 10 + index)}`;

function vehiclesOf({ voen }: Company, owner: number, count: number): Invented[] {
  return Array.from({ length: count }, (_, index) => {
    const key = plate(owner, index);
    const startsOn = addDays('2025-06-02', owner * 9 + index);
    const model = models[(owner + index) % models.length] ?? models[0];
    const data = { plate: key, voen, model, level: 3 + ((owner + index) % 3), startsOn };
    return { register: 'autonomous-vehicles', key, from: startsOn, to: null, data };
  });
}

function policiesOf({ voen }: Company, owner: number, count: number): Invented[] {
  return Array.from({ length: count }, (_, index) => {
    const policy = `SG-2025-${String(owner * 10 + index + 1).padStart(5, '0')}`;
    const startsOn = addDays('2025-06-05', owner * 9 + index);
    return lasting('autonomous-insurance', policy, startsOn, 5, {
      policy,
      plate: plate(owner, index),
      voen,
    });
  });
}

/** A record in force for so many years, with its number and its days among the data. */
function lasting(register: string, key: string, startsOn: string, years: number, rest: Record<string, Json>): Invented {
  const endsOn = addDays(`${Number(startsOn.slice(0, 4)) + years}${startsOn.slice(4)}`, -1);
  return { register, key, from: startsOn, to: addDays(endsOn, 1), data: { ...rest, startsOn, endsOn } };
}

const numbered = (prefix: string, index: number): string => `${prefix}-2025-${String(index + 1).padStart(5, '0')}`;

function aiSupport(random: Random, { voen }: Company, index: number): Invented {
  const number = numbered('SI', index);
  const area = random.pick(['language', 'health', 'agriculture', 'industry', 'finance', 'city']);
  const amount = `${random.between(2, 90)}000.00`;
  return lasting('ai-supports', number, addDays('2025-03-03', index * 30), 1, { number, voen, area, amount });
}

function gpuQuota(random: Random, { voen }: Company, index: number): Invented {
  const number = numbered('GK', index);
  const area = random.pick(['language', 'health', 'science', 'industry', 'other']);
  const [hours, points] = [random.between(2, 80) * 100, random.between(40, 100)];
  const startsOn = addDays('2025-07-01', index * 25);
  const endsOn = addDays(startsOn, 181);
  const data = { number, voen, area, hours, points, startsOn, endsOn };
  return { register: 'gpu-quotas', key: number, from: startsOn, to: addDays(endsOn, 1), data };
}

function fintechTrial(random: Random, { voen }: Company, index: number): Invented {
  const number = numbered('FT', index);
  const kind = random.pick(['payments', 'lending', 'identity', 'investment', 'insurance']);
  const [customers, limit] = [random.between(2, 80) * 10, `${random.between(1, 40)}00.00`];
  return lasting('fintech-trials', number, addDays('2025-04-01', index * 35), 1, {
    number,
    voen,
    kind,
    customers,
    limit,
  });
}

const teams = [
  ['Sample Robotics', 'Türkiyə'],
  ['Sample Maps', 'Qazaxıstan'],
  ['Sample Voice', 'Gürcüstan'],
  ['Sample Grid', 'Almaniya'],
  ['Sample Farm', 'Özbəkistan'],
] as const;

function team(random: Random, { voen }: Company, index: number): Invented {
  const number = numbered('XS', index);
  const [name, country] = teams[index % teams.length] ?? teams[0];
  const members = random.between(2, 9);
  return lasting('relocated-teams', number, addDays('2025-05-05', index * 40), 2, {
    number,
    voen,
    team: name,
    country,
    members,
  });
}

function sandboxTest(random: Random, { voen }: Company, index: number): Invented {
  const number = numbered('TM', index);
  const solution = random.pick(['ai', 'health', 'drone', 'energy', 'data']);
  const [cohort, startsOn] = index < 3 ? ['2025-07-01', '2025-06-10'] : ['2026-01-01', '2025-12-02'];
  const participants = random.between(2, 60) * 10;
  return lasting('sandbox-tests', number, startsOn, 1, { number, voen, solution, cohort, participants });
}
