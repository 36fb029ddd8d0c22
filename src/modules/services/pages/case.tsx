import type { ComponentChildren, VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, route } from '../../../kernel/http/route.ts';
import { refusedBy } from '../../../kernel/refusal.ts';
import { type Lang, formatDateTime, pick } from '../../../language/index.ts';
import { Actions, Alarm, Back, ButtonLink, CheckAnswers, FactsTable, type Frame, Journal } from '../../../ui/index.ts';
import { bound, type KeyFact, KeyFacts, Page, Tag, Time, texts as uiTexts } from '../../../ui/index.ts';
import { SignatureList, signaturesTitle } from '../../identity/index.ts';
import { flagWords } from '../../process/index.ts';
import { caseView, rateService } from '../actions/own.ts';
import type { CaseView, ClockView, JournalView } from '../views.ts';
import { AmendmentsPart, CorrectingPart } from './amending.tsx';
import { assistanceFact } from './assist-note.tsx';
import { isOpen, isSuspended, standing, tagState } from './case-line.tsx';
import { answerRows } from './check.tsx';
import { conductor } from './conducted.tsx';
import { CorrectionLines } from './corrections.tsx';
import { DecisionPart } from './decision.tsx';
import { factRow } from './fact.tsx';
import { FlagTags } from './flags.tsx';
import { Parties } from './parties.tsx';
import { AskedInquiries } from './inquiry-list.tsx';
import { AskedOpinions } from './opinion-list.tsx';
import { lines } from './prose.tsx';
import { OwnSteps } from './own-step.tsx';
import { OfficerNote } from './question.tsx';
import { PaymentPart, paymentFacts } from './payment.tsx';
import { CaseQuota, OwnScore } from './score.tsx';
import { RatingPart, type WrongRating } from './rating.tsx';
import { CaseReviews } from './review-list.tsx';
import { standingInTexts } from './text/standing-in.ts';
import { amendingTexts } from './text/amending.ts';
import { texts } from './text/index.ts';
import { wardTexts } from './text/ward.ts';

interface CaseProps {
  readonly frame: Frame;
  readonly view: CaseView;
  readonly wrong?: WrongRating | undefined;
}

/** The applicant's page of a case: how it stands and what is expected first, then what it rests on. */
export function CasePage({ frame, view, wrong }: CaseProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  return (
    <Page frame={frame} title={`${view.reference} ${pick(view.title, lang)}`} error={wrong !== undefined}>
      <Back href={frame.href('/muracietler')}>{words.allCases}</Back>
      <Alarm errors={wrong?.errors ?? []} />
      <div class="split">
        <div class="stack">
          <h1>{pick(view.title, lang)}</h1>
          <p class="lead">{bound(standing(view, words, frame))}</p>
          <NextStep frame={frame} view={view} />
          <CorrectingPart frame={frame} view={view} />
          <PaymentPart frame={frame} payment={view.payment} open={view.toPay === true} />
          <OwnSteps frame={frame} view={view} />
        </div>
        <div>
          <KeyFacts facts={keyFacts(view, frame)} />
          <CaseQuota frame={frame} quota={view.quota} />
        </div>
        <div class="stack rest">
          {view.agreements ? <Parties frame={frame} view={view.agreements} /> : null}
          {view.opinions ? <AskedOpinions frame={frame} opinions={view.opinions} /> : null}
          {view.inquiries ? <AskedInquiries frame={frame} inquiries={view.inquiries} /> : null}
          <DecisionPart frame={frame} view={view} />
          <AmendmentsPart frame={frame} view={view} />
          <CaseReviews frame={frame} reviews={view.reviews} />
          <OwnScore frame={frame} score={view.score} />
          <Contents frame={frame} view={view} />
          <RatingPart frame={frame} view={view} wrong={wrong} />
        </div>
      </div>
    </Page>
  );
}

/** What the applicant can do now: go on, correct what was returned, open the document. */
function NextStep({ frame, view }: { frame: Frame; view: CaseView }): VNode | null {
  const words = texts[frame.lang];
  if (view.returned) return <Returned frame={frame} view={view} returned={view.returned} />;
  if (view.may.continue) {
    return (
      <Actions>
        <ButtonLink href={frame.href(view.href)}>{words.goOn}</ButtonLink>
        {view.may.withdraw ? <WithdrawLink frame={frame} view={view} /> : null}
      </Actions>
    );
  }
  if (!view.document) return null;
  return (
    <Actions>
      <ButtonLink
        href={frame.href(`/y/${view.document.code}`)}
        {...(view.correcting ? { kind: 'second' as const } : {})}
      >
        {view.correcting ? amendingTexts[frame.lang].openPresent : words.openDocument}
      </ButtonLink>
      <span class="soft small">
        {pick(view.document.title, frame.lang)}, {view.document.number}
        {view.document.revokedAt ? `, ${words.revokedOn(view.document.revokedAt)}` : null}
      </span>
    </Actions>
  );
}

interface ReturnedProps {
  readonly frame: Frame;
  readonly view: CaseView;
  readonly returned: NonNullable<CaseView['returned']>;
}

/** The officer's words, the answers to be corrected, and the way to send them back. */
function Returned({ frame, view, returned }: ReturnedProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const asked = returned.pages.map((name) => ({
    name,
    question: view.answers.find(({ page }) => page === name)?.question,
    remark: returned.remarks[name],
  }));
  return (
    <>
      <OfficerNote note={returned.note} lang={lang} />
      <h2>{words.toCorrect}</h2>
      <ul class="rows">
        {asked.map(({ name, question, remark }) => (
          <li>
            <a href={frame.href(`/muracietler/${view.id}/sual/${name}?qayit=yoxlama`)}>
              {question ? pick(question, lang) : name}
            </a>
            {remark ? (
              <>
                <br />
                {lines(remark)}
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {view.may.answer ? (
        <Actions>
          <ButtonLink href={frame.href(`/muracietler/${view.id}/yoxlama`)}>{words.checkAndSend}</ButtonLink>
        </Actions>
      ) : null}
    </>
  );
}

function WithdrawLink({ frame, view }: { frame: Frame; view: CaseView }): VNode {
  const words = texts[frame.lang];
  return (
    <a href={frame.href(`/muracietler/${view.id}/geri-gotur`)}>
      {view.status === 'draft' ? words.discard : words.withdraw}
    </a>
  );
}

function keyFacts(view: CaseView, frame: Frame): KeyFact[] {
  const { lang } = frame;
  const words = texts[lang];
  const { clock, decision, submittedAt } = view;
  // After a decision a time concerns the applicant where there is something for them to do in it.
  const awaited = isOpen(view) || view.correcting !== undefined || (view.steps ?? []).length > 0;
  const running = clock?.due && awaited && !isSuspended(clock) ? clock : undefined;
  return [
    { term: words.number, value: view.reference },
    {
      term: words.state,
      value: (
        <>
          <Tag state={tagState(view.status, decision?.outcome)}>{pick(view.state, lang)}</Tag>
          <FlagTags flags={view.flags} lang={lang} />
        </>
      ),
    },
    {
      term: words.submitted,
      value: submittedAt ? <Time at={submittedAt} /> : <span class="soft">{words.notSubmitted}</span>,
    },
    ...paymentFacts(view.payment, lang),
    ...(running && !view.toPay
      ? [
          {
            term: words.deadline,
            value: clockWords(running, frame),
            note: running.due ? words.dueOn(formatDateTime(running.due, lang)) : undefined,
          },
        ]
      : []),
    { term: words.institution, value: pick(view.institution.name, lang) },
    ...(view.ward ? [{ term: wardTexts[lang].whose, value: view.ward }] : []),
    ...(view.representation
      ? [
          {
            term: wardTexts[lang].by,
            value: conductor(view.representation, lang),
            note: view.representation.ended ? wardTexts[lang].ended : undefined,
          },
        ]
      : []),
    ...(view.assistance ? [assistanceFact(view.assistance, lang)] : []),
  ];
}

/** The clock in words: “2 iş günü qalır”. */
function clockWords({ workingDaysLeft, overdue, late, stopped }: ClockView, { lang }: Frame): string {
  const { clock } = uiTexts[lang];
  if (stopped) return clock.stopped;
  if (overdue) return clock.late(Math.max(late ?? 1, 1));
  return workingDaysLeft > 0 ? clock.left(workingDaysLeft) : clock.today;
}

/** What the case rests on, and what has happened. */
function Contents({ frame, view }: { frame: Frame; view: CaseView }): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const asked = view.status === 'draft' || isOpen(view);
  return (
    <>
      {view.answers.length > 0 ? (
        <>
          <h2>{words.yourAnswers}</h2>
          <CheckAnswers answers={answerRows(view.answers, view.id, frame)} />
        </>
      ) : null}
      {view.facts.length > 0 ? (
        <>
          <h2>{words.factsRead}</h2>
          <FactsTable reader="citizen" facts={view.facts.map((fact) => factRow(fact, frame, { asked }))} />
        </>
      ) : null}
      {view.signatures.length > 0 ? (
        <>
          <h2>{signaturesTitle(lang)}</h2>
          <SignatureList signatures={view.signatures} lang={lang} href={frame.href} />
        </>
      ) : null}
      <h2>{words.journal}</h2>
      <Journal entries={journalRows(view.journal, frame)} />
      {view.may.withdraw && !view.may.continue ? (
        <p class="noprint">
          <WithdrawLink frame={frame} view={view} />
        </p>
      ) : null}
    </>
  );
}

/** Who took a step: a person, the institution, or its information system, which comes after them. */
function actorOf({ who, office, system, instead }: JournalView, lang: Lang): string | undefined {
  const acted = who ?? (office ? pick(office, lang) : undefined);
  const words = standingInTexts[lang];
  const beside = [
    ...(instead === undefined ? [] : [instead === null ? words.asSubstitute : words.insteadOf(instead)]),
    ...(system ? [pick(system, lang)] : []),
  ];
  if (beside.length === 0) return acted;
  return [...(acted === undefined ? [] : [acted]), ...beside].join(', ');
}

/** The journal, newest first, with what was written to it. */
export function journalRows(journal: readonly JournalView[], { lang, brand }: Frame) {
  const words = texts[lang];
  return journal
    .toSorted((a, b) => b.seq - a.seq)
    .map((entry): { at: VNode; who: string; what: ComponentChildren } => ({
      at: <Time at={entry.at} {...(brand === 'desk' ? { show: 'short' as const } : {})} />,
      who: actorOf(entry, lang) ?? words.program,
      what: (
        <>
          {pick(entry.what, lang)}
          {entry.to ? ` (${entry.to})` : null}
          {flagWords(entry.raised ?? [], entry.lowered ?? [], lang)}
          {entry.note ? `: ${words.quoted(entry.note)}` : null}
          <CorrectionLines entry={entry} lang={lang} />
        </>
      ),
    }));
}

export const caseRoute = route({
  method: 'GET',
  path: '/muracietler/:id',
  access: 'services.readCase',
  params: idParam,
  async handler(request) {
    const view = await caseView(request, request.params);
    return page(<CasePage frame={frameOf(request, view.front)} view={view} />);
  },
});

export const ratingRoute = route({
  method: 'POST',
  path: '/muracietler/:id/qiymet',
  access: 'services.rateService',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { params, body, lang } = request;
    const [score, comment] = [formValue(body, 'score'), formValue(body, 'comment')];
    const chosen = /^[1-5]$/.test(score);
    const refused = chosen
      ? await refusedBy(() => rateService(request, { id: params.id, score: Number(score), comment }))
      : undefined;
    if (chosen && !refused) return redirect(`/muracietler/${params.id}`);
    const error = refused
      ? { name: 'comment' as const, text: pick(refused.text, lang) }
      : { name: 'score' as const, text: texts[lang].ratingMissing };
    const view = await caseView(request, params);
    const frame = frameOf(request, view.front);
    return page(<CasePage frame={frame} view={view} wrong={{ score, comment, errors: [error] }} />, 422);
  },
});
