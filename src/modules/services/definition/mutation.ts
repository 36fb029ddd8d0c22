import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import type { CompiledDefinition, Path, Scope } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import type { ProcessSource } from '../../process/index.ts';
import type { CompiledService } from './compiled.ts';
import { withCourse } from './course.ts';
import { changesOf } from './mutation-changes.ts';
import type { ServiceSource } from './schema.ts';
import { type CompiledScenarios, checkScenarios, courseOf } from './scenarios.ts';

/** A service with one thing made wrong. */
export interface Mutant {
  readonly service: string;
  readonly path: Path;
  /** What was made wrong. */
  readonly change: Text;
}

/** What became of the mutants that were tried. */
export interface MutationReport {
  /** How many did not compile, and so were not played. */
  readonly refused: number;
  /** How many the scenarios noticed. */
  readonly noticed: number;
  /** What nobody would notice. */
  readonly unnoticed: readonly Mutant[];
}

/** Compiles a service as it is with what it took over, whatever its scenarios say. */
export type CompileWhole = (
  source: ServiceSource<ProcessSource>,
  scope: Scope,
  name: string,
) => { readonly compiled: CompiledService; readonly findings: readonly unknown[] };

/**
 * Makes one thing wrong at a time in the named services, and tells which of it their scenarios notice: a measure of the
 * scenarios, not of the services. `most` mutants that compile are tried, the same ones each time for the same `seed`.
 * @param definitions everything compiled, as `compileDefinitions` gives it without a problem
 */
export function tryMutants(
  definitions: readonly CompiledDefinition[],
  services: readonly string[],
  { most, seed, compile }: { readonly most: number; readonly seed: string; readonly compile: CompileWhole },
): MutationReport {
  const scope = scopeOf(definitions);
  const drawn = services
    .flatMap((service) => mutantsOf(definitions, service, scope))
    .map((mutant) => ({ ...mutant, lot: lotOf(seed, mutant) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1));
  let refused = 0;
  let noticed = 0;
  const unnoticed: Mutant[] = [];
  for (const { service, path, change, source } of drawn) {
    if (noticed + unnoticed.length === most) break;
    const { compiled, findings } = compile(source, scope, service);
    if (findings.length > 0) refused += 1;
    else if (scenariosNotice(compiled, scope)) noticed += 1;
    else unnoticed.push({ service, path, change });
  }
  return { refused, noticed, unnoticed };
}

function mutantsOf(definitions: readonly CompiledDefinition[], service: string, scope: Scope) {
  const text = definitions.find(({ kind, name }) => kind === 'service' && name === service)?.source ?? '{}';
  const { source } = withCourse(parse(text) as Parameters<typeof withCourse>[0], scope);
  return changesOf(source as ServiceSource<ProcessSource>).map((change) => ({ service, ...change }));
}

function scenariosNotice(service: CompiledService, scope: Scope): boolean {
  const told = scope.get<CompiledScenarios>('scenarios', service.name) ?? { scenarios: {} };
  return checkScenarios(service, told, courseOf(scope, service)).length > 0;
}

const lotOf = (seed: string, { service, path, change }: Mutant): string =>
  createHash('sha256')
    .update(JSON.stringify([seed, service, path, change.en]))
    .digest('hex');

function scopeOf(definitions: readonly CompiledDefinition[]): Scope {
  const kinds = new Map<string, Map<string, unknown>>();
  for (const { kind, name, compiled } of definitions)
    kinds.set(kind, (kinds.get(kind) ?? new Map<string, unknown>()).set(name, compiled));
  return {
    get: <T>(kind: string, name: string) => kinds.get(kind)?.get(name) as T | undefined,
    all: <T>(kind: string) => (kinds.get(kind) ?? new Map()) as ReadonlyMap<string, T>,
  };
}
