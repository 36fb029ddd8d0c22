import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { page, pageQuery, route } from '../../../../kernel/http/route.ts';
import { pick } from '../../../../language/index.ts';
import { EmptyState, type Frame, Page, Pagination, SearchForm, Table } from '../../../../ui/index.ts';
import { type Institution, institutionsByCode } from '../../../identity/index.ts';
import { rightsPath } from '../../access-rights/path.ts';
import { eventsPage } from '../../events/path.ts';
import { massRunsPath } from '../../mass-runs/path.ts';
import { servicePath, servicesPath } from '../path.ts';
import { listServices } from '../reading.ts';
import type { ServiceLine } from '../store.ts';
import { t } from '../text/index.ts';

/** Every published service. */
export const servicesRoute = route({
  method: 'GET',
  path: servicesPath,
  access: 'exchange.readServices',
  common: true,
  query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 200 })), s: pageQuery.properties.s }),
  async handler(request) {
    const { q = '', s = '1' } = request.query;
    const { items, pages } = await listServices(request, q, Number(s));
    const frame = frameOf(request, 'mygov');
    const { lang } = frame;
    const to = (n: number) => `${servicesPath}?${new URLSearchParams({ ...(q === '' ? {} : { q }), s: String(n) })}`;
    return page(
      <Page frame={frame} title={t(lang, 'title')}>
        <div class="stack">
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{t(lang, 'lead')}</p>
          <SearchForm action={frame.href(servicesPath)} label={t(lang, 'search')} value={q} />
          {items.length === 0 ? (
            <EmptyState>{t(lang, q === '' ? 'none' : 'notFound')}</EmptyState>
          ) : (
            <Services frame={frame} items={items} institutions={await institutionsByCode(request)} />
          )}
          <Pagination page={Number(s)} pages={pages} href={(n) => frame.href(to(n))} />
          <p>
            <a href={frame.href(rightsPath)}>{t(lang, 'toRights')}</a> ·{' '}
            <a href={frame.href(eventsPage)}>{t(lang, 'toEvents')}</a> ·{' '}
            <a href={frame.href(massRunsPath)}>{t(lang, 'toMassRuns')}</a>
          </p>
        </div>
      </Page>,
    );
  },
});

interface Props {
  readonly frame: Frame;
  readonly items: readonly ServiceLine[];
  readonly institutions: ReadonlyMap<string, Institution>;
}

function Services({ frame, items, institutions }: Props): VNode {
  const { lang } = frame;
  const phone = (key: 'institution' | 'personal' | 'count') => ({ label: t(lang, key), onPhone: t(lang, key) });
  return (
    <Table
      caption={t(lang, 'title')}
      quiet
      columns={[
        { label: t(lang, 'service') },
        { label: t(lang, 'purpose') },
        phone('institution'),
        phone('personal'),
        phone('count'),
      ]}
      rows={items.map((one) => {
        const institution = institutions.get(one.institution)?.name;
        return [
          <a href={frame.href(servicePath(one.system, one.code))}>{pick(one.title, lang)}</a>,
          pick(one.purpose, lang),
          institution ? pick(institution, lang) : one.institution,
          t(lang, one.personal ? 'personalYes' : 'personalNo'),
          one.count,
        ];
      })}
    />
  );
}
