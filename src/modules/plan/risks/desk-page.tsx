import type { VNode } from 'preact';
import { Type } from 'typebox';
import { allow } from '../../../kernel/access.ts';
import { frameOf } from '../../../kernel/http/frame.ts';
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
import { pick } from '../../../language/index.ts';
import { Actions, Alarm, Back, Button, Form, Page, readDate, TextInput } from '../../../ui/index.ts';
import { institutions } from '../../identity/index.ts';
import { institutionOptions, measureById, measureDeskPath, subjectOf, titleIn } from '../measures/index.ts';
import {
  addMitigation,
  answerOffer,
  assessRisk,
  closeRisk,
  mayWithRisk,
  raiseRisk,
  riskById,
  stepMitigation,
} from './actions.ts';
import { Assess, Close, Mitigate, Offer, presentOwner, type Wrong } from './desk-forms.tsx';
import { Level } from './parts.tsx';
import { riskDeskPath } from './path.ts';
import { acronymsOf, Assessments, Mitigations, Whose } from './public-page.tsx';
import type { RiskView } from './store.ts';
import { t } from './text.ts';

/** A risk at the desk: what is known of it, and what may be done. */
export const riskDeskRoute = route({
  method: 'GET',
  path: '/masa/plan/risk/:id',
  access: 'plan.openRisks',
  params: idParam,
  handler: async (request) => page(await drawn(request, request.params.id)),
});

const names = ['likelihood', 'impact', 'owner', 'reason', 'mitigation', 'steward', 'due', 'step', 'closing'] as const;

function typedIn(body: FormBody): Readonly<Record<(typeof names)[number], string>> {
  const entries = names.map((name) => [name, formValue(body, name).slice(0, 2000)] as const);
  return Object.fromEntries(entries) as Record<(typeof names)[number], string>;
}

// Each refusal at the question that it is about; the words it wants are those of the form that was sent.
function questionOf(refused: Refusal, words: string, owner: string): string {
  if (refused.code === 'plan.risk_grade') return 'likelihood';
  return refused.code === 'plan.risk_owner' ? owner : words;
}

export const assessRoute = route({
  method: 'POST',
  path: '/masa/plan/risk/:id/qiymet',
  access: 'plan.assessRisk',
  params: idParam,
  body: formBody,
  async handler(request) {
    const typed = typedIn(request.body);
    const given = {
      likelihood: Number(typed.likelihood),
      impact: Number(typed.impact),
      owner: typed.owner,
      reason: typed.reason,
    };
    const refused = await refusedBy(() => assessRisk(request, request.params.id, given), [409, 422]);
    return answered(
      request,
      request.params.id,
      refused && { refused, at: questionOf(refused, 'reason', 'owner'), typed },
    );
  },
});

export const mitigateRoute = route({
  method: 'POST',
  path: '/masa/plan/risk/:id/azaldilma',
  access: 'plan.mitigateRisk',
  params: idParam,
  body: formBody,
  async handler(request) {
    const typed = typedIn(request.body);
    const given = { title: typed.mitigation, owner: typed.steward, due: readDate(typed.due) };
    const refused = await refusedBy(() => addMitigation(request, request.params.id, given), [409, 422]);
    return answered(
      request,
      request.params.id,
      refused && { refused, at: questionOf(refused, 'mitigation', 'steward'), typed },
    );
  },
});

const stepParam = Type.Object({ id: idParam.properties.id, mitigation: idParam.properties.id });

export const stepRoute = route({
  method: 'POST',
  path: '/masa/plan/risk/:id/azaldilma/:mitigation',
  access: 'plan.mitigateRisk',
  params: stepParam,
  body: formBody,
  async handler(request) {
    const { id, mitigation } = request.params;
    const text = formValue(request.body, `step-${mitigation}`).slice(0, 2000);
    const given = { text, done: formValue(request.body, `done-${mitigation}`) === 'yes' };
    const refused = await refusedBy(() => stepMitigation(request, id, mitigation, given), [409, 422]);
    return answered(request, id, refused && { refused, at: `step-${mitigation}`, typed: {} });
  },
});

export const closeRoute = route({
  method: 'POST',
  path: '/masa/plan/risk/:id/bagla',
  access: 'plan.closeRisk',
  params: idParam,
  body: formBody,
  async handler(request) {
    const typed = typedIn(request.body);
    const refused = await refusedBy(() => closeRisk(request, request.params.id, typed.closing), [409, 422]);
    return answered(request, request.params.id, refused && { refused, at: 'closing', typed });
  },
});

/** The institution that a risk is offered to answers. */
export const offerRoute = route({
  method: 'POST',
  path: '/masa/plan/risk/:id/cavabdehlik',
  access: 'plan.acceptRisk',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const reason = formValue(request.body, 'decline').slice(0, 2000);
    const answer = { agrees: formValue(request.body, 'do') === 'agree', reason };
    const refused = await refusedBy(() => answerOffer(request, id, answer), [409, 422]);
    return answered(request, id, refused && { refused, at: 'decline', typed: {} });
  },
});

/** From a measure: a new risk about it. */
export const raiseRoute = route({
  method: 'POST',
  path: '/masa/plan/tedbir/:id/risk',
  access: 'plan.raiseRisk',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const title = formValue(request.body, 'risk').slice(0, 500);
    let risk = '';
    const refused = await refusedBy(async () => {
      risk = await raiseRisk(request, id, title);
    }, [422]);
    if (!refused) return redirect(riskDeskPath(risk));
    return page(await raising(request, id, refused), refused.status);
  },
});

export const raisePage = route({
  method: 'GET',
  path: '/masa/plan/tedbir/:id/risk',
  access: 'plan.raiseRisk',
  params: idParam,
  handler: async (request) => page(await raising(request, request.params.id)),
});

async function raising(request: Request, id: string, refused?: Refusal): Promise<VNode> {
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const measure = await measureById(request, id);
  allow(request, 'plan.raiseRisk', await subjectOf(request, id));
  const error = refused && pick(refused.text, lang);
  return (
    <Page frame={frame} title={t(lang, 'raise')} error={refused !== undefined}>
      <Back href={frame.href(measureDeskPath(id))}>
        {measure.number} {titleIn(measure.title, lang)}
      </Back>
      <div class="stack">
        <h1>{t(lang, 'raise')}</h1>
        {error ? <Alarm errors={[{ name: 'risk', text: error }]} title={t(lang, 'notDone')} /> : null}
        <Form action={frame.href(`${measureDeskPath(id)}/risk`)}>
          <TextInput name="risk" label={t(lang, 'raiseTitle')} hint={t(lang, 'raiseHint')} max={500} error={error} />
          <Actions>
            <Button>{t(lang, 'add')}</Button>
          </Actions>
        </Form>
      </div>
    </Page>
  );
}

async function answered(request: Request, id: string, wrong: Wrong | undefined) {
  if (!wrong) return redirect(riskDeskPath(id));
  return page(await drawn(request, id, wrong), wrong.refused.status);
}

async function drawn(request: Request, id: string, wrong?: Wrong): Promise<VNode> {
  const risk = await riskById(request, id);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const title = titleIn(risk.title, lang);
  const acronyms = await acronymsOf(request);
  const options = institutionOptions(await institutions(request), {
    lang,
    now: request.vahid.now(),
    chosen: presentOwner(risk),
  });
  const may = await mayDo(request, risk);
  return (
    <Page frame={frame} title={title} error={wrong !== undefined}>
      <Back href={frame.href('/plan/riskler')}>{t(lang, 'back')}</Back>
      <div class="stack">
        <h1>{title}</h1>
        <p>
          <Level risk={risk} lang={lang} />
        </p>
        <Whose risk={risk} request={request} acronyms={acronyms} />
        {wrong ? (
          <Alarm errors={[{ name: wrong.at, text: pick(wrong.refused.text, lang) }]} title={t(lang, 'notDone')} />
        ) : null}
        {may.has('plan.acceptRisk') ? <Offer frame={frame} risk={risk} wrong={wrong} /> : null}
        {may.has('plan.assessRisk') ? <Assess frame={frame} risk={risk} wrong={wrong} options={options} /> : null}
        <Mitigations risk={risk} request={request} acronyms={acronyms} />
        {may.has('plan.mitigateRisk') ? <Mitigate frame={frame} risk={risk} wrong={wrong} options={options} /> : null}
        <Assessments risk={risk} request={request} acronyms={acronyms} />
        {may.has('plan.closeRisk') ? <Close frame={frame} risk={risk} wrong={wrong} /> : null}
      </div>
    </Page>
  );
}

/** What the actor may do with an open risk. */
async function mayDo(request: Request, risk: RiskView): Promise<ReadonlySet<string>> {
  if (risk.closedOn !== null) return new Set();
  const actions = ['plan.acceptRisk', 'plan.assessRisk', 'plan.mitigateRisk', 'plan.closeRisk'];
  const may = await Promise.all(actions.map((action) => mayWithRisk(request, action, risk)));
  return new Set(actions.filter((_, index) => may[index]));
}
