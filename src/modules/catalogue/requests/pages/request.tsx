import type { VNode } from 'preact';
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
import { type Institution, institutionsByCode } from '../../../identity/index.ts';
import { actOnRequest, actOnReview, saveRequest } from '../actions.ts';
import { type Answers, askedOf } from '../draft.ts';
import { furtherOf } from '../questions.ts';
import { DraftIncomplete } from '../refusals.ts';
import { requestView, type RequestView } from '../views.ts';
import { requestPath } from './list.tsx';
import { RequestPage } from './request-view.tsx';

/** What a page shows of a form that was refused. */
export interface Wrong {
  readonly refused: Refusal;
  readonly note: string;
}

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
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const view = await requestView(request, id);
    await saveRequest(request, view.row.id, answersIn(request.body, view));
    const action = formValue(request.body, 'do');
    return action === '' ? redirect(requestPath(id)) : take(request, id, action);
  },
});

function answersIn(body: FormBody, { row }: RequestView): Answers {
  const asked = [...askedOf(row.kind, row.draft.base), ...furtherOf(row.kind)];
  const given = asked.filter(({ name }) => `q_${name}` in body);
  return Object.fromEntries(
    given.map(({ name, max = 10_000 }) => [name, formValue(body, `q_${name}`).slice(0, max + 100)]),
  );
}

/** One action on a request or a review. */
export const actRoute = route({
  method: 'POST',
  path: '/masa/kataloq/:id/emel',
  access: 'catalogue.openDesk',
  params: idParam,
  body: formBody,
  async handler(request) {
    return take(request, request.params.id, formValue(request.body, 'do'));
  },
});

async function take(request: Request<unknown, unknown, FormBody>, id: string, action: string) {
  const { body } = request;
  const view = await requestView(request, id);
  const note = formValue(body, 'note');
  const version = Number(formValue(body, 'version'));
  const given = {
    id,
    action,
    note,
    key: `${action}:${formValue(body, 'key')}`,
    ...(Number.isInteger(version) && version > 0 ? { version } : {}),
  };
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
  const problems = wrong?.refused instanceof DraftIncomplete ? wrong.refused.problems : [];
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
