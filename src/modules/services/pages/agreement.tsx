import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, route } from '../../../kernel/http/route.ts';
import { refusedBy } from '../../../kernel/refusal.ts';
import { formatDate, pick } from '../../../language/index.ts';
import { Actions, Alarm, Back, bound, Button, ButtonLink, Details, FactsTable, Form } from '../../../ui/index.ts';
import { type Frame, Hidden, KeyFacts, Page, Reasons, Tag, type TagState, TextArea } from '../../../ui/index.ts';
import { agreementPage, answerAgreement } from '../actions/agreeing.ts';
import { agreementPath } from '../actions/agreements.ts';
import type { AgreementView } from '../agreement-views.ts';
import { Article, reasonRows } from './article.tsx';
import { agreementFilePath } from './evidence.tsx';
import { answerRow, factRow } from './fact.tsx';
import { agreementTexts } from './text/agreement.ts';
import { texts } from './text/index.ts';

interface AgreementProps {
  readonly frame: Frame;
  readonly view: AgreementView;
  /** An answer that could not be taken, as it was typed. */
  readonly wrong?: { readonly note: string; readonly error: string; readonly declines: boolean } | undefined;
}

const longest = 1000;
const states: Readonly<Record<AgreementView['status'], TagState | undefined>> = {
  asked: 'wait',
  agreed: 'done',
  declined: 'late',
  silent: 'late',
  closed: undefined,
};

/** What somebody is asked to agree to: what of the application it is about, the sentence, and both answers. */
export function AgreementPage({ frame, view, wrong }: AgreementProps): VNode {
  const { lang } = frame;
  const words = agreementTexts[lang];
  const title = view.status === 'asked' ? words.asked : words.answeredTitle;
  const rows = [
    ...view.facts.map((fact) => factRow(fact, frame, { asked: false })),
    ...view.answers.map((answer, index) => ({
      ...answerRow(answer, index, frame, (file) => agreementFilePath(view.id, file)),
      source: words.applicantSays,
    })),
  ];
  return (
    <Page frame={frame} title={`${title}, ${view.reference}`} error={wrong !== undefined}>
      <Back href={frame.href('/muracietler')}>{texts[lang].myCases}</Back>
      <Alarm errors={wrong ? [{ name: wrong.declines ? 'note' : 'agree', text: wrong.error }] : []} />
      <div class="split">
        <div class="stack">
          <h1>{title}</h1>
          <p class="lead">{bound(words.about(pick(view.service, lang), view.reference))}</p>
          <Followed frame={frame} view={view} />
          {rows.length === 0 ? (
            <p>{words.nothing}</p>
          ) : (
            <>
              <h2>{words.seen}</h2>
              <p class="soft">{words.seenLead}</p>
              <FactsTable facts={rows} />
              <h2>{words.agreesTo}</h2>
              <p>{bound(pick(view.agreesTo, lang))}</p>
              <p class="small">
                <Article article={view.article} lang={lang} />
              </p>
            </>
          )}
          {view.status === 'asked' ? <Answering frame={frame} view={view} wrong={wrong} /> : null}
        </div>
        <KeyFacts
          facts={[
            { term: words.who, value: pick(view.title, lang) },
            { term: texts[lang].state, value: <Tag state={states[view.status]}>{pick(view.state, lang)}</Tag> },
            ...(view.clock?.due ? [{ term: words.answerBy, value: formatDate(view.clock.due, lang) }] : []),
            { term: texts[lang].number, value: view.reference },
          ]}
        />
      </div>
    </Page>
  );
}

/** How the application stands since, and of its decision what may be read. */
function Followed({ frame, view }: AgreementProps): VNode | null {
  const { lang } = frame;
  const words = agreementTexts[lang];
  const { caseState, decision, document } = view;
  if (!caseState) return null;
  return (
    <>
      <h2>{words.caseState}</h2>
      <p>{pick(caseState, lang)}</p>
      {decision ? (
        <>
          <h3>
            {texts[lang].decision}: {texts[lang].outcome[decision.outcome]}
          </h3>
          <Reasons reasons={reasonRows(decision.reasons, lang)} />
        </>
      ) : null}
      {document ? (
        <Actions>
          <ButtonLink kind="second" href={frame.href(`/y/${document.code}`)}>
            {words.openDocument}
          </ButtonLink>
        </Actions>
      ) : null}
    </>
  );
}

function Answering({ frame, view, wrong }: AgreementProps): VNode {
  const words = agreementTexts[frame.lang];
  const action = frame.href(agreementPath(view.id));
  const kept = (
    <>
      <Hidden name="key" value={view.key} />
      <Hidden name="seen" value={view.seen} />
    </>
  );
  const declining = (
    <Form action={action}>
      {kept}
      <TextArea
        name="note"
        label={words.reason}
        hint={words.reasonHint}
        max={longest}
        value={wrong?.note}
        error={wrong?.declines ? wrong.error : undefined}
      />
      <Actions>
        <Button kind="grave" name="do" value="decline">
          {words.decline}
        </Button>
      </Actions>
    </Form>
  );
  return (
    <>
      <Form action={action}>
        {kept}
        <Actions>
          <Button name="do" value="agree">
            {words.agree}
          </Button>
        </Actions>
      </Form>
      {wrong?.declines ? declining : <Details summary={words.disagree}>{declining}</Details>}
    </>
  );
}

export const agreementRoute = route({
  method: 'GET',
  path: '/raziliq/:id',
  access: 'services.readAgreement',
  params: idParam,
  async handler(request) {
    const view = await agreementPage(request, request.params);
    return page(<AgreementPage frame={frameOf(request, 'mygov')} view={view} />);
  },
});

export const answerAgreementRoute = route({
  method: 'POST',
  path: '/raziliq/:id',
  access: 'services.answerAgreement',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { params, body, lang } = request;
    const declines = formValue(body, 'do') === 'decline';
    const note = formValue(body, 'note');
    const sent = { id: params.id, note, seen: formValue(body, 'seen'), key: formValue(body, 'key') };
    const action = declines ? 'decline' : 'agree';
    const refused = await refusedBy(() => answerAgreement(request, { ...sent, action }), [409, 422]);
    if (!refused) return redirect(agreementPath(params.id));
    const view = await agreementPage(request, params);
    const wrong = { note, declines, error: pick(refused.text, lang) };
    return page(<AgreementPage frame={frameOf(request, 'mygov')} view={view} wrong={wrong} />, refused.status);
  },
});
