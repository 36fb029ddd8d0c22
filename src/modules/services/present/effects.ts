import type { CompiledAction, Instance, JournalEntry, Status } from '../../process/index.ts';
import { amendEffect, amends, proposesAmendment } from '../definition/amending.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { readEffect } from '../definition/process.ts';
import type { FollowsView } from '../desk-views.ts';
import type { DecisionRow, EffectRow } from '../entities.ts';
import { label, say } from '../text/index.ts';
import type { EffectView } from '../views.ts';
import type { Guide } from './guide.ts';

/** What a decision set going, in order, and which of it is done. */
export function effectViews(
  service: CompiledService,
  guide: Guide,
  done: readonly EffectRow[],
  { seq, action: name }: { readonly seq?: number; readonly action: string | undefined },
): readonly EffectView[] {
  const action = service.process.actions.find((one) => one.name === name);
  return (action?.effects ?? []).flatMap((effect): EffectView[] => {
    const text = effectText(service, guide, effect);
    return text ? [{ name: effect, text, done: done.some((row) => row.seq === seq && row.name === effect) }] : [];
  });
}

const undecided: ReadonlySet<Status> = new Set(['submitted', 'in_review', 'waiting_for_applicant']);

/**
 * What the desk shows as following: of a case under way, what the decision that comes next would set going; while a slip in
 * what was issued is looked at, what its correction would; else what the last decision did. Nothing follows a case that was
 * taken back.
 */
export function followsView(
  service: CompiledService,
  guide: Guide,
  { state, status }: Pick<Instance, 'state' | 'status'>,
  done: readonly EffectRow[],
  decided: { readonly decision: DecisionRow | undefined; readonly entries: readonly JournalEntry[] },
): FollowsView | undefined {
  if (undecided.has(status)) {
    const next = nextDecision(service, state);
    return next && { outcome: next.outcome, effects: effectViews(service, guide, done, { action: next.action }) };
  }
  const { decision, entries } = decided;
  const amending = amendingIn(service, state);
  if (amending)
    return { outcome: 'amended', effects: amendedViews(service, guide, done, { amending, state, entries }) };
  if (!decision) return undefined;
  const { seq, outcome } = decision;
  return { outcome, effects: effectViews(service, guide, done, { seq, action: actionAt(entries, seq) }) };
}

/** The action that corrects a slip, in a state in which one is looked at or corrected; the decision stands meanwhile. */
function amendingIn(service: CompiledService, state: string): CompiledAction | undefined {
  const { actions, states } = service.process;
  if (states.find(({ name }) => name === state)?.end !== false) return undefined;
  const proposing = actions.some(({ name, from }) => from.includes(state) && proposesAmendment(service, name));
  return actions.find(
    ({ name, from, to }) => amends(service, name) && (proposing || from.includes(state) || to === state),
  );
}

/** What is corrected, the document that is issued anew, and what the program does after that. */
function amendedViews(
  service: CompiledService,
  guide: Guide,
  done: readonly EffectRow[],
  step: { readonly amending: CompiledAction; readonly state: string; readonly entries: readonly JournalEntry[] },
): readonly EffectView[] {
  const { amending, state, entries } = step;
  const { name, to } = amending;
  const seq = to === state ? entries.findLast(({ action }) => action === name)?.seq : undefined;
  const own = effectViews(service, guide, done, { action: name, ...(seq === undefined ? {} : { seq }) });
  const { document } = service;
  const anew = say('effectReissue', (lang) => ({ title: document?.title[lang] ?? '' }));
  const further = amending.effects.flatMap((effect) => {
    const read = readEffect(effect);
    return read?.kind === 'do' ? effectViews(service, guide, done, { action: read.action }) : [];
  });
  return [
    ...own.flatMap((view) =>
      document && view.name === amendEffect ? [view, { ...view, name: 'reissue', text: anew }] : [view],
    ),
    ...further,
  ];
}

export function actionAt(entries: readonly JournalEntry[], seq: number): string | undefined {
  return entries.find((entry) => entry.seq === seq)?.action;
}

/** The decision that this state can lead to at once; where it leads to none, an approval. */
function nextDecision({ process, outcomes }: CompiledService, state: string) {
  const here = (name: string) => process.actions.some((one) => one.name === name && one.from.includes(state));
  for (const outcome of ['approved', 'refused'] as const) {
    const action = outcomes[outcome].find(here);
    if (action !== undefined) return { outcome, action };
  }
  const [action] = outcomes.approved;
  return action === undefined ? undefined : { outcome: 'approved' as const, action };
}

function effectText({ entry, document }: CompiledService, guide: Guide, name: string) {
  const effect = readEffect(name);
  if (effect?.kind === 'enter' && entry)
    return say('effectEnter', (lang) => ({ register: guide.register(entry.register).title[lang] }));
  if (effect?.kind === 'document' && document)
    return say('effectDocument', (lang) => ({ title: document.title[lang] }));
  if (effect?.kind === 'end' && entry)
    return say('effectEnd', (lang) => ({ register: guide.register(entry.register).title[lang] }));
  if (effect?.kind === 'revoke' && document) return say('effectRevoke', (lang) => ({ title: document.title[lang] }));
  if (effect?.kind === 'amend') return label('effectAmend');
  if (effect?.kind === 'charge') return label('effectCharge');
  if (effect?.kind === 'quota') return label('effectQuota');
  if (effect?.kind === 'end-quota') return label('effectEndQuota');
  return effect?.kind === 'notify' ? label('effectNotify') : undefined;
}
