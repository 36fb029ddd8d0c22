import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../../../test/database.ts';
import type { EntryPicture } from '../../catalogue/index.ts';
import { type Outcome, recordOf } from './autonomy.ts';
import { judge } from './checks/checks.ts';
import type { Architecture, Picture } from './checks/picture.ts';
import { routeNames } from './choices.ts';
import { exceeds, hundredths, isWhole, largestOf, readDecimal, sumOf, toDecimal } from './money.ts';
import { spendingKind } from './rules.ts';
import { monthsLater } from './timing.ts';
import { type CompiledTriage, type RiskAnswers, routeOf } from './triage.ts';

const triage = parse(readFileSync(join(root, 'definitions/plan/spending-triage.yaml'), 'utf8')) as CompiledTriage;
const calm: RiskAnswers = {
  total: '99999.99',
  transactions: 0,
  audience: 'internal',
  dataClass: 'open',
  criticality: 'ordinary',
  hosting: 'government_cloud',
  ai: false,
  retrospective: false,
};

describe('money', () => {
  it('is whole qəpik: sums are exact where binary fractions are not', () => {
    expect(sumOf(['0.1', '0.2'])).toBe('0.30');
    expect(isWhole(['33.33', '33.33', '33.34'])).toBe(true);
    expect(isWhole(['33.33', '33.33', '33.33'])).toBe(false);
    expect(exceeds('110', '100', 110)).toBe(false);
    expect(exceeds('110.01', '100', 110)).toBe(true);
    for (const typed of ['1,5', '1.234', '-1', '', 'yüz', '1e3']) expect(readDecimal(typed)).toBeUndefined();
  });

  it('is compared by its worth, and what is not known is not the largest', () => {
    expect(largestOf(['9', '10.5', null, undefined])).toBe('10.5');
    expect(largestOf([null, undefined])).toBeUndefined();
  });

  it('comes back as it went', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 16n }), (qepik) => hundredths(toDecimal(qepik)) === qepik));
  });
});

describe('the route', () => {
  const route = (more: Partial<RiskAnswers>, level: 'none' | 'partial' | 'full' = 'none') =>
    routeOf(triage, { ...calm, ...more }, level).route;

  it.each([
    ['notify', {}],
    ['self_assure', { total: '100000' }],
    ['self_assure', { total: '999999.99' }],
    ['central', { total: '1000000' }],
    ['central', { total: '19999999.99' }],
    ['cabinet', { total: '20000000' }],
    ['self_assure', { audience: 'public' }],
    ['central', { dataClass: 'sensitive' }],
    ['central', { hosting: 'abroad' }],
    ['central', { ai: true }],
    ['central', { retrospective: true }],
  ] as const)('%s: %j', (expected, more) => {
    expect(route(more)).toBe(expected);
  });

  it('is lightened by what was earned, but never taken from the Cabinet', () => {
    expect(route({ total: '1000000' }, 'partial')).toBe('central');
    expect(route({ total: '1000000' }, 'full')).toBe('self_assure');
    expect(route({ total: '100000' }, 'partial')).toBe('notify');
    expect(route({ total: '20000000' }, 'full')).toBe('cabinet');
  });

  it('is that of the gravest answer alone: a further answer never makes it lighter', () => {
    const answers = fc.record({
      total: fc.constantFrom('1', '100000', '1000000', '20000000'),
      transactions: fc.constantFrom(0, 1_000_000),
      audience: fc.constantFrom('internal', 'public'),
      dataClass: fc.constantFrom('open', 'personal', 'sensitive'),
      criticality: fc.constantFrom('ordinary', 'critical'),
      hosting: fc.constantFrom('government_cloud', 'local'),
      ai: fc.boolean(),
      retrospective: fc.boolean(),
    }) as fc.Arbitrary<RiskAnswers>;
    const gravity = (more: Partial<RiskAnswers>) => routeNames.indexOf(route(more));
    fc.assert(
      fc.property(answers, (all) => {
        const each = Object.entries(all).map(([name, value]) => gravity({ [name]: value }));
        expect(gravity(all)).toBe(Math.max(...each));
      }),
    );
  });
});

describe('autonomy', () => {
  const levels = { partial: { ended: 5, kept: 80 }, full: { ended: 10, kept: 90 } };
  const kept: Outcome = { approved: '100', forecast: '110', approvedEnd: '2026-06-30', finishedOn: '2026-09-28' };
  const record = (outcomes: readonly Outcome[]) => recordOf(outcomes, '2027-01-01', { cost: 110, days: 90 }, levels);
  const times = (count: number, of: Outcome) => Array.from({ length: count }, () => of);

  it('is earned by enough requests kept within cost and time', () => {
    expect(record(times(4, kept)).level).toBe('none');
    expect(record(times(5, kept)).level).toBe('partial');
    expect(record(times(10, kept)).level).toBe('full');
    expect(record([...times(8, kept), ...times(2, { ...kept, forecast: '110.01' })])).toMatchObject({
      level: 'partial',
      overCost: 2,
    });
    expect(record([...times(3, kept), ...times(2, { ...kept, finishedOn: '2026-09-29' })])).toMatchObject({
      level: 'none',
      overTime: 2,
    });
  });

  it('counts what goes on only once its time is over, and then against it', () => {
    expect(record(times(9, { ...kept, finishedOn: null, approvedEnd: '2026-12-31' })).ended).toBe(0);
    expect(record(times(9, { ...kept, finishedOn: null }))).toMatchObject({ ended: 9, kept: 0, level: 'none' });
  });
});

describe('calendar months', () => {
  it('end on the last day where there is no such day', () => {
    expect(monthsLater('2026-11-23', 12)).toBe('2027-11-23');
    expect(monthsLater('2027-08-31', 6)).toBe('2028-02-29');
    expect(monthsLater('2028-02-29', 12)).toBe('2029-02-28');
  });
});

const title = (name: string) => ({ az: name, en: name, ru: name });
const entry = (kind: EntryPicture['kind'], code: string, more: Partial<EntryPicture> = {}): EntryPicture => ({
  kind,
  code,
  title: title(code),
  institution: 'aef',
  state: 'in_use',
  criticality: 'ordinary',
  spec: {},
  hosting: 'cloud',
  ties: [],
  ...more,
});
const sound: Architecture = {
  institution: 'aef',
  kind: 'new',
  isPublic: true,
  ai: true,
  hosting: 'government_cloud',
  exchange: 'ehis',
  collects: ['residency.area'],
  channel: 'mygov',
  signIn: 'sima',
  takes: ['payments'],
  builds: [],
  modelRegistered: true,
  apiOpen: true,
  dataClass: 'personal',
  assessed: true,
  closesOn: '2027-12-31',
  rights: 'state',
  exitPlanned: true,
  aiSafeguards: { purpose: true, assessment: true, human: true, appeal: true },
};
const picture: Picture = {
  entries: [],
  replaced: [entry('system', 'old', { hosting: 'local' })],
  held: [],
  components: [{ code: 'payments', title: title('Ödənişlər') }],
  today: '2026-11-23',
};

describe('the checks', () => {
  const failing = (said: Partial<Architecture>, seen: Partial<Picture> = {}) =>
    judge({ ...sound, ...said }, { ...picture, ...seen })
      .filter(({ verdict }) => verdict === 'fail')
      .map(({ rule, found }) => [rule, ...found.map(({ kind, code }) => `${kind}/${code}`)]);

  it('all pass what conforms', () => {
    expect(judge(sound, picture).map(({ verdict }) => verdict)).toEqual(Array.from({ length: 11 }, () => 'pass'));
  });

  it.each([
    [{ hosting: 'local' }, 'hosting'],
    [{ hosting: 'abroad' }, 'hosting'],
    [{ exchange: 'direct' }, 'exchange'],
    [{ channel: 'own_app' }, 'channel'],
    [{ signIn: 'own' }, 'sign_in'],
    [{ modelRegistered: false }, 'data_model'],
    [{ apiOpen: false }, 'data_model'],
    [{ assessed: false }, 'security'],
    [{ rights: 'supplier' }, 'exit'],
    [{ exitPlanned: false }, 'exit'],
    [{ aiSafeguards: { ...sound.aiSafeguards, appeal: false } }, 'ai'],
  ] as const)('%j fails %s and nothing else', (said, rule) => {
    expect(failing(said)).toEqual([[rule]]);
  });

  it('name what they found in the register', () => {
    const local = entry('system', 'one', { hosting: 'local', spec: { personalDataNumber: '7' } });
    expect(failing({}, { entries: [local] })).toEqual([['hosting', 'system/one']]);
    const tie = {
      relation: 'uses',
      channel: 'local',
      kind: 'system',
      code: 'far',
      title: title('far'),
      hosting: 'cloud',
    } as const;
    const tied = entry('system', 'two', { ties: [tie], spec: { personalDataNumber: '7' } });
    expect(failing({}, { entries: [tied] })).toEqual([['exchange', 'system/two', 'system/far']]);
    const held = {
      concept: 'person.address',
      label: title('Ünvan'),
      register: { code: 'population', title: title('Əhali') },
    };
    expect(failing({}, { held: [held] })).toEqual([['once_only', 'concept/person.address', 'register/population']]);
    expect(failing({}, { entries: [entry('portal', 'site')] })).toEqual([['channel', 'portal/site']]);
    expect(failing({ builds: ['payments'] })).toEqual([['components', 'component/payments']]);
    expect(failing({}, { entries: [entry('register', 'bare', { spec: { objects: [] } })] })).toEqual([
      ['data_model', 'register/bare'],
    ]);
    expect(failing({}, { entries: [entry('system', 'loose')] })).toEqual([['security', 'system/loose']]);
    expect(failing({ closesOn: '2026-11-22' })).toEqual([['closing', 'system/old']]);
    expect(failing({ closesOn: undefined })).toEqual([['closing', 'system/old']]);
  });

  it('ask nothing of what another institution runs', () => {
    const theirs = entry('system', 'theirs', { institution: 'din', hosting: 'local', criticality: null });
    expect(failing({}, { entries: [theirs] })).toEqual([]);
  });

  it('do not apply where there is nothing to judge', () => {
    const none = {
      isPublic: false,
      ai: false,
      hosting: 'none',
      exchange: 'none',
      collects: [],
      channel: 'none',
      signIn: 'none',
    } as const;
    const verdicts = judge({ ...sound, ...none, takes: [], kind: 'licence' }, { ...picture, replaced: [] });
    expect(verdicts.filter(({ verdict }) => verdict === 'not_applicable').map(({ rule }) => rule)).toEqual([
      'hosting',
      'exchange',
      'once_only',
      'channel',
      'sign_in',
      'components',
      'data_model',
      'closing',
      'ai',
    ]);
  });
});

describe('the process', () => {
  const source = readFileSync(join(root, 'definitions/plan/spending.yaml'), 'utf8');
  const scope = { get: () => undefined, all: () => new Map() };
  const found = (yaml: string) => {
    const read = parse(yaml) as Parameters<typeof spendingKind.compile>[0];
    return spendingKind.compile(read, scope, 'plan-spending').findings.map(({ rule, path }) => [rule, path.join('.')]);
  };

  it('may call its steps as it likes, but lets nothing decide that leads to no decision', () => {
    expect(found(source)).toEqual([]);
    expect(found(source.replace('    acknowledge:', '    take-note:'))).toEqual([]);
    const lost = source.replace(/(acknowledge:[^]*?to: )approved/, '$1pipeline');
    expect(found(lost)).toEqual([['spending-decision-unknown', 'process.actions.acknowledge.to']]);
  });
});
