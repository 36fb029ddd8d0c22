import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { page, pageQuery, type Request, route } from '../../../../kernel/http/route.ts';
import { formatDate, pick } from '../../../../language/index.ts';
import { Back, ButtonLink, EmptyState, type Frame, Page, Pagination, TaskList } from '../../../../ui/index.ts';
import { directoryPath } from '../../directory/path.ts';
import { serviceDeskPath } from '../../services/path.ts';
import { askPath, rightDeskPath, rightPath, rightsPath } from '../path.ts';
import { namesIn, rightDesk, type RightLine, type RightNames } from '../reading.ts';
import type { RightRow } from '../store.ts';
import { t } from '../text/index.ts';
import { purposeTitle, tagOf } from './content.tsx';

/** Rights at the desk: asked by us, asked of us, about to end. */
export const rightDeskRoute = route({
  method: 'GET',
  path: rightDeskPath,
  access: 'exchange.openRights',
  query: pageQuery,
  async handler(request) {
    const at = Number(request.query.s ?? 1);
    const { byUs, ofUs, ending, pages } = await rightDesk(request, at);
    const frame = frameOf(request, 'desk');
    const { lang, href } = frame;
    const registers = request.actor.appointments.some(({ role }) => role === 'registrar');
    return page(
      <Page frame={frame} title={t(lang, 'deskTitle')}>
        <Back href={href(directoryPath)}>{t(lang, 'exchange')}</Back>
        <div class="stack">
          <h1>{t(lang, 'deskTitle')}</h1>
          <p class="lead">{t(lang, 'deskLead')}</p>
          {registers ? (
            <p>
              <ButtonLink href={href(askPath)}>{t(lang, 'ask')}</ButtonLink>
            </p>
          ) : null}
          {registers ? (
            <p>
              <a href={href(serviceDeskPath)}>{t(lang, 'ourServices')}</a>
            </p>
          ) : null}
          <p>
            {t(lang, 'waiting')} <a href={href('/masa/isler')}>{t(lang, 'worklist')}</a>
          </p>
          <h2>{t(lang, 'ofUs')}</h2>
          <Lines request={request} frame={frame} lines={ofUs} none={t(lang, 'ofUsNone')} />
          <h2>{t(lang, 'byUs')}</h2>
          <Lines request={request} frame={frame} lines={byUs} none={t(lang, 'byUsNone')} />
          <h2>{t(lang, 'ending')}</h2>
          <Ending frame={frame} rights={ending} names={await namesIn(request, ending)} />
          <Pagination page={at} pages={pages} href={(n) => href(`${rightDeskPath}?s=${n}`)} />
          <p>
            <a href={href(rightsPath)}>{t(lang, 'publicList')}</a>
          </p>
        </div>
      </Page>,
    );
  },
});

interface LinesProps {
  readonly request: Request;
  readonly frame: Frame;
  readonly lines: readonly RightLine[];
  readonly none: string;
}

function Lines({ request, frame, lines, none }: LinesProps): VNode {
  const { lang } = frame;
  if (lines.length === 0) return <EmptyState>{none}</EmptyState>;
  return (
    <TaskList
      tasks={lines.map(({ row, of, state }) => ({
        href: frame.href(rightPath(row.id)),
        title: pick(of.title, lang),
        about: `${of.reference}, ${purposeTitle(request, row.asked.purpose)}`,
        state: tagOf(row.standing),
        tag: pick(state, lang),
      }))}
    />
  );
}

interface EndingProps {
  readonly frame: Frame;
  readonly rights: readonly RightRow[];
  readonly names: RightNames;
}

function Ending({ frame, rights, names }: EndingProps): VNode {
  const { lang } = frame;
  if (rights.length === 0) return <EmptyState>{t(lang, 'endingNone')}</EmptyState>;
  return (
    <TaskList
      tasks={rights.map((one) => ({
        href: frame.href(rightPath(one.id)),
        title: `${pick(one.serviceTitle, lang)}: ${pick(names.system(one.system), lang)}`,
        about: t(lang, 'endsOn', { day: formatDate((one.granted ?? one.asked).until, lang) }),
      }))}
    />
  );
}
