import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../kernel/http/route.ts';
import { bakuDate, formatNumber, type Lang, pick } from '../../../language/index.ts';
import { Act, Back, EmptyState, Page, Table, Tag, Time } from '../../../ui/index.ts';
import { Older } from '../pages/older.tsx';
import { servicesPath } from '../services/path.ts';
import { placePattern, printPlace, readPlace } from '../place.ts';
import { type MassRun, type MassRunPage, massRuns } from './actions.ts';
import { massRunsPath } from './path.ts';
import { t } from './text/index.ts';

/** Runs over the data of many people, one line each: for everybody. */
export const massRunsPage = route({
  method: 'GET',
  path: massRunsPath,
  access: 'exchange.readMassRuns',
  query: Type.Object({ sonra: Type.Optional(Type.String({ pattern: placePattern })) }),
  async handler(request) {
    const { sonra } = request.query;
    const found = await massRuns(request, sonra === undefined ? undefined : readPlace(sonra));
    return page(<MassRuns request={request} found={found} inside={sonra !== undefined} />);
  },
});

interface Props {
  readonly request: Request;
  readonly found: MassRunPage;
  /** Not the beginning of the list. */
  readonly inside: boolean;
}

function MassRuns({ request, found: { runs, next }, inside }: Props): VNode {
  const { lang } = request;
  const frame = frameOf(request, 'mygov');
  return (
    <Page frame={frame} title={t(lang, 'title')}>
      <Back href={frame.href(servicesPath)}>{t(lang, 'services')}</Back>
      <div class="stack">
        <h1>{t(lang, 'title')}</h1>
        <p class="lead">{t(lang, 'lead')}</p>
        <p class="soft">{t(lang, 'own')}</p>
        {runs.length === 0 ? <EmptyState>{t(lang, 'none')}</EmptyState> : <RunTable lang={lang} runs={runs} />}
        <Older
          frame={frame}
          newest={inside ? frame.href(massRunsPath) : undefined}
          older={next ? frame.href(`${massRunsPath}?sonra=${printPlace(next)}`) : undefined}
        />
      </div>
    </Page>
  );
}

function RunTable({ lang, runs }: { lang: Lang; runs: readonly MassRun[] }): VNode {
  const people = t(lang, 'people');
  return (
    <Table
      caption={t(lang, 'title')}
      quiet
      columns={[
        { label: t(lang, 'time') },
        { label: t(lang, 'who') },
        { label: t(lang, 'where') },
        { label: t(lang, 'purpose') },
        { label: t(lang, 'basis') },
        { label: people, num: true, onPhone: people },
      ]}
      rows={runs.map((run) => [
        <When lang={lang} run={run} />,
        <Part lang={lang} institution={run.institution} part={run.system.title} />,
        <Part lang={lang} institution={run.provider} part={run.service.title} />,
        pick(run.purpose, lang),
        <Act sample={run.act.sample}>{pick(run.act.cited, lang)}</Act>,
        formatNumber(run.people, lang),
      ])}
    />
  );
}

function When({ lang, run: { from, to, final } }: { lang: Lang; run: MassRun }): VNode {
  return (
    <>
      <Time at={from} /> – <Time at={to} show={bakuDate(from) === bakuDate(to) ? 'clock' : undefined} />
      {final ? null : (
        <>
          {' '}
          <Tag state="pace">{t(lang, 'goesOn')}</Tag>
        </>
      )}
    </>
  );
}

type PartProps = {
  readonly lang: Lang;
  readonly institution: MassRun['institution'];
  readonly part: MassRun['provider'];
};

function Part({ lang, institution, part }: PartProps): VNode {
  return (
    <>
      {pick(institution, lang)}
      <span class="soft small">, {pick(part, lang)}</span>
    </>
  );
}
