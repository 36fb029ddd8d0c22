import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { json, page, pageQuery, type Request, route } from '../../../kernel/http/route.ts';
import { pick } from '../../../language/index.ts';
import { Act, Back, EmptyState, type Frame, Page, Pagination, Table, Tag, Time } from '../../../ui/index.ts';
import { type Institution, institutionsByCode, roleTitles } from '../../identity/index.ts';
import { instant, kind, nullable } from '../api/schema.ts';
import { cite, citedArticle } from '../definition/citation.ts';
import { concept, readReference } from '../definition/reference.ts';
import { text } from '../definition/schema.ts';
import { cloudPath } from '../hosting/path.ts';
import { entryPath } from '../path.ts';
import { registrarOf } from '../access.ts';
import { t as ofCatalogue } from '../text/index.ts';
import { exceptionsPage, listExceptions, mayGrant } from './reading.ts';
import { endReasons, exceptionAbouts } from './entities.ts';
import { exceptionsPath, exceptionDeskPath } from './path.ts';
import type { ExceptionRow } from './store.ts';
import { t } from './text.ts';

/** Every exception that was granted: about what, by which office, on which act, until when. No person is named. */
export const exceptionsRoute = route({
  method: 'GET',
  path: exceptionsPath,
  access: 'catalogue.read',
  common: true,
  query: pageQuery,
  async handler(request) {
    const at = Number(request.query.s ?? 1);
    const { items, pages } = await listExceptions(request, at);
    const frame = frameOf(request, 'mygov');
    const { lang } = frame;
    const institutions = await institutionsByCode(request);
    return page(
      <Page frame={frame} title={t(lang, 'title')}>
        <Back href={frame.href('/kataloq')}>{ofCatalogue(lang, 'catalogue')}</Back>
        <div class="stack">
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{t(lang, 'lead')}</p>
          {items.length === 0 ? (
            <EmptyState href={frame.href(cloudPath)} action={t(lang, 'cloud')}>
              {t(lang, 'none')}
            </EmptyState>
          ) : (
            <Exceptions request={request} frame={frame} items={items} institutions={institutions} />
          )}
          <Pagination page={at} pages={pages} href={(n) => frame.href(`${exceptionsPath}?s=${n}`)} />
          <p class="soft small">{t(lang, 'definitionNote')}</p>
          {mayGrant(request) || registrarOf(request).length > 0 ? (
            <p>
              <a href={frame.href(exceptionDeskPath)}>{t(lang, 'grantLink')}</a>
            </p>
          ) : null}
        </div>
      </Page>,
    );
  },
});

interface Props {
  readonly request: Request;
  readonly frame: Frame;
  readonly items: readonly ExceptionRow[];
  readonly institutions: ReadonlyMap<string, Institution>;
}

function Exceptions({ request, frame, items, institutions }: Props): VNode {
  const { lang } = frame;
  const phone = (key: 'entry' | 'act' | 'reason' | 'by' | 'until' | 'state') => ({
    label: t(lang, key),
    onPhone: t(lang, key),
  });
  return (
    <Table
      caption={t(lang, 'list')}
      quiet
      columns={[
        { label: t(lang, 'about') },
        phone('entry'),
        phone('act'),
        phone('reason'),
        phone('by'),
        phone('until'),
        phone('state'),
      ]}
      rows={items.map((one) => {
        const act = cite(request.vahid.releases, readReference(one.act));
        const by = institutions.get(one.institution)?.name;
        return [
          <AboutOf request={request} one={one} />,
          <a href={frame.href(entryPath(one.kind, one.code))}>{pick(one.title, lang)}</a>,
          <Act sample={act.sample}>{pick(act.cited, lang)}</Act>,
          one.reason,
          `${by ? pick(by, lang) : one.institution}, ${pick(roleTitles.approver, lang)}`,
          <Time at={one.expiresOn} />,
          <Tag state={one.ended ? 'none' : 'wait'}>
            {one.ended ? pick(endReasons[one.ended], lang) : t(lang, 'inForce')}
          </Tag>,
        ];
      })}
    />
  );
}

export function AboutOf({
  request: { lang, vahid },
  one,
}: {
  request: Request;
  one: Pick<ExceptionRow, 'about' | 'concept'>;
}): VNode {
  const label = one.concept === null ? undefined : concept(vahid.releases, one.concept)?.label;
  return (
    <>
      {pick(exceptionAbouts[one.about], lang)}
      {one.concept === null ? null : <span class="soft small"> {label ? pick(label, lang) : one.concept}</span>}
    </>
  );
}

/** The same list for programs. */
export const exceptionsApi = route({
  method: 'GET',
  path: '/api/v1/catalogue/exceptions',
  access: 'catalogue.read',
  summary: 'Exceptions to once only and to the rules of hosting: act, office that granted them, last day',
  query: pageQuery,
  answer: Type.Object({
    exceptions: Type.Array(
      Type.Object({
        id: Type.String(),
        about: Type.Enum(Object.keys(exceptionAbouts)),
        entry: Type.Object({ kind, code: Type.String(), title: text }),
        concept: nullable(Type.String()),
        act: citedArticle,
        reason: Type.String(),
        grantedBy: Type.Object({ institution: Type.String(), office: Type.String() }),
        grantedAt: instant,
        /** The last day, `YYYY-MM-DD`. */
        expiresOn: Type.String(),
        ended: nullable(Type.Enum(Object.keys(endReasons))),
      }),
    ),
    total: Type.Integer(),
    page: Type.Integer(),
    pages: Type.Integer(),
    pageSize: Type.Integer(),
  }),
  async handler(request) {
    const at = Number(request.query.s ?? 1);
    const { items, total, pages } = await listExceptions(request, at);
    return json({
      exceptions: items.map((one) => ({
        id: one.id,
        about: one.about,
        entry: { kind: one.kind, code: one.code, title: one.title },
        concept: one.concept,
        act: cite(request.vahid.releases, readReference(one.act)),
        reason: one.reason,
        grantedBy: { institution: one.institution, office: 'approver' },
        grantedAt: one.grantedAt.toISOString(),
        expiresOn: one.expiresOn,
        ended: one.ended,
      })),
      total,
      page: at,
      pages,
      pageSize: exceptionsPage,
    });
  },
});
