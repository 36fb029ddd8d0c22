import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import type { Front } from '../../../kernel/module.ts';
import { type Lang, pick } from '../../../language/index.ts';
import { type KeyFact, Note } from '../../../ui/index.ts';
import type { Assisting } from '../assistance-views.ts';
import type { AssistanceView, CaseHead } from '../views.ts';
import { assistTexts } from './text/assist.ts';

/** The clerk's page. */
export const centrePath = '/masa/merkez';
/** Where a citizen gets the code for a clerk. */
export const codePath = '/merkez-kodu';

/** For whom the clerk is writing. */
export function AssistNote({ assists, lang }: { assists: Assisting; lang: Lang }): VNode {
  const words = assistTexts[lang];
  return (
    <Note>
      <p>{assists.applicant ? words.acting(assists.applicant) : words.actingUnnamed}</p>
      <p class="small soft">{words.actingHint}</p>
    </Note>
  );
}

/** A clerk stays at the desk with a page that is an applicant's. */
export function frontFor(view: { readonly case: CaseHead; readonly assists?: Assisting }): Front {
  return view.assists ? 'desk' : view.case.front;
}

/** Where one is when a draft is left for later. */
export function placeAfter({ actor }: Pick<Request, 'actor'>): string {
  return actor.appointments.some(({ role }) => role === 'clerk') ? centrePath : '/muracietler';
}

/** How the case was entered, as its applicant reads it. */
export function assistanceFact({ centre, consent, paper }: AssistanceView, lang: Lang): KeyFact {
  const words = assistTexts[lang];
  return {
    term: words.channel,
    value: words.atCentre(pick(centre, lang)),
    note: consent === 'code' ? words.withCode : words.withPaper(paper ?? ''),
  };
}
