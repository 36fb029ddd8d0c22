import { describe, expect, it } from 'vitest';
import { brokenRules } from './check-boundaries.ts';

const dependsOn = { process: ['identity'], identity: [] };
const one = (from: string, to: string) => brokenRules([{ from, to }], dependsOn);

describe('boundaries', () => {
  it('let a room in by the front door of one it depends on', () => {
    expect(one('modules/process/actions.ts', 'modules/identity/index.ts')).toEqual([]);
    expect(one('modules/process/actions.ts', 'kernel/context.ts')).toEqual([]);
    expect(one('app/rooms.ts', 'modules/process/module.ts')).toEqual([]);
  });

  it('stop a back door, an arrow against the table and a kernel that knows a room', () => {
    expect(one('modules/process/actions.ts', 'modules/identity/store.ts')).toHaveLength(1);
    expect(one('modules/identity/actions.ts', 'modules/process/index.ts')).toHaveLength(1);
    expect(one('kernel/context.ts', 'modules/identity/index.ts')).toHaveLength(1);
    expect(one('ui/frame.tsx', 'kernel/context.ts')).toHaveLength(1);
  });

  it('stop a circle', () => {
    const circle = [
      { from: 'kernel/a.ts', to: 'kernel/b.ts' },
      { from: 'kernel/b.ts', to: 'kernel/a.ts' },
    ];
    expect(brokenRules(circle, dependsOn)).toEqual(['circle: kernel/a.ts → kernel/b.ts → kernel/a.ts']);
  });
});
