import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../kernel/http/route.ts';
import { pick } from '../../../language/index.ts';
import { EmptyState, type Frame, Page, Queue } from '../../../ui/index.ts';
import { worklist } from '../actions/desk.ts';
import type { WorklistItem, WorklistView } from '../views.ts';
import { deadlineOf } from './case-line.tsx';
import { bound } from './prose.tsx';
import { texts } from './text/index.ts';

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

interface QueueProps {
  readonly frame: Frame;
  readonly list: WorklistView;
  /** Case that is open beside it. */
  readonly current?: string | undefined;
  readonly alone?: boolean | undefined;
}

/** Cases that wait, the most urgent first. */
export function CaseQueue({ frame, list, current, alone }: QueueProps): VNode {
  const words = texts[frame.lang];
  return (
    <Queue
      title={words.queue}
      summary={list.items.length === 0 ? words.queueNone : bound(words.queueSum(list.items.length, list.overdue))}
      items={list.items.map((item) => queueItem(item, frame, current))}
      alone={alone}
    />
  );
}

function queueItem(item: WorklistItem, { lang, href }: Frame, current: string | undefined) {
  const words = texts[lang];
  return {
    href: href(`/masa/is/${item.id}`),
    title: item.applicant ?? words.noApplicant,
    about: `${item.reference}, ${words.lowered(pick(item.service, lang))}`,
    deadline: item.clock && deadlineOf(item.clock),
    current: item.id === current,
  };
}

/** The queue as a page of its own: on a phone, and where one begins. */
export function QueuePage({ frame, list }: { frame: Frame; list: WorklistView }): VNode {
  const words = texts[frame.lang];
  return (
    <Page frame={frame} title={words.deskCases}>
      <h1 class="hidden">{words.deskCases}</h1>
      {list.items.length === 0 ? (
        <EmptyState>{words.queueEmpty}</EmptyState>
      ) : (
        <CaseQueue frame={frame} list={list} alone />
      )}
    </Page>
  );
}

export const queueRoute = route({
  method: 'GET',
  path: '/masa',
  access: 'services.readWorklist',
  async handler(request) {
    const list = await worklist(request);
    return page(<QueuePage frame={deskFrame(request, list.items.length)} list={list} />);
  },
});
