import { addDays, ageOn } from '../day.ts';
import { givenNames, type Sex, surnames } from './names.ts';
import { homeAddress } from './places.ts';
import { openRandom, type Random } from './random.ts';

/** An invented person, as the population register describes one. */
export interface Person {
  readonly fin: string;
  readonly surname: string;
  readonly givenName: string;
  /** With its ending, “Rəşad qızı”. */
  readonly patronymic: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly citizenship: 'azerbaijan' | 'other';
  readonly address: string;
  /** FIN of the parents, where they are in the register. */
  readonly parents: readonly string[];
}

type Surname = (typeof surnames)[number];
/** A person while families are being made: who the parents are decides surname, patronymic and home. */
interface Draft extends Omit<Person, 'fin' | 'parents' | 'surname' | 'address'> {
  readonly birthSurname: Surname;
  surname: string;
  address: string;
  readonly parents: readonly Draft[];
}

interface Couple {
  readonly husband: Draft;
  readonly wife: Draft;
}

/** Decades in which couples without parents in the register were born, by weight. */
const founderDecades = [
  [1940, 5],
  [1950, 16],
  [1960, 24],
  [1970, 20],
  [1980, 20],
  [1990, 15],
] as const;

const childrenOfCouple = [
  [0, 8],
  [1, 22],
  [2, 42],
  [3, 22],
  [4, 6],
] as const;

/** `count` people in families as they stand on `today`; `taken` are FINs that others bear. */
export function generatePeople(seed: number, count: number, today: string, taken: readonly string[]): Person[] {
  const random = openRandom(seed, 'people');
  const drafts: Draft[] = [];
  while (drafts.length < count) addClan(random, drafts, Math.ceil((count - drafts.length) / 6), today);
  return named(openRandom(seed, 'fin'), thinned(random, drafts, count), taken);
}

/** Couples, their children, the couples those make, and so on until the youngest are too young. */
function addClan(random: Random, drafts: Draft[], size: number, today: string): void {
  let couples = Array.from({ length: size }, () => founders(random));
  drafts.push(...couples.flatMap(({ husband, wife }) => [husband, wife]));
  while (couples.length > 0) {
    const children = couples.flatMap((couple) => childrenOf(random, couple, today));
    drafts.push(...children);
    couples = marriages(random, children, today);
  }
}

function founders(random: Random): Couple {
  const born = random.weighted(founderDecades) + random.between(0, 9);
  const husband = stranger(random, 'male', born);
  const wife = stranger(random, 'female', born + random.between(-1, 6));
  return together(random, husband, wife);
}

function stranger(random: Random, sex: Sex, year: number): Draft {
  const surname = random.pick(surnames);
  return {
    sex,
    birthSurname: surname,
    surname: surname[sex],
    givenName: givenName(random, sex, year),
    patronymic: patronymic(givenName(random, 'male', year - 30), sex),
    birthDate: addDays(`${year}-01-01`, random.between(0, 364)),
    citizenship: random.chance(2) ? 'other' : 'azerbaijan',
    address: homeAddress(random),
    parents: [],
  };
}

/** A couple shares a home; every third wife takes her husband's surname. */
function together(random: Random, husband: Draft, wife: Draft): Couple {
  if (random.chance(35)) wife.surname = husband.birthSurname.female;
  wife.address = husband.address;
  return { husband, wife };
}

function childrenOf(random: Random, { husband, wife }: Couple, today: string): Draft[] {
  const siblings: Draft[] = [];
  const wanted = random.weighted(childrenOfCouple);
  let age = random.between(20, 29);
  for (let number = 0; number < wanted && age <= 43; number += 1) {
    const birthDate = addDays(wife.birthDate, age * 365 + random.between(0, 364));
    age += random.between(2, 5);
    if (birthDate > today) break;
    siblings.push(child(random, husband, wife, birthDate, siblings));
  }
  return siblings;
}

function child(random: Random, father: Draft, mother: Draft, birthDate: string, siblings: readonly Draft[]): Draft {
  const sex = random.weighted([
    ['male', 53],
    ['female', 47],
  ] as const);
  const year = Number(birthDate.slice(0, 4));
  let name = givenName(random, sex, year);
  while (siblings.some((sibling) => sibling.givenName === name)) name = givenName(random, sex, year);
  return {
    sex,
    birthSurname: father.birthSurname,
    surname: father.birthSurname[sex],
    givenName: name,
    patronymic: patronymic(father.givenName, sex),
    birthDate,
    citizenship: father.citizenship === 'other' && mother.citizenship === 'other' ? 'other' : 'azerbaijan',
    address: father.address,
    parents: [mother, father],
  };
}

/** Most of the grown children find someone of another family, the man up to eight years older; the rest may move out. */
function marriages(random: Random, children: readonly Draft[], today: string): Couple[] {
  const grown = random.shuffled(children.filter((draft) => ageOn(draft.birthDate, today) >= 22));
  const women = new Set(grown.filter(({ sex }) => sex === 'female'));
  const couples: Couple[] = [];
  for (const man of grown) {
    if (man.sex !== 'male' || !random.chance(82)) continue;
    const wife = [...women].find((woman) => fits(man, woman));
    if (!wife) continue;
    women.delete(wife);
    if (random.chance(75)) man.address = homeAddress(random);
    couples.push(together(random, man, wife));
  }
  const married = new Set(couples.flatMap(({ husband, wife }) => [husband, wife]));
  for (const single of grown) if (!married.has(single) && random.chance(25)) single.address = homeAddress(random);
  return couples;
}

function fits(man: Draft, woman: Draft): boolean {
  const older = Number(woman.birthDate.slice(0, 4)) - Number(man.birthDate.slice(0, 4));
  return older >= -1 && older <= 8 && man.birthSurname !== woman.birthSurname;
}

function givenName(random: Random, sex: Sex, year: number): string {
  const lists = givenNames[sex].filter(([from]) => from <= year);
  // Fashions overlap: one child in five is named as the generation before.
  const index = lists.length > 1 && random.chance(20) ? lists.length - 2 : lists.length - 1;
  return random.pick(lists[index]?.[1] ?? []);
}

const patronymic = (father: string, sex: Sex): string => `${father} ${sex === 'male' ? 'oğlu' : 'qızı'}`;

/** Leaves out some who are nobody's parent, until as many are left as wanted. */
function thinned(random: Random, drafts: readonly Draft[], count: number): Draft[] {
  const parents = new Set(drafts.flatMap((draft) => draft.parents));
  const free = random.shuffled(drafts.filter((draft) => !parents.has(draft)));
  const out = new Set(free.slice(0, drafts.length - count));
  return drafts.filter((draft) => !out.has(draft));
}

function named(random: Random, drafts: readonly Draft[], taken: readonly string[]): Person[] {
  const used = new Set(taken);
  const fins = new Map<Draft, string>();
  return drafts.map((draft) => {
    const fin = newFin(random, used);
    fins.set(draft, fin);
    const { birthSurname: _, parents, ...rest } = draft;
    return { fin, ...rest, parents: parents.flatMap((parent) => fins.get(parent) ?? []) };
  });
}

const finLetters = [...'0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'];

/** A FİN that nobody bears: it begins with a digit and holds a letter, so no word can be one. */
function newFin(random: Random, used: Set<string>): string {
  for (;;) {
    const fin = `${random.between(1, 9)}${Array.from({ length: 6 }, () => random.pick(finLetters)).join('')}`;
    if (used.has(fin) || !/[A-Z]/.test(fin)) continue;
    used.add(fin);
    return fin;
  }
}
