import type { VNode } from 'preact';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { page, route } from '../../../kernel/http/route.ts';
import { EmptyState, type Frame, Page, TaskList } from '../../../ui/index.ts';
import { myCases } from '../actions/following.ts';
import type { CaseCard } from '../views.ts';
import { caseTask } from './case-line.tsx';
import { servicesHref } from './services.tsx';
import { texts } from './text/index.ts';

interface CasesProps {
  readonly frame: Frame;
  readonly cases: readonly CaseCard[];
}

/** Applications of the person, or of the company one acts for. */
export function CasesPage({ frame, cases }: CasesProps): VNode {
  const words = texts[frame.lang];
  const title = frame.brand === 'biznes' ? words.companyCases : words.myCases;
  const waiting = cases.filter(({ status }) => status === 'waiting_for_applicant').length;
  return (
    <Page frame={frame} title={title}>
      <div class="stack">
        <h1>{title}</h1>
        {waiting > 0 ? <p class="lead">{words.awaited(waiting)}.</p> : null}
        {cases.length === 0 ? (
          <EmptyState href={servicesHref(frame)} action={words.findService}>
            {words.none}
          </EmptyState>
        ) : (
          <TaskList tasks={cases.map((card) => caseTask(card, frame))} />
        )}
      </div>
    </Page>
  );
}

export const casesRoute = route({
  method: 'GET',
  path: '/muracietler',
  access: 'services.readOwnCases',
  async handler(request) {
    const frame = frameOf(request, ownFront(request));
    return page(<CasesPage frame={frame} cases={await myCases(request)} />);
  },
});
