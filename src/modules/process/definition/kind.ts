import { type Static, Type } from 'typebox';
import { scalarTypes } from '../../../feel/index.ts';
import type { DefinitionKind } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import { compileProcess } from './compile.ts';
import { type CompiledProcess, processSection } from './schema.ts';

const line = Type.String({ minLength: 1, maxLength: 250 });

/** `processes/<name>.yaml`: a process that belongs to no service, such as an approval or a report. */
const schema = Type.Object(
  {
    title: Type.Object({ az: line, en: line, ru: line }, { additionalProperties: false }),
    /** Values that guards may look at. */
    inputs: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
        Type.Unsafe<(typeof scalarTypes)[number]>(Type.String({ enum: [...scalarTypes] })),
        { additionalProperties: false },
      ),
    ),
    process: processSection,
  },
  { additionalProperties: false },
);

/** A released definition that holds a process: one of kind `process`, or any other that keeps it under this name. */
export interface HoldsProcess {
  readonly process: CompiledProcess;
}

export interface CompiledProcessDefinition extends HoldsProcess {
  readonly title: Text;
}

export const processKind: DefinitionKind<typeof schema, CompiledProcessDefinition> = {
  kind: 'process',
  files: /^processes\/([a-z][a-z0-9-]*)\.yaml$/,
  schema,
  needs: [],
  compile({ title, inputs, process }: Static<typeof schema>) {
    const { compiled, findings } = compileProcess(process, { inputTypes: inputs ?? {} });
    const placed = findings.map((finding) => ({ ...finding, path: ['process', ...finding.path] }));
    return { compiled: { title, process: compiled }, findings: placed };
  },
};
