import type { VNode } from 'preact';
import { Type } from 'typebox';
import { reachable } from '../../../kernel/access.ts';
import { calendarGaps } from '../../../kernel/calendar.ts';
import type { Context } from '../../../kernel/context.ts';
import { frameOf, homeOf } from '../../../kernel/http/frame.ts';
import { page, pageQuery, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { bakuDate, type Lang, pick, small } from '../../../language/index.ts';
import { bound, EmptyState, type Frame, Note, Page, Pagination, Queue } from '../../../ui/index.ts';
import { roleTitles } from '../../identity/index.ts';
import { caseList, queueFlags, worklist } from '../actions/queue.ts';
import { missingOffices } from '../actions/missing-offices.ts';
import type { FlagChoice, MissingOffice, WorklistItem, WorklistView } from '../views.ts';
import { deadlineOf } from './case-line.tsx';
import { standingInTexts } from './text/standing-in.ts';
import { texts } from './text/index.ts';
import { officeTexts } from './text/offices.ts';

/** The desk's frame: its link to the cases says how many wait, and is current on a case as well. */
export function deskFrame(request: Request, waiting: number | undefined): Frame {
  const frame = frameOf(request, 'desk');
  const cases = frame.href('/masa');
  const nav = frame.nav.map((link) =>
    link.href === cases
      ? { ...link, label: waiting === undefined ? link.label : `${link.label} (${waiting})`, current: true }
      : link,
  );
  return { ...frame, nav };
}

interface ListProps {
  readonly frame: Frame;
  readonly list: WorklistView;
  /** Case that is open beside it. */
  readonly current?: string | undefined;
  readonly alone?: boolean | undefined;
  /** Every case that was sent, in whatever state, instead of those that wait. */
  readonly all?: boolean | undefined;
}

/** Cases that wait, the most urgent first. */
export function CaseQueue({ frame, list, current, alone, all = false }: ListProps): VNode {
  const words = texts[frame.lang];
  return (
    <Queue
      title={all ? words.allCasesAtDesk : words.queue}
      summary={list.total === 0 ? words.queueNone : bound(words.queueSum(list.total, list.overdue))}
      items={list.items.map((item) => (all ? listedItem : queueItem)(item, frame, current))}
      alone={alone}
    />
  );
}

/** Its state says what is to be done with it. */
function queueItem(item: WorklistItem, { lang, href }: Frame, current: string | undefined) {
  const words = texts[lang];
  const state = pick(item.state, lang);
  const unnamed = item.asked ? state : words.noApplicant;
  const title = item.applicant ?? unnamed;
  return {
    href: href(item.asked ?? `/masa/is/${item.id}`),
    title,
    about: [
      item.reference,
      words.lowered(pick(item.service, lang)),
      ...(title === state ? [] : [small(state, lang)]),
      ...(item.flags ?? []).map((title) => small(pick(title, lang), lang)),
      ...(item.elsewhere ? [pick(item.elsewhere, lang)] : []),
      ...(item.given ? [standingInTexts[lang][item.given === 'own' ? 'yours' : 'substitutes']] : []),
    ].join(', '),
    deadline: item.clock && deadlineOf(item.clock),
    current: item.id === current,
  };
}

/** As it stands: whether it is decided, not how urgent it is. */
function listedItem(item: WorklistItem, frame: Frame, current: string | undefined) {
  const { deadline: _, ...rest } = queueItem(item, frame, current);
  return rest;
}

interface QueuePageProps {
  readonly frame: Frame;
  readonly list: WorklistView;
  readonly all?: boolean | undefined;
  /** Only what was given to the reader; absent for who has no cases of their own. */
  readonly own?: boolean | undefined;
  /** Only cases with this flag: `<service>.<flag>`. */
  readonly flag?: string | undefined;
  /** Years whose movable holidays nobody has entered yet. */
  readonly gaps?: ReturnType<typeof calendarGaps>;
  readonly missing?: readonly MissingOffice[];
}

/** The queue as a page of its own: on a phone, and where one begins. */
export function QueuePage({ frame, list, all, own, flag, gaps = [], missing = [] }: QueuePageProps): VNode {
  const words = texts[frame.lang];
  const given = standingInTexts[frame.lang];
  return (
    <Page frame={frame} title={words.deskCases}>
      <div class="stack">
        <h1 class="hidden">{words.deskCases}</h1>
        {own === undefined ? null : <PartLinks frame={frame} flags={list.flags ?? []} own={own} flag={flag} />}
        {list.items.length === 0 ? (
          <EmptyState>{own ? given.noOwn : flag === undefined ? words.queueEmpty : words.queueNoFlagged}</EmptyState>
        ) : (
          <CaseQueue frame={frame} list={list} alone all={all} />
        )}
        <Pagination
          page={list.page}
          pages={list.pages}
          href={(n) => frame.href(`/masa?s=${n}${own ? '&kim=men' : ''}${flag === undefined ? '' : `&isare=${flag}`}`)}
        />
        {missing.map(({ institution, role, services }) => (
          <Note>
            <p>
              {bound(
                officeTexts[frame.lang].missing(
                  pick(institution.name, frame.lang),
                  pick(roleTitles[role], frame.lang),
                  services.map((title) => pick(title, frame.lang)).join(', '),
                ),
              )}
            </p>
          </Note>
        ))}
        {gaps.map(({ year, names }) => (
          <Note>
            <p>{bound(words.calendarGap(year, names.map((name) => pick(name, frame.lang)).join(', ')))}</p>
          </Note>
        ))}
      </div>
    </Page>
  );
}

interface PartProps {
  readonly frame: Frame;
  readonly flags: readonly FlagChoice[];
  readonly own: boolean;
  readonly flag: string | undefined;
}

/** All that waits for the reader's offices, what was given to them, or what bears a flag. */
function PartLinks({ frame: { lang, href }, flags, own, flag }: PartProps): VNode {
  const words = standingInTexts[lang];
  const link = (chosen: boolean, to: string, label: string) =>
    chosen ? <strong>{label}</strong> : <a href={href(to)}>{label}</a>;
  return (
    <>
      <p class="small">
        {link(!own && flag === undefined, '/masa', words.all)} {link(own, '/masa?kim=men', words.own)}
      </p>
      {flags.length > 0 ? (
        <p class="small">
          {flags.map((one) => (
            <>{link(one.name === flag, `/masa?isare=${one.name}`, flagLabel(one, flags, lang))} </>
          ))}
        </p>
      ) : null}
    </>
  );
}

/** Services may call two flags alike: then it is said whose it is. */
function flagLabel({ title, service, count }: FlagChoice, all: readonly FlagChoice[], lang: Lang): string {
  const shared = all.filter((one) => one.title.az === title.az).length > 1;
  return `${pick(title, lang)}${shared ? `, ${small(pick(service, lang), lang)}` : ''} (${count})`;
}

const flagName = Type.String({ pattern: '^[a-z][a-z0-9-]*([.][a-z][A-Za-z0-9]*){1,2}$', maxLength: 160 });

export const queueRoute = route({
  method: 'GET',
  path: '/masa',
  access: 'services.openDesk',
  query: Type.Object({
    ...pageQuery.properties,
    kim: Type.Optional(Type.Literal('men')),
    isare: Type.Optional(flagName),
  }),
  async handler(request) {
    const { vahid, actor } = request;
    const at = Number(request.query.s ?? '1');
    const may = (row: string) => reachable(vahid.access[row] ?? [], actor);
    if (!may('services.readWorklist')) {
      // A registrar has no cases at all: their desk begins elsewhere.
      if (!may('services.listAllCases')) return redirect(homeOf(request, 'desk'));
      const every = await caseList(request, at);
      const frame = deskFrame(request, undefined);
      return page(<QueuePage frame={frame} list={every} missing={await missingOffices(request)} all />);
    }
    const own = request.query.kim === 'men';
    const flag = request.query.isare;
    const list = { ...(await worklist(request, at, { own, flag })), flags: await queueFlags(request) };
    const gaps = calendarGaps(vahid.calendar(), bakuDate(vahid.now()));
    return page(
      <QueuePage
        frame={deskFrame(request, own || flag !== undefined ? undefined : list.total)}
        list={list}
        own={own}
        flag={flag}
        gaps={gaps}
        missing={await missingOffices(request)}
      />,
    );
  },
});

/** The queue of who reads; undefined for who has none. */
export async function queueOf(request: Context): Promise<WorklistView | undefined> {
  const hasQueue = reachable(request.vahid.access['services.readWorklist'] ?? [], request.actor);
  return hasQueue ? worklist(request) : undefined;
}
