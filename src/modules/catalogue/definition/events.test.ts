import { describe, expect, it } from 'vitest';
import { langs } from '../../../language/index.ts';
import type { Provision, RegisterField } from './compiled.ts';
import { eventsOf } from './events.ts';

const label = { az: 'Sahə', en: 'Field', ru: 'Поле' };
const field = (more: Partial<RegisterField> = {}): RegisterField => ({
  type: 'text',
  label,
  class: 'personal',
  many: false,
  optional: false,
  ...more,
});
const register = {
  fields: { fin: field(), employer: field(), address: field(), debt: field({ class: 'sensitive' }), end: field() },
  provides: [
    {
      kind: 'relation',
      name: 'employedBy',
      entity: 'person',
      by: 'fin',
      to: 'employer',
      target: 'organisation',
      many: false,
    },
  ] as readonly Provision[],
};
const source = { name: 'moved', title: label, when: 'changed', subject: 'fin', data: ['fin'] } as const;
type Source = Parameters<typeof eventsOf>[0][number];
const compiled = (more: Partial<Source>, within: Parameters<typeof eventsOf>[1] = register) =>
  eventsOf([{ ...source, data: [...source.data], ...more }], within);

describe('an event of a register', () => {
  it('knows whom it is about, and how long it is kept', () => {
    expect(compiled({}).findings).toEqual([]);
    expect(compiled({}).events[0]).toMatchObject({ entity: 'person', keepDays: 30, fields: [] });
    expect(compiled({ subject: 'employer', keepDays: 7 }).events[0]).toMatchObject({
      entity: 'organisation',
      keepDays: 7,
    });
    expect(compiled({ when: 'ended' }, { ...register, validTo: 'end' }).findings).toEqual([]);
  });

  it.each([
    [{ subject: 'fln' }, 'unknown-field', ['events', 0, 'subject']],
    [{ data: ['fin', 'constructor'] }, 'unknown-field', ['events', 0, 'data', 1]],
    [{ fields: ['adress'] }, 'unknown-field', ['events', 0, 'fields', 0]],
    [{ subject: 'address' }, 'event-subject', ['events', 0, 'subject']],
    [{ data: ['fin', 'debt'] }, 'event-sensitive', ['events', 0, 'data', 1]],
    [{ when: 'ended' }, 'event-ended', ['events', 0, 'when']],
    [{ when: 'created', fields: ['address'] }, 'event-fields', ['events', 0, 'fields']],
  ] as const)('does not compile with %j', (more, rule, path) => {
    const { findings } = compiled(more as Partial<Source>);
    expect(findings).toMatchObject([{ rule, path }]);
    for (const lang of langs)
      for (const text of [findings[0]?.message[lang], findings[0]?.remedy[lang]])
        expect(text?.length).toBeGreaterThan(10);
  });

  it('stands once under its name', () => {
    const twice = eventsOf(
      [source, source].map((one) => ({ ...one, data: [...one.data] })),
      register,
    );
    expect(twice.findings).toMatchObject([{ rule: 'named-twice', path: ['events', 1, 'name'] }]);
  });
});
