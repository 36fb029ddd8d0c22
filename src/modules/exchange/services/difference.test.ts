import { describe, expect, it } from 'vitest';
import { consequenceOf, covered, isBroken, isTouched, patternOf } from '../access-rights/rules.ts';
import { differenceOf, isBreaking } from './difference.ts';
import type { DescribedEndpoint } from './openapi/described.ts';

const field = (at: string, required = true, type = 'string') => ({ at, type, required });
const endpoint = (changed: Partial<DescribedEndpoint> = {}): DescribedEndpoint => ({
  method: 'GET',
  path: '/people/{fin}',
  summary: 'One',
  parameters: [{ in: 'path', name: 'fin', type: 'string', required: true }],
  answer: [field('/fin'), field('/name')],
  places: [],
  subjects: [{ entity: 'person', in: 'path', at: 'fin' }],
  ...changed,
});
const query = (name: string, required: boolean) => ({ in: 'query' as const, name, type: 'string', required });

describe('the difference of two descriptions', () => {
  it('names what comes and goes, and what breaks those who call', () => {
    const before = [endpoint(), endpoint({ path: '/old' })];
    const after = [
      endpoint({
        parameters: [...endpoint().parameters, query('day', true), query('lang', false)],
        answer: [field('/fin'), field('/name', false), field('/sex')],
      }),
      endpoint({ path: '/new' }),
    ];
    expect(differenceOf(before, after)).toEqual({
      added: ['GET /new'],
      removed: ['GET /old'],
      changed: [
        {
          name: 'GET /people/{fin}',
          changes: [
            { part: 'parameter', how: 'needed', at: 'query day', breaking: true },
            { part: 'answer', how: 'optional', at: '/name', breaking: true },
            { part: 'parameter', how: 'added', at: 'query lang', breaking: false },
            { part: 'answer', how: 'added', at: '/sex', breaking: false },
          ],
        },
      ],
    });
    const grown = [endpoint({ answer: [...(endpoint().answer ?? []), field('/sex')] })];
    expect([isBreaking(differenceOf([endpoint()], grown)), isBreaking(differenceOf(grown, [endpoint()]))]).toEqual([
      false,
      true,
    ]);
  });

  it('touches a right where it changes what goes through', () => {
    const before = [endpoint()];
    const scopes = [{ method: 'GET' as const, path: '/people/*' }];
    const touched = (fields: string[] | null, after: readonly DescribedEndpoint[]) =>
      consequenceOf({ scopes, fields }, before, after);
    const grown = [endpoint({ answer: [field('/fin'), field('/name'), field('/sex')] })];
    expect(isTouched(touched(['/name'], grown))).toBe(false);
    expect(touched(null, grown).changed).toEqual(['GET /people/{fin}']);
    expect(touched(['/name'], [endpoint({ answer: [field('/fin')] })]).lostFields).toEqual(['/name']);
    expect(isBroken(touched(['/name'], [endpoint({ path: '/elsewhere/{fin}' })]))).toBe(true);
    expect(touched(['/name'], [...before, endpoint({ path: '/people/all' })]).gained).toEqual(['GET /people/all']);
    expect(touched(['/name'], [endpoint({ subjects: [] })]).changed).toEqual(['GET /people/{fin}']);
  });
});

describe('a pattern', () => {
  it('covers an endpoint only as a whole', () => {
    const endpoints = [endpoint(), endpoint({ path: '/people/{fin}/children' }), endpoint({ path: '/odd*name' })];
    const names = (path: string) => covered([{ method: 'GET', path }], endpoints).map((one) => one.path);
    expect(names('/people/*')).toEqual(['/people/{fin}']);
    expect(names('/people/**')).toEqual(['/people/{fin}', '/people/{fin}/children']);
    expect(names('/people/1AAAAA1')).toEqual([]);
    expect(names(patternOf('/odd*name'))).toEqual(['/odd*name']);
    expect(covered([{ method: 'POST', path: '/**' }], endpoints)).toEqual([]);
  });
});
