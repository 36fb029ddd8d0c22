import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { changedChoices, choosingFields, factsOfChosen, namingFields } from '../rules/relation-choice.ts';
import type { Answers } from '../rules/values.ts';
import * as store from '../store.ts';
import type { NewFact } from '../store.ts';
import { answersOf } from './answers.ts';

/** What was known about one is not known about another: where the choice changes, its facts are forgotten. */
export async function dropFactsOfOthers(
  ctx: Context,
  id: string,
  service: CompiledService,
  kept: Answers,
): Promise<boolean> {
  const about = [...choosingFields(service), ...namingFields(service)];
  if (about.every(({ name }) => kept[name] === undefined)) return false;
  const before = await answersOf(ctx, id);
  // So that what is read about the next one in the same instant is newer.
  const justBefore = new Date(ctx.vahid.now().getTime() - 1);
  const facts = changedChoices(service, before, { ...before, ...kept }).flatMap(({ name }) =>
    factsOfChosen(service, name).map(
      (field): NewFact => ({
        id: newId(justBefore.getTime()),
        field: field.name,
        state: 'unknown',
        value: null,
        recordedAt: null,
        readAt: justBefore.toISOString(),
        retryAt: null,
      }),
    ),
  );
  await store.insertFacts(ctx.db, id, facts);
  return facts.length > 0;
}

/** Keeps facts that were read for given answers, unless others have been chosen meanwhile. */
export async function keepIfStillChosen(
  ctx: Context,
  input: { id: string; service: CompiledService; answers: Answers },
  keep: (inner: Context) => Promise<unknown>,
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await store.lockCase(inner.db, input.id);
    const now = await answersOf(inner, input.id);
    if (changedChoices(input.service, input.answers, now).length === 0) await keep(inner);
  });
}
