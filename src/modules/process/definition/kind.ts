import { type Static, Type } from 'typebox';
import type { Types } from '../../../feel/index.ts';
import type { DefinitionKind } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import type { Outside } from './checks.ts';
import { compileProcess } from './compile.ts';
import { type CompiledProcess, processSection } from './schema.ts';
import { processWords } from './words.ts';

const line = Type.String({ minLength: 1, maxLength: 250 });

/** A file that holds a process and its title, such as an approval or a report. */
const schema = Type.Object(
  {
    title: Type.Object({ az: line, en: line, ru: line }, { additionalProperties: false }),
    process: processSection,
  },
  { additionalProperties: false },
);

/** A process that a definition holds besides its own, by a name that is unique in it. */
export interface HeldWithin {
  readonly name: string;
  readonly title: Text;
  readonly process: CompiledProcess;
}

/** A released definition that holds a process: it keeps it under this name, whatever its kind. */
export interface HoldsProcess {
  readonly process: CompiledProcess;
  /** Of children of its instances: see `heldBy`. */
  readonly within?: readonly HeldWithin[];
}

/** Which definition holds the process of an instance, and under which name within it. */
export interface Holder {
  readonly kind: string;
  readonly name: string;
  readonly part?: string;
}

/**
 * The holder of an instance's process. `service.opinion` of `fishing-permit.fire` is held by the definition
 * `fishing-permit` of the kind `service`, under `fire`.
 */
export function holderOf({ kind, name }: { readonly kind: string; readonly name: string }): Holder {
  const [holderKind = '', within] = kind.split('.');
  if (within === undefined) return { kind, name };
  const [holder = '', part = ''] = name.split('.');
  return { kind: holderKind, name: holder, part };
}

/** The process under which an instance runs, with its title; undefined where the definition holds none of that name. */
export function heldBy<H extends HoldsProcess>(held: H, { part }: Holder): H | HeldWithin | undefined {
  return part === undefined ? held : held.within?.find(({ name }) => name === part);
}

export interface CompiledProcessDefinition extends HoldsProcess {
  readonly title: Text;
}

/** What a room says of a kind of process that it runs. */
export interface ProcessKind extends Outside {
  readonly kind: string;
  /** Path below `definitions/`; group 1, if any, is the name. */
  readonly files: RegExp;
  /** Values that the room hands to guards with `act`, and their types. */
  readonly inputs?: Types;
}

/**
 * A kind of definition that is a title and a process and nothing else, for the room that runs it to name among its
 * `definitions`. Effects and system actions that the room did not declare are findings.
 * @example processKindOf({ kind: 'request', files: /^catalogue\/request\.yaml$/, effects: ['enter'], triggers: ['halt'] })
 */
export function processKindOf({
  kind,
  files,
  inputs = {},
  ...outside
}: ProcessKind): DefinitionKind<typeof schema, CompiledProcessDefinition> {
  return {
    kind,
    files,
    schema,
    words: processWords,
    needs: [],
    compile({ title, process }: Static<typeof schema>) {
      const { compiled, findings } = compileProcess(process, { inputTypes: inputs, ...outside });
      const placed = findings.map((finding) => ({ ...finding, path: ['process', ...finding.path] }));
      return { compiled: { title, process: compiled }, findings: placed };
    },
  };
}
