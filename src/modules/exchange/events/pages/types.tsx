import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../../kernel/http/route.ts';
import { type Lang, listed, pick } from '../../../../language/index.ts';
import { Back, EmptyState, type Frame, KeyFacts, Page, Steps, Table } from '../../../../ui/index.ts';
import { type Institution, institutionsByCode } from '../../../identity/index.ts';
import { servicesPath } from '../../services/path.ts';
import { Code } from '../../services/pages/words.tsx';
import { listTypes, readType, typeParam } from '../api.ts';
import { eventsPage } from '../path.ts';
import { t } from '../text/index.ts';
import { carried, dataSchema, type EventType, schemaPath } from '../type.ts';

/** Everything that registers tell. */
export const typesPage = route({
  method: 'GET',
  path: eventsPage,
  access: 'exchange.readEventTypes',
  common: true,
  query: Type.Object({}),
  async handler(request) {
    const frame = frameOf(request, 'mygov');
    const { lang } = frame;
    const types = listTypes(request);
    const institutions = await institutionsByCode(request as Request);
    return page(
      <Page frame={frame} title={t(lang, 'title')}>
        <Back href={frame.href(servicesPath)}>{t(lang, 'services')}</Back>
        <div class="stack">
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{t(lang, 'lead')}</p>
          {types.length === 0 ? (
            <EmptyState>{t(lang, 'none')}</EmptyState>
          ) : (
            <Types frame={frame} types={types} institutions={institutions} />
          )}
        </div>
      </Page>,
    );
  },
});

interface TypesProps {
  readonly frame: Frame;
  readonly types: readonly EventType[];
  readonly institutions: ReadonlyMap<string, Institution>;
}

function Types({ frame: { lang, href }, types, institutions }: TypesProps): VNode {
  return (
    <Table
      caption={t(lang, 'title')}
      quiet
      columns={[
        { label: t(lang, 'event') },
        { label: t(lang, 'register') },
        { label: t(lang, 'institution') },
        { label: t(lang, 'carries'), onPhone: t(lang, 'carries') },
      ]}
      rows={types.map((type) => [
        <a href={href(`${eventsPage}/${type.type}`)}>{pick(type.event.title, lang)}</a>,
        pick(type.register.title, lang),
        nameOf(institutions, type.owner, lang),
        listed(
          carried(type).map((one) => pick(one, lang)),
          lang,
        ),
      ])}
    />
  );
}

const nameOf = (institutions: ReadonlyMap<string, Institution>, code: string, lang: Lang): string => {
  const name = institutions.get(code)?.name;
  return name ? pick(name, lang) : code;
};

/** One type: what it carries, when it is told, and how one subscribes. */
export const typePage = route({
  method: 'GET',
  path: `${eventsPage}/:type`,
  access: 'exchange.readEventTypes',
  common: true,
  params: typeParam,
  async handler(request) {
    const type = readType(request, request.params.type);
    const frame = frameOf(request, 'mygov');
    const { lang } = frame;
    const institutions = await institutionsByCode(request as Request);
    const title = pick(type.event.title, lang);
    return page(
      <Page frame={frame} title={title}>
        <Back href={frame.href(eventsPage)}>{t(lang, 'back')}</Back>
        <div class="split">
          <div class="stack">
            <h1>{title}</h1>
            <p class="lead">{t(lang, 'typeLead', { register: pick(type.register.title, lang) })}</p>
          </div>
          <KeyFacts facts={facts(type, lang, nameOf(institutions, type.owner, lang))} />
          <div class="rest stack">
            <Fields lang={lang} type={type} />
            <h2>{t(lang, 'example')}</h2>
            <Code label={t(lang, 'example')}>{JSON.stringify(exampleOf(request as Request, type), null, 2)}</Code>
            <p>
              <a href={schemaPath(type.type)}>{t(lang, 'schema')}</a>
            </p>
            <h2>{t(lang, 'subscribing')}</h2>
            <Subscribing lang={lang} type={type} />
          </div>
        </div>
      </Page>,
    );
  },
});

function facts({ type, event, register }: EventType, lang: Lang, institution: string) {
  const named = event.fields.map((name) =>
    pick(register.record.fields[name]?.label ?? { az: name, en: name, ru: name }, lang),
  );
  const when = named.length > 0 ? t(lang, 'changedFields', { fields: listed(named, lang) }) : t(lang, event.when);
  return [
    { term: t(lang, 'institution'), value: institution },
    { term: t(lang, 'when'), value: when },
    { term: t(lang, 'about'), value: t(lang, event.entity) },
    { term: t(lang, 'kept'), value: t(lang, 'days', { count: event.keepDays }) },
    { term: t(lang, 'code'), value: <code>{type}</code> },
  ];
}

function Fields({ lang, type: { event, register } }: { readonly lang: Lang; readonly type: EventType }): VNode {
  return (
    <Table
      caption={t(lang, 'fields')}
      columns={[
        { label: t(lang, 'field') },
        { label: 'JSON' },
        { label: t(lang, 'format'), onPhone: t(lang, 'format') },
      ]}
      rows={event.data.map((name) => {
        const field = register.record.fields[name];
        const format = t(lang, field?.type ?? 'text');
        return [
          field ? pick(field.label, lang) : name,
          <code>{name}</code>,
          field?.many ? t(lang, 'many', { format }) : format,
        ];
      })}
    />
  );
}

const samples: Readonly<Record<string, string | number | boolean>> = {
  text: '…',
  choice: '…',
  number: 1,
  decimal: '1.00',
  date: '2026-11-27',
  yesno: true,
};

function exampleOf({ vahid }: Request, type: EventType) {
  const data = type.event.data.map((name) => {
    const field = type.register.record.fields[name];
    const one = samples[field?.type ?? 'text'] ?? '…';
    return [name, field?.many ? [one] : one];
  });
  return {
    specversion: '1.0',
    id: '0193…',
    source: type.source,
    type: type.type,
    subject: '…',
    time: '2026-11-27T08:00:00.000Z',
    sequence: '…',
    datacontenttype: 'application/json',
    dataschema: dataSchema(vahid, type).$id,
    data: Object.fromEntries(data) as Record<string, unknown>,
  };
}

function Subscribing({ lang, type }: { readonly lang: Lang; readonly type: EventType }): VNode {
  const path = `/r1/${type.subsystem}/events/types/${type.type}/subscriptions`;
  return (
    <Steps
      steps={[
        { title: t(lang, 'subscribeStep'), about: t(lang, 'subscribeStepAbout', { path: `/types/${type.type}/**` }) },
        { title: t(lang, 'callStep'), about: <code>POST {path}</code> },
        { title: t(lang, 'takeStep'), about: t(lang, 'takeStepAbout') },
      ]}
    />
  );
}
