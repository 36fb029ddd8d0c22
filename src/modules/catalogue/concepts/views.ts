import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { pastDefinitions } from '../../../kernel/release.ts';
import type { Text } from '../../../language/lang.ts';
import { answersFor } from '../../identity/index.ts';
import {
  type AvailableAction,
  availableActions,
  instance,
  type InstanceLine,
  linesOf,
  type Progress,
  progressOf,
} from '../../process/index.ts';
import type { CompiledConcept } from '../definition/compiled.ts';
import { conceptKind } from '../definition/concept.ts';
import { allowUnsent } from '../approval.ts';
import { own } from '../definition/own.ts';
import { dictionary } from '../definition/reference.ts';
import { findEntry } from '../store/entries.ts';
import { registrarOf } from '../access.ts';
import { judgeProposal } from './judging.ts';
import type { ProposalProblem } from './draft.ts';
import * as store from './store.ts';

/** A proposal with everything that its desk page shows. */
export interface ProposalView extends Progress {
  readonly row: store.ProposalRow;
  /** What the dictionary says of the concept now. */
  readonly before: CompiledConcept | undefined;
  readonly problems: readonly ProposalProblem[];
  readonly actions: readonly AvailableAction[];
  /** The one who reads may write it now. */
  readonly writable: boolean;
}

/** A proposal; one that was never sent only for those whose it is. @throws notFound, notAllowed */
export async function proposalView(ctx: Context, id: string): Promise<ProposalView> {
  allow(ctx, 'catalogue.openDesk');
  // Its version before the content: a page never holds the version of something later than what it shows.
  const of = await instance(ctx, id);
  const row = await store.findProposal(ctx.db, id);
  if (!row) throw notFound();
  await allowUnsent(ctx, of, row.institution);
  const actions = await availableActions(ctx, of);
  return {
    row,
    ...(await progressOf(ctx, of)),
    before: own(dictionary(ctx.vahid.releases).concepts, row.concept),
    problems: (await judgeProposal(ctx, row)).problems,
    actions,
    writable: actions.some(({ action }) => action === 'submit' || action === 'answer'),
  };
}

export type ProposalLine = InstanceLine<{ readonly id: string }>;

const listPage = 50;

/** Proposals of the institutions for which the actor is a registrar, those under way first; `page` counts from 1. */
export async function ownProposals(
  ctx: Context,
  page = 1,
): Promise<{ readonly items: readonly ProposalLine[]; readonly pages: number }> {
  const registrar = registrarOf(ctx);
  allow(ctx, 'catalogue.listConcepts', { institution: registrar[0] });
  const whose = (await Promise.all(registrar.map((code) => answersFor(ctx, code)))).flat();
  const part = { limit: listPage, offset: (page - 1) * listPage };
  const { items, total } = await store.listProposals(ctx.db, whose, part);
  return { items: await linesOf(ctx, items), pages: Math.max(1, Math.ceil(total / listPage)) };
}

/** What the dictionary said of a concept from a moment on; `concept` is absent where it said nothing more. */
export interface ConceptVersion {
  readonly from: Date;
  readonly concept: CompiledConcept | undefined;
}

/** A concept as it stands, and every change of it, newest first. Public. @throws notFound */
export async function conceptHistory(
  ctx: Context,
  name: string,
): Promise<{
  readonly concept: CompiledConcept;
  readonly versions: readonly ConceptVersion[];
  /** The register that was decided to be its source. */
  readonly decided: { readonly code: string; readonly title: Text } | undefined;
}> {
  allow(ctx, 'catalogue.read');
  const concept = own(dictionary(ctx.vahid.releases).concepts, name);
  if (!concept) throw notFound();
  const past = await pastDefinitions<CompiledConcept>(ctx.db, [
    { kind: 'dictionary', name: 'dictionary', part: ['concepts', name] },
    { kind: conceptKind, name },
  ]);
  const versions: ConceptVersion[] = [];
  let decided: CompiledConcept | undefined;
  for (const { kind, releasedAt, compiled } of past) {
    if (kind === conceptKind) decided = compiled ?? undefined;
    // What was decided at the desk stands over what the file says.
    const said = decided ?? compiled ?? undefined;
    if (JSON.stringify(said) !== JSON.stringify(versions[0]?.concept)) {
      versions.unshift({ from: releasedAt, concept: said });
    }
  }
  const source = concept.primary === undefined ? undefined : await findEntry(ctx.db, 'register', concept.primary);
  return { concept, versions, decided: source };
}
