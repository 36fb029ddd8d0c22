import type { Releases } from '../../../kernel/release.ts';
import { type CompiledProcessDefinition, processKindOf } from '../../process/index.ts';

export const correctionProcess = 'correction-request';

/** `services/correction-request.yaml`: how the owner of a register handles what a person says is wrong in it. */
export const correctionProcessKind = processKindOf({
  kind: correctionProcess,
  files: /^services\/correction-request\.yaml$/,
  effects: [],
  triggers: ['entered', 'reopen'],
});

/** The process as it is released now. @throws Error where none is: the installation's definitions are incomplete. */
export function releasedProcess(releases: Releases): CompiledProcessDefinition & { readonly version: number } {
  const found = releases.get<CompiledProcessDefinition>(correctionProcess, correctionProcess);
  if (!found) throw new Error(`no definition of kind ${correctionProcess} is in force`);
  return { ...found.compiled, version: found.version };
}
