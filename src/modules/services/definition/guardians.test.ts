import { describe, expect, it } from 'vitest';
import { compileChanged, definitionsOf, type Loose } from '../../../../test/changed-definitions.ts';
import type { CompiledService } from './compiled.ts';
import { capacityField, guardianConcepts, takesRepresentatives } from './guardians.ts';

const service = 'services/old-age-pension/service.yaml';
const all = await definitionsOf('old-age-pension', 'inquiry');

const compileWith = (change: (source: Loose) => void, path = service) => compileChanged(all, { [path]: change });
const rules = (change: (source: Loose) => void, path?: string) => [
  ...new Set(compileWith(change, path).problems.map(({ rule }) => rule)),
];
const set = (source: Loose, name: string, given: unknown) => {
  source[name] = given as Loose;
};

describe('a service to which a guardian applies for a ward', () => {
  it('names the kinds of guardianship that it takes, and reads whether somebody looks after its applicant', () => {
    const { definitions, problems } = compileWith(() => undefined);
    const compiled = definitions.find(({ kind }) => kind === 'service')?.compiled as CompiledService;
    expect(problems).toEqual([]);
    expect(compiled.guardians).toEqual({ kinds: ['incapable', 'limited'], payments: true });
    expect(takesRepresentatives(compiled)).toBe(true);
    expect(takesRepresentatives({})).toBe(false);
    expect(capacityField(compiled)).toBe('guardianship');
    expect(guardianConcepts({ kinds: ['minor'] })).not.toContain('person.guardianPayments');
  });

  it('does not compile where somebody without legal capacity would be taken at their word', () => {
    expect(rules((source) => delete source.data?.guardianship)).toContain('guardians');
  });

  it('is taken at a centre too, where one applies for oneself', () => {
    expect(rules((source) => set(source, 'channels', ['portal', 'centre']))).toEqual([]);
  });

  it('is for people, in the portal, and needs the right to ask who looks after whom', () => {
    expect(rules((source) => set(source, 'channels', ['centre']))).toContain('representatives');
    expect(rules((source) => set(source, 'applicants', ['foreigner']))).toContain('representatives');
    expect(rules((source) => set(source.guardians ?? {}, 'kinds', ['other']))).not.toEqual([]);
    const withoutRight = (source: Loose) => {
      for (const right of source.rights as unknown as { consumer: string; relations?: string[] }[])
        if (right.relations) right.relations = right.relations.filter((name) => name !== 'guardianOf');
    };
    expect(rules(withoutRight, 'rights.yaml')).toEqual(['no-right']);
  });

  it('is told by a scenario in which the guardian acts', () => {
    const scenarios = 'services/old-age-pension/scenarios.yaml';
    expect(rules((source) => delete source.scenarios?.['by-the-guardian'], scenarios)).toContain('scenario-coverage');
  });
});
