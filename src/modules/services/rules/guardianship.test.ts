import { describe, expect, it } from 'vitest';
import { guardianRight, isIncapable } from './guardianship.ts';

const all = { guardians: { kinds: ['minor', 'foster', 'incapable'] } } as const;
const given = { kind: 'foster', birthDate: '2012-05-20', endsOn: null, payments: false };

describe('what a guardian may do', () => {
  it('is for a child until full age, or until the day after the last one decided', () => {
    expect(guardianRight(all, given, '2026-11-23')).toEqual({ kind: 'foster', until: '2030-05-20' });
    expect(guardianRight(all, { ...given, endsOn: '2026-12-31' }, '2026-11-23')?.until).toBe('2027-01-01');
    expect(guardianRight(all, { ...given, endsOn: '2026-12-31' }, '2026-12-31')?.until).toBe('2027-01-01');
    expect(guardianRight(all, { ...given, endsOn: '2026-12-31' }, '2027-01-01')).toBeUndefined();
    expect(guardianRight(all, given, '2030-05-19')).toEqual({ kind: 'foster', until: '2030-05-20' });
    // A record that nobody ended gives no power over somebody of age.
    expect(guardianRight(all, given, '2030-05-20')).toBeUndefined();
  });

  it('knows no age of an adult, and no kind or power that the service does not take', () => {
    const adult = { ...given, kind: 'incapable', birthDate: '1961-03-14' };
    expect(guardianRight(all, adult, '2026-11-23')).toEqual({ kind: 'incapable', until: null });
    for (const kind of ['limited', 'temporary', 'other'])
      expect(guardianRight(all, { ...given, kind }, '2026-11-23')).toBeUndefined();
    expect(guardianRight({}, given, '2026-11-23')).toBeUndefined();
    const paying = { guardians: { kinds: ['incapable'], payments: true } } as const;
    expect(guardianRight(paying, adult, '2026-11-23')).toBeUndefined();
    expect(guardianRight(paying, { ...adult, payments: true }, '2026-11-23')?.kind).toBe('incapable');
  });
});

describe('who applies through a guardian alone', () => {
  const field = { source: 'register', name: 'looked', concept: 'person.guardianship', path: [] };
  const service = { ...all, fields: [field] } as unknown as Parameters<typeof isIncapable>[0];
  it('is who was declared incapable, where the service takes guardians and the register says so', () => {
    const said = (value: string) => ({ looked: { state: 'value', value } as const });
    expect(isIncapable(service, said('incapable'))).toBe(true);
    expect(isIncapable(service, said('limited'))).toBe(false);
    expect(isIncapable(service, { looked: { state: 'unavailable' } })).toBe(false);
    expect(isIncapable(service, {})).toBe(false);
    expect(isIncapable({ fields: service.fields }, said('incapable'))).toBe(false);
  });
});
