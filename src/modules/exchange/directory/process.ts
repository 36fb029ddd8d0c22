import type { Releases } from '../../../kernel/release.ts';
import { type CompiledProcessDefinition, processKindOf } from '../../process/index.ts';

export const announcementProcess = 'exchange-gateway';

/** `exchange/gateway.yaml`: states of what is announced and who may do what in them. */
export const announcementProcessKind = processKindOf({
  kind: announcementProcess,
  files: /^exchange\/gateway\.yaml$/,
  effects: [],
});

/** The process as it is released now. @throws Error where none is: the installation's definitions are incomplete. */
export function releasedAnnouncementProcess(
  releases: Releases,
): CompiledProcessDefinition & { readonly version: number } {
  const found = releases.get<CompiledProcessDefinition>(announcementProcess, announcementProcess);
  if (!found) throw new Error(`no definition of kind ${announcementProcess} is in force`);
  return { ...found.compiled, version: found.version };
}
