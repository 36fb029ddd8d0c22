import { stringify } from 'yaml';
import type { Context } from '../../../kernel/context.ts';
import { on } from '../../../kernel/event.ts';
import { releaseWithin } from '../../../kernel/release.ts';
import { type Acted, instance, journal, processActed } from '../../process/index.ts';
import { enterAll } from '../actions/entering.ts';
import { ended, program, tellOwner } from '../approval.ts';
import { compiledConcept, conceptKind, type ConceptSource } from '../definition/concept.ts';
import type { Envelope } from '../envelope.ts';
import { findStanding } from '../intake/store.ts';
import { judgeProposal } from './judging.ts';
import { conceptProcess } from './process.ts';
import { ProposalIncomplete } from './refusals.ts';
import * as store from './store.ts';

/** The program's own steps: a clock that ran out. What people do is followed in their own transaction. */
export const onConceptActed = on(processActed, 'catalogue-concepts', async (ctx, { instance: id, kind, to }) => {
  if (kind === conceptProcess && ended.has(to)) await store.closeProposal(ctx.db, id);
});

/** What follows a step of a locked proposal, in its transaction: what was approved is released, with who approved it. */
export async function followProposal(ctx: Context, row: store.ProposalRow, { seq, state }: Acted): Promise<void> {
  // It ended before.
  if (!row.open) return;
  await tellOwner(ctx, row.id, { seq, state });
  if (!ended.has(state)) return;
  const inner = program(ctx);
  const step = (await journal(inner, row.id)).find((entry) => entry.seq === seq);
  if (step?.effects.includes('release-concept')) await releaseConcept(inner, row, step.person);
  await store.closeProposal(inner.db, row.id);
}

/** The concept as it was approved becomes the next version of its definition. */
async function releaseConcept(ctx: Context, row: store.ProposalRow, approver: string | null): Promise<void> {
  const { given, problems } = await judgeProposal(ctx, row);
  if (!given) throw new ProposalIncomplete(problems);
  if (approver === null) throw new Error(`proposal ${row.id} was approved by nobody`);
  const of = await instance(ctx, row.id);
  const { concept } = row;
  const { register, ...meaning } = given;
  const source: ConceptSource = { ...meaning, primary: register, decided: of.reference };
  const definition = {
    kind: conceptKind,
    name: concept,
    file: `concepts/${concept}.yaml`,
    source: stringify(source),
    compiled: compiledConcept(concept, source),
  };
  await releaseWithin(ctx.db, [definition], approver, ctx.vahid.now());
  await releaseClaims(ctx, concept, register, of.reference);
}

/** A source that the decision moved: the register that was it says so no more, from now on by the decision. */
async function releaseClaims(ctx: Context, concept: string, register: string, decided: string): Promise<void> {
  const others = (await store.listClaims(ctx.db, [concept])).filter((claim) => claim.register !== register);
  const refs = others.map((claim) => ({ kind: 'register' as const, code: claim.register }));
  for (const { envelope, origin } of await findStanding(ctx.db, refs))
    await enterAll(ctx, [{ envelope: withoutClaim(envelope, concept) }], { origin, source: decided });
}

function withoutClaim(envelope: Envelope, concept: string): Envelope {
  if (!('objects' in envelope.spec)) return envelope;
  const objects = (envelope.spec.objects ?? []).map((object) => ({
    ...object,
    fields: object.fields.map(({ primary, ...field }) =>
      primary === undefined || field.concept === concept ? field : { ...field, primary },
    ),
  }));
  return { ...envelope, spec: { ...envelope.spec, objects } };
}
