import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, type Request, type Route, route } from '../../../kernel/http/route.ts';
import { formatNumber, listed, pick } from '../../../language/index.ts';
import { EmptyState, EventList, type Frame, Hero, Page, Table, TaskList, Thread, Time } from '../../../ui/index.ts';
import { lifeEvents } from '../../catalogue/index.ts';
import { type LookUp, mostCounted, newestLookUps } from '../../exchange/index.ts';
import { CompanyHint } from '../../identity/index.ts';
import { home, listServices } from '../actions/offer.ts';
import type { FrontName, HomeView, LifeEventView, ServiceCard } from '../views.ts';
import { caseTask } from './case-line.tsx';
import { OwnAgreements } from './parties.tsx';
import { institutionsHref, servicesHref } from './services-path.ts';
import { institutionTexts } from './text/institutions.ts';
import { texts } from './text/index.ts';
import { WardCases } from './ward-cases.tsx';

export interface LookUpsView {
  readonly lookUps: readonly LookUp[];
  /** Null: more than are counted. */
  readonly lastMonth: number | null;
  /** Of these, what the reader's own acts caused. */
  readonly ownLastMonth: number;
}

type Obstacle = 'sign_in' | 'choose_company' | 'for_company';

interface HomeProps {
  readonly frame: Frame;
  readonly view: HomeView;
  /** Events of businesses, on the citizens' page. */
  readonly business?: readonly LifeEventView[] | undefined;
  /** Absent for a stranger, and among businesses before a company is chosen. */
  readonly seen: LookUpsView | undefined;
  /** What has to be done before there is anything of one's own. */
  readonly obstacle?: Obstacle | undefined;
}

/** First page of a front: what to look for, what waits, life events, who looked. */
export function HomePage({ frame, view, business = [], seen, obstacle }: HomeProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const title = view.front === 'mygov' ? words.ask : words.askBusiness;
  return (
    <Page frame={frame} title={title} layout="home">
      <Hero
        title={title}
        action={servicesHref(frame)}
        label={words.searchLabel}
        examples={examplesOf([...view.events, ...business], frame)}
      />
      <div class="wrap stack">
        <Awaited frame={frame} view={view} obstacle={obstacle} />
        <h2>{view.front === 'mygov' ? words.lifeEvents : words.businessEvents}</h2>
        <Events frame={frame} events={view.events} />
        {business.some(({ services }) => services.length > 0) ? (
          <>
            <h2>{words.businessEvents}</h2>
            <Events frame={{ ...frame, brand: 'biznes' }} events={business} />
          </>
        ) : null}
        <p>
          <a href={institutionsHref(frame)}>{institutionTexts[lang].title}</a>
        </p>
        <p>
          {words.otherFront[view.front]}{' '}
          <a href={frame.href(view.front === 'mygov' ? '/biznes' : '/')}>{words.otherFrontLink[view.front]}</a>
        </p>
        {seen ? <Seen frame={frame} seen={seen} /> : null}
      </div>
    </Page>
  );
}

const mostExamples = 3;

function examplesOf(events: readonly LifeEventView[], frame: Frame) {
  const byName = new Map<string, ServiceCard>(
    events.flatMap(({ services }) => services.map((service) => [service.name, service] as const)),
  );
  return [...byName.values()].slice(0, mostExamples).map(({ name, title }) => ({
    href: frame.href(`/xidmetler/${name}`),
    label: texts[frame.lang].lowered(pick(title, frame.lang)),
  }));
}

interface AwaitedProps {
  readonly frame: Frame;
  readonly view: HomeView;
  readonly obstacle: Obstacle | undefined;
}

function Awaited({ frame, view, obstacle }: AwaitedProps): VNode {
  const words = texts[frame.lang];
  if (obstacle) {
    const step = obstacle === 'sign_in' ? '/giris' : '/kimin-adindan';
    return (
      <EmptyState
        href={frame.href(`${step}?davam=${encodeURIComponent(frame.path)}`)}
        action={words.homeObstacleLink[obstacle]}
      >
        {words.homeObstacle[obstacle]}
      </EmptyState>
    );
  }
  const waiting = view.cases.filter(({ status }) => status === 'waiting_for_applicant').length;
  return (
    <>
      <OwnAgreements frame={frame} cards={view.agreements} />
      <WardCases frame={frame} list={view.represented} />
      <h2>{waiting > 0 ? words.awaited(waiting) : words.underWay}</h2>
      {view.cases.length === 0 ? (
        <>
          <EmptyState href={servicesHref(frame)} action={words.findService}>
            {words.none}
          </EmptyState>
          <CompanyHint frame={frame} />
        </>
      ) : (
        <>
          <TaskList tasks={view.cases.map((card) => caseTask(card, frame))} />
          <p>
            <a href={frame.href('/muracietler')}>{words.allCases}</a>
          </p>
        </>
      )}
    </>
  );
}

function Events({ frame, events }: { frame: Frame; events: readonly LifeEventView[] }): VNode {
  const { lang } = frame;
  const words = texts[lang];
  const open = events.filter(({ services }) => services.length > 0);
  if (open.length === 0) return <EmptyState>{words.noEvents}</EmptyState>;
  return (
    <EventList
      events={open.map(({ code, title, services }) => ({
        href: servicesHref(frame, { event: code }),
        title: pick(title, lang),
        about: words.serviceCount(services.length),
      }))}
    />
  );
}

function Seen({ frame, seen }: { frame: Frame; seen: LookUpsView }): VNode {
  const { lang } = frame;
  const words = texts[lang];
  return (
    <>
      <h2>{words.lookUps}</h2>
      <Thread sign="known">
        {seen.lastMonth === null
          ? words.lookUpsMany(formatNumber(mostCounted, lang))
          : words.lookUpsSum(seen.lastMonth, seen.ownLastMonth)}
      </Thread>
      {seen.lookUps.length === 0 ? null : (
        <>
          <Table
            caption={words.lookUpsCaption}
            quiet
            columns={words.lookUpColumns.map((label) => ({ label }))}
            rows={seen.lookUps.map(({ at, institution, own, what, purpose }) => [
              <Time at={at} />,
              <>
                {pick(institution, lang)}
                {own ? <span class="soft small">, {words.ownLookUp}</span> : null}
              </>,
              listed(
                what.map((one) => pick(one, lang)),
                lang,
                '; ',
              ),
              purpose ? pick(purpose, lang) : <span class="soft">{words.noPurpose}</span>,
            ])}
          />
          <p>
            <a href={frame.href('/baxislar')}>{words.allLookUps}</a>
          </p>
        </>
      )}
    </>
  );
}

function obstacleOf({ actor }: Request, front: FrontName): Obstacle | undefined {
  if (actor.person === undefined) return 'sign_in';
  const forCompany = actor.organisation !== undefined;
  if (front === 'biznes') return forCompany ? undefined : 'choose_company';
  // What a company has under way is among businesses: here is what the person has.
  return forCompany ? 'for_company' : undefined;
}

/** Look-ups about the visitor, or about the company they act for. */
async function seenOf(request: Request): Promise<LookUpsView | undefined> {
  const { person, organisation } = request.actor;
  if (person === undefined) return undefined;
  return newestLookUps(request, organisation === undefined ? { person } : { organisation });
}

async function businessEvents(request: Request): Promise<readonly LifeEventView[]> {
  const services = await listServices(request);
  return lifeEvents(request.vahid.releases)
    .filter(({ audience }) => audience === 'business')
    .map(({ code, title }) => ({
      code,
      title,
      services: services.filter((service) => service.lifeEvents.includes(code)),
    }));
}

function homeRoute(path: string, front: FrontName): Route {
  return route({
    method: 'GET',
    path,
    access: 'services.listServices',
    common: true,
    async handler(request) {
      const view = await home(request, front);
      const business = front === 'mygov' ? await businessEvents(request) : [];
      const obstacle = obstacleOf(request, front);
      const seen = obstacle ? undefined : await seenOf(request);
      const own = { view, business, seen, obstacle };
      return page(<HomePage frame={frameOf(request, front)} {...own} />);
    },
  });
}

export const homeRoutes: readonly Route[] = [homeRoute('/', 'mygov'), homeRoute('/biznes', 'biznes')];
