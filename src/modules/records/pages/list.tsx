import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../kernel/http/route.ts';
import { formatNumber, pick } from '../../../language/index.ts';
import { EmptyState, Page, Table, Tag, Time } from '../../../ui/index.ts';
import { type KeptRegister, ownRegisters } from '../actions.ts';
import { t } from '../text/index.ts';

/** The registrar's registers: how many records each holds and whether it works. */
export const listPage = route({
  method: 'GET',
  path: '/masa/reyestrler',
  access: 'records.seeRegisters',
  query: Type.Object({}),
  async handler(request) {
    const { lang } = request;
    const frame = frameOf(request, 'desk');
    const list = await ownRegisters(request);
    return page(
      <Page frame={frame} title={t(lang, 'title')}>
        <div class="stack">
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{t(lang, 'lead')}</p>
          {list.length === 0 ? <EmptyState>{t(lang, 'none')}</EmptyState> : registerTable(request, list)}
        </div>
      </Page>,
    );
  },
});

function registerTable(request: Request, list: readonly KeptRegister[]) {
  const { lang } = request;
  const { href } = frameOf(request, 'desk');
  return (
    <Table
      caption={t(lang, 'title')}
      quiet
      columns={[
        { label: t(lang, 'register') },
        { label: t(lang, 'records'), num: true, onPhone: t(lang, 'records') },
        { label: t(lang, 'state'), onPhone: t(lang, 'state') },
      ]}
      rows={list.map(({ register, count, outage }) => [
        <a href={href(`/masa/reyestrler/${register.name}`)}>{pick(register.title, lang)}</a>,
        formatNumber(count, lang),
        outage ? stoppedTag(request, outage.until) : <Tag state="done">{t(lang, 'working')}</Tag>,
      ])}
    />
  );
}

function stoppedTag({ lang }: Request, until: Date) {
  const [before, after] = t(lang, 'stoppedUntil').split('{time}');
  return (
    <>
      <Tag state="wait">{t(lang, 'stopped')}</Tag>{' '}
      <span class="nowrap">
        {before}
        <Time at={until} />
        {after}
      </span>
    </>
  );
}
