import { describe, expect, it } from 'vitest';
import { compileProcess } from './definition/compile.ts';
import { permit } from './test-definition.ts';

const outside = {
  inputTypes: {},
  effects: ['notify-received', 'notify-returned', 'enter', 'issue'],
  triggers: ['lapse'],
};

/** Findings about signatures in the good definition with one of them. */
function found(action: string, sign: 'required' | 'optional', signs?: () => boolean): readonly string[] {
  const source = structuredClone(permit);
  Object.assign(source.actions[action] ?? {}, { sign });
  const { findings } = compileProcess(source, { ...outside, ...(signs ? { signs } : {}) });
  return findings.filter(({ path }) => path.at(-1) === 'sign').map(({ rule, path }) => `${rule} ${path.join('.')}`);
}

describe('a signature in a definition', () => {
  it('is for people, and where the room asks for it', () => {
    expect(found('approve', 'required', () => true)).toEqual([]);
    expect(found('approve', 'required', () => false)).toEqual(['sign-not-offered actions.approve.sign']);
    expect(found('approve', 'optional')).toEqual(['sign-not-offered actions.approve.sign']);
    const system = Object.keys(permit.actions).find((name) => permit.actions[name]?.actor === 'system') ?? '';
    expect(found(system, 'optional', () => true)).toEqual([`signed-by-program actions.${system}.sign`]);
  });
});
