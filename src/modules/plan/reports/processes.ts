import type { Releases } from '../../../kernel/release.ts';
import { type CompiledProcessDefinition, processKindOf } from '../../process/index.ts';

export const reportProcess = 'plan-report';
export const datesProcess = 'plan-dates';

/** `plan/report.yaml`: states of a progress report and who may do what in them. */
export const reportKind = processKindOf({
  kind: reportProcess,
  files: /^plan\/report\.yaml$/,
  effects: [],
  triggers: ['fall-due', 'drop', 'drop-supplement'],
  /** Pieces of evidence without a verdict. */
  inputs: { unjudged: 'number' },
});

/** `plan/dates.yaml`: how the dates of a measure are approved. */
export const datesKind = processKindOf({
  kind: datesProcess,
  files: /^plan\/dates\.yaml$/,
  effects: [],
  triggers: ['drop'],
});

/** A process as it is released now. @throws Error where none is: the installation's definitions are incomplete. */
export function releasedProcess(
  releases: Releases,
  kind: typeof reportProcess | typeof datesProcess,
): CompiledProcessDefinition & { readonly version: number } {
  const found = releases.get<CompiledProcessDefinition>(kind, kind);
  if (!found) throw new Error(`no definition of kind ${kind} is in force`);
  return { ...found.compiled, version: found.version };
}
