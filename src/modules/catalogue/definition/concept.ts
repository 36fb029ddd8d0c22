import { type Static, Type } from 'typebox';
import type { DefinitionKind, Finding } from '../../../kernel/definition.ts';
import type { CompiledConcept } from './compiled.ts';
import { secondPrimary, wrongType } from './finding.ts';
import { own } from './own.ts';
import { dictionary, registers } from './reference.ts';
import { code, dataClass, text, valueType } from './schema.ts';

const conceptSchema = Type.Object(
  {
    label: text,
    type: valueType,
    class: dataClass,
    /** The register that is to be its one source; nobody but it may provide the concept. */
    primary: code,
    /** Number of the proposal by which it was decided: `KL-2026-00001`. */
    decided: Type.String({ minLength: 1, maxLength: 40 }),
  },
  { additionalProperties: false },
);
export type ConceptSource = Static<typeof conceptSchema>;

/** The choices, which only the file of the dictionary names, stay as they are. */
export function compiledConcept(
  name: string,
  source: ConceptSource,
  before: CompiledConcept | undefined,
): CompiledConcept {
  const [entity = '', leaf = ''] = name.split('.');
  return { ...source, ...(before?.choices ? { choices: before.choices } : {}), entity, leaf };
}

export const conceptFile = (name: string): string => `concepts/${name}.yaml`;

/** `concepts/<name>.yaml`: a concept decided at the desk; it joins the dictionary, or changes what that says of it. */
export const conceptKind: DefinitionKind<typeof conceptSchema, CompiledConcept> = {
  kind: 'concept',
  files: /^concepts\/([a-z][A-Za-z0-9]*[.][a-z][A-Za-z0-9]*)\.yaml$/,
  schema: conceptSchema,
  needs: ['dictionary'],
  compile(source, scope, name) {
    const before = own(dictionary(scope).concepts, name);
    const findings: Finding[] =
      before && before.type !== source.type ? [wrongType(['type'], name, before.type, source.type)] : [];
    return { compiled: compiledConcept(name, source, before), findings };
  },
  check({ primary }, scope, name) {
    const other = registers(scope).find(
      (one) => one.name !== primary && one.provides.some((provision) => provision.name === name),
    );
    return other ? [secondPrimary(['primary'], name, other)] : [];
  },
};
