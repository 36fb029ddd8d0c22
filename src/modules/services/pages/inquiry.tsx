import type { VNode } from 'preact';
import { download } from '../../../kernel/http/download.ts';
import { formBody, formValue, idParam, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { type Refusal, refusedBy, signInNeeded } from '../../../kernel/refusal.ts';
import { formatDate, type Lang, pick } from '../../../language/index.ts';
import { Card, ClockCard, type Frame, Journal, NoWrap } from '../../../ui/index.ts';
import { assign } from '../../process/index.ts';
import { askInstitution, inquiryPath } from '../actions/inquiries.ts';
import { actOnInquiry, inquiryEvidence, inquiryPage } from '../actions/inquiry-desk.ts';
import { evidenceParams } from '../actions/evidence.ts';
import { inquiryFieldBarred, inquiryQuestionNeeded, inquiryTooLong } from '../inquiry-refusals.ts';
import type { InquiryView } from '../inquiry-views.ts';
import type { WorklistView } from '../views.ts';
import { Article } from './article.tsx';
import { AskedPage, SeenCard } from './asked.tsx';
import { journalRows } from './case.tsx';
import { deskPage, errorsIn, versionIn } from './desk-case.tsx';
import { Decide, Taking, type WrongDecision } from './desk-decide.tsx';
import { deskFrame, queueOf } from './desk-queue.tsx';
import { formValues } from './form-values.ts';
import { InquiryTag, type WrongInquiry } from './inquiry-list.tsx';
import { seenBy } from './planned.tsx';
import { lines } from './prose.tsx';
import { texts } from './text/index.ts';
import { inquiryTexts, type InquiryWords } from './text/inquiry.ts';

interface InquiryProps {
  readonly frame: Frame;
  readonly view: InquiryView;
  readonly list: WorklistView | undefined;
  readonly wrong?: WrongDecision | undefined;
}

/** An inquiry at the desk: what is asked, what is shown of the case, what is answered. */
export function InquiryPage({ frame, view, list, wrong }: InquiryProps): VNode {
  const { lang } = frame;
  const own = inquiryTexts[lang];
  const pane = <InquiryPane frame={frame} view={view} wrong={wrong} />;
  const asked = { frame, view, list, pane, title: own.inquiry, toCase: own.toCase, wrong: wrong !== undefined };
  return (
    <AskedPage {...asked}>
      <Card title={own.question}>
        <div class="stack">
          {view.question ? <p>{lines(view.question)}</p> : null}
          <p class="small soft">
            {own.sender}: {pick(view.asking.name, lang)}
            {view.author ? `, ${view.author}` : null}. <Article article={view.article} lang={lang} />
          </p>
        </div>
      </Card>
      <SeenCard
        frame={frame}
        view={view}
        words={{ ...own, nothingSeen: nothingSeen(view, own, lang) }}
        fileAt={view.files && ((file) => `${inquiryPath(view.id)}/fayl/${file}`)}
      />
      <Card title={texts[lang].deskJournal}>
        <Journal entries={journalRows(view.journal, frame)} />
      </Card>
    </AskedPage>
  );
}

/** The right pane: the clock, what was answered, what may be done. */
function InquiryPane({ frame, view, wrong }: Omit<InquiryProps, 'list'>): VNode {
  const { lang } = frame;
  const own = inquiryTexts[lang];
  const at = inquiryPath(view.id);
  return (
    <>
      {view.clock ? <ClockCard clock={view.clock} /> : null}
      <Card title={own.answer} beside={<InquiryTag frame={frame} view={view} />}>
        <div class="stack">
          {view.answeredAt ? (
            <p class="small soft">
              <NoWrap>{formatDate(view.answeredAt, lang)}</NoWrap>
              {view.answeredBy.length > 0 ? `, ${view.answeredBy.join(', ')}` : null}
            </p>
          ) : null}
          {view.answer ? <p>{lines(view.answer)}</p> : null}
          {view.proposed ? (
            <>
              <h3>{own.proposed}</h3>
              <p>{lines(view.proposed)}</p>
            </>
          ) : null}
          <Decide frame={frame} at={at} view={{ ...view, pages: [] }} wrong={wrong} note={noteOf(view, own)} />
          {view.mine === undefined ? null : <Taking frame={frame} at={`${at}/gotur`} mine={view.mine} />}
        </div>
      </Card>
    </>
  );
}

/** Where nothing of the case stands there: nothing was to be shown, or what was is shown no more. */
function nothingSeen({ sees }: InquiryView, own: InquiryWords, lang: Lang): string {
  return sees.length === 0 ? own.nothingSeen : `${seenBy(own.showed, sees, lang)} ${own.noMoreSeen}`;
}

/** Who was asked writes the answer; who asked, why it is not needed any more. */
function noteOf({ case: asker }: InquiryView, own: InquiryWords): { readonly label: string; readonly hint: string } {
  return asker === undefined
    ? { label: own.reply, hint: own.replyHint }
    : { label: own.withdrawal, hint: own.withdrawalHint };
}

type InquiryRequest = Request<{ id: string }>;

async function inquiryView(request: InquiryRequest, wrong?: WrongDecision): Promise<VNode> {
  const view = await inquiryPage(request, request.params);
  const list = await queueOf(request);
  return <InquiryPage frame={deskFrame(request, list?.total)} view={view} list={list} wrong={wrong} />;
}

export const inquiryRoute = route({
  method: 'GET',
  path: '/masa/sorgu/:id',
  access: 'services.readInquiry',
  params: idParam,
  handler: async (request) => page(await inquiryView(request)),
});

export const inquiryActRoute = route({
  method: 'POST',
  path: '/masa/sorgu/:id',
  access: 'services.actOnInquiry',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { params, body, lang } = request;
    const given = { action: formValue(body, 'do'), note: formValue(body, 'note') };
    const sent = { id: params.id, version: versionIn(body), key: formValue(body, 'key'), ...given };
    const refused = await refusedBy(() => actOnInquiry(request, sent), [409, 422, 503]);
    if (!refused) return redirect(inquiryPath(params.id));
    const wrong = { ...given, pages: [], remarks: {}, errors: errorsIn(refused, lang) };
    return page(await inquiryView(request, wrong), refused.status);
  },
});

export const inquiryTakeRoute = route({
  method: 'POST',
  path: '/masa/sorgu/:id/gotur',
  access: 'process.assign',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { actor, params } = request;
    if (actor.person === undefined) throw signInNeeded();
    await assign(request, { instance: params.id, to: actor.person });
    return redirect(inquiryPath(params.id));
  },
});

export const inquiryFileRoute = route({
  method: 'GET',
  path: '/masa/sorgu/:id/fayl/:evidence',
  access: 'services.readInquiry',
  params: evidenceParams,
  async handler(request) {
    const { file, name } = await inquiryEvidence(request, request.params);
    return download(request, file, name);
  },
});

export const askRoute = route({
  method: 'POST',
  path: '/masa/is/:id/sorgu',
  access: 'services.askInstitution',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { params, body, lang } = request;
    const given = {
      institution: formValue(body, 'institution'),
      question: formValue(body, 'question'),
      sees: formValues(body, 'sees'),
    };
    const asking = { id: params.id, key: formValue(body, 'key'), ...given };
    const refused = await refusedBy(() => askInstitution(request, asking), [409, 422, 503]);
    if (!refused) return redirect(`/masa/is/${params.id}#sorgular`);
    const error = { field: fieldOf(refused), text: pick(refused.text, lang) };
    return page(await deskPage(request, { wrongInquiry: { ...given, error } }), refused.status);
  },
});

/** What is wrong stands at the field that is to be mended. */
function fieldOf({ code }: Pick<Refusal, 'code'>): WrongInquiry['error']['field'] {
  if (code === inquiryFieldBarred.code) return 'sees';
  return code === inquiryQuestionNeeded.code || code === inquiryTooLong.code ? 'question' : 'institution';
}
