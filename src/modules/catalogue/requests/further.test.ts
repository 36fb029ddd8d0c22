import { describe, expect, it } from 'vitest';
import { fits } from '../fits.ts';
import { type Envelope, contents } from '../envelope.ts';
import { enteredKinds, type EntryKind, specs } from '../kinds.ts';
import { answersOf } from './answers.ts';
import { type Answers, type DraftScope, readDraft } from './draft.ts';
import { furtherOf, questionsOf } from './questions.ts';

const same = (text: string) => ({ az: text, en: text, ru: text });
const named = (kind: EntryKind, code: string) => ({ kind, code, title: same(code.toUpperCase()) });
const there = [
  named('system', 'tax'),
  named('register', 'tax'),
  named('register', 'people'),
  named('register', 'own'),
  named('hosting', 'cloud'),
  named('service', 'passport'),
];

const scope = (kind: EntryKind, standing?: Envelope): DraftScope => ({
  kind,
  code: 'one',
  institution: 'aef',
  state: 'in_use',
  standing,
  find(typed, kinds) {
    const [of, code = of] = typed.split('/');
    const entries = there.filter(
      (one) => kinds.includes(one.kind) && one.code === code && (code === of || one.kind === of),
    );
    return { entries };
  },
  ownerOf({ kind: of, code }) {
    if (!there.some((one) => one.kind === of && one.code === code)) return undefined;
    return code === 'own' ? 'aef' : 'din';
  },
  concepts: ['person.name'],
  acts: new Set(['technopark-rules', 'technopark-rules 4.3', 'technopark-rules 4.6']),
  lifeEvents: [{ code: 'having-child', title: { az: 'Uşaq doğulması', en: 'Having a child', ru: 'Рождение ребёнка' } }],
});

const system: Answers = {
  title: 'Sistem',
  about: 'Sınaq.',
  acts: 'technopark-rules 4.3',
  email: 'texnika@aef.example',
  criticality: 'ordinary',
  hours: 'office',
  place: 'local',
};
const further: Answers = { unit: 'Texniki şöbə', availability: '99,5', restoreHours: '4', users: '1200' };
const service: Answers = {
  title: 'Arayış | Certificate | Справка',
  about: 'Arayış verir.',
  acts: '“Arayışlar haqqında” Qərar, 12, 01.02.2020',
  email: 'texnika@aef.example',
  audience: 'person',
  lifeEvents: 'Uşaq doğulması',
  output: 'Arayış',
  fee: '12,50',
  workingDays: '0',
  address: 'https://aef.example/arayis',
  asks: 'Doğum şəhadətnaməsi',
};

function read(
  answers: Answers,
  kind: EntryKind = 'system',
  { base, standing }: { base?: Envelope; standing?: Envelope } = {},
) {
  return readDraft({ answers, ...(base ? { base } : {}) }, scope(kind, standing));
}
function envelopeOf(...given: Parameters<typeof read>): Envelope {
  const { envelope, problems } = read(...given);
  expect(problems).toEqual([]);
  if (!envelope) throw new Error('no envelope');
  return envelope;
}
const wrongAt = (...given: Parameters<typeof read>) =>
  read(...given).problems.map(({ name, text }) => `${name}: ${text.en}`);

describe('what may be said of an entry besides the questions', () => {
  it('adds no question to the twelve and makes none of it needed', () => {
    for (const kind of enteredKinds) {
      const asked = questionsOf(kind).map(({ name }) => name);
      const besides = furtherOf(kind);
      expect(asked.length).toBeLessThanOrEqual(12);
      expect(besides.length).toBeGreaterThanOrEqual(3);
      expect(besides.every(({ optional }) => optional)).toBe(true);
      expect(besides.filter(({ name }) => asked.includes(name))).toEqual([]);
    }
    expect(read(system).problems).toEqual([]);
    expect(furtherOf('register').map(({ name }) => name)).toContain('criticality');
  });

  it('is read into the envelope, and written from it as it was typed', () => {
    const envelope = envelopeOf({ ...system, ...further });
    expect(envelope).toMatchObject({
      contact: { unit: 'Texniki şöbə', email: 'texnika@aef.example' },
      serviceLevel: { hours: 'office', availability: 99.5, restoreHours: 4 },
      spec: { users: 1200 },
    });
    expect(answersOf(envelope)).toMatchObject(further);
  });

  it('is taken out by an empty answer, whatever the kind', () => {
    const base = envelopeOf({ ...system, ...further });
    const answers = { ...answersOf(base), unit: '', availability: '', users: '' };
    const envelope = envelopeOf(answers, 'system', { base, standing: base });
    expect(envelope.contact).toEqual({ email: 'texnika@aef.example' });
    expect(envelope.serviceLevel).toEqual({ hours: 'office', restoreHours: 4 });
    expect(envelope.spec).toEqual({});
    const portal = envelopeOf({ ...system, platform: 'web', address: 'https://aef.example' }, 'portal');
    const without = envelopeOf({ ...answersOf(portal), address: '' }, 'portal', { base: portal, standing: portal });
    expect(without.spec).toEqual({ platform: 'web' });
    const register = envelopeOf({ ...system, objects: 'Ad; açıq', criticality: 'critical' }, 'register');
    const calm = { ...answersOf(register), criticality: '' };
    expect(envelopeOf(calm, 'register', { base: register, standing: register }).criticality).toBeUndefined();
  });

  it('tells in three languages what is no number', () => {
    const wrong = { ...system, availability: '101', restoreHours: 'tez', users: '1,5' };
    const { problems, envelope } = read(wrong);
    expect(envelope).toBeUndefined();
    expect(problems.map(({ name, text }) => [name, text.az, text.en, text.ru])).toEqual([
      ['availability', '0 ilə 100 arasında ədəd yazın.', 'Write a number from 0 to 100.', 'Укажите число от 0 до 100.'],
      [
        'restoreHours',
        '0 ilə 8760 arasında ədəd yazın.',
        'Write a number from 0 to 8760.',
        'Укажите число от 0 до 8760.',
      ],
      ['users', expect.any(String), expect.any(String), expect.any(String)],
    ]);
  });
});

describe('what was typed', () => {
  it('is kept in every language up to its length, and refused beyond it', () => {
    const long = 'ə'.repeat(250);
    const { title } = envelopeOf({ ...system, title: `${long} | ${long} | ${long}` });
    expect(title).toEqual(same(long));
    expect(wrongAt({ ...system, title: `Ad | Name | ${long}ə` })).toEqual([
      'title: Shorten the Russian text to 250 characters.',
    ]);
    expect(wrongAt({ ...system, title: 'a | b | c | d' })[0]).toMatch(/^title: .*three parts/);
  });

  it('is one of the list, and no word that every object knows', () => {
    for (const word of ['toString', 'constructor', '__proto__'])
      expect(wrongAt({ ...system, criticality: word })).toEqual(['criticality: Choose one from the list.']);
    expect(wrongAt({ ...system, objects: 'Ad; constructor' }, 'register')[0]).toContain('“constructor” is no class');
  });

  it('names an act by a code that is listed, or in words', () => {
    for (const acts of ['technopark-rules', 'technopark-rules 4.3–4.6', '“Qrantlar haqqında” Qərar, 12'])
      expect(wrongAt({ ...system, acts })).toEqual([]);
    for (const acts of ['technopark-rule 4.3', 'technopark-rules 4.9', 'technopark-rules 4.3–9'])
      expect(wrongAt({ ...system, acts })[0]).toContain(`acts: The list of acts has no “${acts}”`);
    expect(wrongAt({ ...system, acts: 'Qərar; 12' })[0]).toContain('without a semicolon');
  });
});

describe('the fields of a register', () => {
  const of = (objects: string) => ({ ...system, objects });
  const base = (): Envelope => {
    const envelope = envelopeOf(of('Ad; fərdi; person.name; ilkin\nÜnvan; açıq'), 'register');
    const field = { name: 'bir', label: { az: 'Ad; soyad', en: 'Name', ru: 'Имя' }, class: 'personal' as const };
    return {
      ...envelope,
      spec: {
        objects: [
          { name: 'birinci', label: { az: 'Birinci', en: 'First', ru: 'Первый' }, fields: [field] },
          { name: 'ikinci', label: same('İkinci'), fields: [] },
        ],
      },
    };
  };

  it('keep their object, their names and their semicolons through a change', () => {
    const before = base();
    expect(answersOf(before).objects).toBe('Ad; soyad; fərdi');
    expect(envelopeOf(answersOf(before), 'register', { base: before, standing: before }).spec).toEqual(before.spec);
  });

  it('are all read or refused: none is cut, two labels give two names', () => {
    const label = 'uzun '.repeat(20);
    const many = Array.from({ length: 500 }, (_, n) => `${label}${n}; açıq`);
    const { spec } = envelopeOf(of(many.join('\n')), 'register');
    expect(spec).toMatchObject({ objects: [{ fields: { length: 500 } }] });
    expect(fits(specs.register, spec)).toBe(true);
    expect(wrongAt(of([...many, 'Biri; açıq'].join('\n')), 'register')[0]).toContain('501 lines where at most 500 fit');
    expect(wrongAt(of(`${'a'.repeat(251)}; açıq`), 'register')[0]).toContain('shorten the label');
    expect(wrongAt(of('Ad; açıq\nAd; fərdi'), 'register')[0]).toContain('stands twice');
    expect(wrongAt(of('Ad; açıq; ; ilkin; artıq'), 'register')[0]).toContain('at most four parts');
  });
});

describe('the names in an answer', () => {
  const tie = (kind: EntryKind, code: string) => ({
    kind: 'uses' as const,
    to: { kind, code },
    channel: 'local' as const,
  });

  it('stand for the kinds that may be meant, and several have to be told apart', () => {
    expect(wrongAt({ ...system, local: 'tax' })).toEqual([
      'local: Several entries are called “tax”. Which one do you mean? Write it so: system/tax, register/tax.',
    ]);
    expect(envelopeOf({ ...system, local: 'system/tax' }).relations).toEqual([tie('system', 'tax')]);
    // A register may hold nothing but a register.
    expect(envelopeOf({ ...system, holds: 'own' }).relations).toEqual([
      { kind: 'holds', to: { kind: 'register', code: 'own' } },
    ]);
    expect(wrongAt({ ...system, holds: 'passport' })[0]).toContain('holds: The catalogue has no “passport”');
    expect(read({ ...system, local: 'people' }).ties).toMatchObject([{ name: 'local', to: { title: same('PEOPLE') } }]);
  });

  it('say of no register of another institution that the system holds it, unless it does already', () => {
    expect(wrongAt({ ...system, holds: 'own\ntax' })).toEqual([
      expect.stringContaining('holds: “TAX” is a resource of'),
    ]);
    const holds = { kind: 'holds', to: { kind: 'register', code: 'tax' } } as const;
    const base = { ...envelopeOf(system), relations: [holds] };
    expect(envelopeOf(answersOf(base), 'system', { base, standing: base }).relations).toEqual([holds]);
  });

  it('go on standing for what the entry is tied to, with all that goes along', () => {
    const relations = [{ ...tie('system', 'tax'), concepts: ['person.name'] }];
    const base = { ...envelopeOf(system), relations };
    expect(answersOf(base).local).toBe('tax');
    expect(envelopeOf(answersOf(base), 'system', { base, standing: base }).relations).toEqual(relations);
    const both = { ...base, relations: [tie('system', 'tax'), tie('register', 'tax')] };
    expect(answersOf(both).local).toBe('system/tax\nregister/tax');
  });

  it('are one way each, few enough to be looked at, and also of hosting and of the whole', () => {
    expect(wrongAt({ ...system, exchange: 'people', local: 'people' })[0]).toContain('named twice, by different ways');
    expect(wrongAt({ ...system, local: 'people\n'.repeat(201) })[0]).toContain('201 lines. At most 200');
    expect(envelopeOf({ ...system, hostedOn: 'cloud', partOf: 'system/tax' }).relations).toEqual([
      { kind: 'hosted_on', to: { kind: 'hosting', code: 'cloud' } },
      { kind: 'part_of', to: { kind: 'system', code: 'tax' } },
    ]);
  });

  it('say nothing of a thing of others beside the questions, unless the register says it already', () => {
    const provides = { kind: 'provides' as const, to: { kind: 'system' as const, code: 'tax' } };
    const base = { ...envelopeOf(system), relations: [provides] };
    expect(wrongAt(system, 'system', { base })[0]).toMatch(/^relations: “system\/tax” is another institution’s/);
    expect(envelopeOf({ ...system }, 'system', { base, standing: base }).relations).toEqual([provides]);
    const unknown = { ...provides, to: { kind: 'system' as const, code: 'no-such' } };
    expect(wrongAt(system, 'system', { base: { ...base, relations: [unknown] } })[0]).toContain(
      'has no “system/no-such”',
    );
  });
});

describe('where an entry runs', () => {
  it('is asked while the register has no entry, whatever a file says of it, and not read after', () => {
    const base = envelopeOf(system);
    expect(wrongAt({ ...system, place: '' }, 'system', { base })).toEqual(['place: Answer this question.']);
    expect(read(system, 'system', { base }).place).toBe('local');
    const after = read({ ...system, place: 'cloud' }, 'system', { base, standing: base });
    expect([after.place, after.problems]).toEqual([undefined, []]);
  });
});

describe('an e-service that runs elsewhere', () => {
  it('is described by twelve answers, which it gives back', () => {
    const envelope = envelopeOf(service, 'service');
    expect(envelope.spec).toEqual({
      audience: 'person',
      lifeEvents: ['having-child'],
      output: same('Arayış'),
      cost: { amount: '12.50', currency: 'AZN' },
      workingDays: 0,
      contact: { page: 'https://aef.example/arayis' },
      asks: ['Doğum şəhadətnaməsi'],
    });
    expect(fits(specs.service, envelope.spec)).toBe(true);
    expect(answersOf(envelope)).toEqual({ ...service, lifeEvents: 'having-child' });
    expect(wrongAt({ ...service, fee: 'pulsuz' }, 'service')[0]).toContain('fee: Write the sum in manats');
    expect(wrongAt({ ...service, lifeEvents: 'bayram' }, 'service')[0]).toContain('no life event “bayram”');
  });
});

describe('a new entry', () => {
  it('is shown whole: data objects with each field, relations, state', () => {
    const envelope = envelopeOf({ ...system, objects: 'Ad; fərdi; person.name\nÜnvan; açıq' }, 'register');
    const places = contents(envelope).map(({ path }) => path.join('.'));
    expect(places).toContain('state');
    expect(places).toEqual(expect.arrayContaining(['spec.objects.qeyd.fields.ad', 'spec.objects.qeyd.fields.unvan']));
    expect(contents(envelopeOf({ ...system, local: 'people' })).map(({ path }) => path.join(' '))).toContain(
      'relations uses register/people',
    );
  });
});
