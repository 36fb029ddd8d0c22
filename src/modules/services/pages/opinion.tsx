import type { VNode } from 'preact';
import { reachable } from '../../../kernel/access.ts';
import { formBody, formValue, idParam, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { refusedBy, signInNeeded } from '../../../kernel/refusal.ts';
import { formatDate, pick } from '../../../language/index.ts';
import {
  Back,
  bound,
  Card,
  ClockCard,
  FactsKey,
  FactsTable,
  type Frame,
  Journal,
  Jump,
  NoWrap,
  Page,
} from '../../../ui/index.ts';
import { assign } from '../../process/index.ts';
import { worklist } from '../actions/queue.ts';
import { actOnOpinion, opinionPage } from '../actions/opinion-desk.ts';
import { opinionPath } from '../actions/opinions.ts';
import { opinionAnswers } from '../opinion-entities.ts';
import type { OpinionView } from '../opinion-views.ts';
import type { WorklistView } from '../views.ts';
import { Article } from './article.tsx';
import { journalRows } from './case.tsx';
import { errorsIn, versionIn } from './desk-case.tsx';
import { Decide, Taking, type WrongDecision } from './desk-decide.tsx';
import { CaseQueue, deskFrame } from './desk-queue.tsx';
import { opinionFilePath } from './evidence.tsx';
import { answerRow, factRow } from './fact.tsx';
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
  const [words, own] = [texts[lang], opinionTexts[lang]];
  const file = (
    <div class="file">
      {view.case ? <Back href={frame.href(`/masa/is/${view.case}`)}>{own.toCase}</Back> : null}
      {list && !view.case ? (
        <Jump href={frame.href('/masa')} decide={view.actions.some(({ blocked }) => !blocked)}>
          {words.queue} ({list.total})
        </Jump>
      ) : null}
      {list ? null : <Back href={frame.href('/masa')}>{words.deskCases}</Back>}
      <div class="top">
        <h1>{pick(view.title, lang)}</h1>
        <p class="soft">
          {view.reference}, {words.lowered(pick(view.service, lang))}
        </p>
      </div>
      <Seen frame={frame} view={view} />
    </div>
  );
  const decide = (
    <div class="file decide" id="decide">
      <OpinionPane frame={frame} view={view} wrong={wrong} />
    </div>
  );
  const page = { frame, title: `${view.reference}, ${pick(view.title, lang)}`, error: wrong !== undefined };
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

/** What is asked, and what of the case may be seen for it. */
function Seen({ frame, view }: Pick<OpinionProps, 'frame' | 'view'>): VNode {
  const { lang } = frame;
  const [words, own] = [texts[lang], opinionTexts[lang]];
  const rows = [
    ...view.facts.map((fact) => factRow(fact, frame, { asked: false })),
    ...view.answers.map((answer, index) => answerRow(answer, index, frame, (file) => opinionFilePath(view.id, file))),
  ];
  return (
    <>
      <Card title={own.question}>
        <div class="stack">
          <p>{bound(pick(view.question, lang))}</p>
          <p class="small soft">
            {own.askedBy}: {pick(view.asking.name, lang)}. <Article article={view.article} lang={lang} />
          </p>
        </div>
      </Card>
      <Card title={view.case ? own.seenThere : own.seen} beside={rows.length > 0 ? <FactsKey /> : undefined}>
        <div class="stack">
          {rows.length > 0 ? <FactsTable facts={rows} /> : null}
          <p class="small soft">
            {rows.length === 0
              ? own.nothingSeen
              : bound(view.case ? own.seenThereLead : own.seenLead(pick(view.asking.name, lang)))}
          </p>
        </div>
      </Card>
      <Card title={words.deskJournal}>
        <Journal entries={journalRows(view.journal, frame)} />
      </Card>
    </>
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
  const hasQueue = reachable(request.vahid.access['services.readWorklist'] ?? [], request.actor);
  const list = hasQueue ? await worklist(request) : undefined;
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
