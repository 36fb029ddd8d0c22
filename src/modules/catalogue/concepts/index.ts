import type { Vahid } from '../../../kernel/vahid.ts';
import { registerPages } from '../../process/index.ts';
import { conceptRoute } from './concept-page.tsx';
import { newProposalRoute, proposalsRoute } from './list.tsx';
import { proposalPath } from './path.ts';
import { conceptProcess } from './process.ts';
import { actOnProposalRoute, proposalRoute, saveProposalRoute } from './proposal.tsx';

export { onConceptActed } from './effects.ts';
export { conceptProposal } from './entity.ts';
export { conceptProcessKind } from './process.ts';

export const conceptRoutes = [
  conceptRoute,
  proposalsRoute,
  newProposalRoute,
  proposalRoute,
  saveProposalRoute,
  actOnProposalRoute,
];

/** Where proposals are shown, for the engine's own messages. */
export function openConceptPages(vahid: Vahid): void {
  registerPages(vahid, conceptProcess, { owner: proposalPath, desk: proposalPath });
}
