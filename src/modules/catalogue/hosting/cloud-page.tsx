import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, pageQuery, type Request, route } from '../../../kernel/http/route.ts';
import { bakuDate, formatDate, formatNumber, type Lang, pick } from '../../../language/index.ts';
import {
  Back,
  EmptyState,
  type Frame,
  KeyFacts,
  LineChart,
  NoWrap,
  Page,
  Pagination,
  Table,
} from '../../../ui/index.ts';
import { type Institution, institutionsByCode } from '../../identity/index.ts';
import { exceptionsPath } from '../exceptions/path.ts';
import { entryPath } from '../path.ts';
import { t as ofCatalogue } from '../text/index.ts';
import { StateTag, waveText } from './parts.tsx';
import { cloudPath } from './path.ts';
import {
  burnDown,
  cloudProgress,
  type InstitutionProgress,
  type MonthEnd,
  type OpenPortal,
  openPortals,
  paceDays,
  portalsListed,
  portalsOf,
} from './progress.ts';
import { t } from './text.ts';

/** How far the state, or one institution, has moved into the government cloud, and which portals are still to be closed. */
export const cloudPage = route({
  method: 'GET',
  path: cloudPath,
  access: 'catalogue.read',
  common: true,
  query: Type.Object({
    qurum: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,19}$' })),
    ...pageQuery.properties,
  }),
  async handler(request) {
    return page(await drawn(request, request.query.qurum, Number(request.query.s ?? 1)));
  },
});

async function drawn(request: Request, institution: string | undefined, at: number): Promise<VNode> {
  const frame = frameOf(request, 'mygov');
  const { lang } = frame;
  const [progress, portals, institutions] = await Promise.all([
    cloudProgress(request, institution),
    openPortals(request, { institution, page: at }),
    institutionsByCode(request),
  ]);
  const { shown } = progress;
  const points = await burnDown(request, shown);
  return (
    <Page frame={frame} title={t(lang, 'title')}>
      {institution === undefined ? (
        <Back href={frame.href('/kataloq')}>{ofCatalogue(lang, 'catalogue')}</Back>
      ) : (
        <Back href={frame.href(cloudPath)}>{t(lang, 'progressLink')}</Back>
      )}
      <div class="stack">
        <h1>{t(lang, 'title')}</h1>
        <p class="lead">{t(lang, 'lead')}</p>
        <h2>{institution === undefined ? t(lang, 'whole') : nameOf(institutions, institution, lang)}</h2>
        {shown.all > 0 ? (
          <div class="split">
            <BurnDown lang={lang} points={points} now={bakuDate(request.vahid.now())} />
            <KeyFacts facts={factsOf(shown, lang)} />
          </div>
        ) : (
          <EmptyState>{t(lang, institution === undefined ? 'none' : 'noneHere')}</EmptyState>
        )}
        {institution === undefined && progress.institutions.length > 0 ? (
          <Institutions frame={frame} rows={progress.institutions} institutions={institutions} />
        ) : null}
        <Notes frame={frame} />
        <Portals {...{ frame, institutions, institution, at, portals }} counted={portalsOf(progress, institution)} />
      </div>
    </Page>
  );
}

function Notes({ frame }: { readonly frame: Frame }): VNode {
  const { lang } = frame;
  return (
    <>
      <p class="soft small">{t(lang, 'forecastNote', { days: formatNumber(paceDays, lang) })}</p>
      <p class="soft small">
        {t(lang, 'blockedNote')} <a href={frame.href(exceptionsPath)}>{t(lang, 'exceptions')}</a>
      </p>
    </>
  );
}

function factsOf(total: InstitutionProgress, lang: Lang) {
  const number = (key: 'all' | 'moved' | 'left' | 'blocked') => ({
    term: t(lang, key),
    value: formatNumber(total[key], lang),
  });
  return [
    number('all'),
    number('moved'),
    number('left'),
    number('blocked'),
    { term: t(lang, 'forecast'), value: forecastText(total, lang) },
  ];
}

function forecastText({ left, forecast }: InstitutionProgress, lang: Lang): string {
  if (left === 0) return t(lang, 'done');
  if (forecast === undefined) return t(lang, 'noPace', { days: formatNumber(paceDays, lang) });
  return formatDate(forecast, lang);
}

interface BurnDownProps {
  readonly lang: Lang;
  readonly points: readonly MonthEnd[];
  readonly now: string;
}

function BurnDown({ lang, points, now }: BurnDownProps): VNode {
  const year = now.slice(0, 4);
  const first = points[0]?.month ?? now.slice(0, 7);
  return (
    <LineChart
      title={t(lang, 'chart')}
      unit={t(lang, 'systemsUnit')}
      digits={0}
      from={`${first < `${year}-01` ? first.slice(0, 4) : year}-01`}
      to={`${Number(year) + 1}-12`}
      points={points.map(({ month, left }) => ({ month, value: left, sign: 'known' }))}
      about={t(lang, 'chartAbout')}
    />
  );
}

interface InstitutionsProps {
  readonly frame: Frame;
  readonly rows: readonly InstitutionProgress[];
  readonly institutions: ReadonlyMap<string, Institution>;
}

function nameOf(institutions: ReadonlyMap<string, Institution>, code: string, lang: Lang): string {
  const name = institutions.get(code)?.name;
  return name ? pick(name, lang) : code;
}

function Institutions({ frame, rows, institutions }: InstitutionsProps): VNode {
  const { lang } = frame;
  const figure = (key: 'all' | 'moved' | 'left' | 'blocked') => ({
    label: t(lang, key),
    num: true,
    onPhone: t(lang, key),
  });
  return (
    <>
      <h2>{t(lang, 'institutions')}</h2>
      <Table
        caption={t(lang, 'institutions')}
        quiet
        columns={[
          { label: t(lang, 'institution') },
          figure('all'),
          figure('moved'),
          figure('left'),
          figure('blocked'),
          { label: t(lang, 'byWave'), onPhone: t(lang, 'byWave') },
          { label: t(lang, 'forecast'), onPhone: t(lang, 'forecast') },
        ]}
        rows={rows.map((row) => [
          <a href={frame.href(`${cloudPath}?qurum=${row.institution}`)}>
            {nameOf(institutions, row.institution, lang)}
          </a>,
          formatNumber(row.all, lang),
          formatNumber(row.moved, lang),
          formatNumber(row.left, lang),
          formatNumber(row.blocked, lang),
          <Waves row={row} lang={lang} />,
          forecastText(row, lang),
        ])}
      />
    </>
  );
}

function Waves({ row: { waves }, lang }: { row: InstitutionProgress; lang: Lang }): VNode {
  const sorted = Object.entries(waves).sort(([a], [b]) => (a < b ? -1 : 1));
  if (sorted.length === 0) return <>{t(lang, 'noWaves')}</>;
  return (
    <>
      {sorted.map(([wave, n], index) => (
        <>
          {index > 0 ? '; ' : ''}
          <NoWrap>
            {waveText(wave, lang)}: {formatNumber(n, lang)}
          </NoWrap>
        </>
      ))}
    </>
  );
}

interface PortalsProps {
  readonly frame: Frame;
  readonly institutions: ReadonlyMap<string, Institution>;
  readonly institution: string | undefined;
  readonly at: number;
  readonly portals: readonly OpenPortal[];
  readonly counted: { readonly all: number; readonly closed: number };
}

function Portals({ frame, institutions, institution, at, portals, counted }: PortalsProps): VNode {
  const { lang } = frame;
  const { all, closed } = counted;
  const of = institution === undefined ? '' : `&qurum=${institution}`;
  return (
    <>
      <h2>{t(lang, 'portals')}</h2>
      <p>{t(lang, 'portalsLead', { closed: formatNumber(closed, lang), all: formatNumber(all, lang) })}</p>
      {portals.length === 0 ? (
        <EmptyState>{t(lang, 'portalsNone')}</EmptyState>
      ) : (
        <Table
          caption={t(lang, 'portals')}
          quiet
          columns={[
            { label: t(lang, 'portal') },
            { label: t(lang, 'institution'), onPhone: t(lang, 'institution') },
            { label: t(lang, 'state'), onPhone: t(lang, 'state') },
            { label: t(lang, 'replacedBy'), onPhone: t(lang, 'replacedBy') },
          ]}
          rows={portals.map(({ code, title, institution, state, replacements }) => [
            <a href={frame.href(entryPath('portal', code))}>{pick(title, lang)}</a>,
            nameOf(institutions, institution, lang),
            <StateTag state={state} wave={null} lang={lang} />,
            replacements.length === 0 ? t(lang, 'notNamed') : <Replacing frame={frame} services={replacements} />,
          ])}
        />
      )}
      <Pagination
        page={at}
        pages={Math.max(1, Math.ceil((all - closed) / portalsListed))}
        href={(n) => frame.href(`${cloudPath}?s=${n}${of}`)}
      />
    </>
  );
}

interface ReplacingProps {
  readonly frame: Frame;
  readonly services: OpenPortal['replacements'];
}

function Replacing({ frame, services }: ReplacingProps): VNode {
  const { lang } = frame;
  return (
    <>
      {services.map(({ code, title, state }, index) => (
        <>
          {index > 0 ? ', ' : ''}
          <a href={frame.href(entryPath('service', code))}>
            {state === 'in_use' ? pick(title, lang) : t(lang, 'notInUse', { title: pick(title, lang) })}
          </a>
        </>
      ))}
    </>
  );
}
