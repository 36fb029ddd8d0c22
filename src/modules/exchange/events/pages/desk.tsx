import type { ComponentChildren, VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../../kernel/http/route.ts';
import { formatNumber, type Lang, pick, type Text } from '../../../../language/index.ts';
import { Back, EmptyState, type Frame, Page, Table, Time } from '../../../../ui/index.ts';
import { directoryPath } from '../../directory/path.ts';
import { systemTitles } from '../../look-up.ts';
import { type EventsDesk, eventsAtDesk, type Watched } from '../desk.ts';
import { modes } from '../entities.ts';
import { eventsDesk, eventsPage } from '../path.ts';
import { t } from '../text/index.ts';
import { eventType } from '../type.ts';
import { State } from './parts.tsx';

/** At the desk: what one's own institution publishes, who gets it, and what its systems get. */
export const deskPage = route({
  method: 'GET',
  path: eventsDesk,
  access: 'exchange.watchEvents',
  query: Type.Object({}),
  async handler(request) {
    const desk = await eventsAtDesk(request);
    const frame = frameOf(request, 'desk');
    const { lang } = frame;
    const names = await namesOf(request as Request, desk);
    return page(
      <Page frame={frame} title={t(lang, 'deskTitle')}>
        <Back href={frame.href(directoryPath)}>{t(lang, 'exchange')}</Back>
        <div class="stack">
          <h1>{t(lang, 'deskTitle')}</h1>
          <p class="lead">{t(lang, desk.everybody ? 'auditorLead' : 'deskLead')}</p>
          <h2>{t(lang, 'publishedTypes')}</h2>
          {desk.types.length === 0 ? (
            <EmptyState>{t(lang, 'publishedNone')}</EmptyState>
          ) : (
            <Published {...{ frame, desk }} />
          )}
          <h2>{t(lang, 'given')}</h2>
          {desk.given.length === 0 ? (
            <EmptyState>{t(lang, 'givenNone')}</EmptyState>
          ) : (
            <Subscriptions {...{ frame, names }} lines={desk.given} caption={t(lang, 'given')} />
          )}
          {desk.everybody ? null : <Taken {...{ frame, names, desk }} />}
        </div>
      </Page>,
    );
  },
});

export interface Names {
  readonly system: (id: string) => Text;
  readonly event: (type: string) => Text;
}

export async function namesOf(request: Request, { given, taken }: Pick<EventsDesk, 'given' | 'taken'>): Promise<Names> {
  const system = await systemTitles(
    request,
    [...given, ...taken].map(({ client }) => client),
  );
  return {
    system,
    event: (type) => eventType(request.vahid, type)?.event.title ?? { az: type, en: type, ru: type },
  };
}

function Taken({
  frame,
  names,
  desk,
}: {
  readonly frame: Frame;
  readonly names: Names;
  readonly desk: EventsDesk;
}): VNode {
  const { lang, href } = frame;
  return (
    <>
      <h2>{t(lang, 'taken')}</h2>
      {desk.taken.length === 0 ? (
        <EmptyState href={href(eventsPage)} action={t(lang, 'allTypes')}>
          {t(lang, 'takenNone')}
        </EmptyState>
      ) : (
        <Subscriptions {...{ frame, names }} lines={desk.taken} caption={t(lang, 'taken')} />
      )}
    </>
  );
}

function Published({ frame: { lang, href }, desk }: { readonly frame: Frame; readonly desk: EventsDesk }): VNode {
  const systems = [...new Set(desk.types.map(({ subsystem }) => subsystem.split('/').at(-1) ?? ''))];
  return (
    <>
      <Table
        caption={t(lang, 'publishedTypes')}
        quiet
        columns={[
          { label: t(lang, 'event') },
          { label: t(lang, 'register') },
          { label: t(lang, 'subscriptions'), num: true, onPhone: t(lang, 'subscriptions') },
          { label: t(lang, 'last'), onPhone: t(lang, 'last') },
        ]}
        rows={desk.types.map(({ type, event, register, figures }) => [
          <a href={href(`${eventsPage}/${type}`)}>{pick(event.title, lang)}</a>,
          pick(register.title, lang),
          formatNumber(figures?.subscriptions ?? 0, lang),
          figures?.last ? <Time at={figures.last} /> : <span class="soft">{t(lang, 'never')}</span>,
        ])}
      />
      <p>
        {t(lang, 'openapi')}{' '}
        {systems.map((system, index) => (
          <>
            {index > 0 ? ', ' : null}
            <a href={`/api/v1/exchange/event-services/${system}/openapi.json`}>{system}</a>
          </>
        ))}
      </p>
    </>
  );
}

interface SubscriptionsProps {
  readonly frame: Frame;
  readonly names: Names;
  readonly lines: readonly Watched[];
  readonly caption: string;
}

function Subscriptions({ frame: { lang, href }, names, lines, caption }: SubscriptionsProps): VNode {
  return (
    <Table
      caption={caption}
      quiet
      columns={[
        { label: t(lang, 'subscriber') },
        { label: t(lang, 'event') },
        { label: t(lang, 'mode') },
        { label: t(lang, 'state') },
        { label: t(lang, 'waiting'), num: true, onPhone: t(lang, 'waiting') },
        { label: t(lang, 'dead'), num: true, onPhone: t(lang, 'dead') },
      ]}
      rows={lines.map((line) => [
        <a href={href(`${eventsDesk}/${line.id}`)}>{pick(names.system(line.client), lang)}</a>,
        pick(names.event(line.type), lang),
        pick(modes[line.mode], lang),
        <State lang={lang} of={line} />,
        counted((line.standing?.waiting ?? 0) + (line.standing?.behind ?? 0), lang),
        counted(line.standing?.dead ?? 0, lang),
      ])}
    />
  );
}

/** Very many are not counted to the end. */
export function counted(count: number, lang: Lang): ComponentChildren {
  return count >= 10_000 ? t(lang, 'more', { count: formatNumber(10_000, lang) }) : formatNumber(count, lang);
}
