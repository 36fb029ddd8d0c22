import { expect, it } from 'vitest';
import { heldBy, holderOf, type HoldsProcess } from './kind.ts';
import type { CompiledProcess } from './schema.ts';

const process = (initial: string): CompiledProcess => ({
  initial,
  states: [],
  actions: [],
  clocks: [],
  inputTypes: {},
});
const title = { az: 'Rəy', en: 'Opinion', ru: 'Заключение' };
const held: HoldsProcess = { process: process('draft'), within: [{ name: 'fire', title, process: process('asked') }] };

it('finds the process of an instance in its own definition, or within that of another', () => {
  const own = holderOf({ kind: 'service', name: 'fishing-permit' });
  expect(own).toEqual({ kind: 'service', name: 'fishing-permit' });
  expect(heldBy(held, own)?.process.initial).toBe('draft');
  const within = holderOf({ kind: 'service.opinion', name: 'fishing-permit.fire' });
  expect(within).toEqual({ kind: 'service', name: 'fishing-permit', part: 'fire' });
  expect(heldBy(held, within)?.process.initial).toBe('asked');
});

it('finds none of a name that the definition does not hold', () => {
  expect(heldBy(held, holderOf({ kind: 'service.opinion', name: 'fishing-permit.roof' }))).toBeUndefined();
  expect(heldBy({ process: process('draft') }, holderOf({ kind: 'service.opinion', name: 'a.fire' }))).toBeUndefined();
});

it('takes a name with a dot as it is where the kind has none', () => {
  expect(holderOf({ kind: 'plan-measure', name: '6.1.2' })).toEqual({ kind: 'plan-measure', name: '6.1.2' });
});
