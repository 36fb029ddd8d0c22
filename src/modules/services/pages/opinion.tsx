import type { VNode } from 'preact';
import { formBody, formValue, idParam, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { refusedBy, signInNeeded } from '../../../kernel/refusal.ts';
import { formatDate, pick } from '../../../language/index.ts';
import { bound, Card, ClockCard, type Frame, Journal, NoWrap } from '../../../ui/index.ts';
import { assign } from '../../process/index.ts';
import { actOnOpinion, opinionPage } from '../actions/opinion-desk.ts';
import { opinionPath } from '../actions/opinions.ts';
import { opinionAnswers } from '../opinion-entities.ts';
import type { OpinionView } from '../opinion-views.ts';
import type { WorklistView } from '../views.ts';
import { Article } from './article.tsx';
import { AskedPage, SeenCard } from './asked.tsx';
import { journalRows } from './case.tsx';
import { errorsIn, versionIn } from './desk-case.tsx';
import { Decide, Taking, type WrongDecision } from './desk-decide.tsx';
import { deskFrame, queueOf } from './desk-queue.tsx';
import { opinionFilePath } from './evidence.tsx';
import { OpinionTag } from './opinion-list.tsx';
import { lines } from './prose.tsx';
import { texts } from './text/index.ts';
import { opinionTexts, type OpinionWords } from './text/opinion.ts';

interface OpinionProps {
  readonly frame: Frame;
  readonly view: OpinionView;
  /** Absent for an auditor, who has no queue. */
  readonly list: WorklistView | undefined;
  readonly wrong?: WrongDecision | undefined;
}

/** An opinion at the desk: the queue, what may be seen of the case, what is said. */
export function OpinionPage({ frame, view, list, wrong }: OpinionProps): VNode {
  const { lang } = frame;
  const own = opinionTexts[lang];
  const pane = <OpinionPane frame={frame} view={view} wrong={wrong} />;
  const asked = { frame, view, list, pane, title: pick(view.title, lang), toCase: own.toCase };
  return (
    <AskedPage {...asked} wrong={wrong !== undefined}>
      <Card title={own.question}>
        <div class="stack">
          <p>{bound(pick(view.question, lang))}</p>
          <p class="small soft">
            {own.askedBy}: {pick(view.asking.name, lang)}. <Article article={view.article} lang={lang} />
          </p>
        </div>
      </Card>
      <SeenCard frame={frame} view={view} words={own} fileAt={(file) => opinionFilePath(view.id, file)} />
      <Card title={texts[lang].deskJournal}>
        <Journal entries={journalRows(view.journal, frame)} />
      </Card>
    </AskedPage>
  );
}

/** The right pane: the clock, what was said, what may be done. */
function OpinionPane({ frame, view, wrong }: Omit<OpinionProps, 'list'>): VNode {
  const { lang } = frame;
  const own = opinionTexts[lang];
  const at = opinionPath(view.id);
  return (
    <>
      {view.clock ? <ClockCard clock={view.clock} /> : null}
      <Card title={own.opinion} beside={<OpinionTag frame={frame} view={view} />}>
        <div class="stack">
          {view.givenAt ? (
            <p class="small soft">
              {view.silent ? own.silent : null}
              {view.silent ? null : <NoWrap>{formatDate(view.givenAt, lang)}</NoWrap>}
            </p>
          ) : null}
          {view.reason ? <p>{lines(view.reason)}</p> : null}
          {view.proposed ? (
            <>
              <h3>
                {own.proposed}: {pick(opinionAnswers[view.proposed.answer], lang)}
              </h3>
              {view.proposed.reason ? <p>{lines(view.proposed.reason)}</p> : null}
            </>
          ) : null}
          <Decide frame={frame} at={at} view={{ ...view, pages: [] }} wrong={wrong} note={noteOf(view, own)} />
          {view.mine === undefined ? null : <Taking frame={frame} at={`${at}/gotur`} mine={view.mine} />}
        </div>
      </Card>
    </>
  );
}

/** Reasons where an opinion is given, questions where it is returned. */
function noteOf({ actions }: OpinionView, own: OpinionWords): { readonly label: string; readonly hint: string } {
  const gives = actions.some(({ action }) => action === 'object');
  return gives ? { label: own.reason, hint: own.reasonHint } : { label: own.remark, hint: own.remarkHint };
}

type OpinionRequest = Request<{ id: string }>;

async function opinionView(request: OpinionRequest, wrong?: WrongDecision): Promise<VNode> {
  const view = await opinionPage(request, request.params);
  const list = await queueOf(request);
  return <OpinionPage frame={deskFrame(request, list?.total)} view={view} list={list} wrong={wrong} />;
}

export const opinionRoute = route({
  method: 'GET',
  path: '/masa/rey/:id',
  access: 'services.readOpinion',
  params: idParam,
  handler: async (request) => page(await opinionView(request)),
});

export const opinionActRoute = route({
  method: 'POST',
  path: '/masa/rey/:id',
  access: 'services.actOnOpinion',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { params, body, lang } = request;
    const given = { action: formValue(body, 'do'), note: formValue(body, 'note') };
    const sent = { id: params.id, version: versionIn(body), key: formValue(body, 'key'), ...given };
    const refused = await refusedBy(() => actOnOpinion(request, sent), [409, 422, 503]);
    if (!refused) return redirect(opinionPath(params.id));
    const wrong = { ...given, pages: [], remarks: {}, errors: errorsIn(refused, lang) };
    return page(await opinionView(request, wrong), refused.status);
  },
});

export const opinionTakeRoute = route({
  method: 'POST',
  path: '/masa/rey/:id/gotur',
  access: 'process.assign',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { actor, params } = request;
    if (actor.person === undefined) throw signInNeeded();
    await assign(request, { instance: params.id, to: actor.person });
    return redirect(opinionPath(params.id));
  },
});
