import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type House } from './test-house.ts';
import { act, journal } from './index.ts';
import type { Actor } from '../../kernel/access.ts';

let house: House;
let owner: Actor;
let officer: Actor;
beforeAll(async () => {
  house = await openHouse();
  owner = await house.person('1AAAAA1', 'Tofiq Bədəlov');
  officer = await house.person('1AAAAA2', 'Elçin Nəbiyev', ['rinn', 'officer']);
});
afterAll(() => house.close());

describe('x', () => {
  it('y', async () => {
    const id = await house.begin(owner);
    await act(house.as(owner), { instance: id, action: 'submit' });
    await act(house.as(officer), { instance: id, action: 'return', note: 'Sənəd yoxdur' });
    console.log(await house.present(id), await journal(house.as(owner), id));
    expect(1).toBe(1);
  });
});
