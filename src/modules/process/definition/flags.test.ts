import { expect, it } from 'vitest';
import { compilePermit } from '../test-definition.ts';
import { guardOf } from './guards.ts';
import type { ProcessSource } from './schema.ts';

const t = { az: 'a', en: 'b', ru: 'c' };

/** The permit with a flag that an officer raises and lowers. */
const flagged = (change: (source: ProcessSource) => void = () => undefined) =>
  compilePermit((source) => {
    source.flags = { urgent: { title: t } };
    source.actions.mark = { title: t, from: ['review'], to: 'review', actor: 'officer', raise: ['urgent'] };
    source.actions.unmark = { title: t, from: ['review'], to: 'review', actor: 'officer', lower: ['urgent'] };
    change(source);
  });

it('stands in the compiled process, and guards ask for it by name', () => {
  const { compiled, findings } = flagged(({ actions }) => {
    Object.assign(actions.recommend ?? {}, { guard: 'staff >= 5 and flag.urgent = true' });
  });
  expect(findings).toEqual([]);
  expect(compiled.flags).toEqual([{ name: 'urgent', title: t }]);
  const action = compiled.actions.find(({ name }) => name === 'recommend');
  const guard = action && guardOf(compiled, action);
  expect([true, false].map((urgent) => guard?.evaluate({ staff: 7, flag: { urgent } }))).toEqual([true, false]);
});

const faults: readonly [name: string, change: (source: ProcessSource) => void, found: readonly string[]][] = [
  [
    'is raised without being there',
    ({ actions }) => void Object.assign(actions.mark ?? {}, { raise: ['urgent', 'urgentt'] }),
    ['flag-unknown actions.mark.raise.1'],
  ],
  [
    'is lowered without being there',
    ({ actions }) => void Object.assign(actions.unmark ?? {}, { lower: ['hardship'] }),
    ['flag-unknown actions.unmark.lower.0'],
  ],
  [
    'is raised and lowered at once',
    ({ actions }) => void Object.assign(actions.mark ?? {}, { lower: ['urgent'] }),
    ['flag-both actions.mark.lower.0'],
  ],
  ['is raised by nobody', ({ actions }) => void delete actions.mark, ['flag-unraised flags.urgent']],
  [
    'is tested without being there',
    ({ actions }) => void Object.assign(actions.recommend ?? {}, { guard: 'flag.hardship = true' }),
    ['feel.unknown_member actions.recommend.guard'],
  ],
];

it.each(faults)('is refused where it %s', (_, change, found) => {
  expect(flagged(change).findings.map(({ rule, path }) => `${rule} ${path.join('.')}`)).toEqual(found);
});

it('may be raised and never lowered', () => {
  expect(flagged(({ actions }) => void delete actions.unmark).findings).toEqual([]);
});
