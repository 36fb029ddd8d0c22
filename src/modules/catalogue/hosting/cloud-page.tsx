import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../kernel/http/route.ts';
import { bakuDate, formatDate, formatNumber, type Lang, pick } from '../../../language/index.ts';
import { Back, EmptyState, type Frame, KeyFacts, LineChart, NoWrap, Page, Table } from '../../../ui/index.ts';
import { type Institution, institutionsByCode } from '../../identity/index.ts';
import { exceptionsPath } from '../exceptions/path.ts';
import { entryPath } from '../path.ts';
import { t as ofCatalogue } from '../text/index.ts';
import { StateTag, waveText } from './parts.tsx';
import { cloudPath } from './path.ts';
import { burnDown, cloudProgress, type InstitutionProgress, openPortals, paceDays, totalOf } from './progress.ts';
import { t } from './text.ts';

/** How far the state has moved into the government cloud, and which portals are still to be closed. */
export const cloudPage = route({
  method: 'GET',
  path: cloudPath,
  access: 'catalogue.read',
  common: true,
  async handler(request) {
    return page(await drawn(request));
  },
});

async function drawn(request: Request): Promise<VNode> {
  const frame = frameOf(request, 'mygov');
  const { lang } = frame;
  const [rows, points, found, institutions] = await Promise.all([
    cloudProgress(request),
    burnDown(request),
    openPortals(request),
    institutionsByCode(request),
  ]);
  const total = totalOf(rows, request.vahid.now());
  return (
    <Page frame={frame} title={t(lang, 'title')}>
      <Back href={frame.href('/kataloq')}>{ofCatalogue(lang, 'catalogue')}</Back>
      <div class="stack">
        <h1>{t(lang, 'title')}</h1>
        <p class="lead">{t(lang, 'lead')}</p>
        {rows.length === 0 ? (
          <EmptyState>{t(lang, 'none')}</EmptyState>
        ) : (
          <>
            <h2>{t(lang, 'whole')}</h2>
            <div class="split">
              <BurnDown lang={lang} points={points} now={bakuDate(request.vahid.now())} />
              <KeyFacts facts={factsOf(total, lang)} />
            </div>
            <Institutions frame={frame} rows={rows} institutions={institutions} />
            <p class="soft small">{t(lang, 'forecastNote', { days: formatNumber(paceDays, lang) })}</p>
            <p class="soft small">
              {t(lang, 'blockedNote')} <a href={frame.href(exceptionsPath)}>{t(lang, 'exceptions')}</a>
            </p>
          </>
        )}
        <Portals frame={frame} institutions={institutions} found={found} />
      </div>
    </Page>
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
  readonly points: Awaited<ReturnType<typeof burnDown>>;
  readonly now: string;
}

function BurnDown({ lang, points, now }: BurnDownProps): VNode {
  const year = now.slice(0, 4);
  const first = points[0]?.month ?? now.slice(0, 7);
  const last = now.slice(0, 7);
  // Until something changes it stays as it was.
  const known = points.at(-1);
  const drawn = known && known.month < last ? [...points, { month: last, left: known.left }] : points;
  return (
    <LineChart
      title={t(lang, 'chart')}
      unit={t(lang, 'systemsUnit')}
      digits={0}
      from={`${first < `${year}-01` ? first.slice(0, 4) : year}-01`}
      to={`${Number(year) + 1}-12`}
      points={drawn.map(({ month, left }) => ({ month, value: left, sign: 'known' }))}
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
          <a href={frame.href(entryPath('institution', row.institution))}>
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
  readonly found: Awaited<ReturnType<typeof openPortals>>;
}

function Portals({ frame, institutions, found }: PortalsProps): VNode {
  const { lang } = frame;
  const { portals, all, closed } = found;
  const counted = { closed: formatNumber(closed, lang), all: formatNumber(all, lang) };
  return (
    <>
      <h2>{t(lang, 'portals')}</h2>
      <p>{t(lang, 'portalsLead', counted)}</p>
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
    </>
  );
}

interface ReplacingProps {
  readonly frame: Frame;
  readonly services: Awaited<ReturnType<typeof openPortals>>['portals'][number]['replacements'];
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
