import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { rooms } from '../../../app/rooms.ts';
import { type CompiledDefinition, compileDefinitions, readDefinitions } from '../../../kernel/definition.ts';
import { type CompileWhole, type MutationReport, tryMutants } from './mutation.ts';
import type { CompiledScenarios } from './scenarios.ts';
import { compileService } from './service.ts';

const root = join(import.meta.dirname, '../../../..');
let definitions: readonly CompiledDefinition[];

beforeAll(async () => {
  // That the scenarios hold as they are is checked wherever definitions are; here they are played on what is made wrong.
  const kinds = rooms.flatMap((room) => room.definitions ?? []).map((kind) => ({ ...kind, check: () => [] }));
  ({ definitions } = compileDefinitions(await readDefinitions(join(root, 'definitions')), kinds));
});

const names = (): string[] => definitions.filter(({ kind }) => kind === 'service').map(({ name }) => name);
const shown = ({ unnoticed }: MutationReport): string[] =>
  unnoticed.map(({ service, path, change }) => `${service} ${path.join('.')}: ${change.en}`);

describe('what is made wrong in a service', () => {
  it('is noticed by its scenarios: of 200 changes that compile nine in ten at least', () => {
    const report = tryMutants(definitions, names(), { most: 200, seed: '1', compile: compileService });
    expect(report.noticed + report.unnoticed.length).toBe(200);
    expect(report.noticed, shown(report).join('\n')).toBeGreaterThanOrEqual(180);
  });

  it('goes unnoticed where the scenarios promise nothing, and is named', () => {
    const silent = definitions.map((one) =>
      one.kind === 'scenarios' ? { ...one, compiled: withoutResults(one.compiled as CompiledScenarios) } : one,
    );
    const settings = { most: 150, seed: '1', compile: compiledOnce() };
    const [told, untold] = [definitions, silent].map((given) => tryMutants(given, ['residence-change'], settings));
    expect(untold?.unnoticed.length).toBeGreaterThan((told?.unnoticed.length ?? 0) + 3);
    expect(untold && shown(untold)).toContain('residence-change entry.fields.address: left empty');
  });
});

/** Compiles what was made wrong in the same way once: a service does not look at its scenarios. */
const compiledOnce = (): CompileWhole => {
  const known = new Map<string, ReturnType<CompileWhole>>();
  return (source, scope, name) => {
    const key = JSON.stringify(source);
    const compiled = known.get(key) ?? compileService(source, scope, name);
    known.set(key, compiled);
    return compiled;
  };
};

/** Each only comes to where it came before. */
const withoutResults = ({ scenarios, ...rest }: CompiledScenarios): CompiledScenarios => ({
  ...rest,
  scenarios: Object.fromEntries(
    Object.entries(scenarios).map(([name, { result, ...told }]) => [
      name,
      { ...told, result: { state: result.state } },
    ]),
  ),
});
