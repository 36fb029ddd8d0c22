import type { VNode } from 'preact';
import { Type } from 'typebox';
import { allow, permitted } from '../../../kernel/access.ts';
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
import { pick, type Text } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  Checkbox,
  DayInput,
  Form,
  type Frame,
  Page,
  readDate,
  Select,
  TextArea,
  TextInput,
} from '../../../ui/index.ts';
import { measureById, measureDeskPath, subjectOf, titleIn } from '../measures/index.ts';
import { addMitigation, assessRisk, closeRisk, raiseRisk, riskById, stepMitigation, subjectOfRisk } from './actions.ts';
import { Level } from './parts.tsx';
import { riskDeskPath } from './path.ts';
import { acronymsOf, Assessments, Mitigations } from './public-page.tsx';
import { impacts, likelihoods } from './rules.ts';
import type { MitigationView, RiskView } from './store.ts';
import { t } from './text.ts';

interface Wrong {
  readonly refused: Refusal;
  /** The question that it is about. */
  readonly at: string;
  readonly typed: Readonly<Record<string, string>>;
}

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
  const subject = subjectOfRisk(request, risk);
  const open = risk.closedOn === null;
  const may = (action: string) => open && permitted(request.vahid.access[action] ?? [], request.actor, subject);
  return (
    <Page frame={frame} title={title} error={wrong !== undefined}>
      <Back href={frame.href('/plan/riskler')}>{t(lang, 'back')}</Back>
      <div class="stack">
        <h1>{title}</h1>
        <p>
          <Level risk={risk} lang={lang} />
        </p>
        {wrong ? (
          <Alarm errors={[{ name: wrong.at, text: pick(wrong.refused.text, lang) }]} title={t(lang, 'notDone')} />
        ) : null}
        {may('plan.assessRisk') ? <Assess frame={frame} risk={risk} wrong={wrong} acronyms={acronyms} /> : null}
        <Mitigations risk={risk} request={request} acronyms={acronyms} />
        {may('plan.mitigateRisk') ? <Mitigate frame={frame} risk={risk} wrong={wrong} /> : null}
        <Assessments risk={risk} request={request} acronyms={acronyms} />
        {may('plan.closeRisk') ? <Close frame={frame} risk={risk} wrong={wrong} /> : null}
      </div>
    </Page>
  );
}

interface FormProps {
  readonly frame: Frame;
  readonly risk: RiskView;
  readonly wrong: Wrong | undefined;
}

const errorAt = (wrong: Wrong | undefined, name: string, { lang }: Frame) =>
  wrong?.at === name ? pick(wrong.refused.text, lang) : undefined;

function Assess({ frame, risk, wrong, acronyms }: FormProps & { acronyms: ReadonlyMap<string, string> }): VNode {
  const { lang } = frame;
  const [last] = risk.assessments;
  const grades = (of: readonly Text[]) =>
    of.map((word, index) => ({ value: String(index + 1), label: `${index + 1}. ${pick(word, lang)}` }));
  const owner = last?.owner ?? risk.executor ?? '';
  return (
    <Card title={t(lang, 'assess')}>
      <Form action={frame.href(`${riskDeskPath(risk.id)}/qiymet`)}>
        <Select
          name="likelihood"
          label={t(lang, 'likelihood')}
          options={grades(likelihoods)}
          value={wrong?.typed['likelihood'] ?? String(last?.likelihood ?? 3)}
          error={errorAt(wrong, 'likelihood', frame)}
        />
        <Select
          name="impact"
          label={t(lang, 'impact')}
          options={grades(impacts)}
          value={wrong?.typed['impact'] ?? String(last?.impact ?? 3)}
        />
        <TextInput
          name="owner"
          label={t(lang, 'owner')}
          hint={t(lang, 'ownerHint')}
          max={200}
          value={wrong?.typed['owner'] ?? acronyms.get(owner) ?? owner}
          error={errorAt(wrong, 'owner', frame)}
        />
        <TextArea
          name="reason"
          label={t(lang, 'reason')}
          hint={t(lang, 'reasonHint')}
          max={2000}
          value={wrong?.typed['reason']}
          error={errorAt(wrong, 'reason', frame)}
        />
        <Actions>
          <Button>{t(lang, 'save')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

function Mitigate({ frame, risk, wrong }: FormProps): VNode {
  const { lang } = frame;
  const open = risk.mitigations.filter(({ doneOn }) => doneOn === null);
  return (
    <>
      {open.map((one) => (
        <Step frame={frame} risk={risk} wrong={wrong} one={one} />
      ))}
      <Card title={t(lang, 'newMitigation')}>
        <Form action={frame.href(`${riskDeskPath(risk.id)}/azaldilma`)}>
          <TextInput
            name="mitigation"
            label={t(lang, 'mitigationTitle')}
            max={500}
            value={wrong?.typed['mitigation']}
            error={errorAt(wrong, 'mitigation', frame)}
          />
          <TextInput
            name="steward"
            label={t(lang, 'owner')}
            hint={t(lang, 'ownerHint')}
            max={200}
            value={wrong?.typed['steward']}
            error={errorAt(wrong, 'steward', frame)}
          />
          <DayInput name="due" label={t(lang, 'until')} optional value={wrong?.typed['due']} />
          <Actions>
            <Button>{t(lang, 'add')}</Button>
          </Actions>
        </Form>
      </Card>
    </>
  );
}

function Step({ frame, risk, wrong, one }: FormProps & { one: MitigationView }): VNode {
  const { lang } = frame;
  return (
    <Card title={titleIn(one.title, lang)}>
      <Form action={frame.href(`${riskDeskPath(risk.id)}/azaldilma/${one.id}`)}>
        <TextInput
          name={`step-${one.id}`}
          label={t(lang, 'step')}
          hint={t(lang, 'reasonHint')}
          max={2000}
          error={errorAt(wrong, `step-${one.id}`, frame)}
        />
        <Checkbox name={`done-${one.id}`} label={t(lang, 'finished')} />
        <Actions>
          <Button kind="second">{t(lang, 'tell')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

function Close({ frame, risk, wrong }: FormProps): VNode {
  const { lang } = frame;
  return (
    <Card title={t(lang, 'close')}>
      <Form action={frame.href(`${riskDeskPath(risk.id)}/bagla`)}>
        <TextInput
          name="closing"
          label={t(lang, 'why')}
          hint={t(lang, 'reasonHint')}
          max={2000}
          value={wrong?.typed['closing']}
          error={errorAt(wrong, 'closing', frame)}
        />
        <Actions>
          <Button kind="second">{t(lang, 'close')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}
