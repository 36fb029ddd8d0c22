import type { ComponentChildren, VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../kernel/http/route.ts';
import { formatNumber, formatPercent, inAll, type Lang, pick, type Text } from '../../../language/index.ts';
import { Back, EmptyState, type Frame, Page, Table, Time } from '../../../ui/index.ts';
import { directoryPath } from '../directory/path.ts';
import { systemTitles, titlesOfServices } from '../look-up.ts';
import { servicesPath } from '../services/path.ts';
import { serviceTitles } from '../store.ts';
import { operationPath } from './path.ts';
import type { Line } from './store.ts';
import { quantileOf } from './tally.ts';
import { t } from './text/index.ts';
import { TrafficChart } from './traffic.tsx';
import { operationView, type OperationView, type Period, periods } from './view.ts';

/** How the exchange does, as the gateways of this installation counted it. */
export const operationRoute = route({
  method: 'GET',
  path: operationPath,
  access: 'exchange.watchOperation',
  query: Type.Object({
    dovr: Type.Optional(Type.Union([Type.Literal('day'), Type.Literal('week'), Type.Literal('month')])),
  }),
  async handler(request) {
    const view = await operationView({ db: request.vahid.db, vahid: request.vahid }, request.query.dovr ?? 'day');
    const names = await namesOf(request as Request, view);
    const frame = frameOf(request, 'desk');
    const { lang } = frame;
    return page(
      <Page frame={frame} title={t(lang, 'title')}>
        <Back href={frame.href(directoryPath)}>{t(lang, 'exchange')}</Back>
        <div class="stack">
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{t(lang, 'lead')}</p>
          <Periods frame={frame} period={view.period} />
          {view.services.length === 0 ? (
            <EmptyState>{t(lang, 'nothing')}</EmptyState>
          ) : (
            <>
              <TrafficChart lang={lang} steps={view.steps} hourly={view.period === 'day'} />
              <Lines lang={lang} lines={view.services} title="services" of="service" nameOf={names.service} />
              <p class="soft">{t(lang, 'percentilesNote')}</p>
              <Lines lang={lang} lines={view.clients} title="clients" of="client" nameOf={names.client} />
              <Faults lang={lang} view={view} />
            </>
          )}
          {view.silent.length === 0 ? null : <Silent frame={frame} view={view} titleOf={names.silent} />}
        </div>
      </Page>,
    );
  },
});

/** What stands in the figures by its identifier, in words. */
async function namesOf(request: Request, { services, clients, silent }: OperationView) {
  const asked = silent.map((name) => {
    const [system = '', code = ''] = name.split('/');
    return { system, code };
  });
  const titles = await serviceTitles(request.db, asked);
  const byName = new Map(titles.map(({ system, code, title }) => [`${system}/${code}`, title]));
  return {
    service: await titlesOfServices(
      request,
      services.map(({ name }) => name),
    ),
    client: await systemTitles(
      request,
      clients.map(({ name }) => name),
    ),
    silent: (name: string) => byName.get(name) ?? inAll(name),
  };
}

function Periods({ frame: { lang, href }, period }: { readonly frame: Frame; readonly period: Period }): VNode {
  return (
    <p>
      {t(lang, 'period')}:{' '}
      {(Object.keys(periods) as Period[]).map((one, place) => (
        <>
          {place > 0 ? ' · ' : null}
          {one === period ? (
            <b aria-current="true">{t(lang, one)}</b>
          ) : (
            <a href={href(`${operationPath}?dovr=${one}`)}>{t(lang, one)}</a>
          )}
        </>
      ))}
    </p>
  );
}

interface LinesProps {
  readonly lang: Lang;
  readonly lines: readonly Line[];
  readonly title: 'services' | 'clients';
  readonly of: 'service' | 'client';
  readonly nameOf: (id: string) => Text;
}

function Lines({ lang, lines, title, of, nameOf }: LinesProps): VNode {
  const column = (name: 'calls' | 'failedShare' | 'half' | 'most95' | 'most99') => ({
    label: t(lang, name),
    num: true,
    onPhone: t(lang, name),
  });
  return (
    <>
      <h2>{t(lang, title)}</h2>
      <Table
        caption={t(lang, title)}
        quiet
        columns={[
          { label: t(lang, of) },
          column('calls'),
          column('failedShare'),
          column('half'),
          column('most95'),
          column('most99'),
          { label: t(lang, 'lastFailure'), onPhone: t(lang, 'lastFailure') },
        ]}
        rows={lines.map((line) => [
          line.name === '*' ? t(lang, 'others') : <Named lang={lang} id={line.name} title={nameOf(line.name)} />,
          formatNumber(line.succeeded + line.failed, lang),
          formatPercent(line.failed / (line.succeeded + line.failed), lang, 1),
          ...[0.5, 0.95, 0.99].map((share) => milliseconds(quantileOf(line.classes, share), lang)),
          <LastFailure lang={lang} line={line} />,
        ])}
      />
    </>
  );
}

/** By its title, with the identifier by which others call it. */
function Named({ lang, id, title }: { readonly lang: Lang; readonly id: string; readonly title: Text }): VNode {
  const name = pick(title, lang);
  if (name === id) return <>{id}</>;
  return (
    <>
      {name} <span class="soft small">{id}</span>
    </>
  );
}

const milliseconds = (value: number | undefined, lang: Lang): ComponentChildren =>
  value === undefined ? t(lang, 'unknown') : formatNumber(value, lang, value < 10 ? 1 : 0);

function LastFailure({ lang, line }: { readonly lang: Lang; readonly line: Line }): VNode {
  if (line.lastFailure === null) return <>{t(lang, 'none')}</>;
  return (
    <>
      <Time at={line.lastFailure} /> <span class="soft">{line.lastFault ?? t(lang, 'unknown')}</span>
    </>
  );
}

interface PartProps {
  readonly lang: Lang;
  readonly view: OperationView;
}

function Faults({ lang, view: { faults } }: PartProps): VNode {
  return (
    <>
      <h2>{t(lang, 'faults')}</h2>
      {faults.length === 0 ? (
        <p>{t(lang, 'faultsNone')}</p>
      ) : (
        <Table
          caption={t(lang, 'faults')}
          quiet
          columns={[
            { label: t(lang, 'faultCode') },
            { label: t(lang, 'faultCount'), num: true, onPhone: t(lang, 'faultCount') },
          ]}
          rows={faults.map(({ fault, count }) => [fault, formatNumber(count, lang)])}
        />
      )}
    </>
  );
}

interface SilentProps {
  readonly frame: Frame;
  readonly view: OperationView;
  /** Title of a service by the codes of its system and its own, `system/code`. */
  readonly titleOf: (name: string) => Text;
}

function Silent({ frame: { lang, href }, view: { silent }, titleOf }: SilentProps): VNode {
  return (
    <>
      <h2>{t(lang, 'silent')}</h2>
      <p class="soft">{t(lang, 'silentLead')}</p>
      <ul>
        {silent.map((name) => (
          <li>
            <a href={href(`${servicesPath}/${name}`)}>{pick(titleOf(name), lang)}</a>{' '}
            <span class="soft small">{name}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
