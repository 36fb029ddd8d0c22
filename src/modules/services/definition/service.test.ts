import { describe, expect, it } from 'vitest';
import {
  type Changes,
  compileChanged,
  definitionsOf,
  type Loose,
  value,
} from '../../../../test/changed-definitions.ts';
import type { Compilation } from '../../../kernel/definition.ts';
import type { CompiledService } from './compiled.ts';
import { expandService } from './expand.ts';

const file = 'services/technopark-residency/service.yaml';
const read = await definitionsOf('technopark-residency');
// As it would stand without its course, so that every part of it is there to be changed.
const whole = expandService(read, 'technopark-residency') ?? '';
const all = read.map((one) => (one.file === file ? { file, text: whole } : one));

/** Compiles all definitions of the state with one file changed. */
const compileWith = (changes: Changes) => compileChanged(all, changes);

const change = (edit: (service: Loose) => void) => compileWith({ [file]: edit });
const rulesOf = ({ problems }: Compilation, name = file) =>
  problems.filter((problem) => problem.file === name).map(({ rule }) => rule);

const asked = {
  source: 'applicant',
  article: 'technopark-rules 4.2',
  why: { az: 'Əlaqə üçün', en: 'To get in touch', ru: 'Для связи' },
};
const question = {
  az: 'Şirkətiniz harada yerləşir?',
  en: 'Where is your company?',
  ru: 'Где находится ваша компания?',
};

function ask(name: string, field: object, words: object = question) {
  return change((service) => {
    value(service.data)[name] = value({ ...asked, ...field });
    (service.pages as unknown as object[]).push({ page: 'yeni', question: words, fields: [name] });
  });
}

describe('the service of the house', () => {
  const { problems, definitions } = compileWith({});
  const compiled = definitions.find(({ file: one }) => one === file)?.compiled as CompiledService;

  it('compiles, and every scenario comes out as told', () => {
    expect(problems).toEqual([]);
    expect(definitions.map(({ kind }) => kind)).toContain('scenarios');
  });

  it('is plain data, so that a release can keep it', () => {
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled);
  });

  it('costs nothing, in figures, and is asked about at its institution', () => {
    expect([compiled.cost, compiled.contact]).toEqual([{ amount: '0', currency: 'AZN' }, undefined]);
  });

  it('asks the exchange for exactly what it needs', () => {
    expect(compiled.shape).toEqual({
      name: true,
      voen: true,
      headedBy: { name: true },
      staffCount: true,
      address: true,
      status: true,
      taxDebt: true,
      technoparkResident: true,
    });
  });
});

describe('whoever has a question', () => {
  const contact = value({ email: 'park@rinn.example', sample: true });
  const silent = (source: Loose) => {
    for (const one of value(source.institutions) as unknown as Loose[]) delete one.contact;
  };

  it('is told whom to ask: the office of the service, or its institution', () => {
    expect(rulesOf(compileWith({ 'institutions.yaml': silent }))).toEqual(['no-contact']);
    const own = compileWith({ 'institutions.yaml': silent, [file]: (service) => void (service.contact = contact) });
    expect(rulesOf(own)).toEqual([]);
    const compiled = own.definitions.find(({ file: one }) => one === file)?.compiled as CompiledService;
    expect(compiled.contact).toEqual(contact);
  });
});

describe('once only', () => {
  it('refuses a question about the address of the company, naming the register that holds it', () => {
    const found = ask('ourAddress', { concept: 'organisation.address' }).problems.filter(
      (problem) => problem.file === file,
    );
    expect(found.map(({ rule }) => rule)).toEqual(['once-only']);
    expect(found[0]?.message.az).toContain('“Hüquqi ünvan” müraciətçidən soruşula bilməz');
    expect(found[0]?.message.az).toContain('Hüquqi şəxslərin dövlət reyestri');
    expect(found[0]?.message.az).toContain('İqtisadiyyat Nazirliyi');
    expect(found[0]?.remedy.az).toContain('ourAddress: {source: register, concept: organisation.address}');
    expect(found[0]?.line).toBeGreaterThan(1);
  });

  it('says nothing of a page for a question that may not be asked at all', () => {
    const found = change((s) => {
      value(s.data).myAddress = value({ ...asked, concept: 'organisation.address' });
    });
    expect(rulesOf(found)).toEqual(['once-only']);
  });

  it('refuses the service and leaves the rest of the state alone', () => {
    const { refused, definitions } = ask('ourAddress', { concept: 'organisation.address' });
    expect(refused).toContain(file);
    expect(definitions.map(({ kind }) => kind)).not.toContain('service');
    expect(definitions.map(({ kind }) => kind)).toContain('register');
  });

  it.each([
    ['organisation.staffCount', 'Əmək müqavilələrinin reyestri'],
    ['person.birthDate', 'Əhalinin dövlət reyestri'],
    ['organisation.technoparkNumber', 'Texnologiyalar parkının rezidentlərinin reyestri'],
  ])('refuses %s', (concept, register) => {
    const found = ask('something', { concept }).problems.find((problem) => problem.file === file);
    expect(found?.rule).toBe('once-only');
    expect(found?.message.az).toContain(register);
  });

  it('is not fooled by a concept of its own under the same name, however it is written', () => {
    const result = compileWith({
      'dictionary.yaml': (source) => {
        value(source.concepts)['residency.place'] = value({
          label: { az: 'HÜQUQİ  ÜNVAN', en: 'Place', ru: 'Место' },
          type: 'text',
          class: 'open',
        });
      },
      [file]: (service) => {
        value(service.data).place = value({ ...asked, concept: 'residency.place' });
        (service.pages as unknown as object[]).push({ page: 'yer', question, fields: ['place'] });
      },
    });
    expect(rulesOf(result)).toEqual(['once-only']);
  });

  it('is not fooled by a label of the field', () => {
    const label = { az: 'Vergi borcu', en: 'How much', ru: 'Сколько' };
    expect(rulesOf(ask('more', { concept: 'residency.areaOther', label }))).toEqual(['once-only']);
  });

  it('is not fooled by another form of the words, until it is said from what it differs, and how', () => {
    // The tax debt of a company, in the plural and with an ending.
    const label = { az: 'Vergi borcları', en: 'How much', ru: 'Сколько' };
    const more = { concept: 'residency.areaOther', label };
    expect(rulesOf(ask('more', more))).toEqual(['once-only']);
    const reason = { az: 'Xaricdəki borclardır', en: 'Owed abroad', ru: 'Долги за рубежом' };
    const differs = (concept: string) => ask('more', { ...more, optional: true, differsFrom: { concept, reason } });
    expect(rulesOf(differs('organisation.address'))).toEqual(['differs-from']);
    const { definitions, problems } = differs('organisation.taxDebt');
    expect(problems).toEqual([]);
    const service = definitions.find(({ kind }) => kind === 'service')?.compiled as CompiledService;
    expect(service.fields.find(({ name }) => name === 'more')).toMatchObject({ differsFrom: { reason } });
  });

  it('is not fooled by the words of the question', () => {
    const words = { az: 'Hüquqi ünvanınızı yazın', en: 'Where are you?', ru: 'Где вы?' };
    const found = ask('more', { concept: 'residency.areaOther' }, words).problems.find(
      (problem) => problem.file === file,
    );
    expect(found?.rule).toBe('once-only');
    expect(found?.remedy.en).toContain('organisation.address');
  });

  it('looks into repeating groups', () => {
    const fields = { who: { concept: 'person.name' } };
    const group = { min: 0, max: 3, item: { az: 'Təsisçi', en: 'Founder', ru: 'Учредитель' }, fields };
    const label = { az: 'Təsisçilər', en: 'Founders', ru: 'Учредители' };
    expect(rulesOf(ask('founders', { group, label }))).toEqual(['once-only']);
  });

  it('lets through what no register holds', () => {
    expect(
      rulesOf(
        ask('more', {
          concept: 'residency.areaOther',
          label: { az: 'Sərgi yeri', en: 'Stand', ru: 'Стенд' },
          optional: true,
        }),
      ),
    ).toEqual([]);
  });
});

describe('what does not compile', () => {
  const cases: readonly [string, string, (service: Loose) => void][] = [
    [
      'an unknown concept',
      'unknown-concept',
      (s) => void (value(value(s.data).area).concept = value('residency.aera')),
    ],
    [
      'a fact that no register provides',
      'no-register',
      (s) => void (value(s.data).more = value({ source: 'register', concept: 'residency.area' })),
    ],
    [
      'a relation that does not lead there',
      'unknown-relation',
      (s) => void (value(value(s.data).head).for = value('parentOf')),
    ],
    ['a fact about somebody else', 'unknown-concept', (s) => void delete value(value(s.data).head).for],
    ['a question without an article', 'no-article', (s) => void delete value(value(s.data).area).article],
    ['a question without a reason', 'no-why', (s) => void delete value(value(s.data).area).why],
    [
      'an article that is not listed',
      'unknown-article',
      (s) => void (value(value(s.data).area).article = value('technopark-rules 9.9')),
    ],
    [
      'an act that is not listed',
      'unknown-act',
      (s) => void (value(value(s.data).area).article = value('technopark-rule 4.3')),
    ],
    [
      'a fact without a right',
      'no-right',
      (s) => void (value(s.data).birth = value({ source: 'register', concept: 'person.birthDate', for: 'headedBy' })),
    ],
    ['another purpose', 'unknown-purpose', (s) => void (s.purpose = value('technopark'))],
    ['an unknown institution', 'unknown-institution', (s) => void (s.institution = value('rin'))],
    ['an unknown life event', 'unknown-life-event', (s) => void (s.lifeEvents = value(['starting-busines']))],
    [
      'a page with an unknown field',
      'unknown-field',
      (s) => void (value(value(s.pages)[0]).fields = value(['area', 'araa'])),
    ],
    [
      'a page with a register field',
      'page-field',
      (s) => void (value(value(s.pages)[0]).fields = value(['area', 'address'])),
    ],
    ['a question on no page', 'asked-nowhere', (s) => void (value(value(s.pages)[2]).fields = value(['area']))],
    [
      'a choice that the concept does not have',
      'unknown-choice',
      (s) => void (value(value(value(s.data).area).choices).robots = value({})),
    ],
    [
      'a choice that opens nothing known',
      'unknown-field',
      (s) => void (value(value(value(value(s.data).area).choices).other).opens = value(['nothing'])),
    ],
    [
      'a register field with a choice list',
      'field-parts',
      (s) => void (value(value(s.data).address).choices = value({})),
    ],
    [
      'a requirement about an unknown field',
      'feel.unknown_name',
      (s) => void (value(value(s.requirements)['new-jobs']).when = value('newJob >= 5')),
    ],
    [
      'a requirement without an article',
      'no-article',
      (s) => void delete value(value(s.requirements)['new-jobs']).article,
    ],
    [
      'a table with a gap',
      'table.gap',
      (s) => void (value(s.decision).rules = value((value(s.decision).rules as unknown as object[]).slice(0, 6))),
    ],
    [
      'a rule without an article',
      'table.article_missing',
      (s) => void delete value(value(value(s.decision).rules)[0]).article,
    ],
    [
      'a rule that is never reached',
      'table.unreachable',
      (s) => void (value(s.decision).rules = value((value(s.decision).rules as unknown as object[]).toReversed())),
    ],
    [
      'a table input that is not a field',
      'unknown-field',
      (s) => void (value(s.decision).inputs as unknown as string[]).push('turnover'),
    ],
    [
      'a state nobody can leave',
      'state-without-exit',
      (s) => void delete value(value(value(s.process).states).upheld).end,
    ],
    [
      'a process without submission',
      'beginning',
      (s) => void (value(value(value(s.process).actions).submit).actor = value('officer')),
    ],
    [
      'a notification that nobody sends',
      'notification-unsent',
      (s) => void (value(s.notifications).extra = value(question)),
    ],
    [
      'an effect nobody carries out',
      'effect-unknown',
      (s) => void (value(value(value(s.process).actions).submit).effects = value(['notify-nobody', 'notify-received'])),
    ],
    [
      'a decision that is not told',
      'silent-decision',
      (s) => void delete value(value(value(s.process).actions).refuse).effects,
    ],
    ['a refusal by the program', 'refused-by-program', (s) => void (value(s.outcomes).refused = value(['grant']))],
    [
      'an approval that asks for no condition',
      'approved-unguarded',
      (s) => void delete value(value(value(s.process).actions).approve).guard,
    ],
    ['an entry in an unknown register', 'unknown-register', (s) => void (value(s.entry).register = value('residents'))],
    ['an entry without the key of the record', 'entry-key', (s) => void delete value(value(s.entry).fields).number],
    [
      'an entry field that the record does not have',
      'unknown-field',
      (s) => void (value(value(s.entry).fields).colour = value('area')),
    ],
    [
      'a turn for what nobody chooses from a register',
      'unknown-field',
      (s) => void (value(s.entry).inTurn = value(['area'])),
    ],
    [
      'an entry expression with an unknown name',
      'feel.unknown_name',
      (s) => void (value(value(s.entry).fields).voen = value('voenn')),
    ],
    [
      'a document line without a field',
      'unknown-field',
      (s) => void (value(s.document).lines as unknown as object[]).push({ field: 'seal' }),
    ],
    [
      'a guard about an unknown name',
      'feel.unknown_name',
      (s) => void (value(value(value(s.process).actions).recommend).guard = value('unmett = 0')),
    ],
  ];

  it.each(cases)('%s: %s', (_, rule, edit) => {
    const found = change(edit).problems.filter((problem) => problem.file === file);
    expect(found.map((problem) => problem.rule)).toContain(rule);
    for (const { message, remedy } of found) {
      for (const text of [message, remedy]) expect(Object.values(text).every((words) => words.length > 3)).toBe(true);
    }
  });

  it('suggests the nearest name', () => {
    const found = change((s) => void (value(value(s.data).area).concept = value('residency.aera'))).problems.find(
      ({ rule }) => rule === 'unknown-concept',
    );
    expect(found?.remedy.en).toContain('residency.area');
  });
});

it('keeps the file that people read free of tabs and trailing spaces', () => {
  expect(read.find((one) => one.file === file)?.text).not.toMatch(/\t| $/m);
});
