import { stringify } from 'yaml';
import type { Context } from '../../../kernel/context.ts';
import { on } from '../../../kernel/event.ts';
import { releaseWithin } from '../../../kernel/release.ts';
import { instance, journal, processActed } from '../../process/index.ts';
import { compiledConcept, conceptFile, conceptKind, type ConceptSource } from '../definition/concept.ts';
import { own } from '../definition/own.ts';
import { dictionary } from '../definition/reference.ts';
import { judgeProposal } from './actions.ts';
import { conceptProcess } from './process.ts';
import * as store from './store.ts';

interface Happened {
  readonly instance: string;
  readonly kind: string;
  readonly seq: number;
  readonly to: string;
  readonly effects: readonly string[];
}

const ended = new Set(['approved', 'refused', 'lapsed', 'withdrawn']);

/** What follows a step of a proposal: what was approved is released, with who approved it. */
export const onConceptActed = on(processActed, 'catalogue-concepts', async (ctx, happened: Happened) => {
  if (happened.kind !== conceptProcess) return;
  if (happened.effects.includes('release-concept')) await releaseConcept(ctx, happened);
  if (ended.has(happened.to)) await store.closeProposal(ctx.db, happened.instance);
});

/** The concept as it was approved becomes the next version of its definition; the same again makes none. */
async function releaseConcept(ctx: Context, { instance: id, seq }: Happened): Promise<void> {
  await store.lockConcepts(ctx.db);
  const row = await store.findProposal(ctx.db, id);
  if (!row) throw new Error(`catalogue has no proposal ${id}`);
  const { given, problems } = await judgeProposal(ctx, row);
  // It was read whole under the lock of the decision; what changed since is seen by whoever mends it, and the job repeats.
  if (!given) throw new Error(`proposal ${id} cannot be released: ${problems.map(({ name }) => name).join(', ')}`);
  const of = await instance(ctx, id);
  const approver = (await journal(ctx, of)).find((entry) => entry.seq === seq)?.person;
  if (!approver) throw new Error(`proposal ${id} was approved by nobody`);
  const { concept } = row;
  const { label, type, class: dataClass, register } = given;
  const source: ConceptSource = { label, type, class: dataClass, primary: register, decided: of.reference };
  const definition = {
    kind: conceptKind.kind,
    name: concept,
    file: conceptFile(concept),
    source: stringify(source),
    compiled: compiledConcept(concept, source, own(dictionary(ctx.vahid.releases).concepts, concept)),
  };
  await releaseWithin(ctx.db, [definition], approver, ctx.vahid.now());
}
