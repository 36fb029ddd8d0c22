import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../kernel/http/route.ts';
import { formatNumber, formatPercent, type Lang, pick } from '../../../language/index.ts';
import { Back, EmptyState, type Frame, KeyFacts, Page, Table, TaskList } from '../../../ui/index.ts';
import { flowPart } from './part.ts';
import { type FlowAsked, flows, type FlowView, flowView, type Period, periods } from './reading.ts';
import type { StateFlow } from './rules.ts';
import { t } from './text.ts';

export const flowPath = '/masa/tehlil';

const query = Type.Object({
  gun: Type.Optional(Type.String({ enum: periods.map(String) })),
  qurum: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' })),
});
/** A kind and a name, or those of a process that a definition holds within its own: `service.opinion`. */
const code = Type.String({ pattern: '^[a-z][A-Za-z0-9.-]{0,110}$' });

const askedIn = ({ gun, qurum }: { readonly gun?: string; readonly qurum?: string }): FlowAsked => ({
  institution: qurum,
  days: periods.find((one) => String(one) === gun) ?? periods[0],
});

const addressOf = (path: string, { institution, days }: FlowAsked): string =>
  `${path}?gun=${days}${institution === undefined ? '' : `&qurum=${institution}`}`;

export const flowsRoute = route({
  method: 'GET',
  path: flowPath,
  access: 'process.readFlow',
  query,
  async handler(request) {
    const asked = askedIn(request.query);
    const found = await flows(request, asked);
    const frame = frameOf(request as Request, 'desk');
    const { lang, href } = frame;
    return page(
      <Page frame={frame} title={t(lang, 'title')}>
        <div class="stack">
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{t(lang, 'lead')}</p>
          <Periods frame={frame} path={flowPath} asked={asked} />
          {found.length === 0 ? (
            <EmptyState>{t(lang, 'none')}</EmptyState>
          ) : (
            <TaskList
              tasks={found.map(({ kind, name, title, begun }) => ({
                href: href(addressOf(`${flowPath}/${kind}/${name}`, asked)),
                title: pick(title, lang),
                about: `${t(lang, 'begun')}: ${formatNumber(begun, lang)}`,
              }))}
            />
          )}
        </div>
      </Page>,
    );
  },
});

export const flowRoute = route({
  method: 'GET',
  path: `${flowPath}/:kind/:name`,
  access: 'process.readFlow',
  params: Type.Object({ kind: code, name: code }),
  query,
  async handler(request) {
    const asked = askedIn(request.query);
    const view = await flowView(request, { ...asked, ...request.params });
    const frame = frameOf(request as Request, 'desk');
    const { lang, href } = frame;
    const path = `${flowPath}/${request.params.kind}/${request.params.name}`;
    const title = pick(view.title, lang);
    const more = await flowPart(request.vahid, request.params.kind)?.(request, view.of, lang);
    return page(
      <Page frame={frame} title={title}>
        <Back href={href(addressOf(flowPath, asked))}>{t(lang, 'title')}</Back>
        <div class="stack">
          <h1>{title}</h1>
          <Periods frame={frame} path={path} asked={asked} />
          {view.begun === 0 ? (
            <EmptyState>{t(lang, 'none')}</EmptyState>
          ) : (
            <>
              <Flow view={view} lang={lang} />
              <Institutions view={view} frame={frame} path={path} asked={asked} />
              {more}
            </>
          )}
        </div>
      </Page>,
    );
  },
});

interface PeriodsProps {
  readonly frame: Frame;
  readonly path: string;
  readonly asked: FlowAsked;
}

function Periods({ frame: { lang, href }, path, asked }: PeriodsProps): VNode {
  const link = (days: Period) => {
    const said = t(lang, 'days', { days });
    return days === asked.days ? (
      <strong>{said}</strong>
    ) : (
      <a href={href(addressOf(path, { ...asked, days }))}>{said}</a>
    );
  };
  return (
    <p>
      {link(90)} {link(365)}
    </p>
  );
}

const percent = (share: number, lang: Lang): string => formatPercent(share, lang, 0);

/** Days, and hours where it is less than one. */
function lengthOf(days: number, lang: Lang): string {
  if (days >= 1) return t(lang, 'inDays', { days: formatNumber(Math.round(days * 10) / 10, lang) });
  const hours = days * 24;
  return hours < 1 ? t(lang, 'inAnHour') : t(lang, 'inHours', { hours: Math.round(hours) });
}

function Flow({ view, lang }: { readonly view: FlowView; readonly lang: Lang }): VNode {
  const { begun, over, median, returned, states, shares } = view;
  const [longest] = states.toSorted((a, b) => b.share - a.share);
  const facts = [
    { term: t(lang, 'begun'), value: formatNumber(begun, lang) },
    { term: t(lang, 'over'), value: formatNumber(over, lang) },
    ...(median === null ? [] : [{ term: t(lang, 'median'), value: lengthOf(median, lang) }]),
    { term: t(lang, 'returned'), value: `${formatNumber(returned, lang)} (${percent(returned / begun, lang)})` },
  ];
  return (
    <div class="split">
      <div class="stack">
        {longest && longest.share > 0 ? (
          <p>
            {t(lang, 'longest', {
              state: pick(longest.title, lang),
              share: percent(longest.share, lang),
            })}
          </p>
        ) : null}
        <States states={states} lang={lang} />
        <Ways view={view} lang={lang} />
      </div>
      <div class="stack">
        <KeyFacts facts={facts} />
        <KeyFacts
          title={t(lang, 'sides')}
          facts={(['owner', 'officials', 'program'] as const)
            .filter((side) => shares[side] > 0)
            .map((side) => ({ term: t(lang, side), value: percent(shares[side], lang) }))}
        />
      </div>
    </div>
  );
}

/** How institutions compare that decide on the same. */
function Institutions({ view, frame, path, asked }: PeriodsProps & { readonly view: FlowView }): VNode | null {
  const { lang, href } = frame;
  if (view.by.length === 0) return null;
  const columns = ['begun', 'over', 'median', 'returned'] as const;
  return (
    <>
      <h2>{t(lang, 'institutions')}</h2>
      <Table
        caption={t(lang, 'institutions')}
        quiet
        columns={[
          { label: t(lang, 'institution') },
          ...columns.map((name) => ({ label: t(lang, name), onPhone: t(lang, name), num: true })),
        ]}
        rows={view.by.map(({ institution, title, begun, over, median, returned }) => [
          <a href={href(addressOf(path, { ...asked, institution }))}>{pick(title, lang)}</a>,
          formatNumber(begun, lang),
          formatNumber(over, lang),
          median === null ? t(lang, 'noneOver') : lengthOf(median, lang),
          `${formatNumber(returned, lang)} (${percent(returned / begun, lang)})`,
        ])}
      />
    </>
  );
}

function States({ states, lang }: { readonly states: readonly StateFlow[]; readonly lang: Lang }): VNode {
  const columns = ['visits', 'again', 'open', 'typical', 'most', 'share'] as const;
  return (
    <>
      <h2>{t(lang, 'states')}</h2>
      <Table
        caption={t(lang, 'states')}
        quiet
        columns={[
          { label: t(lang, 'state') },
          ...columns.map((name) => ({ label: t(lang, name), onPhone: t(lang, name), num: true })),
        ]}
        rows={states.map((one) => [
          pick(one.title, lang),
          formatNumber(one.visits, lang),
          formatNumber(one.visits - one.cases, lang),
          formatNumber(one.open, lang),
          lengthOf(one.median, lang),
          lengthOf(one.most, lang),
          percent(one.share, lang),
        ])}
      />
    </>
  );
}

function Ways({ view: { variants, over }, lang }: { readonly view: FlowView; readonly lang: Lang }): VNode | null {
  if (variants.length === 0) return null;
  return (
    <>
      <h2>{t(lang, 'variants')}</h2>
      <Table
        caption={t(lang, 'variants')}
        quiet
        columns={[
          { label: t(lang, 'way') },
          { label: t(lang, 'count'), onPhone: t(lang, 'count'), num: true },
          { label: t(lang, 'typical'), onPhone: t(lang, 'typical'), num: true },
        ]}
        rows={variants.map(({ steps, count, median }) => [
          steps.map((step) => pick(step, lang)).join(' → '),
          `${formatNumber(count, lang)} (${percent(count / over, lang)})`,
          lengthOf(median, lang),
        ])}
      />
    </>
  );
}
