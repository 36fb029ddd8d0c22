import type { VNode } from 'preact';
import { type Static, Type } from 'typebox';
import { frameOf } from '../../../../kernel/http/frame.ts';
import {
  type FormBody,
  formBody,
  formValue,
  idParam,
  page,
  redirect,
  type Request,
  route,
} from '../../../../kernel/http/route.ts';
import { newId } from '../../../../kernel/identifier.ts';
import { type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { pressedIn } from '../../../process/index.ts';
import { type Institution, institutionsByCode } from '../../../identity/index.ts';
import { actOnRequest, actOnReview, saveRequest } from '../actions.ts';
import type { Answers } from '../draft.ts';
import { furtherOf, mostTyped } from '../questions.ts';
import { DraftIncomplete } from '../refusals.ts';
import { requestView, type RequestView } from '../views.ts';
import { requestPath } from './list.tsx';
import { RequestPage } from './request-view.tsx';

/** What a page shows of a form that was refused. */
export interface Wrong {
  readonly refused: Refusal;
  readonly note: string;
  /** What was typed and could not be kept. */
  readonly answers?: Answers;
}

/** A list of fields or of links is longer than what forms usually carry. */
const long = Type.String({ maxLength: mostTyped + 100 });
const answersBody = Type.Record(
  Type.String({ maxLength: 100 }),
  Type.Union([long, Type.Array(long, { maxItems: 100 })]),
);
/** In bytes: letters of Azerbaijani are sent as six. */
export const answersLimit = 1024 ** 2;

/** A request, or one of its reviews, at the desk. */
export const requestRoute = route({
  method: 'GET',
  path: '/masa/kataloq/:id',
  access: 'catalogue.openDesk',
  params: idParam,
  async handler(request) {
    return page(await drawn(request, request.params.id));
  },
});

/** Keeps the answers; with an action, goes on to it. */
export const saveRoute = route({
  method: 'POST',
  path: '/masa/kataloq/:id',
  access: 'catalogue.writeRequest',
  params: idParam,
  body: answersBody,
  bodyLimit: answersLimit,
  async handler(request) {
    const { id } = request.params;
    const view = await requestView(request, id);
    const answers = answersIn(request.body, view);
    const over = formValue(request.body, 'over');
    const refused = await refusedBy(
      () => saveRequest(request, view.row.id, answers, over === '' ? undefined : over),
      [409],
    );
    if (refused)
      return page(await drawn(request, id, { refused, note: formValue(request.body, 'note'), answers }), 409);
    const action = formValue(request.body, 'do');
    return action === '' ? redirect(requestPath(id)) : take(request, id);
  },
});

/** Everything that was typed, fit or not: what does not fit is told when it is read. */
function answersIn(body: Static<typeof answersBody>, { row, read }: RequestView): Answers {
  const given = [...read.asked, ...furtherOf(row.kind)].filter(({ name }) => `q_${name}` in body);
  return Object.fromEntries(given.map(({ name }) => [name, formValue(body, `q_${name}`)]));
}

/** One action on a request or a review. */
export const actRoute = route({
  method: 'POST',
  path: '/masa/kataloq/:id/emel',
  access: 'catalogue.openDesk',
  params: idParam,
  body: formBody,
  async handler(request) {
    return take(request, request.params.id);
  },
});

async function take(request: Request<unknown, unknown, FormBody>, id: string) {
  const view = await requestView(request, id);
  const given = { id, ...pressedIn(request.body) };
  const { note } = given;
  const refused = await refusedBy(
    () => (view.review ? actOnReview(request, given) : actOnRequest(request, given)),
    [409, 422],
  );
  if (!refused) return redirect(requestPath(id));
  return page(await drawn(request, id, { refused, note }), refused.status);
}

async function drawn(request: Request, id: string, wrong?: Wrong): Promise<VNode> {
  const view = await requestView(request, id);
  const institutions: ReadonlyMap<string, Institution> = await institutionsByCode(request);
  const problems = wrong?.refused instanceof DraftIncomplete ? view.read.problems : [];
  return (
    <RequestPage
      frame={frameOf(request, 'desk')}
      id={id}
      view={view}
      institutions={institutions}
      formKey={newId(request.vahid.now().getTime())}
      wrong={wrong}
      problems={problems}
    />
  );
}
