import type { Json } from '../../../kernel/job.ts';
import type { DemoPerson } from '../../identity/index.ts';
import { addDays, daysBetween } from '../day.ts';
import { type Account, generateAccounts } from './accounts.ts';
import { civilActs } from './civil-acts.ts';
import { type Company, fullName, generateCompanies } from './companies.ts';
import { type Contract, generateContracts } from './employment.ts';
import { inventParcels } from './parcels.ts';
import { experts } from './experts.ts';
import { demoFamily, motherFin } from './family.ts';
import { demoWards, guardianFin, guardianships } from './guardianships.ts';
import { generateKindergartens } from './kindergartens.ts';
import { generatePeople, type Person } from './people.ts';
import { homeAddress, officeAddress } from './places.ts';
import { openRandom, type Random } from './random.ts';
import { trials } from './trials.ts';
import { youngEconomy } from './young-economy.ts';

/** One version of one record of the invented state, in force from a day until the day before another. */
export interface Invented {
  readonly register: string;
  readonly key: string;
  readonly from: string;
  readonly to: string | null;
  readonly data: Readonly<Record<string, Json>>;
}

/** The state as it stood when the Action Plan began; fixed, so that it is the same whenever it is made. */
const today = '2025-12-31';
const seed = 2026;

/** Besides those of the demo: one more of these changes nothing else. */
export const otherPeople = 1981;
export const otherCompanies = 297;

/** The companies that the demo people head, in the order of these people; their staff is fixed. */
const fixedCompanies = [
  { name: 'Göyçay Proqram', registeredOn: '2019-03-12', taxDebt: '0.00', staff: 12 },
  { name: 'Tərtər Texnologiya', registeredOn: '2016-08-22', taxDebt: '18460.75', staff: 7 },
  { name: 'Simurğ Alqoritm', registeredOn: '2021-02-04', taxDebt: '0.00', staff: 18 },
  { name: 'Zəfəran Robotika', registeredOn: '2024-05-14', taxDebt: '0.00', staff: 6 },
] as const;

const fixedAddresses = [
  'Göyçay rayonu, Göyçay şəhəri, Nizami küçəsi 21',
  'Bakı şəhəri, Nərimanov rayonu, Təbriz küçəsi 60',
  'Sumqayıt şəhəri, Nizami küçəsi 8',
  'Bakı şəhəri, Səbail rayonu, Nizami küçəsi 96',
] as const;

/** Place in `fixedCompanies` of the one that is a resident already. */
const residentAlready = 2;

/**
 * A small invented state: 2,000 people in families, 300 companies, their contracts, insurance accounts and a few
 * residents of the technology park. The same people of the demo always give the same state, to the letter.
 */
export function inventState(demoPeople: readonly DemoPerson[]): readonly Invented[] {
  const known = demoPeople.map((person) => settled(person));
  const family = demoFamily(demoPeople, known.find(({ fin }) => fin === motherFin)?.address ?? '');
  const wards = demoWards(demoPeople, known.find(({ fin }) => fin === guardianFin)?.address ?? '');
  const fins = [...known, ...family, ...wards].map(({ fin }) => fin);
  const others = withDaughter(demoPeople, generatePeople(seed, otherPeople, today, fins));
  const fixed = demoPeople
    .flatMap((person) => person.heads ?? [])
    .map((voen, index) => companyOf(demoPeople, voen, index));
  const companies = [...fixed, ...generateCompanies(seed, otherCompanies, today, others, fixed)];
  const staff = new Map(fixed.map(({ voen }, index) => [voen, fixedCompanies[index]?.staff ?? 0]));
  const contracts = generateContracts(seed, today, others, companies, staff);
  const accounts = generateAccounts(seed, today, known, others, contracts);
  const random = openRandom(seed, 'history');
  return [
    ...others.flatMap((person) => personVersions(random, person)),
    ...[...known, ...family, ...wards].flatMap((person) =>
      personVersions(openRandom(seed, `${person.fin} moves`), person),
    ),
    ...companies.flatMap((company, index) => companyVersions(random, company, index < fixed.length)),
    ...contracts.map(contractVersion),
    ...accounts.map(accountVersion),
    ...kindergartenVersions([...others, ...known, ...family]),
    ...residents(openRandom(seed, 'residents'), companies),
    ...civilActs(seed, [...family, ...others]),
    ...inventParcels(openRandom(seed, 'parcels'), citizenOf(demoPeople)?.fin, others, today),
    ...youngEconomy(seed, today, others, companies, fixed.length),
    ...trials(seed, companies, fixed.length),
    ...experts(seed, today, demoPeople, others),
    ...guardianships(wards),
  ];
}

/** A demo person's home is drawn by the FİN, so that one more demo person moves nobody. */
function settled({ fin, surname, givenName, patronymic, sex, birthDate }: DemoPerson): Person {
  const father = `${patronymic} ${sex === 'male' ? 'oğlu' : 'qızı'}`;
  const address = homeAddress(openRandom(seed, fin));
  return {
    fin,
    surname,
    givenName,
    patronymic: father,
    sex,
    birthDate,
    citizenship: 'azerbaijan',
    address,
    parents: [],
  };
}

const citizenOf = (demoPeople: readonly DemoPerson[]): DemoPerson | undefined =>
  demoPeople.find(({ role, heads }) => role === undefined && heads === undefined);

/** The citizen of the demo has a grown daughter who has moved out: one of the others, whose father's name fits. */
function withDaughter(demoPeople: readonly DemoPerson[], others: readonly Person[]): readonly Person[] {
  const father = citizenOf(demoPeople);
  const daughter = others.find(
    ({ patronymic, sex, birthDate, parents }) =>
      sex === 'female' &&
      parents.length === 0 &&
      patronymic === `${father?.givenName} qızı` &&
      birthDate > '1985-01-01' &&
      birthDate < '2000-01-01',
  );
  if (!father || !daughter) return others;
  return others.map((one) => (one === daughter ? { ...one, parents: [father.fin] } : one));
}

function companyOf(demoPeople: readonly DemoPerson[], voen: string, index: number): Company {
  const given = fixedCompanies[index];
  const address = fixedAddresses[index];
  const head = demoPeople.find(({ heads }) => heads === voen);
  if (!given || !address || !head) throw new RangeError(`no company is described for demo head ${index + 1}`);
  return {
    voen,
    name: fullName(given.name, 'mmc'),
    legalForm: 'mmc',
    registeredOn: given.registeredOn,
    address,
    activity: 'software',
    status: 'active',
    taxDebt: given.taxDebt,
    headFin: head.fin,
  };
}

/** One grown person in ten has moved house in the last ten years: two versions of one record. */
function personVersions(random: Random, person: Person): Invented[] {
  const { fin, parents, ...rest } = person;
  const name = `${rest.givenName} ${rest.patronymic} ${rest.surname}`;
  // Parents who are not in the register are not known, which is not the same as none.
  const data = { fin, name, ...rest, ...(parents.length > 0 ? { parents: [...parents] } : {}) };
  const whole = { register: 'population', key: fin, from: rest.birthDate, to: null, data };
  if (rest.birthDate > '2000-01-01' || !random.chance(10)) return [whole];
  const moved = addDays(today, -random.between(30, 3650));
  return [
    { ...whole, to: moved, data: { ...data, address: homeAddress(random) } },
    { ...whole, from: moved },
  ];
}

/** One company in eight has had another seat; the fixed ones stay where they are. */
function companyVersions(random: Random, company: Company, isFixed: boolean): Invented[] {
  const whole = {
    register: 'companies',
    key: company.voen,
    from: company.registeredOn,
    to: null,
    data: { ...company },
  };
  const age = daysBetween(company.registeredOn, today);
  if (isFixed || age < 400 || !random.chance(12)) return [whole];
  const moved = addDays(company.registeredOn, random.between(200, age - 100));
  return [
    { ...whole, to: moved, data: { ...company, address: officeAddress(random) } },
    { ...whole, from: moved },
  ];
}

function contractVersion(contract: Contract): Invented {
  const to = contract.endsOn === undefined ? null : addDays(contract.endsOn, 1);
  return { register: 'employment', key: contract.contract, from: contract.startsOn, to, data: { ...contract } };
}

function kindergartenVersions(people: readonly Person[]): Invented[] {
  const { kindergartens, areas, placed } = generateKindergartens(seed, today, people);
  const whole = { from: '2025-01-01', to: null };
  return [
    ...kindergartens.map((one) => ({ ...whole, register: 'kindergartens', key: one.voen, data: { ...one } })),
    ...areas.map((one) => ({ ...whole, register: 'kindergarten-areas', key: one.fin, data: { ...one } })),
    ...placed.map((one) => ({ ...whole, register: 'kindergarten-queue', key: one.number, data: { ...one } })),
  ];
}

const accountVersion = (account: Account): Invented => ({
  register: 'contributions',
  key: account.fin,
  from: '2025-01-01',
  to: null,
  data: { ...account },
});

/** Choices of residency.area, as a decision enters them. */
const areas = ['software', 'artificial-intelligence', 'electronics'] as const;

/** The fixed resident and four more companies of the trade, each for seven years. */
function residents(random: Random, companies: readonly Company[]): Invented[] {
  const first = companies[residentAlready];
  const trade = companies.filter(
    (one, index) => index >= fixedCompanies.length && one.activity === 'software' && one.registeredOn < '2023-01-01',
  );
  return [...(first ? [first] : []), ...random.shuffled(trade).slice(0, 4)].map(({ voen }, index) => {
    const startsOn = addDays('2023-03-01', index * 170 + random.between(0, 60));
    const endsOn = addDays(`${Number(startsOn.slice(0, 4)) + 7}${startsOn.slice(4)}`, -1);
    const number = `TP-${startsOn.slice(0, 4)}-${String(index + 1).padStart(5, '0')}`;
    const data = { number, voen, area: random.pick(areas), newJobs: random.between(5, 20), startsOn, endsOn };
    return { register: 'technopark-residents', key: number, from: startsOn, to: addDays(endsOn, 1), data };
  });
}
