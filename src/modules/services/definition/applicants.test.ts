import { describe, expect, it } from 'vitest';
import { compileChanged, definitionsOf, type Loose } from '../../../../test/changed-definitions.ts';
import { takesForeigners, takesPeople, takesChildren } from './applicants.ts';
import type { CompiledService } from './compiled.ts';

const service = 'services/digital-nomad-visa/service.yaml';
const all = await definitionsOf('digital-nomad-visa');

const compileWith = (change: (source: Loose) => void) => compileChanged(all, { [service]: change });

/** Remedies of the rule about applicants without FİN, once the service is changed. */
const remedies = (change: (source: Loose) => void) =>
  compileWith(change)
    .problems.filter(({ rule }) => rule === 'foreign-applicants')
    .map(({ remedy }) => remedy.en);

const set = (source: Loose, name: string, given: unknown) => {
  source[name] = given as Loose;
};

describe('a service for applicants without FİN', () => {
  it('takes them, and nobody else unless it says so', () => {
    const { definitions, problems } = compileWith(() => undefined);
    const compiled = definitions.find(({ kind }) => kind === 'service')?.compiled as CompiledService;
    expect(problems).toEqual([]);
    expect([takesForeigners(compiled), takesPeople(compiled)]).toEqual([true, false]);
    expect([takesForeigners({}), takesPeople({})]).toEqual([false, true]);
    const both = { applicants: ['person', 'foreigner'] } as const;
    expect([takesForeigners(both), takesPeople(both)]).toEqual([true, true]);
  });

  it('is not decided by its table alone', () => {
    const approve = (source: Loose) => {
      const rules = source.decision?.rules as unknown as Loose[];
      set(rules.at(-1) ?? {}, 'outcome', 'approve');
    };
    expect(remedies(approve)).toEqual(['Write `officer` instead of `approve`: an official decides.']);
  });

  it('asks no signature of them', () => {
    const sign = (source: Loose) => set(source.process?.actions ?? {}, 'submit', { sign: 'required' });
    expect(remedies(sign)).toEqual(['Write `sign: optional`, or take the line out.']);
  });

  it('is neither for businesses, nor entered at a centre for nobody who has a FİN', () => {
    expect(remedies((source) => set(source, 'audience', 'business'))).toHaveLength(1);
    expect(remedies((source) => set(source, 'channels', ['portal', 'centre']))).toHaveLength(1);
    const both = (source: Loose) => {
      set(source, 'channels', ['portal', 'centre']);
      set(source, 'applicants', ['person', 'foreigner']);
    };
    expect(remedies(both)).toEqual([]);
  });
});

describe('a service to which a parent applies for a child', () => {
  const rules = (change: (source: Loose) => void) => compileWith(change).problems.map(({ rule }) => rule);

  it('is for people, in the portal, and asks the register whose children they are', () => {
    expect(takesChildren({ applicants: ['person', 'ward'] })).toBe(true);
    expect([takesChildren({}), takesChildren({ applicants: ['person'] })]).toEqual([false, false]);
    // The institution may not ask for children for this purpose.
    expect(rules((source) => set(source, 'applicants', ['person', 'ward']))).toContain('no-right');
    expect(rules((source) => set(source, 'applicants', ['person', 'ward']))).not.toContain('representatives');
    expect(rules((source) => set(source, 'applicants', ['foreigner', 'ward']))).toContain('representatives');
    expect(
      rules((source) => {
        set(source, 'applicants', ['person', 'ward']);
        set(source, 'channels', ['centre']);
      }),
    ).toContain('representatives');
  });
});
