import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, route } from '../../../kernel/http/route.ts';
import { formatDate, formatNumber, pick } from '../../../language/index.ts';
import { bound, type Frame, Page, Table, Tag } from '../../../ui/index.ts';
import { type Colleague, institution as institutionOf } from '../../identity/index.ts';
import { substitutionPath } from '../substitution/text.ts';
import { workloadPath } from './path.ts';
import { workload, type WorkloadLine, type WorkloadView } from './reading.ts';
import { t } from './text.ts';

/** In the address of a list: what was given to nobody. */
export const nobodys = 'novbe';

export const handPath = (institution: string, whose: string): string => `${workloadPath}/qurum/${institution}/${whose}`;

export const workloadRoute = route({
  method: 'GET',
  path: workloadPath,
  access: 'process.readWorkload',
  async handler(request) {
    const frame = frameOf(request, 'desk');
    const { lang } = frame;
    const views = await workload(request);
    const superior = views.some(({ queue }) => queue !== undefined);
    const tables: VNode[] = [];
    for (const view of views) {
      const name = await institutionOf(request, view.institution);
      tables.push(<Workload frame={frame} view={view} title={name ? pick(name.name, lang) : view.institution} />);
    }
    return page(
      <Page frame={frame} title={t(lang, 'title')}>
        <div class="stack">
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{t(lang, superior ? 'lead' : 'ownLead')}</p>
          <p>
            <a href={frame.href(substitutionPath)}>{t(lang, 'substitution')}</a>
          </p>
          {tables}
          <p class="small soft">{bound(t(lang, 'notes'))}</p>
        </div>
      </Page>,
    );
  },
});

const figures = ['open', 'soon', 'overdue', 'returned', 'decided', 'days', 'steps'] as const;

/** Name, and below it the office. */
export function officialName({ name, title }: Colleague, { lang }: Frame): string {
  return name ?? `${pick(title, lang)} (${t(lang, 'noNameYet')})`;
}

interface WorkloadProps {
  readonly frame: Frame;
  readonly view: WorkloadView;
  readonly title: string;
}

function Workload({ frame, view, title }: WorkloadProps): VNode {
  const { lang, href } = frame;
  const { queue, institution } = view;
  const unknown = <span class="soft">{t(lang, 'none')}</span>;
  const figure = (value: number | null | undefined, late = false) => {
    if (value === null || value === undefined) return unknown;
    const shown = formatNumber(Math.round(value * 10) / 10, lang);
    return late && value > 0 ? <Tag state="late">{shown}</Tag> : <>{shown}</>;
  };
  const cells = (line: Partial<Record<(typeof figures)[number], number | null>>) =>
    figures.map((name) => figure(line[name], name === 'overdue'));
  return (
    <Table
      caption={title}
      columns={[
        { label: t(lang, 'official') },
        ...figures.map((name) => ({ label: t(lang, name), onPhone: t(lang, name), num: true })),
      ]}
      rows={[
        ...(queue ? [[<a href={href(handPath(institution, nobodys))}>{t(lang, 'nobody')}</a>, ...cells(queue)]] : []),
        ...view.lines.map((line) => [
          <Official frame={frame} line={line} institution={institution} linked={queue !== undefined} />,
          ...cells(line),
        ]),
      ]}
    />
  );
}

interface OfficialProps {
  readonly frame: Frame;
  readonly line: WorkloadLine;
  readonly institution: string;
  readonly linked: boolean;
}

function Official({ frame, line: { official, away }, institution, linked }: OfficialProps): VNode {
  const { lang, href } = frame;
  const name = officialName(official, frame);
  return (
    <>
      {linked ? <a href={href(handPath(institution, official.person))}>{name}</a> : name}
      <br />
      <span class="small soft">{pick(official.title, lang)}</span>
      {away ? (
        <>
          <br />
          <span class="small">
            {away.substitute === undefined
              ? t(lang, 'away', { day: formatDate(away.until, lang) })
              : t(lang, 'awayWith', { day: formatDate(away.until, lang), name: away.substitute })}
          </span>
        </>
      ) : null}
    </>
  );
}
