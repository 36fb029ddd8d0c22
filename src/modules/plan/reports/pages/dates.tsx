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
import { plainText } from '../../../../kernel/text.ts';
import { pressedIn } from '../../../process/index.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { type DateDraft, mostRows, withoutEmpty } from '../date-draft.ts';
import { actOnDates, datesView, saveDates } from '../dates.ts';
import { datesPath } from '../path.ts';
import { Incomplete, type Problem } from '../refusals.ts';
import { DatesPage } from './dates-view.tsx';

/** What a page shows of a form that was refused. */
export interface WrongDates {
  readonly problems: readonly Problem[];
  readonly note: string;
}

export const datesRoute = route({
  method: 'GET',
  path: '/masa/plan/tarixler/:id',
  access: 'plan.readDates',
  params: idParam,
  handler: async (request) => page(await drawn(request, request.params.id)),
});

/** Keeps the schedule as it was typed; with an action, goes on to it. */
export const saveDatesRoute = route({
  method: 'POST',
  path: '/masa/plan/tarixler/:id',
  access: 'plan.writeDates',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    await saveDates(request, id, draftIn(request.body));
    const action = formValue(request.body, 'do');
    return action === '' ? redirect(datesPath(id)) : take(request, id, action);
  },
});

export const actDatesRoute = route({
  method: 'POST',
  path: '/masa/plan/tarixler/:id/emel',
  access: 'plan.actOnDates',
  params: idParam,
  body: formBody,
  handler: (request) => take(request, request.params.id, formValue(request.body, 'do')),
});

function draftIn(body: FormBody): DateDraft {
  const value = (name: string, max = 500) => plainText(formValue(body, name)).slice(0, max);
  const rows = Array.from({ length: mostRows }, (_, index) => index);
  return withoutEmpty({
    reason: value('reason', 2000),
    starts: value('starts', 20),
    due: value('due', 20),
    deliverables: rows.map((n) => ({
      code: value(`d${n}_code`, 20),
      title: value(`d${n}_title`),
      gone: value(`d${n}_gone`) === 'yes',
    })),
    milestones: rows.map((n) => ({
      code: value(`m${n}_code`, 20),
      title: value(`m${n}_title`),
      weight: value(`m${n}_weight`, 20),
      deliverable: value(`m${n}_deliverable`, 20),
      starts: value(`m${n}_starts`, 20),
      due: value(`m${n}_due`, 20),
      needs: value(`m${n}_needs`),
      gone: value(`m${n}_gone`) === 'yes',
    })),
  });
}

async function take(request: Request<unknown, unknown, FormBody>, id: string, action: string) {
  const given = { id, ...pressedIn(request.body, action) };
  const { note } = given;
  const refused = await refusedBy(() => actOnDates(request, given), [409, 422]);
  if (!refused) return redirect(datesPath(id));
  return page(await drawn(request, id, { problems: problemsIn(refused), note }), refused.status);
}

function problemsIn(refused: Refusal): readonly Problem[] {
  if (refused instanceof Incomplete) return refused.problems;
  // What the schedule itself does not allow stands at its beginning, whatever else at the reasons.
  const name = refused.code.startsWith('plan.') ? 'due' : 'note';
  return [{ name, text: refused.text }];
}

async function drawn(request: Request, id: string, wrong?: WrongDates): Promise<VNode> {
  return (
    <DatesPage
      frame={frameOf(request, 'desk')}
      view={await datesView(request, id)}
      institutions={await institutionsByCode(request)}
      formKey={newId(request.vahid.now().getTime())}
      wrong={wrong}
    />
  );
}
