import { describe, expect, it } from 'vitest';
import { pressedIn } from './action-door.ts';

describe('an action that was pressed', () => {
  const form = { do: 'approve', note: 'Uyğundur.', key: 'k1' };

  it('bears what the form says, under a key of its own for each action', () => {
    expect(pressedIn({ ...form, version: '7' })).toEqual({
      action: 'approve',
      note: 'Uyğundur.',
      key: 'approve:k1',
      version: 7,
    });
    expect(pressedIn({ ...form, version: '7' }, 'refuse')).toMatchObject({ action: 'refuse', key: 'refuse:k1' });
  });

  it.each(['0x7', '7.5', '-1', '1e3', 'seven', '9999999999'])('has no version in %j that would fit', (version) => {
    expect(pressedIn({ ...form, version }).version).toBe(-1);
  });

  it('has none where the form has none', () => {
    expect(pressedIn(form)).not.toHaveProperty('version');
  });
});
