import type { VNode } from 'preact';
import { Type } from 'typebox';
import { permitted } from '../../../../kernel/access.ts';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { file, page, type Request, route } from '../../../../kernel/http/route.ts';
import { formatDate, type Lang, pick } from '../../../../language/index.ts';
import { Back, EmptyState, type Frame, KeyFacts, Page, Table } from '../../../../ui/index.ts';
import { entryPath } from '../../../catalogue/index.ts';
import { type Institution, institutionsByCode } from '../../../identity/index.ts';
import { Granted } from '../../access-rights/pages/granted.tsx';
import { askFor } from '../../access-rights/path.ts';
import { namesIn } from '../../access-rights/reading.ts';
import { serviceIdOf } from '../book.ts';
import { endpointPath, servicePath, servicesPath } from '../path.ts';
import { serviceDocument, type ServiceView, serviceView } from '../reading.ts';
import { t } from '../text/index.ts';
import { EndNote, Whose } from './words.tsx';

export const serviceParams = Type.Object({
  system: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,99}$' }),
  code: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' }),
});

/** What a service is, whose data it gives, and who may call it. */
export const serviceRoute = route({
  method: 'GET',
  path: `${servicesPath}/:system/:code`,
  access: 'exchange.readServices',
  params: serviceParams,
  async handler(request) {
    const view = await serviceView(request, request.params);
    const institutions = await institutionsByCode(request);
    const names = await namesIn(request, view.rights);
    const frame = frameOf(request, 'mygov');
    const { lang } = frame;
    const title = pick(view.service.title, lang);
    return page(
      <Page frame={frame} title={title}>
        <Back href={frame.href(servicesPath)}>{t(lang, 'title')}</Back>
        <div class="split">
          <div class="stack">
            <h1>{title}</h1>
            <p class="lead">{pick(view.service.purpose, lang)}</p>
            <EndNote lang={lang} service={view.service} now={request.vahid.now()} />
            <Endpoints frame={frame} view={view} />
            <h2>{t(lang, 'who')}</h2>
            {view.rights.length === 0 ? (
              <EmptyState>{t(lang, 'whoNone')}</EmptyState>
            ) : (
              <Granted request={request} frame={frame} rights={view.rights} names={names} ofService />
            )}
            <h2>{t(lang, 'ask')}</h2>
            <p>{t(lang, 'askSteps')}</p>
            {permitted(request.vahid.access['exchange.openServices'] ?? [], request.actor) ? (
              <p>
                <a href={frame.href(askFor(view.service.id))}>{t(lang, 'askLink')}</a>
              </p>
            ) : null}
          </div>
          <Facts
            request={request}
            frame={frame}
            view={view}
            institution={nameIn(institutions, view.service.institution, lang)}
          />
        </div>
      </Page>,
    );
  },
});

function nameIn(institutions: ReadonlyMap<string, Institution>, code: string, lang: Lang): string {
  const found = institutions.get(code)?.name;
  return found ? pick(found, lang) : code;
}

interface FactsProps {
  readonly request: Request;
  readonly frame: Frame;
  readonly view: ServiceView;
  readonly institution: string;
}

function Facts({ request, frame, view: { service, system, versions }, institution }: FactsProps): VNode {
  const { lang, href } = frame;
  const download = `${servicePath(service.system, service.code)}/openapi`;
  return (
    <div class="stack">
      <KeyFacts
        facts={[
          {
            term: t(lang, 'institution'),
            value: <a href={href(entryPath('institution', service.institution))}>{institution}</a>,
          },
          {
            term: t(lang, 'system'),
            value: (
              <a href={href(entryPath('system', service.system))}>{system ? pick(system, lang) : service.system}</a>
            ),
          },
          { term: t(lang, 'identifier'), value: <code>{serviceIdOf(request, service)}</code> },
          { term: t(lang, 'personal'), value: t(lang, service.personal ? 'personalYes' : 'personalNo') },
        ]}
      />
      <section class="stack">
        <h2>{t(lang, 'versions')}</h2>
        <p>
          <a href={href(download)}>{t(lang, 'document')}</a>
        </p>
        <ul>
          {versions.map(({ version, at }) => (
            <li>
              <a href={href(`${download}?versiya=${version}`)}>
                {t(lang, 'versionAt', { version, day: formatDate(at, lang) })}
              </a>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Endpoints({ frame, view: { service } }: { readonly frame: Frame; readonly view: ServiceView }): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'endpoints')}</h2>
      <Table
        caption={t(lang, 'endpoints')}
        quiet
        columns={[
          { label: t(lang, 'endpoint') },
          { label: t(lang, 'about') },
          { label: t(lang, 'whose'), onPhone: t(lang, 'whose') },
        ]}
        rows={service.endpoints.map((one) => [
          <a href={frame.href(endpointPath(service.system, service.code, one.method, one.path))}>
            <code>
              {one.method} {one.path}
            </code>
          </a>,
          one.summary === '' ? t(lang, 'noSummary') : one.summary,
          <Whose lang={lang} places={one.subjects} />,
        ])}
      />
    </>
  );
}

/** The OpenAPI document, as it was brought. */
export const documentRoute = route({
  method: 'GET',
  path: `${servicesPath}/:system/:code/openapi`,
  access: 'exchange.readServices',
  params: serviceParams,
  query: Type.Object({ versiya: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,5}$' })) }),
  async handler({ params, query, ...request }) {
    const version = query.versiya === undefined ? undefined : Number(query.versiya);
    const text = await serviceDocument({ ...request }, params, version);
    const isJson = text.trimStart().startsWith('{');
    const name = `${params.system}-${params.code}.${isJson ? 'json' : 'yaml'}`;
    return file(text, isJson ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8', name);
  },
});
