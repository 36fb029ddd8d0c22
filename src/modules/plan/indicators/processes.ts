import type { Releases } from '../../../kernel/release.ts';
import { type CompiledProcessDefinition, processKindOf } from '../../process/index.ts';

export const sheetProcess = 'plan-indicator';
export const discrepancyProcess = 'plan-discrepancy';

/** `plan/indicator.yaml`: how a sheet written at the desk is approved. */
export const sheetKind = processKindOf({
  kind: sheetProcess,
  files: /^plan\/indicator\.yaml$/,
  effects: ['bring-into-force', 'drop'],
});

/** `plan/discrepancy.yaml`: how a reported figure that differs from the measured one is explained. */
export const discrepancyKind = processKindOf({
  kind: discrepancyProcess,
  files: /^plan\/discrepancy\.yaml$/,
  effects: ['keep-explanation', 'keep-resolution'],
});

/** A process as it is released now. @throws Error where none is: the installation's definitions are incomplete. */
export function releasedProcess(
  releases: Releases,
  kind: typeof sheetProcess | typeof discrepancyProcess,
): CompiledProcessDefinition & { readonly version: number } {
  const found = releases.get<CompiledProcessDefinition>(kind, kind);
  if (!found) throw new Error(`no definition of kind ${kind} is in force`);
  return { ...found.compiled, version: found.version };
}
