import type { VNode } from 'preact';
import {
  type FormBody,
  formBody,
  formValue,
  idParam,
  page,
  redirect,
  type Request,
  route,
} from '../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { type Lang, pick, type Text } from '../../../language/index.ts';
import {
  Actions,
  Back,
  Button,
  Card,
  FactsKey,
  FactsTable,
  Form,
  type Frame,
  Journal,
  Jump,
  Page,
  Reasons,
  Time,
} from '../../../ui/index.ts';
import { bound } from '../../../ui/index.ts';
import { SignatureList, signaturesTitle } from '../../identity/index.ts';
import { actOnCase } from '../actions/desk-act.ts';
import {
  amendmentContradictsCode,
  amendmentFieldNeeded,
  amendmentMisfitCode,
  amendmentTurns,
  amendmentUnchanged,
} from '../amendment-refusals.ts';
import { deskCase, refreshCase, takeCase } from '../actions/desk.ts';
import { addNote } from '../actions/noting.ts';
import { ownReasonIncomplete, ownReasonTooLong, pagesNeeded, reasonNeeded, remarkTooLong } from '../refusals.ts';
import { signDecision } from '../actions/signed-act.ts';
import type { DeskCaseView, RepresentationView, WorklistView } from '../views.ts';
import { amendedField, amendmentIn, DeskAmendmentsPart } from './amending.tsx';
import { reasonRows } from './article.tsx';
import { isOpen } from './case-line.tsx';
import { remarksIn } from './corrections.tsx';
import { journalRows } from './case.tsx';
import { DecisionPane, type WrongDecision } from './desk-decide.tsx';
import { CaseQueue, deskFrame, queueOf } from './desk-queue.tsx';
import { ElsewhereCard } from './elsewhere.tsx';
import { deskFilePath } from './evidence.tsx';
import { answerRow, factRow } from './fact.tsx';
import { FlagTags } from './flags.tsx';
import { formValues } from './form-values.ts';
import { DeskParties } from './parties.tsx';
import { DeskOpinions } from './opinion-list.tsx';
import { PaymentLine } from './payment.tsx';
import { paymentTexts } from './text/payment.ts';
import { DeskInquiries, type WrongInquiry } from './inquiry-list.tsx';
import { NotesCard, type WrongNote } from './notes.tsx';
import { reasonsIn } from './reasons.tsx';
import { rulesPath } from './rules.tsx';
import { RemovedFilesCard } from './removed-files.tsx';
import { ToldLine } from './told.tsx';
import { DeskReviews } from './review-list.tsx';
import { CaseQuota, ScoreCard } from './score.tsx';
import { assistTexts } from './text/assist.ts';
import { conductor } from './conducted.tsx';
import { texts } from './text/index.ts';
import { ruleTexts } from './text/rules.ts';
import { wardTexts } from './text/ward.ts';

interface DeskCaseProps {
  readonly frame: Frame;
  readonly view: DeskCaseView;
  /** Absent for an auditor, who has no queue. */
  readonly list: WorklistView | undefined;
  readonly wrong?: WrongDecision | undefined;
  readonly wrongNote?: WrongNote | undefined;
  readonly wrongInquiry?: WrongInquiry | undefined;
}

/** The officer's page of a case: the queue, the file, the decision. Nothing is hidden behind tabs. */
export function DeskCasePage({ frame, view, list, wrong, wrongNote, wrongInquiry }: DeskCaseProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const service = pick(view.title, lang);
  const file = (
    <div class="file">
      {list ? (
        <Jump href={frame.href('/masa')} decide={view.actions.some(({ blocked }) => !blocked)}>
          {words.queue} ({list.total})
        </Jump>
      ) : (
        <Back href={frame.href('/masa')}>{words.deskCases}</Back>
      )}
      <div class="top">
        <h1>{view.applicant ? `${view.applicant}: ${words.lowered(service)}` : service}</h1>
        <About frame={frame} view={view} />
      </div>
      <File frame={frame} view={view} asks={list !== undefined} wrongNote={wrongNote} wrongInquiry={wrongInquiry} />
    </div>
  );
  const decide = (
    <div class="file decide" id="decide">
      <DecisionPane frame={frame} view={view} mine={view.mine} wrong={wrong} />
    </div>
  );
  const page = {
    frame,
    title: `${view.reference}, ${view.applicant ?? service}`,
    error: [wrong, wrongNote, wrongInquiry].some((one) => one !== undefined),
  };
  if (!list) {
    return (
      <Page {...page}>
        <div class="split">
          {file}
          {decide}
        </div>
      </Page>
    );
  }
  return (
    <Page {...page} layout="panes">
      <CaseQueue frame={frame} list={list} current={view.id} />
      {file}
      {decide}
    </Page>
  );
}

/** Its number, when it was sent, who conducts or entered it for the applicant, and what marks it. */
function About({ frame, view }: Pick<DeskCaseProps, 'frame' | 'view'>): VNode {
  const { lang } = frame;
  return (
    <p class="soft">
      {view.reference}
      {view.submittedAt ? (
        <>
          , {texts[lang].submittedOn} <Time at={view.submittedAt} />
        </>
      ) : null}
      {view.representation ? <>, {conductedBy(view.representation, frame)}</> : null}
      {view.assistance ? <>, {assistTexts[lang].entered(pick(view.assistance.centre, lang))}</> : null}
      <FlagTags flags={view.flags} lang={lang} />
    </p>
  );
}

function conductedBy(view: RepresentationView, { lang }: Frame): string {
  const words = wardTexts[lang];
  const shown = view.name === undefined ? texts[lang].lowered(pick(view.basis, lang)) : conductor(view, lang);
  return view.ended ? words.deskEnded(shown) : words.desk(shown);
}

interface FileProps {
  readonly frame: Frame;
  readonly view: DeskCaseView;
  /** An official, who may have the registers asked again while the case is open. */
  readonly asks: boolean;
  readonly wrongNote: WrongNote | undefined;
  readonly wrongInquiry: WrongInquiry | undefined;
}

/** What the decision table says, and where it can be read. */
function TableCard({ frame, view: { service, table } }: Pick<FileProps, 'frame' | 'view'>): VNode | null {
  if (!table) return null;
  const { lang } = frame;
  const words = texts[lang];
  return (
    <Card
      title={words.table[table.outcome]}
      beside={<span class="small soft">{bound(words.tableVersion(table.version))}</span>}
    >
      <Reasons reasons={reasonRows(table.reasons, lang)} />
      <p class="small">
        <a href={frame.href(rulesPath(service, table.version))}>{ruleTexts[lang].title}</a>
      </p>
    </Card>
  );
}

function File({ frame, view, asks, wrongNote, wrongInquiry }: FileProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  return (
    <>
      {view.elsewhere ? <ElsewhereCard frame={frame} elsewhere={view.elsewhere} /> : null}
      <DeskAmendmentsPart frame={frame} amendments={view.amendments} />
      <Card title={words.facts} beside={<FactsKey />}>
        <div class="stack">
          <FactsTable
            facts={[
              ...view.facts.map((fact) => factRow(fact, frame, { asked: isOpen(view) })),
              ...view.answers.map((answer, index) =>
                answerRow(answer, index, frame, (file) => deskFilePath(view.id, file)),
              ),
            ]}
          />
          {asks && isOpen(view) && !view.elsewhere ? (
            <Form action={frame.href(`/masa/is/${view.id}/yenile`)}>
              <Actions>
                <Button kind="second">{words.refresh}</Button>
              </Actions>
            </Form>
          ) : null}
        </div>
      </Card>
      <RemovedFilesCard frame={frame} view={view} />
      <TableCard frame={frame} view={view} />
      {view.requirements.length > 0 ? (
        <Card title={words.requirements}>
          <Reasons reasons={reasonRows(view.requirements, lang)} />
        </Card>
      ) : null}
      <ScoreCard frame={frame} score={view.score} />
      <CaseQuota frame={frame} quota={view.quota} />
      {view.agreements ? <DeskParties frame={frame} view={view.agreements} /> : null}
      {view.opinions ? <DeskOpinions frame={frame} opinions={view.opinions} /> : null}
      <DeskInquiries frame={frame} view={view} wrong={wrongInquiry} />
      <DeskReviews frame={frame} reviews={view.reviews} of={view.id} />
      {view.payment ? (
        <Card title={paymentTexts[lang].title}>
          <PaymentLine payment={view.payment} lang={lang} />
        </Card>
      ) : null}
      {view.notes ? <NotesCard frame={frame} view={view} notes={view.notes} wrong={wrongNote} /> : null}
      {view.signatures.length > 0 ? (
        <Card title={signaturesTitle(lang)}>
          <SignatureList signatures={view.signatures} lang={lang} href={frame.href} />
        </Card>
      ) : null}
      <Card title={words.deskJournal}>
        <div class="stack">
          {view.told ? <ToldLine told={view.told} lang={lang} /> : null}
          <Journal entries={journalRows(view.journal, frame)} />
        </div>
      </Card>
    </>
  );
}

type DeskRequest = Request<{ id: string }>;

/** The page of a case, with what was wrong in a form of it. */
export async function deskPage(
  request: DeskRequest,
  refused: Pick<DeskCaseProps, 'wrong' | 'wrongNote' | 'wrongInquiry'> = {},
) {
  const view = await deskCase(request, request.params);
  const list = await queueOf(request);
  const frame = deskFrame(request, list?.total);
  return <DeskCasePage frame={frame} view={view} list={list} {...refused} />;
}

export const deskCaseRoute = route({
  method: 'GET',
  path: '/masa/is/:id',
  access: 'services.readDeskCase',
  params: idParam,
  handler: async (request) => page(await deskPage(request)),
});

export const decideRoute = route({
  method: 'POST',
  path: '/masa/is/:id',
  access: 'services.actOnCase',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { params, body, lang } = request;
    const sign = formValue(body, 'sign');
    const given = {
      action: sign || formValue(body, 'do'),
      note: formValue(body, 'note'),
      pages: formValues(body, 'pages'),
      remarks: remarksIn(body),
      reasons: reasonsIn(body),
      amendment: amendmentIn(body, lang),
    };
    const act = { id: params.id, version: versionIn(body), key: formValue(body, 'key'), ...given };
    let next = `/masa/is/${params.id}`;
    const refused = await refusedBy(async () => {
      if (sign === '') await actOnCase(request, act);
      else next = await signDecision(request, act);
    }, [409, 422, 503]);
    if (!refused) return redirect(next);
    const wrong = { ...given, errors: errorsIn(refused, lang) };
    return page(await deskPage(request, { wrong }), refused.status);
  },
});

export const noteRoute = route({
  method: 'POST',
  path: '/masa/is/:id/qeyd',
  access: 'services.addNote',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { params, body, lang } = request;
    const words = formValue(body, 'words');
    const refused = await refusedBy(() => addNote(request, { id: params.id, words, key: formValue(body, 'key') }));
    if (!refused) return redirect(`/masa/is/${params.id}`);
    return page(await deskPage(request, { wrongNote: { words, error: pick(refused.text, lang) } }), 422);
  },
});

export const takeRoute = route({
  method: 'POST',
  path: '/masa/is/:id/gotur',
  access: 'process.assign',
  params: idParam,
  body: formBody,
  async handler(request) {
    await takeCase(request, request.params);
    return redirect(`/masa/is/${request.params.id}`);
  },
});

export const refreshRoute = route({
  method: 'POST',
  path: '/masa/is/:id/yenile',
  access: 'services.refreshCase',
  params: idParam,
  body: formBody,
  async handler(request) {
    await refreshCase(request, request.params);
    return redirect(`/masa/is/${request.params.id}`);
  },
});

/** What is wrong with the reason of one's own stands at the part of it that is to be mended. */
function ownReasonField({ code, details }: Pick<Refusal, 'code' | 'details'>): 'own-words' | 'own-article' | undefined {
  if (code === ownReasonTooLong.code) return 'own-words';
  if (code !== ownReasonIncomplete.code) return undefined;
  return details.missing === 'words' ? 'own-words' : 'own-article';
}

const amendmentRefusals: ReadonlySet<string> = new Set([
  amendmentContradictsCode,
  amendmentFieldNeeded.code,
  amendmentMisfitCode,
  amendmentTurns.code,
  amendmentUnchanged.code,
]);

/** What a refusal says, at the field that it is about. */
export function errorsIn({ code, text, details }: Refusal, lang: Lang): WrongDecision['errors'] {
  if ('errors' in details) {
    const errors = details.errors as readonly { field: 'note' | 'pages'; text: Text }[];
    return errors.map((one) => ({ field: one.field, text: pick(one.text, lang) }));
  }
  const own = ownReasonField({ code, details });
  if (own) return [{ field: own, text: pick(text, lang) }];
  if (code === reasonNeeded.code) return [{ field: 'reasons', text: pick(text, lang) }];
  if (amendmentRefusals.has(code)) return [{ field: amendedField, text: pick(text, lang) }];
  const ofPages = code === pagesNeeded.code || code === remarkTooLong.code;
  return [{ field: ofPages ? 'pages' : 'note', text: pick(text, lang) }];
}

/** Version that the page showed; one that cannot be read fits no case, and is refused as changed meanwhile. */
export function versionIn(body: FormBody): number {
  const text = formValue(body, 'version');
  return /^\d{1,9}$/.test(text) ? Number(text) : -1;
}
