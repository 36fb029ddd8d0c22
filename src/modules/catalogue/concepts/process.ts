import type { Releases } from '../../../kernel/release.ts';
import { type CompiledProcessDefinition, processKindOf } from '../../process/index.ts';
import type { Definitions } from '../definition/reference.ts';
import { topicsOf } from '../requests/definition.ts';

export const conceptProcess = 'catalogue-concept';

/** `catalogue/concept.yaml`: states of a proposal and who may do what in them. */
export const conceptProcessKind = processKindOf({
  kind: conceptProcess,
  files: /^catalogue\/concept\.yaml$/,
  effects: ['release-concept'],
});

/** The process as it is released now. @throws Error where none is: the installation's definitions are incomplete. */
export function releasedConceptProcess(releases: Releases): CompiledProcessDefinition & { readonly version: number } {
  const found = releases.get<CompiledProcessDefinition>(conceptProcess, conceptProcess);
  if (!found) throw new Error(`no definition of kind ${conceptProcess} is in force`);
  return { ...found.compiled, version: found.version };
}

/** The institution that looks at classes of data, by the topics of requests; where none does, the one that decides there. */
export function protects(from: Definitions): string {
  const { topics, decides } = topicsOf(from);
  return topics.find(({ code }) => code === 'data-protection')?.institution ?? decides;
}
