import type { Releases } from '../../../kernel/release.ts';
import { type CompiledProcessDefinition, processKindOf } from '../../process/index.ts';

export const requestProcess = 'catalogue-request';
export const reviewProcess = 'catalogue-review';

/** `catalogue/request.yaml`: states of a request and who may do what in them. */
export const requestKind = processKindOf({
  kind: requestProcess,
  files: /^catalogue\/request\.yaml$/,
  effects: ['ask-reviews', 'hold-reviews', 'review-again', 'enter', 'close-reviews'],
  triggers: ['ask-for-section'],
  /** Sections that have not agreed to what was sent last. */
  inputs: { missing: 'number' },
});

/** `catalogue/review.yaml`: the review of one topic, within a request. */
export const reviewKind = processKindOf({
  kind: reviewProcess,
  files: /^catalogue\/review\.yaml$/,
  effects: ['tell-objection', 'ask-request'],
  triggers: ['wait', 'again', 'close'],
});

/** A process as it is released now. @throws Error where none is: the installation's definitions are incomplete. */
export function releasedProcess(
  releases: Releases,
  kind: typeof requestProcess | typeof reviewProcess,
): CompiledProcessDefinition & { readonly version: number } {
  const found = releases.get<CompiledProcessDefinition>(kind, kind);
  if (!found) throw new Error(`no definition of kind ${kind} is in force`);
  return { ...found.compiled, version: found.version };
}
