import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { type FormBody, formBody, formValue, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { formatDateTime, formatNumber, type Lang, pick } from '../../../language/index.ts';
import { Act, Actions, Alarm, Back, Button, Card, errorsOf, type FieldView, Form } from '../../../ui/index.ts';
import { KeyFacts, Note, Page } from '../../../ui/index.ts';
import { cite } from '../../catalogue/index.ts';
import { declareOutage, endOutage, type KeptRegister, ownRegister } from '../actions.ts';
import { purposesOf } from '../history.ts';
import { isReference } from '../reference.ts';
import { referenceWrong } from '../refusals.ts';
import { outageReasons, t } from '../text/index.ts';

export const registerParam = Type.Object({ register: Type.String({ pattern: '^[a-z][a-z0-9-]{0,79}$' }) });

export const registerPage = route({
  method: 'GET',
  path: '/masa/reyestrler/:register',
  access: 'records.seeRegisters',
  params: registerParam,
  handler: async (request) => drawRegister(request, await ownRegister(request, request.params.register)),
});

/** Which form was sent and came back: its fields carry what was typed and what is missing. */
export interface Returned {
  readonly form: 'outage' | 'history';
  readonly body: FormBody;
}

/** One register: how it stands, stopping and resuming it, and the door to a record's history. */
export function drawRegister(request: Request, kept: KeptRegister, returned?: Returned) {
  const { lang } = request;
  const frame = frameOf(request, 'desk');
  const at = frame.href(`/masa/reyestrler/${kept.register.name}`);
  const outage = filled(lang, outageFields(lang), returned?.form === 'outage' ? returned.body : undefined);
  const history = filled(lang, historyFields(request, kept), returned?.form === 'history' ? returned.body : undefined);
  const errors = errorsOf([...outage, ...history]);
  return page(
    <Page frame={frame} title={pick(kept.register.title, lang)} error={errors.length > 0}>
      <div class="stack">
        <Back href={frame.href('/masa/reyestrler')}>{t(lang, 'title')}</Back>
        <Alarm errors={errors} />
        <h1>{pick(kept.register.title, lang)}</h1>
        <p class="lead">{kept.register.about ? pick(kept.register.about, lang) : t(lang, 'lead')}</p>
        <div class="split">
          <div class="stack">
            {kept.outage ? resumeCard(lang, at, kept.outage) : null}
            {historyCard(request, kept, at, history)}
            {kept.outage ? null : stopCard(lang, at, outage)}
          </div>
          <KeyFacts facts={keyFacts(request, kept)} />
        </div>
      </div>
    </Page>,
    errors.length > 0 ? 422 : 200,
  );
}

function keyFacts({ lang, vahid }: Request, { register, count, outage }: KeptRegister) {
  const { code, article } = register.act;
  const { cited, sample } = cite(vahid.releases, { act: code, article: article ?? '' });
  return [
    { term: t(lang, 'records'), value: formatNumber(count, lang) },
    { term: t(lang, 'state'), value: t(lang, outage ? 'stopped' : 'working') },
    { term: t(lang, 'basis'), value: <Act sample={sample}>{pick(cited, lang)}</Act> },
  ];
}

const durations = [1, 4, 12, 24, 72] as const;

function outageFields(lang: Lang): readonly NamedField[] {
  const reasons = Object.entries(outageReasons).map(([value, text]) => ({ value, label: pick(text, lang) }));
  return [
    { name: 'reason', kind: 'choice', label: t(lang, 'reason'), options: reasons },
    {
      name: 'hours',
      kind: 'choice',
      label: t(lang, 'hours'),
      options: durations.map((hours) => ({ value: String(hours), label: t(lang, `hour${hours}`) })),
    },
  ];
}

/** What the key of a record is called, as “VÖEN”. */
export function keyLabel({ register: { record } }: KeptRegister, lang: Lang): string {
  const label = record.fields[record.key]?.label;
  return label ? pick(label, lang) : record.key;
}

function historyFields(request: Request, kept: KeptRegister): readonly NamedField[] {
  const { lang } = request;
  const label = keyLabel(kept, lang);
  const purposes = purposesOf(request, kept).map(({ code, title }) => ({ value: code, label: pick(title, lang) }));
  return [
    { name: 'key', kind: 'text', label, max: 200, short: true },
    { name: 'purpose', kind: 'choice', label: t(lang, 'purpose'), options: purposes },
    { name: 'reference', kind: 'text', label: t(lang, 'reference'), hint: t(lang, 'referenceHint'), max: 40 },
  ];
}

const missing = {
  key: 'keyMissing',
  purpose: 'purposeMissing',
  reference: 'referenceMissing',
  reason: 'reasonMissing',
  hours: 'hoursMissing',
} as const;

type FieldName = keyof typeof missing;
type NamedField = FieldView & { readonly name: FieldName };

/** The fields as they were sent; one left empty, or holding what may not stand there, says what to write. */
function filled(lang: Lang, fields: readonly NamedField[], body?: FormBody): readonly FieldView[] {
  if (!body) return fields;
  return fields.map((field) => {
    const value = formValue(body, field.name);
    const right = field.options ? field.options.some((option) => option.value === value) : value !== '';
    if (!right) return { ...field, value, error: t(lang, missing[field.name], { label: field.label }) };
    if (field.name !== 'reference' || isReference(value)) return { ...field, value };
    return { ...field, value, error: pick(referenceWrong().text, lang) };
  });
}

function historyCard(request: Request, kept: KeptRegister, at: string, fields: readonly FieldView[]) {
  const { lang } = request;
  return (
    <Card title={t(lang, 'history')}>
      <div class="stack">
        <p>{t(lang, 'historyLead')}</p>
        {purposesOf(request, kept).length === 0 ? (
          <Note>{t(lang, 'noRight')}</Note>
        ) : (
          <Form action={`${at}/tarixce`} fields={fields}>
            <Actions>
              <Button kind={kept.outage ? 'second' : 'first'}>{t(lang, 'show')}</Button>
            </Actions>
          </Form>
        )}
      </div>
    </Card>
  );
}

function stopCard(lang: Lang, at: string, fields: readonly FieldView[]) {
  return (
    <Card title={t(lang, 'stopTitle')}>
      <div class="stack">
        <p>{t(lang, 'stopLead')}</p>
        <Form action={`${at}/dayandir`} fields={fields}>
          <Actions>
            <Button kind="grave">{t(lang, 'stop')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}

function resumeCard(lang: Lang, at: string, { since, until, reason }: NonNullable<KeptRegister['outage']>) {
  const values = {
    since: formatDateTime(since, lang),
    until: formatDateTime(until, lang),
    reason: pick(reason, lang),
  };
  return (
    <Card title={t(lang, 'resumeTitle')}>
      <div class="stack">
        <p>{t(lang, 'resumeLead', values)}</p>
        <Form action={`${at}/berpa`}>
          <Actions>
            <Button>{t(lang, 'resume')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}

export const stopRegister = route({
  method: 'POST',
  path: '/masa/reyestrler/:register/dayandir',
  access: 'records.declareOutage',
  params: registerParam,
  body: formBody,
  async handler(request) {
    const { body } = request;
    const { register } = request.params;
    const reason = formValue(body, 'reason');
    const hours = Number(formValue(body, 'hours'));
    if (!Object.hasOwn(outageReasons, reason) || !durations.some((one) => one === hours))
      return drawRegister(request, await ownRegister(request, register), { form: 'outage', body });
    await declareOutage(request, { register, reason, hours });
    return redirect(`/masa/reyestrler/${register}`);
  },
});

export const resumeRegister = route({
  method: 'POST',
  path: '/masa/reyestrler/:register/berpa',
  access: 'records.endOutage',
  params: registerParam,
  body: formBody,
  async handler(request) {
    await endOutage(request, request.params.register);
    return redirect(`/masa/reyestrler/${request.params.register}`);
  },
});
