import type { VNode } from 'preact';
import { pick } from '../../../language/index.ts';
import { bound, Card, type Frame, NoWrap, Tag, type TagState } from '../../../ui/index.ts';
import { type OpinionAnswer, opinionAnswers } from '../opinion-entities.ts';
import type { AskedOpinionView, DeskOpinionView } from '../opinion-views.ts';
import type { PlannedOpinion } from '../rules-views.ts';
import { Article } from './article.tsx';
import { Planned, seenBy } from './planned.tsx';
import { lines } from './prose.tsx';
import { opinionTexts } from './text/opinion.ts';

const answerStates: Readonly<Record<OpinionAnswer, TagState>> = {
  agrees: 'done',
  'agrees-with-conditions': 'wait',
  objects: 'late',
};

/** What was said, or how it stands while nothing was. */
export function OpinionTag({ frame, view }: { frame: Frame; view: DeskOpinionView }): VNode {
  const { lang } = frame;
  if (!view.answer) return <Tag state="pace">{pick(view.state, lang)}</Tag>;
  return <Tag state={answerStates[view.answer]}>{pick(opinionAnswers[view.answer], lang)}</Tag>;
}

/** By when, or since when. */
function whenOf({ clock, givenAt }: AskedOpinionView, { lang }: Frame): string {
  const words = opinionTexts[lang];
  if (givenAt) return words.given(givenAt);
  if (!clock?.due) return words.awaited;
  return clock.overdue ? words.late(clock.due) : words.until(clock.due);
}

/** At the desk of the institution that asked: whom, how it stands, by when, what was said and by which article. */
export function DeskOpinions({ frame, opinions }: { frame: Frame; opinions: readonly DeskOpinionView[] }): VNode {
  const { lang } = frame;
  const words = opinionTexts[lang];
  return (
    <Card title={words.title}>
      <ul class="rows">
        {opinions.map((view) => (
          <li>
            <a href={frame.href(`/masa/rey/${view.id}`)}>{pick(view.title, lang)}</a>{' '}
            <OpinionTag frame={frame} view={view} />
            <br />
            <span class="small soft">
              {bound(`${pick(view.institution.name, lang)}, ${view.silent ? words.silent : whenOf(view, frame)}. `)}
            </span>
            <span class="small">
              <Article article={view.article} lang={lang} />
            </span>
            {view.reason ? <p>{lines(view.reason)}</p> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** For the applicant: for whom one waits and until when. */
export function AskedOpinions({ frame, opinions }: { frame: Frame; opinions: readonly AskedOpinionView[] }): VNode {
  const { lang } = frame;
  const words = opinionTexts[lang];
  const awaited = opinions.some(({ givenAt }) => !givenAt);
  return (
    <>
      <h2>{awaited ? words.askedOf : words.title}</h2>
      {awaited ? <p class="soft">{words.askedLead}</p> : null}
      <ul class="rows">
        {opinions.map((view) => (
          <li>
            <b>{pick(view.institution.name, lang)}</b>
            <br />
            <span class="small">
              {bound(pick(view.title, lang))}: <NoWrap>{whenOf(view, frame)}</NoWrap>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whose opinions every case waits for, what they see of it, and what silence means. */
export function PlannedOpinions({
  frame,
  opinions,
}: {
  frame: Frame;
  opinions: readonly PlannedOpinion[];
}): VNode | null {
  const { lang } = frame;
  const words = opinionTexts[lang];
  if (opinions.length === 0) return null;
  return (
    <>
      <h2>{words.ofInstitutions}</h2>
      <p class="soft">{words.plannedLead}</p>
      <ul class="rows">
        {opinions.map((view) => (
          <Planned
            lang={lang}
            {...view}
            asked={`${pick(view.institution.name, lang)}: ${pick(view.question, lang)}`}
            how={`${words.term(view.workingDays)}. ${words.silence[view.silence]}. ${seenBy(words.sees, view.sees, lang)}`}
          />
        ))}
      </ul>
    </>
  );
}
