import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, idParam, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { refusedBy } from '../../../kernel/refusal.ts';
import { formatDate, pick } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  bound,
  Button,
  ButtonLink,
  Details,
  EmptyState,
  type FieldError,
  Form,
  type Frame,
  Hidden,
  type KeyFact,
  KeyFacts,
  Page,
  Table,
  Tag,
  TaskList,
  TextArea,
} from '../../../ui/index.ts';
import { acceptReview, declineReview, giveReview, ownReviews, reviewPage, saveReview } from '../actions/reviewing.ts';
import { releaseReviewer } from '../actions/releasing.ts';
import { reviewPath } from '../actions/reviews.ts';
import type { OwnReviewView, ReviewView } from '../review-views.ts';
import type { AnswerView, FactView } from '../views.ts';
import { Article } from './article.tsx';
import { tagState } from './case-line.tsx';
import { EvidenceList, reviewFilePath } from './evidence.tsx';
import { insteadOf } from './fact.tsx';
import { lines } from './prose.tsx';
import { Criterion, errorsOf, type Typed, typedIn } from './review-form.tsx';
import { CriteriaTable } from './review-list.tsx';
import { texts } from './text/index.ts';
import { reviewTexts } from './text/review.ts';

export const reviewsPath = '/ekspert-reyleri';

/** Reviews of the signed-in expert. */
export function ReviewsPage({ frame, list }: { frame: Frame; list: readonly OwnReviewView[] }): VNode {
  const { lang, href } = frame;
  const words = reviewTexts[lang];
  return (
    <Page frame={frame} title={words.own}>
      <div class="stack">
        <h1>{words.own}</h1>
        <p class="lead">{words.ownLead}</p>
        {list.length === 0 ? (
          <EmptyState>{words.none}</EmptyState>
        ) : (
          <TaskList
            tasks={list.map((view) => ({
              href: href(reviewPath(view.id)),
              title: pick(view.service, lang),
              about: aboutOf(view, frame),
              state: tagState(view.status),
              tag: pick(view.state, lang),
            }))}
          />
        )}
      </div>
    </Page>
  );
}

function aboutOf({ institution, clock }: OwnReviewView, { lang }: Frame): string {
  const due = clock?.due ? `, ${reviewTexts[lang].by(formatDate(clock.due, lang))}` : '';
  return `${pick(institution.name, lang)}${due}`;
}

interface ReviewProps {
  readonly frame: Frame;
  readonly view: ReviewView;
  readonly typed?: Typed | undefined;
  readonly errors?: readonly FieldError[] | undefined;
}

/** One review: the declaration, then what may be read and what is scored. */
export function ReviewPage({ frame, view, typed, errors = [] }: ReviewProps): VNode {
  const { lang, href } = frame;
  const words = reviewTexts[lang];
  return (
    <Page frame={frame} title={pick(view.title, lang)} error={errors.length > 0}>
      <Back href={href(reviewsPath)}>{words.own}</Back>
      <Alarm errors={errors} />
      <div class="split">
        <div class="stack">
          <h1>{pick(view.title, lang)}</h1>
          <p class="lead">
            {bound(pick(view.service, lang))}. <Article article={view.article} lang={lang} />
          </p>
          {view.step === 'declare' ? <Declaration frame={frame} view={view} /> : null}
          {view.step === 'score' ? <Scoring frame={frame} view={view} typed={typed} errors={errors} /> : null}
          {view.step === 'none' ? <Given frame={frame} view={view} /> : null}
          {view.step === 'none' ? null : <Declining frame={frame} view={view} errors={errors} />}
        </div>
        <div>
          <KeyFacts facts={keyFacts(view, frame)} />
        </div>
      </div>
    </Page>
  );
}

function keyFacts(view: ReviewView, { lang }: Frame): KeyFact[] {
  const [words, own] = [texts[lang], reviewTexts[lang]];
  return [
    { term: words.state, value: <Tag state={tagState(view.status)}>{pick(view.state, lang)}</Tag> },
    ...(view.clock?.due ? [{ term: words.deadline, value: own.by(formatDate(view.clock.due, lang)) }] : []),
    ...(view.total === undefined ? [] : [{ term: own.totalTerm, value: own.total(view.total) }]),
    { term: words.institution, value: pick(view.institution.name, lang) },
  ];
}

function Declaration({ frame, view }: { frame: Frame; view: ReviewView }): VNode {
  const { lang, href } = frame;
  const words = reviewTexts[lang];
  return (
    <>
      <h2>{words.declareTitle}</h2>
      <p>{bound(words.declareLead(pick(view.institution.name, lang)))}</p>
      <ul class="rows">
        {words.conflicts.map((text) => (
          <li>{bound(text)}</li>
        ))}
      </ul>
      <Form action={href(reviewPath(view.id))}>
        <Hidden name="key" value={view.key} />
        <Actions>
          <Button name="do" value="accept">
            {words.accept}
          </Button>
        </Actions>
      </Form>
    </>
  );
}

/** Neither registers nor times are named: they would tell of whom the application is. */
function Scoring({ frame, view, typed, errors = [] }: ReviewProps): VNode {
  const { lang, href } = frame;
  const words = reviewTexts[lang];
  const errorOf = (name: string) => errors.find((one) => one.name === name)?.text;
  const said = (of: Pick<AnswerView | FactView, 'shown' | 'forgottenAt' | 'withheld'>) =>
    of.shown ? lines(pick(of.shown, lang)) : (insteadOf(of, lang) ?? words.nothing);
  const rows = [
    ...view.answers.map((answer) => [
      pick(answer.question, lang),
      answer.files ? (
        <EvidenceList files={answer.files} lang={lang} href={(file) => href(reviewFilePath(view.id, file))} />
      ) : (
        said(answer)
      ),
    ]),
    ...view.facts.map((fact) => [pick(fact.label, lang), said(fact)]),
  ];
  return (
    <>
      <h2>{words.seen}</h2>
      <Table caption={words.seen} quiet columns={[{ label: words.asked }, { label: words.answered }]} rows={rows} />
      <p class="small soft">{bound(words.seenLead)}</p>
      <Form action={href(reviewPath(view.id))}>
        {view.criteria.map((one) => (
          <Criterion frame={frame} criterion={one} typed={typed?.[one.name]} errorOf={errorOf} />
        ))}
        <Hidden name="key" value={view.key} />
        <Actions>
          <Button name="do" value="check">
            {words.check}
          </Button>
          <Button kind="second" name="do" value="save">
            {words.save}
          </Button>
        </Actions>
      </Form>
    </>
  );
}

function Given({ frame, view }: { frame: Frame; view: ReviewView }): VNode {
  const words = reviewTexts[frame.lang];
  return (
    <>
      <p>{words.over}</p>
      {view.total === undefined ? null : (
        <CriteriaTable frame={frame} caption={pick(view.title, frame.lang)} criteria={view.criteria} />
      )}
    </>
  );
}

/** Open at once where something is wrong with the reason. */
function Declining({ frame, view, errors = [] }: ReviewProps): VNode {
  const words = reviewTexts[frame.lang];
  const error = errors.find(({ name }) => name === 'reason')?.text;
  const form = (
    <Form action={frame.href(reviewPath(view.id))}>
      <TextArea name="reason" label={words.declineReason} hint={words.declineHint} max={1000} error={error} />
      <Hidden name="key" value={view.key} />
      <Actions>
        <Button kind="grave" name="do" value="decline">
          {words.decline}
        </Button>
      </Actions>
    </Form>
  );
  if (error !== undefined) return form;
  return <Details summary={words.declineTitle}>{form}</Details>;
}

/** Sending is asked once more, with everything that is sent. */
export function SendReviewPage({ frame, view }: { frame: Frame; view: ReviewView }): VNode {
  const { lang, href } = frame;
  const words = reviewTexts[lang];
  const here = href(reviewPath(view.id));
  return (
    <Page frame={frame} title={words.checkTitle}>
      <Back href={here}>{pick(view.title, lang)}</Back>
      <div class="stack">
        <h1>{words.checkTitle}</h1>
        <p class="lead">{words.checkLead}</p>
        <CriteriaTable frame={frame} caption={words.checkTitle} criteria={view.criteria} />
        <Form action={`${here}/gonder`}>
          <Hidden name="key" value={view.key} />
          <Actions>
            <Button>{words.send}</Button>
            <ButtonLink kind="second" href={here}>
              {words.back}
            </ButtonLink>
          </Actions>
        </Form>
      </div>
    </Page>
  );
}

const releaseParams = Type.Object({ id: Type.String({ format: 'uuid' }), review: Type.String({ format: 'uuid' }) });

type ReviewRequest = Request<{ id: string }>;
const ownFrame = (request: ReviewRequest | Request) => frameOf(request, 'mygov');

const reviewsRoute = route({
  method: 'GET',
  path: reviewsPath,
  access: 'services.readOwnReviews',
  handler: async (request) => page(<ReviewsPage frame={ownFrame(request)} list={await ownReviews(request)} />),
});

const reviewRoute = route({
  method: 'GET',
  path: '/ekspert-reyleri/:id',
  access: 'services.readReview',
  params: idParam,
  async handler(request) {
    return page(<ReviewPage frame={ownFrame(request)} view={await reviewPage(request, request.params)} />);
  },
});

const reviewActRoute = route({
  method: 'POST',
  path: '/ekspert-reyleri/:id',
  access: 'services.actOnReview',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { body, lang, params } = request;
    const { id } = params;
    const [action, key] = [formValue(body, 'do'), formValue(body, 'key')];
    const again = async (errors: (view: ReviewView) => readonly FieldError[], typed?: Typed) => {
      const view = await reviewPage(request, { id });
      return page(<ReviewPage frame={ownFrame(request)} view={view} typed={typed} errors={errors(view)} />, 422);
    };
    if (action === 'accept') await acceptReview(request, { id, key });
    if (action === 'decline') {
      const refused = await refusedBy(
        () => declineReview(request, { id, key, reason: formValue(body, 'reason') }),
        [422],
      );
      if (refused) return again(() => [{ name: 'reason', text: pick(refused.text, lang) }]);
      return redirect(reviewsPath);
    }
    if (action === 'save' || action === 'check') {
      const typed = typedIn(body);
      const wrong = await saveReview(request, { id, lines: typed });
      const view = await reviewPage(request, { id });
      const errors = errorsOf(view, wrong, action === 'check' ? typed : undefined, lang);
      if (errors.length > 0) return again(() => errors, typed);
      if (action === 'check') return redirect(`${reviewPath(id)}/gonder`);
    }
    return redirect(reviewPath(id));
  },
});

const sendReviewForm = route({
  method: 'GET',
  path: '/ekspert-reyleri/:id/gonder',
  access: 'services.actOnReview',
  params: idParam,
  async handler(request) {
    const view = await reviewPage(request, request.params);
    if (view.step !== 'score' || !view.complete) return redirect(reviewPath(view.id));
    return page(<SendReviewPage frame={ownFrame(request)} view={view} />);
  },
});

const sendReviewRoute = route({
  method: 'POST',
  path: '/ekspert-reyleri/:id/gonder',
  access: 'services.actOnReview',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    await giveReview(request, { id, key: formValue(request.body, 'key') });
    return redirect(reviewPath(id));
  },
});

const releaseRoute = route({
  method: 'POST',
  path: '/masa/is/:id/reyci/:review',
  access: 'services.releaseReviewer',
  params: releaseParams,
  body: formBody,
  async handler(request) {
    const { params, body } = request;
    await releaseReviewer(request, { ...params, reason: formValue(body, 'reason'), key: formValue(body, 'key') });
    return redirect(`/masa/is/${params.id}`);
  },
});

export const reviewRoutes = [
  reviewsRoute,
  reviewRoute,
  reviewActRoute,
  sendReviewForm,
  sendReviewRoute,
  releaseRoute,
] as const;
