import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import {
  type FormBody,
  formBody,
  formValue,
  idParam,
  page,
  redirect,
  type Request,
  route,
} from '../../../kernel/http/route.ts';
import { newId } from '../../../kernel/identifier.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { pressedIn } from '../../process/index.ts';
import { actOnProposal, saveProposal } from './actions.ts';
import { type Proposed, proposedFields } from './draft.ts';
import { proposalPath, proposalsPath } from './path.ts';
import { ProposalPage } from './proposal-view.tsx';
import { ProposalIncomplete } from './refusals.ts';
import { proposalView } from './views.ts';

/** What a page shows of a form that was refused. */
export interface Wrong {
  readonly refused: Refusal;
  readonly note: string;
}

/** A proposal at the desk. */
export const proposalRoute = route({
  method: 'GET',
  path: `${proposalsPath}/:id`,
  access: 'catalogue.openDesk',
  params: idParam,
  async handler(request) {
    return page(await drawn(request, request.params.id));
  },
});

/** Keeps what was typed; with an action, goes on to it. */
export const saveProposalRoute = route({
  method: 'POST',
  path: `${proposalsPath}/:id`,
  access: 'catalogue.writeConcept',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    await saveProposal(request, id, typedIn(request.body));
    const action = formValue(request.body, 'do');
    return action === '' ? redirect(proposalPath(id)) : take(request, id);
  },
});

const typedIn = (body: FormBody): Proposed =>
  Object.fromEntries(
    proposedFields
      .filter((name) => `q_${name}` in body)
      .map((name) => [name, formValue(body, `q_${name}`).slice(0, 5500)]),
  );

/** One action on a proposal. */
export const actOnProposalRoute = route({
  method: 'POST',
  path: `${proposalsPath}/:id/emel`,
  access: 'catalogue.openDesk',
  params: idParam,
  body: formBody,
  async handler(request) {
    return take(request, request.params.id);
  },
});

async function take(request: Request<unknown, unknown, FormBody>, id: string) {
  const pressed = pressedIn(request.body);
  const { note } = pressed;
  const refused = await refusedBy(() => actOnProposal(request, { id, ...pressed }), [409, 422]);
  if (!refused) return redirect(proposalPath(id));
  return page(await drawn(request, id, { refused, note }), refused.status);
}

async function drawn(request: Request, id: string, wrong?: Wrong): Promise<VNode> {
  return (
    <ProposalPage
      frame={frameOf(request, 'desk')}
      view={await proposalView(request, id)}
      formKey={newId(request.vahid.now().getTime())}
      wrong={wrong}
      problems={wrong?.refused instanceof ProposalIncomplete ? wrong.refused.problems : []}
    />
  );
}
