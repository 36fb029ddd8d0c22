import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, page, type Request, route } from '../../../kernel/http/route.ts';
import type { Json } from '../../../kernel/job.ts';
import { formatDate, formatDateTime, formatNumber, type Lang, pick } from '../../../language/index.ts';
import { Back, Card, Page, Table, texts } from '../../../ui/index.ts';
import type { CompiledRegister, RegisterField } from '../../catalogue/index.ts';
import { ownRegister } from '../actions.ts';
import { addDays } from '../day.ts';
import { type History, purposesOf, recordHistory, type ShownVersion } from '../history.ts';
import { isReference } from '../reference.ts';
import { t } from '../text/index.ts';
import { drawRegister, keyLabel, registerParam } from './register.tsx';

/** Answered to the form itself: a key in an address would stay in histories and logs. */
export const historyPage = route({
  method: 'POST',
  path: '/masa/reyestrler/:register/tarixce',
  access: 'records.readHistory',
  params: registerParam,
  body: formBody,
  async handler(request) {
    const { body } = request;
    const { register } = request.params;
    const kept = await ownRegister(request, register);
    const asked = {
      register,
      key: formValue(body, 'key'),
      purpose: formValue(body, 'purpose'),
      reference: formValue(body, 'reference'),
    };
    const purpose = purposesOf(request, kept).some(({ code }) => code === asked.purpose);
    if (!asked.key || !isReference(asked.reference) || !purpose)
      return drawRegister(request, kept, { form: 'history', body });
    return drawHistory(request, await recordHistory(request, asked));
  },
});

function drawHistory(request: Request, { kept, key, versions }: History) {
  const { lang } = request;
  const frame = frameOf(request, 'desk');
  const title = `${t(lang, 'history')}: ${key}`;
  return page(
    <Page frame={frame} title={title}>
      <div class="stack">
        <Back href={frame.href(`/masa/reyestrler/${kept.register.name}`)}>{t(lang, 'back')}</Back>
        <h1>{title}</h1>
        <p class="lead">{pick(kept.register.title, lang)}</p>
        {versions.length === 0 ? <p>{t(lang, 'noRecord', { label: keyLabel(kept, lang) })}</p> : null}
        {versions.toReversed().map((version) => versionCard(lang, kept.register, version))}
      </div>
    </Page>,
    versions.length === 0 ? 404 : 200,
  );
}

/** Valid time in the title, recorded time below it, then the content. */
function versionCard(lang: Lang, register: CompiledRegister, version: ShownVersion) {
  const valid = validity(lang, version);
  const recorded = t(lang, 'recorded', { time: formatDateTime(version.recordedAt, lang) });
  const said = version.supersededAt
    ? t(lang, 'superseded', { time: formatDateTime(version.supersededAt, lang) })
    : t(lang, 'current');
  const request = version.request === undefined ? '' : ` ${t(lang, 'onRequest', { number: version.request })}`;
  return (
    <Card title={valid}>
      <p class="small soft">
        {recorded} {said}
        {request}
      </p>
      <Table
        caption={valid}
        quiet
        columns={[{ label: t(lang, 'field') }, { label: t(lang, 'value') }]}
        rows={inOrder(register).map(([name, field]) => [
          pick(field.label, lang),
          version.hidden.includes(name) ? t(lang, 'hidden') : value(lang, field, version.data[name]),
        ])}
      />
    </Card>
  );
}

/** The key first, then what the register provides in its own order: a compiled definition keeps the order of lists only. */
function inOrder({ record, provides }: CompiledRegister): [string, RegisterField][] {
  const told = provides.flatMap((one) => [
    one.by,
    ...(one.kind === 'take' ? [one.take] : []),
    ...(one.kind === 'relation' ? [one.to] : []),
  ]);
  const names = new Set([record.key, ...told, ...Object.keys(record.fields)]);
  return [...names].flatMap((name) => {
    const field = record.fields[name];
    return field ? [[name, field] as [string, RegisterField]] : [];
  });
}

/** People name the last day, the register keeps the first one after it. */
function validity(lang: Lang, { validFrom, validTo }: ShownVersion): string {
  const from = formatDate(validFrom, lang);
  if (validTo === null) return t(lang, 'from', { from });
  if (validTo === validFrom) return t(lang, 'endedAtOnce', { day: from });
  return t(lang, 'fromTo', { from, to: formatDate(addDays(validTo, -1), lang) });
}

function value(lang: Lang, field: RegisterField, given: Json | undefined): string {
  if (given === undefined) return texts[lang].missing.unknown;
  if (given === null) return texts[lang].missing.none;
  if (Array.isArray(given)) return given.map((item: Json) => value(lang, field, item)).join(', ');
  if (field.type === 'date') return formatDate(String(given), lang);
  if (field.type === 'number') return formatNumber(Number(given), lang);
  if (field.type === 'decimal') return formatNumber(String(given), lang, 2);
  if (field.type === 'yesno') return t(lang, given === true ? 'yes' : 'no');
  const choice = field.choices?.[String(given)];
  return choice ? pick(choice, lang) : String(given);
}
