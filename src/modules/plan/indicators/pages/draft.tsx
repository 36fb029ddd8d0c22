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
import { pressedIn } from '../../../process/index.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { draftView } from '../desk.ts';
import { actOnDraft, saveDraft } from '../drafts.ts';
import { type Answers, fieldNames } from '../form.ts';
import { draftPath } from '../path.ts';
import { SheetIncomplete } from '../refusals.ts';
import { measurementsOf } from '../views.ts';
import { DraftPage } from './draft-view.tsx';

/** What a page shows of a form that was refused. */
export interface Wrong {
  readonly refused: Refusal;
  readonly note: string;
}

/** A sheet on its way to approval. */
export const draftRoute = route({
  method: 'GET',
  path: '/masa/plan/gosterici/:id',
  access: 'plan.openIndicatorDesk',
  params: idParam,
  handler: async (request) => page(await drawn(request, request.params.id)),
});

/** Keeps what was typed; with an action, goes on to it. */
export const saveDraftRoute = route({
  method: 'POST',
  path: '/masa/plan/gosterici/:id',
  access: 'plan.draftIndicator',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    await saveDraft(request, id, typedIn(request.body));
    return formValue(request.body, 'do') === '' ? redirect(draftPath(id)) : take(request, id);
  },
});

/** Of a box without a tick nothing is sent. */
function typedIn(body: FormBody): Answers {
  const said = (name: string) => (name === 'sampled' || name in body ? [[name, formValue(body, name)]] : []);
  return Object.fromEntries(fieldNames.flatMap(said));
}

/** One action on a sheet. */
export const actOnDraftRoute = route({
  method: 'POST',
  path: '/masa/plan/gosterici/:id/emel',
  access: 'plan.actOnIndicator',
  params: idParam,
  body: formBody,
  handler: (request) => take(request, request.params.id),
});

async function take(request: Request<unknown, unknown, FormBody>, id: string) {
  const pressed = pressedIn(request.body);
  const { note } = pressed;
  const refused = await refusedBy(() => actOnDraft(request, { id, ...pressed }), [409, 422]);
  if (!refused) return redirect(draftPath(id));
  return page(await drawn(request, id, { refused, note }), refused.status);
}

async function drawn(request: Request, id: string, wrong?: Wrong): Promise<VNode> {
  return (
    <DraftPage
      frame={frameOf(request, 'desk')}
      view={await draftView(request, id)}
      names={await institutionsByCode(request)}
      measurements={[...measurementsOf(request).values()]}
      formKey={newId(request.vahid.now().getTime())}
      wrong={wrong}
      problems={wrong?.refused instanceof SheetIncomplete ? wrong.refused.problems : []}
    />
  );
}
