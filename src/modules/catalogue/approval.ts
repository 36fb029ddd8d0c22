import { allow } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import { InvalidInput } from '../../kernel/refusal.ts';
import { type Words, words } from '../../kernel/text.ts';
import type { Lang } from '../../language/index.ts';
import { inChargeOf } from '../identity/index.ts';
import { type Acted, effectKey, type Instance, instance, notifyOwner, servesOwner } from '../process/index.ts';
import { topicsOf } from './requests/definition.ts';
import { hasWritten } from './requests/store.ts';
import type { EntryRef } from './store/relations.ts';

// What holds of everything that an institution asks for and others approve: requests, proposals to the dictionary, exceptions.

/** One action on a request, a review or a proposal. */
export interface Press {
  readonly id: string;
  readonly action: string;
  readonly note?: string | undefined;
  /** As the actor saw it. Who judges says what they read: by it what was written since is told. */
  readonly version?: number | undefined;
  readonly key?: string | undefined;
}

/** Actions by which the institution itself speaks. */
export const ownersActions: ReadonlySet<string> = new Set(['submit', 'answer', 'withdraw']);

/** States that nothing leads out of. */
export const ended: ReadonlySet<string> = new Set(['approved', 'refused', 'lapsed', 'withdrawn']);

export const program = (ctx: Context): Context => ({ ...ctx, actor: { kind: 'system', appointments: [] } });

// What an institution is told when others have brought its request to a state.
const az = {
  question: '{reference}: “{title}” üzrə qurumunuza sual verilib, cavabınız gözlənilir.',
  approved: '{reference}: “{title}” təsdiq edilib.',
  refused: '{reference}: “{title}” üzrə imtina qərarı verilib.',
};
const en: Words<typeof az> = {
  question: '{reference}: your institution is asked about “{title}” and has to answer.',
  approved: '{reference}: “{title}” is approved.',
  refused: '{reference}: “{title}” is refused.',
};
const ru: Words<typeof az> = {
  question: '{reference}: вашему учреждению задан вопрос по заявке «{title}», ожидается ответ.',
  approved: '{reference}: заявка «{title}» утверждена.',
  refused: '{reference}: по заявке «{title}» принято решение об отказе.',
};
const told = words({ az, en, ru });
const isTold = (state: string): state is keyof typeof az => Object.hasOwn(az, state);

/** Tells the institution of a question and of a decision, in the transaction of the step; of other steps, nobody. */
export async function tellOwner(ctx: Context, id: string, { seq, state }: Pick<Acted, 'seq' | 'state'>): Promise<void> {
  if (!isTold(state)) return;
  const of = await instance(program(ctx), id);
  const one = (lang: Lang) => told(lang, state, { reference: of.reference, title: of.title[lang] });
  const text = { az: one('az'), en: one('en'), ru: one('ru') };
  await notifyOwner(program(ctx), of, { text, effectKey: effectKey(id, seq, 'tell-owner') });
}

/** @throws InvalidInput */
export function needVersion({ version }: Press): void {
  if (version === undefined) throw new InvalidInput([{ path: 'version', message: 'is needed: that of what was read' }]);
}

/** What was never sent is of nobody's concern but the institution's, however it ended. @throws notAllowed */
export async function allowUnsent(ctx: Context, { taken }: Instance, institution: string): Promise<void> {
  if (taken.submit) return;
  allow(ctx, 'catalogue.readDraft', { ownerInstitution: await inChargeOf(ctx, institution) });
}

/**
 * The actor speaks for an entry's institution: holds an office there (in the one that decides on the catalogue: is its
 * registrar), or ever wrote of a request about the entry, wherever they serve today.
 */
export async function speaksFor(ctx: Context, entry: EntryRef & { readonly institution: string }): Promise<boolean> {
  const sides = {
    institution: await inChargeOf(ctx, topicsOf(ctx.vahid.releases).decides),
    ownerInstitution: await inChargeOf(ctx, entry.institution, `${entry.kind}/${entry.code}`),
  };
  const { person } = ctx.actor;
  return servesOwner(ctx.actor, sides) || (person !== undefined && (await hasWritten(ctx.db, entry, person)));
}
