import { segmentOf } from '../path.ts';
import type { HostedKind } from './states.ts';

export const cloudPath = '/kataloq/bulud';
export const ownHostingPath = '/masa/kataloq/yerlesme';

/** Address where a registrar takes the next step, without language. */
export function stepPath(kind: HostedKind, code: string): string {
  return `${ownHostingPath}/${segmentOf(kind)}/${code}`;
}
