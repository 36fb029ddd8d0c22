import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { Select } from './input.tsx';
import { Within } from './surroundings.tsx';

const one = [{ value: 'aef', label: 'AEF' }];
const chosen = (given: Partial<Parameters<typeof Select>[0]>): boolean =>
  / selected/.test(
    renderToString(
      <Within lang="az">
        <Select name="institution" label="Qurum" options={one} {...given} />
      </Within>,
    ),
  );

test('the only choice is chosen, where one has to choose', () => {
  expect(chosen({})).toBe(true);
  expect(chosen({ options: [...one, { value: 'din', label: 'DİN' }] })).toBe(false);
  expect(chosen({ none: 'Hamısı' })).toBe(false);
  expect(chosen({ optional: true })).toBe(false);
});
