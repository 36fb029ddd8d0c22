import { Type } from 'typebox';
import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, route } from '../../../kernel/http/route.ts';
import { refusedBy } from '../../../kernel/refusal.ts';
import { formatDateTime, pick } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  type Answer,
  Back,
  Button,
  ButtonLink,
  CheckAnswers,
  FactsTable,
  Form,
} from '../../../ui/index.ts';
import { bound, type Frame, Hidden, KeyFacts, Note, Page, Reasons } from '../../../ui/index.ts';
import { caseView, checkAnswers, submitCase } from '../actions/own.ts';
import { serviceOf } from '../actions/offer.ts';
import { signSubmission } from '../actions/signed-act.ts';

import type { AnswerView, CaseView, CheckView, ServiceView } from '../views.ts';
import { reasonRows } from './article.tsx';
import { AssistNote, centrePath, frontFor } from './assist-note.tsx';
import { standing } from './case-line.tsx';
import { ForWard } from './conducted.tsx';
import { EvidenceList, ownFilePath } from './evidence.tsx';
import { factRow, insteadOf } from './fact.tsx';
import { allAgree, Parties } from './parties.tsx';
import { lines } from './prose.tsx';
import { whileOpen } from './refused.ts';
import { Expected, PaymentPart } from './payment.tsx';
import { texts } from './text/index.ts';

/** Answers with the way to change each, as long as it may be changed. */
export function answerRows(answers: readonly AnswerView[], id: string, { lang, href }: Frame): Answer[] {
  return answers.map(({ page, question, shown, files, changeable, ...kept }) => ({
    question: pick(question, lang),
    answer: files ? (
      <EvidenceList files={files} lang={lang} href={(file) => href(ownFilePath(id, file))} />
    ) : shown ? (
      lines(pick(shown, lang))
    ) : (
      soft(insteadOf(kept, lang))
    ),
    change: changeable ? href(`/muracietler/${id}/sual/${page}?qayit=yoxlama`) : undefined,
  }));
}

const soft = (words: string | undefined) => (words === undefined ? undefined : <span class="soft">{words}</span>);

interface CheckProps {
  readonly frame: Frame;
  readonly view: CheckView;
  /** Why something that was pressed here could not be done. */
  readonly wrong?: string | undefined;
}

/** All answers and facts before they are sent. */
export function CheckPage({ frame, view, wrong }: CheckProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const { id } = view.case;
  return (
    <Page frame={frame} title={words.check} error={wrong !== undefined}>
      <Back href={frame.href(view.assists ? centrePath : `/muracietler/${id}`)}>{pick(view.case.title, lang)}</Back>
      <Alarm errors={wrong === undefined ? [] : [{ name: 'do', text: wrong }]} />
      <div class="stack">
        <h1>{words.check}</h1>
        {view.assists ? <AssistNote assists={view.assists} lang={lang} /> : null}
        <ForWard ward={view.ward} lang={lang} />
        <p class="lead">{view.action === 'submit' ? words.checkLead : words.checkAgain}</p>
        <CheckAnswers answers={answerRows(view.answers, id, frame)} />
        {view.notSent ? (
          <Note>
            <p>{words.notSent}</p>
            <ul>
              {view.notSent.map((question) => (
                <li>{pick(question, lang)}</li>
              ))}
            </ul>
          </Note>
        ) : null}
        {view.facts.length > 0 ? (
          <>
            <h2>{words.factsRead}</h2>
            <FactsTable reader="citizen" facts={view.facts.map((fact) => factRow(fact, frame))} />
          </>
        ) : null}
        {view.missing ? (
          <Note>
            <p>{words.stillMissing}</p>
            <Actions>
              <ButtonLink href={frame.href(`/muracietler/${id}/sual/${view.missing}`)}>{words.answerIt}</ButtonLink>
            </Actions>
          </Note>
        ) : (
          <>
            {view.unmet ? (
              <Note>
                <p>{bound(words.unmetNow)}</p>
                <Reasons reasons={reasonRows(view.unmet, lang)} />
              </Note>
            ) : null}
            {view.expected ? <Expected expected={view.expected} lang={lang} /> : null}
            {view.agreements ? <Parties frame={frame} view={view.agreements} id={id} /> : null}
            {view.agreements && !allAgree(view.agreements) ? null : <Sending frame={frame} view={view} />}
          </>
        )}
      </div>
    </Page>
  );
}

/** What is declared by sending, and the button that does. */
function Sending({ frame, view }: Pick<CheckProps, 'frame' | 'view'>): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const { id } = view.case;
  return (
    <>
      <h2>{words.declaration}</h2>
      <p>{pick(view.declaration, lang)}</p>
      <Form action={frame.href(`/muracietler/${id}/gonder`)}>
        <Hidden name="key" value={view.key} />
        <Hidden name="as" value={view.action} />
        {view.sign === 'required' ? <p>{words.signedOnly}</p> : null}
        <Actions>
          {view.sign === 'required' ? null : (
            <Button>{view.action === 'submit' ? words.send : words.sendAnswer}</Button>
          )}
          {view.sign ? (
            <Button kind={view.sign === 'required' ? 'first' : 'second'} name="sign" value="1">
              {words.signAndSend}
            </Button>
          ) : null}
        </Actions>
      </Form>
    </>
  );
}

interface SentProps {
  readonly frame: Frame;
  readonly view: CaseView;
  readonly service: ServiceView;
  /** An explanation was sent, not the application itself. */
  readonly answered: boolean;
}

/** The number of the application, and what happens next. */
export function SentPage({ frame, view, service, answered }: SentProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const title = answered ? words.answerSent : words.sent;
  const due = view.decision ? undefined : view.clock?.due;
  return (
    <Page frame={frame} title={title}>
      <div class="split">
        <div class="stack">
          <h1>{title}</h1>
          <p class="lead">{pick(view.title, lang)}</p>
          <PaymentPart frame={frame} payment={view.payment} open={view.toPay === true} />
          {view.toPay && view.payment?.bill?.state === 'open' ? null : <p>{bound(standing(view, words, frame))}</p>}
          {view.decision ? null : <p>{bound(pick(service.afterRefusal, lang))}</p>}
          <Actions>
            {view.document ? (
              <ButtonLink href={frame.href(`/y/${view.document.code}`)}>{words.openDocument}</ButtonLink>
            ) : null}
            <ButtonLink
              {...(view.document ? { kind: 'second' as const } : {})}
              href={frame.href(`/muracietler/${view.id}`)}
            >
              {words.seeCase}
            </ButtonLink>
            <ButtonLink kind="second" href={frame.href(frame.home ?? '/')}>
              {words.toHome}
            </ButtonLink>
          </Actions>
        </div>
        <KeyFacts
          facts={[
            { term: words.number, value: view.reference },
            { term: words.state, value: pick(view.state, lang) },
            { term: words.institution, value: pick(view.institution.name, lang) },
            ...(due && !view.toPay ? [{ term: words.deadline, value: formatDateTime(due, lang) }] : []),
          ]}
        />
      </div>
    </Page>
  );
}

export const checkRoute = route({
  method: 'GET',
  path: '/muracietler/:id/yoxlama',
  access: 'services.answerCase',
  params: idParam,
  handler: (request) =>
    whileOpen(request.params.id, async () => {
      const view = await checkAnswers(request, request.params);
      return page(<CheckPage frame={frameOf(request, frontFor(view))} view={view} />);
    }),
});

export const sendRoute = route({
  method: 'POST',
  path: '/muracietler/:id/gonder',
  access: 'services.submitCase',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { params, body } = request;
    const answered = formValue(body, 'as') === 'answer';
    const given = { id: params.id, key: formValue(body, 'key') };
    let next = `/muracietler/${params.id}/gonderildi${answered ? '?cavab=1' : ''}`;
    const refused = await refusedBy(async () => {
      if (formValue(body, 'sign') === '1') next = await signSubmission(request, given);
      else if ((await submitCase(request, given)).assisted) next = `${centrePath}?gonderildi=1`;
    });
    if (refused) {
      const view = await checkAnswers(request, params);
      const wrong = view.agreements ? pick(refused.text, request.lang) : undefined;
      return page(<CheckPage frame={frameOf(request, frontFor(view))} view={view} wrong={wrong} />, 422);
    }
    return redirect(next);
  },
});

export const sentRoute = route({
  method: 'GET',
  path: '/muracietler/:id/gonderildi',
  access: 'services.readCase',
  params: idParam,
  query: Type.Object({ cavab: Type.Optional(Type.Literal('1')) }),
  async handler(request) {
    const view = await caseView(request, request.params);
    if (view.status === 'draft') return redirect(view.href);
    const service = await serviceOf(request, view.service);
    const answered = request.query.cavab !== undefined;
    const frame = frameOf(request, view.front);
    return page(<SentPage frame={frame} view={view} service={service} answered={answered} />);
  },
});
