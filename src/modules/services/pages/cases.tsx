import type { VNode } from 'preact';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { page, pageQuery, route } from '../../../kernel/http/route.ts';
import { EmptyState, type Frame, Page, Pagination, TaskList } from '../../../ui/index.ts';
import { ownAgreements } from '../actions/agreeing.ts';
import { myCases } from '../actions/following.ts';
import { representedCases } from '../actions/representing.ts';
import { hasReviews } from '../actions/reviewing.ts';
import { CompanyHint } from '../../identity/index.ts';
import type { AgreementCard } from '../agreement-views.ts';
import type { OwnCasesView, RepresentedView } from '../views.ts';
import { codePath } from './assist-note.tsx';
import { caseTask } from './case-line.tsx';
import { OwnAgreements } from './parties.tsx';
import { reviewsPath } from './review.tsx';
import { servicesHref } from './services-path.ts';
import { assistTexts } from './text/assist.ts';
import { texts } from './text/index.ts';
import { reviewTexts } from './text/review.ts';
import { WardCases } from './ward-cases.tsx';

const casesPath = '/muracietler';

interface CasesProps {
  readonly frame: Frame;
  readonly list: OwnCasesView;
  /** Of the person's children and wards. */
  readonly represented?: RepresentedView;
  /** Asked of the person by other applicants. */
  readonly agreements?: readonly AgreementCard[];
  /** The person was drawn as a reviewer. */
  readonly reviews?: boolean;
}

const nobodys: RepresentedView = { items: [], more: false };

/** Applications of the person, or of the company one acts for. */
export function CasesPage(props: CasesProps): VNode {
  const { frame, list, represented = nobodys, agreements = [], reviews = false } = props;
  const words = texts[frame.lang];
  const title = frame.brand === 'biznes' ? words.companyCases : words.myCases;
  const { items, waiting, page, pages } = list;
  return (
    <Page frame={frame} title={title}>
      <div class="stack">
        <h1>{title}</h1>
        {waiting > 0 ? <p class="lead">{words.awaited(waiting)}.</p> : null}
        <OwnAgreements frame={frame} cards={agreements} />
        <WardCases frame={frame} list={represented} />
        {agreements.length + represented.items.length > 0 ? <h2>{words.ownCases}</h2> : null}
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
            {reviews ? (
              <>
                <br />
                <a href={frame.href(reviewsPath)}>{reviewTexts[frame.lang].ownLink}</a>
              </>
            ) : null}
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
    const [agreements, represented, reviews] = await Promise.all([
      ownAgreements(request),
      representedCases(request),
      hasReviews(request),
    ]);
    const beside = { agreements, represented, reviews };
    return page(<CasesPage frame={frame} list={list} {...beside} />);
  },
});
