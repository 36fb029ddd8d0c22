import type { Releases } from '../../../kernel/release.ts';
import { type CompiledProcessDefinition, processKindOf } from '../../process/index.ts';

export const rightProcess = 'exchange-right';

/** `exchange/right.yaml`: how a right to call a service is asked for, granted, suspended and ended. */
export const rightProcessKind = processKindOf({
  kind: rightProcess,
  files: /^exchange\/right\.yaml$/,
  effects: [],
  triggers: ['change', 'expire'],
});

/** The process as it is released now. @throws Error where none is: the installation's definitions are incomplete. */
export function releasedRightProcess(releases: Releases): CompiledProcessDefinition & { readonly version: number } {
  const found = releases.get<CompiledProcessDefinition>(rightProcess, rightProcess);
  if (!found) throw new Error(`no definition of kind ${rightProcess} is in force`);
  return { ...found.compiled, version: found.version };
}
