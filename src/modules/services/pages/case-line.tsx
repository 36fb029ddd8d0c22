import type { ComponentChildren } from 'preact';
import { type Lang, pick } from '../../../language/index.ts';
import type { Deadline, Frame, TagState, Task } from '../../../ui/index.ts';
import { bound } from '../../../ui/index.ts';
import type { CorrectingView } from '../amendment-views.ts';
import type { CaseCard, CaseStatus, CaseView, ClockView, DecisionView } from '../views.ts';
import { agreementTexts } from './text/agreement.ts';
import { amendingTexts } from './text/amending.ts';
import { paymentTexts } from './text/payment.ts';
import { texts, type Words } from './text/index.ts';

const tagStates: Readonly<Record<CaseStatus, TagState | undefined>> = {
  draft: undefined,
  submitted: 'pace',
  in_review: 'pace',
  waiting_for_applicant: 'wait',
  decided: undefined,
  issued: 'done',
  appealed: 'pace',
  closed: undefined,
  withdrawn: undefined,
};

/** Colour of a state; how it was decided counts before the state itself. */
export function tagState(status: CaseStatus, outcome?: DecisionView['outcome']): TagState | undefined {
  if (status === 'decided' && outcome) return outcome === 'approved' ? 'done' : 'late';
  return tagStates[status];
}

const open: readonly CaseStatus[] = ['submitted', 'in_review', 'waiting_for_applicant', 'appealed'];

/** Somebody has to do something by a certain day. */
export function isOpen({ status }: { readonly status: CaseStatus }): boolean {
  return open.includes(status);
}

/** A case in a list: its title leads to where the applicant goes on. */
export function caseTask(card: CaseCard, frame: Frame): Task {
  const { lang } = frame;
  const { clock, status } = card;
  const asked = status === 'waiting_for_applicant' && clock?.due && !clock.overdue ? clock.due : undefined;
  return {
    href: frame.href(card.href),
    title: pick(card.title, lang),
    about: aboutCase(card, frame),
    state: card.agreement ? agreementStates[card.agreement] : tagState(status, card.outcome),
    tag: asked
      ? bound(card.toPay ? paymentTexts[lang].payBy(asked) : texts[lang].explainBy(asked))
      : card.agreement
        ? agreementTexts[lang].ofDraft[card.agreement]
        : pick(card.state, lang),
  };
}

const agreementStates = { given: 'wait', awaited: 'pace' } as const satisfies Record<string, TagState>;

/** Number, who handles it, and by when: “RP-2026-00418. Müraciətə … baxır, qərar 25.11.2026-dək veriləcək”. */
function aboutCase({ reference, status, institution, clock }: CaseCard, { lang }: Frame): ComponentChildren {
  const words = texts[lang];
  if (status !== 'submitted' && status !== 'in_review') return reference;
  const handled = words.byInstitution(pick(institution.name, lang));
  if (!clock?.due) return `${reference}. ${handled}`;
  return bound(`${reference}. ${handled}, ${clock.overdue ? words.late(clock.due) : words.decisionBy(clock.due)}`);
}

/** The clock as a deadline in a word. */
export function deadlineOf({ workingDaysLeft, overdue, late, stopped }: ClockView): Deadline {
  return { left: workingDaysLeft, late: overdue ? Math.max(late ?? 1, 1) : undefined, stopped };
}

/** The term of a suspension is the institution's, not one of the applicant or of the decision (decision 0061). */
export const isSuspended = (clock: ClockView | undefined): boolean => clock?.name === 'suspension';

/** How the case stands, and by when what is to be expected, in a sentence or two. */
export function standing(view: CaseView, words: Words, { lang }: Frame): string {
  const { status, decision, clock } = view;
  const institution = pick(view.institution.name, lang);
  if (view.correcting) return standsCorrecting(view.correcting.stage, clock, { words, lang });
  if (view.toPay) return clock?.due ? paymentTexts[lang].standing(clock.due) : paymentTexts[lang].late;
  switch (status) {
    case 'draft':
    case 'issued':
    case 'withdrawn':
      return words.standing[status];
    case 'submitted':
    case 'in_review':
      if (isSuspended(clock)) return `${words.standing.suspended} ${words.nothingFromYou}`;
      return `${words.standing[status](institution)}${term(clock, words.decisionBy, words)}. ${words.nothingFromYou}`;
    case 'waiting_for_applicant':
      return `${words.standing[status](institution)}${term(clock, words.answerUntil, words)}.`;
    case 'appealed':
      return `${words.standing[status](institution)}${term(clock, words.appealAnswerBy, words)}.`;
    case 'decided':
      return decision ? words.standing[decision.outcome] : `${pick(view.state, lang)}.`;
    case 'closed':
      return decision?.outcome === 'lapsed' ? words.standing.lapsed : `${pick(view.state, lang)}.`;
  }
}

function standsCorrecting(
  stage: CorrectingView['stage'],
  clock: ClockView | undefined,
  { words, lang }: { readonly words: Words; readonly lang: Lang },
): string {
  const { standing: said, answerBy, late } = amendingTexts[lang];
  const until = clock?.due && !clock.stopped ? `, ${clock.overdue ? late(clock.due) : answerBy(clock.due)}` : '';
  return `${said[stage](until)} ${words.nothingFromYou}`;
}

function term(clock: ClockView | undefined, byWhen: (day: Date) => string, words: Words): string {
  if (!clock?.due || clock.stopped) return '';
  return `, ${clock.overdue ? words.late(clock.due) : byWhen(clock.due)}`;
}
