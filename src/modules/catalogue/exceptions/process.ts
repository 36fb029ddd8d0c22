import type { Releases } from '../../../kernel/release.ts';
import { type CompiledProcessDefinition, processKindOf } from '../../process/index.ts';

export const exceptionProcess = 'catalogue-exception';

/** `catalogue/exception.yaml`: states of what is asked for and who may do what in them. */
export const exceptionProcessKind = processKindOf({
  kind: exceptionProcess,
  files: /^catalogue\/exception\.yaml$/,
  effects: [],
});

/** The process as it is released now. @throws Error where none is: the installation's definitions are incomplete. */
export function releasedExceptionProcess(releases: Releases): CompiledProcessDefinition & { readonly version: number } {
  const found = releases.get<CompiledProcessDefinition>(exceptionProcess, exceptionProcess);
  if (!found) throw new Error(`no definition of kind ${exceptionProcess} is in force`);
  return { ...found.compiled, version: found.version };
}
