import type { VNode } from 'preact';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { page, pageQuery, route } from '../../../kernel/http/route.ts';
import { EmptyState, type Frame, Page, Pagination, TaskList } from '../../../ui/index.ts';
import { ownAgreements } from '../actions/agreeing.ts';
import { myCases } from '../actions/following.ts';
import { representedCases, type WardCard } from '../actions/representing.ts';
import { CompanyHint } from '../../identity/index.ts';
import type { AgreementCard } from '../agreement-views.ts';
import type { OwnCasesView } from '../views.ts';
import { codePath } from './assist-note.tsx';
import { caseTask } from './case-line.tsx';
import { OwnAgreements } from './parties.tsx';
import { reviewsPath } from './review.tsx';
import { servicesHref } from './services-path.ts';
import { assistTexts } from './text/assist.ts';
import { texts } from './text/index.ts';
import { reviewTexts } from './text/review.ts';
import { wardTexts } from './text/ward.ts';

const casesPath = '/muracietler';

interface CasesProps {
  readonly frame: Frame;
  readonly list: OwnCasesView;
  /** Of the person's children and wards. */
  readonly children?: readonly WardCard[];
  /** Asked of the person by other applicants. */
  readonly agreements?: readonly AgreementCard[];
}

/** Applications of the person, or of the company one acts for. */
export function CasesPage({ frame, list, children = [], agreements = [] }: CasesProps): VNode {
  const words = texts[frame.lang];
  const title = frame.brand === 'biznes' ? words.companyCases : words.myCases;
  const { items, waiting, page, pages } = list;
  return (
    <Page frame={frame} title={title}>
      <div class="stack">
        <h1>{title}</h1>
        {waiting > 0 ? <p class="lead">{words.awaited(waiting)}.</p> : null}
        <OwnAgreements frame={frame} cards={agreements} />
        {children.length > 0 ? (
          <>
            <h2>{wardTexts[frame.lang].cases}</h2>
            <TaskList
              tasks={children.map((card) => ({ ...caseTask(card, frame), about: `${card.ward}, ${card.reference}` }))}
            />
          </>
        ) : null}
        {agreements.length + children.length > 0 ? <h2>{title}</h2> : null}
        {items.length === 0 ? (
          <>
            <EmptyState href={servicesHref(frame)} action={words.findService}>
              {words.none}
            </EmptyState>
            <CompanyHint frame={frame} />
          </>
        ) : (
          <TaskList tasks={items.map((card) => caseTask(card, frame))} />
        )}
        {frame.brand === 'mygov' ? (
          <p class="small">
            <a href={frame.href(codePath)}>{assistTexts[frame.lang].codeLink}</a>
            <br />
            <a href={frame.href(reviewsPath)}>{reviewTexts[frame.lang].ownLink}</a>
          </p>
        ) : null}
        <Pagination page={page} pages={pages} href={(n) => frame.href(`${casesPath}?s=${n}`)} />
      </div>
    </Page>
  );
}

export const casesRoute = route({
  method: 'GET',
  path: casesPath,
  access: 'services.readOwnCases',
  query: pageQuery,
  async handler(request) {
    const frame = frameOf(request, ownFront(request));
    const list = await myCases(request, { page: Number(request.query.s ?? '1') });
    const beside = { agreements: await ownAgreements(request), children: await representedCases(request) };
    return page(<CasesPage frame={frame} list={list} {...beside} />);
  },
});
