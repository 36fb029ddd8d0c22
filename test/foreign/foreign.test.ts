import { beforeAll, describe, expect, it } from 'vitest';
import { compileService, tryMutants } from '../../src/modules/services/index.ts';
import { compileState, type Slip } from './world.ts';

/* Services of other states, as they are published there, written as definitions of this one. */

interface Foreign {
  readonly state: string;
  readonly service: string;
  /** One wrong word in the service, and the scenario that has to notice. */
  readonly slip: Slip;
  readonly noticedBy: string;
}

const foreign: readonly Foreign[] = [
  {
    state: 'blue-badge',
    service: 'blue-badge',
    slip: { file: 'services/blue-badge/service.yaml', from: 'pipMoving >= 8', to: 'pipMoving >= 7' },
    noticedBy: 'Seven points are too few',
  },
  {
    state: 'yemaliatko',
    service: 'birth-registration',
    slip: {
      file: 'services/birth-registration/service.yaml',
      from: 'unmet = 0 and oneSurname = true',
      to: 'unmet = 0',
    },
    noticedBy: 'Parents with two surnames',
  },
  {
    state: 'digit',
    service: 'trade-licence',
    slip: { file: 'services/trade-licence/service.yaml', from: 'decidedOn.month <= 3', to: 'decidedOn.month <= 4' },
    noticedBy: 'Given in April, it lasts to the next March',
  },
];

describe.each(foreign)('$service', ({ state, service, slip, noticedBy }) => {
  let compiled: Awaited<ReturnType<typeof compileState>>;
  beforeAll(async () => {
    compiled = await compileState(state);
  });

  it('is written as a service, and its scenarios come to every state, action and rule', () => {
    const { problems, definitions } = compiled;
    expect(problems).toEqual([]);
    const names = definitions.map(({ kind, name }) => `${kind}/${name}`);
    expect(names).toEqual(expect.arrayContaining([`service/${service}`, `scenarios/${service}`]));
  });

  it('is held to its scenarios: one wrong word is noticed', async () => {
    const { problems } = await compileState(state, slip);
    expect(problems.join('\n')).toContain(`“${noticedBy}”`);
  });

  it('has scenarios that notice 95 of 100 mistakes', () => {
    const report = tryMutants(compiled.definitions, [service], { most: 100, seed: '1', compile: compileService });
    const tried = report.noticed + report.unnoticed.length;
    const missed = report.unnoticed.map(({ path, change }) => `${path.join('.')}: ${change.en}`).join('\n');
    expect(tried).toBeGreaterThan(80);
    expect(report.noticed / tried, missed).toBeGreaterThanOrEqual(0.95);
  });
});
