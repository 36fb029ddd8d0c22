import type { Context } from '../../../kernel/context.ts';
import type { StandingDocument } from '../../documents/index.ts';
import type { JournalEntry } from '../../process/index.ts';
import type { AmendmentRow } from '../amendment-entities.ts';
import { lastProposed, listAmendments } from '../amendment-store.ts';
import type { AmendableView, AmendmentView, DeskAmendments, ReplacedDocument } from '../amendment-views.ts';
import { judgeDecided } from '../actions/deciding.ts';
import { decided } from '../actions/delivering.ts';
import type { LoadedCase } from '../actions/loading.ts';
import { awaitsAmendment, proposesAmendment } from '../definition/amending.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { DeskAction } from '../desk-views.ts';
import type { AnswerField } from '../form-views.ts';
import { type Amendable, amendableIn, changesOf } from '../rules/amending.ts';
import { shownValue } from '../rules/showing.ts';
import * as store from '../store.ts';
import { say } from '../text/index.ts';
import type { FactView } from '../views.ts';
import { factViews } from './facts.ts';
import type { Guide } from './guide.ts';
import { longAnswer } from './service.ts';

/** Slips that were corrected in what was issued, the oldest first, each with the words of who proposed it. */
export async function amendmentViews(
  ctx: Context,
  guide: Guide,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
  entries: readonly JournalEntry[],
): Promise<readonly AmendmentView[]> {
  if (!service.correction) return [];
  const rows = await listAmendments(ctx.db, row.id);
  return rows.flatMap((one, index) => {
    const proposed = lastProposed(rows.slice(0, index));
    return one.kind === 'made' && proposed ? [viewOf(service, guide, one, reasonOf(entries, proposed.seq))] : [];
  });
}

const reasonOf = (entries: readonly JournalEntry[], seq: number): string | undefined => {
  const note = entries.find((entry) => entry.seq === seq)?.note;
  return note?.state === 'kept' ? note.value : undefined;
};

/** The field with what it said and what it says, as people read it. */
function viewOf(
  service: CompiledService,
  guide: Guide,
  { at, field: name, before, value }: AmendmentRow,
  reason: string | undefined,
): AmendmentView {
  const field = service.fields.find((one) => one.name === name);
  const [was, is] = field ? [shownValue(field, before), shownValue(field, value)] : [];
  const change = field && { label: field.label, ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) };
  return {
    at,
    changes: change ? [change] : [],
    ...(reason === undefined ? {} : { reason }),
    article: guide.article(service.correction?.article ?? ''),
  };
}

/** What was corrected, what is proposed with every line that it would change, and what the reader may propose. */
export async function deskAmendments(
  ctx: Context,
  guide: Guide,
  loaded: LoadedCase,
  { entries, actions }: { readonly entries: readonly JournalEntry[]; readonly actions: readonly DeskAction[] },
): Promise<DeskAmendments | undefined> {
  const { of, service } = loaded;
  if (!service.correction) return undefined;
  const made = await amendmentViews(ctx, guide, loaded, entries);
  const proposed = awaitsAmendment(service, of.state) ? await proposedView(ctx, guide, loaded, entries) : undefined;
  const isDecided = (await store.lastDecision(ctx.db, loaded.row)) !== undefined;
  const proposes = isDecided && actions.some(({ action, blocked }) => !blocked && proposesAmendment(service, action));
  const fields = proposes ? await fieldsOf(ctx, guide, loaded) : [];
  if (made.length === 0 && !proposed && fields.length === 0) return undefined;
  return { made, ...(proposed ? { proposed } : {}), fields };
}

async function proposedView(
  ctx: Context,
  guide: Guide,
  loaded: LoadedCase,
  entries: readonly JournalEntry[],
): Promise<AmendmentView | undefined> {
  const { row, service } = loaded;
  const proposed = lastProposed(await listAmendments(ctx.db, row.id));
  if (!proposed) return undefined;
  const { decision, delivery } = await decided(ctx, loaded);
  const { data: before } = await judgeDecided(ctx, service, row, decision);
  const { data: after } = await judgeDecided(ctx, service, row, decision, { besides: proposed });
  const changes = changesOf(service, proposed.field, { before, after, delivery });
  return { ...viewOf(service, guide, proposed, reasonOf(entries, proposed.seq)), changes };
}

async function fieldsOf(ctx: Context, guide: Guide, { row, service }: LoadedCase): Promise<readonly AmendableView[]> {
  const { decision } = await decided(ctx, { row });
  const { data } = await judgeDecided(ctx, service, row, decision);
  const { past } = await store.listFactsNowAndPast(ctx.db, row.id, decision.at);
  const held = factViews(service, guide, past);
  return amendableIn(service, data).map((one) => {
    const { name: field, label, shown } = one;
    const fact = held.find((of) => of.field === field);
    return { field, label, shown, ...(fact ? heldOf(fact) : {}), input: inputOf(one) };
  });
}

const heldOf = ({ register, shown }: FactView): Pick<AmendableView, 'held'> =>
  register ? { held: { register: register.title, ...(shown ? { shown } : {}) } } : {};

/** The input of the right value is called by its field. */
export const rightPrefix = 'right-';

function inputOf({ name, label, check }: Amendable): AnswerField {
  const { type, min, max, maxLength, choices } = check;
  return {
    name: `${rightPrefix}${name}`,
    kind: type === 'text' && maxLength > longAnswer ? 'longtext' : type,
    label: say('amendmentRight', (lang) => ({ label: label[lang] })),
    optional: false,
    ...(type === 'text' ? { maxLength } : {}),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(choices ? { choices: choices.map(({ value, label: text }) => ({ value, label: text, opens: [] })) } : {}),
  };
}

/** Documents in whose place the one of the case holds, the last one first. */
export const replacedViews = ({ earlier }: StandingDocument): readonly ReplacedDocument[] =>
  earlier.map(({ code, number, replacedAt }) => ({ code, number, replacedAt }));
