import { frameOf } from '../../../../kernel/http/frame.ts';
import { page, pageQuery, route } from '../../../../kernel/http/route.ts';
import { permitted } from '../../../../kernel/access.ts';
import { Back, EmptyState, Page, Pagination } from '../../../../ui/index.ts';
import { servicesPath } from '../../services/path.ts';
import { rightDeskPath, rightsPath } from '../path.ts';
import { grantedRights, namesIn } from '../reading.ts';
import { t } from '../text/index.ts';
import { Granted } from './granted.tsx';

/** Every right that was granted: who may call what, for which purpose and by which article. No person is named. */
export const rightsRoute = route({
  method: 'GET',
  path: rightsPath,
  access: 'exchange.readServices',
  common: true,
  query: pageQuery,
  async handler(request) {
    const at = Number(request.query.s ?? 1);
    const { items, pages } = await grantedRights(request, at);
    const names = await namesIn(request, items);
    const frame = frameOf(request, 'mygov');
    const { lang } = frame;
    return page(
      <Page frame={frame} title={t(lang, 'title')}>
        <Back href={frame.href(servicesPath)}>{t(lang, 'services')}</Back>
        <div class="stack">
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{t(lang, 'lead')}</p>
          {items.length === 0 ? (
            <EmptyState href={frame.href(servicesPath)} action={t(lang, 'services')}>
              {t(lang, 'none')}
            </EmptyState>
          ) : (
            <Granted request={request} frame={frame} rights={items} names={names} />
          )}
          <Pagination page={at} pages={pages} href={(n) => frame.href(`${rightsPath}?s=${n}`)} />
          {permitted(request.vahid.access['exchange.openRights'] ?? [], request.actor) ? (
            <p>
              <a href={frame.href(rightDeskPath)}>{t(lang, 'deskLink')}</a>
            </p>
          ) : null}
        </div>
      </Page>,
    );
  },
});
