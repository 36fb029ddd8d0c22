import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isFin, isVoen } from '../../../language/index.ts';
import { demoPeople } from '../../identity/index.ts';
import { ageOn } from '../day.ts';
import { openRandom } from './random.ts';
import { type Invented, inventState, otherCompanies, otherPeople } from './state.ts';

const state = inventState(demoPeople);
const of = (register: string) => state.filter((one) => one.register === register);
const now = (register: string) => of(register).filter(({ to }) => to === null || to > '2025-12-31');
const people = new Map(now('population').map((one) => [one.key, one.data]));

/** Zülfiyyə Tofiq qızı Kərimova. */
const daughter = '1FW0PVX';

describe('the invented state', () => {
  it('is the same to the letter whenever it is made', () => {
    const hash = createHash('sha256').update(JSON.stringify(state)).digest('hex');
    expect(hash).toBe('46c2af1774682abbf018e69dcdad0d5afd138f6ed27f81c2d54cc062d2a6d188');
    expect(inventState(demoPeople)).toEqual(state);
  });

  it('has some 2,000 people and 300 companies, each once at any moment', () => {
    const companyCount = otherCompanies + demoPeople.filter(({ heads }) => heads !== undefined).length;
    // Besides the others: the people of the demo, a husband and three children, a grandchild.
    expect(people.size).toBe(otherPeople + demoPeople.length + 5);
    expect(now('population')).toHaveLength(people.size);
    expect(now('companies')).toHaveLength(companyCount);
    expect(new Set(now('companies').map(({ data }) => data.name)).size).toBe(companyCount);
    for (const fin of people.keys()) expect(isFin(fin)).toBe(true);
    for (const { key } of of('companies')) expect(isVoen(key)).toBe(true);
  });

  it('has families that can be: parents of the right age and sex, their name handed on', () => {
    const children = [...people.values()].filter(({ parents }) => parents !== undefined);
    expect(children.length).toBeGreaterThan(800);
    for (const child of children) {
      const parents = (child.parents as string[]).map((fin) => people.get(fin)).filter((one) => one !== undefined);
      const father = parents.at(-1);
      if (!father) throw new Error('a parent is not in the register');
      // Of the daughter of the demo's citizen only the father is known.
      expect(parents.map(({ sex }) => sex)).toEqual(child.fin === daughter ? ['male'] : ['female', 'male']);
      for (const parent of parents) {
        const age = ageOn(String(parent.birthDate), String(child.birthDate));
        expect(age).toBeGreaterThanOrEqual(17);
        expect(age).toBeLessThan(60);
      }
      expect(String(child.patronymic).split(' ')).toEqual([father.givenName, child.sex === 'male' ? 'oğlu' : 'qızı']);
      expect(child.sex === 'male' ? child.surname : father.surname).toBe(father.surname);
    }
  });

  it('has people of all ages, none of them born tomorrow', () => {
    const ages = [...people.values()].map(({ birthDate }) => ageOn(String(birthDate), '2025-12-31'));
    const share = (from: number, to: number) => ages.filter((age) => age >= from && age < to).length / ages.length;
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    expect(share(0, 18)).toBeGreaterThan(0.2);
    expect(share(18, 65)).toBeGreaterThan(0.55);
    expect(share(65, 100)).toBeGreaterThan(0.05);
  });

  it('employs living people in companies that exist, few in most and many in some', () => {
    const voens = new Set(of('companies').map(({ key }) => key));
    const staff = new Map<string, number>();
    for (const { data } of now('employment')) {
      expect(people.has(String(data.employee))).toBe(true);
      expect(voens.has(String(data.employer))).toBe(true);
      staff.set(String(data.employer), (staff.get(String(data.employer)) ?? 0) + 1);
    }
    const sizes = [...staff.values()].sort((a, b) => b - a);
    expect(sizes[0]).toBeGreaterThan(25);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(6);
    expect(staff.get('2007311431')).toBe(12);
  });

  it('gives the demo people the companies that the journey needs', () => {
    const headed = demoPeople.flatMap(({ heads }) => now('companies').filter(({ key }) => key === heads));
    expect(headed.map(({ data }) => data.name)).toEqual([
      '“Göyçay Proqram” MMC',
      '“Tərtər Texnologiya” MMC',
      '“Simurğ Alqoritm” MMC',
      '“Zəfəran Robotika” MMC',
    ]);
    expect(headed.map(({ data }) => data.taxDebt)).toEqual(['0.00', '18460.75', '0.00', '0.00']);
    const residents = new Set(now('technopark-residents').map(({ data }) => data.voen));
    expect(headed.map(({ key }) => residents.has(key))).toEqual([false, false, true, false]);
    expect(residents.size).toBe(5);
  });

  it('keeps an insurance account of each grown demo person and of those who left their work', () => {
    const accounts = new Map(now('contributions').map(({ key, data }) => [key, data]));
    expect(demoPeople.filter(({ fin }) => !accounts.has(fin))).toEqual([]);
    expect(accounts.size).toBeLessThanOrEqual(300 + demoPeople.length);
    const working = new Set(now('employment').map(({ data }) => data.employee));
    const left = [...accounts.values()].filter(({ workEndedOn }) => workEndedOn !== null);
    expect(left.length).toBeGreaterThan(2);
    expect(left.filter(({ fin }) => working.has(fin ?? ''))).toEqual([]);
  });

  it('has kindergartens near parents of small children: one that is full, one with places', () => {
    const places = new Map(now('kindergartens').map(({ key, data }) => [key, Number(data.places)]));
    const taken = Map.groupBy(now('kindergarten-queue'), ({ data }) => String(data.kindergarten));
    const near = now('kindergarten-areas').find(({ key }) => key === '6AY4N9R')?.data.kindergartens as string[];
    expect(near.map((voen) => (places.get(voen) ?? 0) - (taken.get(voen)?.length ?? 0))).toEqual([0, 12]);
    for (const voen of places.keys()) expect(isVoen(voen)).toBe(true);
    const voens = new Set(now('companies').map(({ key }) => key));
    expect([...places.keys()].filter((voen) => voens.has(voen))).toEqual([]);
    expect(now('kindergarten-areas').length).toBeLessThanOrEqual(400);
  });

  it('gives one more demo person without moving anybody else', () => {
    const citizen = demoPeople.find(({ heads, role }) => !heads && !role);
    if (!citizen) throw new Error('nobody');
    const more = inventState([...demoPeople, { ...citizen, fin: '9ZZZ9Z9' }]);
    const others = (list: readonly Invented[]) => list.filter(({ key }) => key !== '9ZZZ9Z9');
    expect(others(more)).toEqual(others(state));
  });

  it('says of each version only what the register has a field for', () => {
    for (const register of new Set(state.map((one) => one.register))) {
      const file = join(import.meta.dirname, '../../../../definitions/registers', `${register}.yaml`);
      const { fields } = parse(readFileSync(file, 'utf8')).record as { fields: Record<string, { optional?: boolean }> };
      const required = Object.keys(fields).filter((name) => !fields[name]?.optional);
      for (const { data } of of(register)) {
        expect(Object.keys(data).filter((name) => !(name in fields))).toEqual([]);
        expect(required.filter((name) => !(name in data))).toEqual([]);
      }
    }
  });

  it('has versions that follow each other without gap or overlap', () => {
    const byKey = Map.groupBy(state, ({ register, key }) => `${register}/${key}`);
    for (const versions of byKey.values()) {
      const list: Invented[] = versions.toSorted((a, b) => (a.from < b.from ? -1 : 1));
      for (const [index, { from, to }] of list.entries()) {
        expect(to === null || to > from).toBe(true);
        expect(index === 0 ? from : list[index - 1]?.to).toBe(from);
      }
    }
  });
});

describe('chance', () => {
  it('differs by name and seed, and is spread evenly', () => {
    const draw = (seed: number, name: string) => {
      const random = openRandom(seed, name);
      return Array.from({ length: 6000 }, () => random.between(1, 6));
    };
    expect(draw(1, 'a')).toEqual(draw(1, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
    expect(draw(1, 'a')).not.toEqual(draw(2, 'a'));
    const counts = [1, 2, 3, 4, 5, 6].map((face) => draw(1, 'a').filter((one) => one === face).length);
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(130);
  });
});
