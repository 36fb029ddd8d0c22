import type { VNode } from 'preact';
import { pick } from '../../../language/index.ts';
import { Actions, bound, Button, Card, Form, type Frame, Hidden, Tag, TaskList } from '../../../ui/index.ts';
import { agreementPath } from '../actions/agreements.ts';
import type { AgreementCard, PartiesView, PartyView } from '../agreement-views.ts';
import type { PlannedAgreement } from '../rules-views.ts';
import { Planned, seenBy } from './planned.tsx';
import { lines } from './prose.tsx';
import { agreementTexts } from './text/agreement.ts';

const partiesPath = (id: string): string => `/muracietler/${id}/raziliq`;

/** How it stands with one of them, in a few words. */
function standingOf(view: PartyView, { lang }: Frame): string {
  const words = agreementTexts[lang];
  const { clock, readAt, answeredAt } = view;
  if (view.awaited) {
    const until = clock?.due ? words.askedUntil(clock.due) : words.awaited;
    return `${until}, ${readAt ? words.read(readAt) : words.unread}`;
  }
  if (!view.id) return words.notAsked;
  if (answeredAt && !view.agreed && !view.reason) return words.changed;
  return answeredAt ? words.answered(answeredAt) : '';
}

function PartyTag({ view, lang }: { view: PartyView; lang: Frame['lang'] }): VNode | null {
  if (!view.state) return null;
  const state = view.agreed ? 'done' : view.awaited ? 'wait' : 'late';
  return <Tag state={state}>{pick(view.state, lang)}</Tag>;
}

function Party({ frame, view, at }: { frame: Frame; view: PartyView; at?: string | undefined }): VNode {
  const { lang } = frame;
  const words = agreementTexts[lang];
  return (
    <li>
      <b>{bound(words.toOne(pick(view.title, lang), view.fin))}</b> <PartyTag view={view} lang={lang} />
      <br />
      <span class="small soft">{bound(standingOf(view, frame))}</span>
      {view.reason ? <p>{lines(view.reason)}</p> : null}
      {at !== undefined && view.id !== undefined && !view.agreed ? (
        <Form action={frame.href(at)}>
          <Hidden name="agreement" value={view.id} />
          <Actions>
            {view.awaited ? (
              <Button kind="second" name="do" value="remind">
                {words.remind}
              </Button>
            ) : null}
            {view.removable ? (
              <Button kind="second" name="do" value="take-out">
                {words.takeOut}
              </Button>
            ) : null}
          </Actions>
        </Form>
      ) : null}
    </li>
  );
}

/** For the applicant: who has to agree, how it stands with each, and what can be done about it. `id`: where it can. */
export function Parties({ frame, view, id }: { frame: Frame; view: PartiesView; id?: string | undefined }): VNode {
  const words = agreementTexts[frame.lang];
  const at = view.open && id !== undefined ? partiesPath(id) : undefined;
  return (
    <>
      <h2>{words.title}</h2>
      {view.open ? <p>{words.lead}</p> : null}
      <ul class="rows">
        {view.parties.map((party) => (
          <Party frame={frame} view={party} at={at} />
        ))}
      </ul>
      {at !== undefined && view.parties.some(({ awaited }) => awaited) ? (
        <p class="small soft">{words.remindHint}</p>
      ) : null}
      {at !== undefined && view.mayAsk ? (
        <Form action={frame.href(at)}>
          <Actions>
            <Button name="do" value="ask">
              {words.ask}
            </Button>
          </Actions>
        </Form>
      ) : null}
      {at !== undefined && allAgree(view) ? <p>{words.allAgreed}</p> : null}
    </>
  );
}

export const allAgree = ({ parties }: PartiesView): boolean => parties.every(({ agreed }) => agreed);

/** At the desk: who agreed, and when. */
export function DeskParties({ frame, view }: { frame: Frame; view: PartiesView }): VNode {
  return (
    <Card title={agreementTexts[frame.lang].title}>
      <ul class="rows">
        {view.parties.map((party) => (
          <Party frame={frame} view={party} />
        ))}
      </ul>
    </Card>
  );
}

/** What was asked of the person as somebody who has to agree. */
export function OwnAgreements({ frame, cards }: { frame: Frame; cards: readonly AgreementCard[] }): VNode | null {
  const { lang } = frame;
  const words = agreementTexts[lang];
  if (cards.length === 0) return null;
  return (
    <>
      <h2>{words.mine}</h2>
      <TaskList
        tasks={cards.map((card) => ({
          href: frame.href(agreementPath(card.id)),
          title: pick(card.title, lang),
          about: card.reference,
          state: card.awaited ? ('wait' as const) : undefined,
          tag: card.clock?.due ? bound(words.askedUntil(card.clock.due)) : pick(card.state, lang),
        }))}
      />
    </>
  );
}

/** Whose agreement every application waits for, and what they see of it. */
export function PlannedAgreements({
  frame,
  agreements,
}: {
  frame: Frame;
  agreements: readonly PlannedAgreement[];
}): VNode | null {
  const { lang } = frame;
  const words = agreementTexts[lang];
  if (agreements.length === 0) return null;
  return (
    <>
      <h2>{words.planned}</h2>
      <p class="soft">{words.plannedLead}</p>
      <ul class="rows">
        {agreements.map((view) => (
          <Planned
            lang={lang}
            {...view}
            asked={pick(view.agreesTo, lang)}
            how={`${words.term(view.workingDays)}. ${seenBy(words.sees, view.sees, lang)}`}
          />
        ))}
      </ul>
    </>
  );
}
