import type { CompiledDefinition, Scope } from '../../../kernel/definition.ts';
import type { RegulationDocument } from '../../catalogue/index.ts';
import type { CompiledInstitutions } from '../../identity/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { guideOf } from '../present/guide.ts';
import { writeRegulation } from './write.ts';

/** The regulations of services that are compiled and not released, by the names of the services. */
export function regulationsOf(definitions: readonly CompiledDefinition[]): ReadonlyMap<string, RegulationDocument> {
  const scope = scopeOf(definitions);
  const files = [...scope.all<CompiledInstitutions>('institutions').values()];
  const named = new Map(files.flatMap(({ institutions }) => institutions.map((one) => [one.code, one])));
  const names = { ...guideOf(scope, named), contactOf: (code: string) => named.get(code)?.contact };
  const services = [...scope.all<CompiledService>('service')];
  return new Map(services.map(([name, service]) => [name, writeRegulation(service, names)]));
}

function scopeOf(definitions: readonly CompiledDefinition[]): Scope {
  const kinds = Map.groupBy(definitions, ({ kind }) => kind);
  return {
    get: <T>(kind: string, name: string) =>
      kinds.get(kind)?.find((one) => one.name === name)?.compiled as T | undefined,
    all: <T>(kind: string) => new Map(kinds.get(kind)?.map(({ name, compiled }) => [name, compiled as T])),
  };
}
