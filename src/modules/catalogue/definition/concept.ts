import type { CompiledConcept } from './compiled.ts';

/** Kind of a concept decided at the desk. It is released from there and has no file: a file could claim any decision. */
export const conceptKind = 'concept';

/** What a decision says of a concept, as it stands in the release. */
export type ConceptSource = Pick<CompiledConcept, 'label' | 'type' | 'class' | 'choices'> & {
  /** The register that is to be its one source; nobody but it may provide the concept. */
  readonly primary: string;
  /** Number of the proposal by which it was decided: `KL-2026-00001`. */
  readonly decided: string;
};

export function compiledConcept(name: string, source: ConceptSource): CompiledConcept {
  const [entity = '', leaf = ''] = name.split('.');
  return { ...source, entity, leaf };
}
