import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { compileChanged, definitionsOf, type Loose, serviceIn, value } from '../../../../test/changed-definitions.ts';
import type { Scope } from '../../../kernel/definition.ts';
import { withAmendments } from '../rules/amending.ts';
import type { CompiledService } from './compiled.ts';
import { withCourse } from './course.ts';
import { compileService } from './service.ts';

const [service, course] = ['services/technopark-residency/service.yaml', 'courses/assessed.yaml'] as const;
const all = await definitionsOf('technopark-residency');

/** Rules broken once the course is changed. */
const broken = (change: (actions: Loose, course: Loose) => void, changed: string = course) => {
  const edit = (one: Loose) => change(value(value(one.process ?? {}).actions ?? {}), one);
  const { problems } = compileChanged(all, { [changed]: edit });
  return [...new Set(problems.map(({ rule }) => rule))].filter((rule) => !rule.startsWith('scenario'));
};

it('is corrected by two officials, of whom the first gives the reason', () => {
  expect(broken(({ correct }) => void delete value(correct).fourEyes)).toEqual(['amend-eyes']);
  expect(broken((actions) => void delete value(actions['propose-correction']).note)).toEqual(['amend-eyes']);
  expect(
    broken(({ correct }) => {
      value(correct).fourEyes = value('ask-correction');
    }),
  ).toContain('amend-eyes');
});

it('leaves nobody else anything to do until it is carried out', () => {
  expect(
    broken(({ correct, reissue }) => {
      value(correct).to = value('issued');
      value(correct).effects = value(['amend']);
      value(reissue).from = value(['issued']);
    }),
  ).toContain('amend-unsettled');
});

it('is not signed, because a signature over the case would not say what is corrected', () => {
  expect(
    broken(({ correct }) => {
      value(correct).sign = value('optional');
    }),
  ).toEqual(['sign-not-offered']);
  // Nor where a case is sent back: its remarks say what is to be corrected.
  expect(
    broken((actions) => {
      value(actions.return).sign = value('optional');
    }),
  ).toEqual(['sign-not-offered']);
});

it('rests on an article', () => {
  expect(broken((_, one) => void delete one.correction)).toEqual(['no-article']);
});

it('finds nothing to correct where document and entry show nothing but numbers by which somebody is known', () => {
  const nothing = (_: Loose, one: Loose) => {
    delete one.entry;
    value(one.document).lines = value([{ field: 'voen' }]);
  };
  expect(broken(nothing, service)).toContain('amend-nothing');
});

describe('what may be corrected', () => {
  type Change = (one: Loose) => void;

  /** Tells which fields of a service may be corrected once it is changed, whatever its scenarios say. */
  const amendableIn = async (name: string) => {
    const { definitions } = compileChanged(await definitionsOf(name));
    const kept = (kind: string) => definitions.filter((one) => one.kind === kind);
    const compiled = <T>(kind: string) => new Map(kept(kind).map((one) => [one.name, one.compiled as T]));
    const scope: Scope = { all: compiled, get: <T>(kind: string, one: string) => compiled<T>(kind).get(one) };
    const text = kept('service').find((one) => one.name === name)?.source ?? '';
    return (change: Change = () => undefined) => amendableOf(scope, name, text, change);
  };
  const amendableOf = (scope: Scope, name: string, text: string, change: Change) => {
    const source = parse(text) as Loose;
    change(source);
    const whole = withCourse(source, scope);
    const { compiled, findings } = compileService(whole.source as Parameters<typeof compileService>[0], scope, name);
    expect([...whole.findings, ...findings]).toEqual([]);
    return compiled.correction?.fields;
  };

  it('is shown by the document or the entry, and nothing on which a sum to pay rests', async () => {
    const amendable = await amendableIn('company-registration');
    expect(amendable()).toEqual(['founder', 'companyName', 'activity', 'seat']);
    const shown = ({ document }: Loose) => {
      value(document).lines = value([{ field: 'seat' }, { field: 'charter' }, { field: 'charterText' }]);
    };
    // Who takes the standard charter pays nothing.
    expect(amendable(shown)).toEqual(['companyName', 'activity', 'seat', 'charterText']);
    const computed = ({ fee }: Loose) => void (value(fee).amount = value('10 + string length(seat)'));
    expect(amendable(computed)).toEqual(['founder', 'companyName', 'activity']);
  });

  it('is nothing on which a quota rests, by however many steps', async () => {
    const amendable = await amendableIn('gpu-quota');
    // How many hours are given the points decide, and these the field of work, which the document shows.
    expect(amendable()).toEqual(['name']);
    const flat = ({ quota }: Loose) => void (value(quota).amount = value('100'));
    const behindPoints = ['startup', 'area', 'hours', 'readiness', 'openResult'];
    expect(amendable(flat)).toEqual(['name', ...behindPoints]);
    const rests: Readonly<Record<string, string>> = {
      amount: 'if area = "health" then 2 else 1',
      number: 'if area = "health" then reference else "GK-" + reference',
      validFrom: 'if area = "health" then decidedOn else submittedOn',
      validTo: 'if area = "health" then decidedOn else quotaEndsOn',
    };
    for (const [part, formula] of Object.entries(rests)) {
      const change = (one: Loose) => {
        flat(one);
        value(one.quota)[part] = value(formula);
      };
      const left = behindPoints.filter((field) => field !== 'area');
      expect(amendable(change), part).toEqual(['name', ...left]);
    }
  });

  it('is no number by which somebody is known, be it a FİN, a VÖEN or the number of an applicant without either', async () => {
    const numbers = ['person.fin', 'organisation.voen', 'person.applicantNumber'];
    for (const name of ['farm-subsidy', 'technopark-residency', 'digital-nomad-visa']) {
      const { correction, fields } = await serviceIn(name);
      const known = fields.flatMap((field) =>
        field.source === 'register' && numbers.includes(field.concept) ? [field.name] : [],
      );
      expect(known.length, name).toBeGreaterThan(0);
      expect(
        correction?.fields.filter((field) => known.includes(field)),
        name,
      ).toEqual([]);
    }
  });
});

it('lays the right value over what is known, and closes what no choice opens any more', () => {
  const { compiled } = compileChanged(all, {}).definitions.find(({ kind }) => kind === 'service') ?? {};
  const known = {
    facts: { name: { state: 'value', value: 'A' }, address: { state: 'unavailable' } },
    answers: { area: 'other', areaOther: 'x', newJobs: 8 },
  } as const;
  const right = withAmendments(compiled as CompiledService, known, [
    { field: 'newJobs', value: 9 },
    { field: 'address', value: 'B' },
    { field: 'newJobs', value: 10 },
    { field: 'area', value: 'software' },
  ]);
  expect(right.facts).toEqual({ name: { state: 'value', value: 'A' }, address: { state: 'value', value: 'B' } });
  expect(right.answers).toEqual({ area: 'software', areaOther: null, newJobs: 10 });
});
