import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import {
  type Answer,
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
import { pick } from '../../../../language/index.ts';
import { readDate, readNumber } from '../../../../ui/index.ts';
import { pressedIn } from '../../../process/index.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { actOnSpending } from '../actions/acting.ts';
import { removeCondition, setCondition, showEvidence, verifyCondition } from '../actions/conditions.ts';
import { updateDelivery } from '../actions/delivery.ts';
import { nameCabinetAct, proposeWaiverOf, resolveDuplicate, waiveCheck } from '../actions/reviewing.ts';
import { saveSpending } from '../actions/writing.ts';
import { checkRules, evidenceKinds, gates, resolutions } from '../choices.ts';
import { today } from '../lookup.ts';
import { deskRequestPath } from '../path.ts';
import { deskRequest } from '../reading.ts';
import { notNow, SpendingIncomplete } from '../refusals.ts';
import { rulesOf } from '../rules.ts';
import { answersIn } from './answering.tsx';
import { RequestPage } from './request-view.tsx';

type Asked = Request<{ id: string }, unknown, FormBody>;

export const requestRoute = route({
  method: 'GET',
  path: deskRequestPath(':id'),
  access: 'plan.openSpending',
  params: idParam,
  async handler(request) {
    return page(await drawn(request, request.params.id));
  },
});

/** Keeps the answers; with a step, goes on to it. */
export const saveRoute = route({
  method: 'POST',
  path: deskRequestPath(':id'),
  access: 'plan.writeSpending',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { id } = request.params;
    const { row } = await deskRequest(request, id);
    const answers = answersIn(request.body, rulesOf(request), row.answers, today(request), request.lang);
    await saveSpending(request, id, answers);
    return formValue(request.body, 'do') === '' ? redirect(deskRequestPath(id)) : take(request);
  },
});

export const actRoute = route({
  method: 'POST',
  path: `${deskRequestPath(':id')}/emel`,
  access: 'plan.openSpending',
  params: idParam,
  body: formBody,
  handler: async (request) => take(request),
});

/** The key and the version let a form that was sent twice, or too late, be told apart. */
function take(request: Asked): Promise<Answer> {
  const given = { id: request.params.id, ...pressedIn(request.body) };
  return tried(request, () => actOnSpending(request, given), given.note);
}

/** Does it and leads back; what was refused comes back with its reason. */
async function tried(request: Asked, action: () => Promise<unknown>, note = ''): Promise<Answer> {
  const { id } = request.params;
  const refused = await refusedBy(action, [409, 422]);
  return refused ? page(await drawn(request, id, { refused, note }), refused.status) : redirect(deskRequestPath(id));
}

function among<K extends string>(body: FormBody, name: string, known: Readonly<Record<K, unknown>>): K | undefined {
  const value = formValue(body, name);
  return Object.hasOwn(known, value) ? (value as K) : undefined;
}

/** Proposes to waive a check, or grants it: by what the form says. */
export const waiveRoute = route({
  method: 'POST',
  path: `${deskRequestPath(':id')}/yoxlama`,
  access: 'plan.openSpending',
  params: idParam,
  body: formBody,
  handler: async (request) =>
    tried(request, async () => {
      const { body } = request;
      const { id } = request.params;
      const rule = among(body, 'rule', checkRules);
      if (!rule) throw notNow();
      if (formValue(body, 'do') === 'grant') return waiveCheck(request, id, rule);
      return proposeWaiverOf(request, id, { rule, why: formValue(body, 'why') });
    }),
});

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

export const resolveRoute = route({
  method: 'POST',
  path: `${deskRequestPath(':id')}/tekrar`,
  access: 'plan.resolveSpendingDuplicate',
  params: idParam,
  body: formBody,
  handler: async (request) =>
    tried(request, async () => {
      const resolution = among(request.body, 'resolution', resolutions);
      const candidate = formValue(request.body, 'candidate');
      if (!resolution || !isId(candidate)) throw notNow();
      const reason = formValue(request.body, 'reason');
      await resolveDuplicate(request, request.params.id, { candidate, resolution, reason });
    }),
});

/** Sets, removes, shows or verifies a condition, or names the act of the Cabinet: by what the form says. */
export const conditionRoute = route({
  method: 'POST',
  path: `${deskRequestPath(':id')}/sert`,
  access: 'plan.openSpending',
  params: idParam,
  body: formBody,
  handler: async (request) => tried(request, () => onCondition(request)),
});

async function onCondition(request: Asked): Promise<unknown> {
  const { body } = request;
  const { id } = request.params;
  const action = formValue(body, 'do');
  if (action === 'act') return nameCabinetAct(request, id, formValue(body, 'act'));
  if (action === 'set') {
    const due = formValue(body, 'due');
    return setCondition(request, id, {
      text: formValue(body, 'text'),
      owner: formValue(body, 'owner') || undefined,
      evidence: among(body, 'evidence', evidenceKinds),
      due: due === '' ? undefined : readDate(due),
      gate: among(body, 'gate', gates),
      blocking: formValue(body, 'blocking') === 'yes',
    });
  }
  const condition = formValue(body, 'condition');
  if (!isId(condition)) throw notNow();
  if (action === 'remove') return removeCondition(request, id, condition);
  if (action === 'show') return showEvidence(request, id, condition, formValue(body, 'shown'));
  return verifyCondition(request, id, condition);
}

export const deliveryRoute = route({
  method: 'POST',
  path: `${deskRequestPath(':id')}/icra`,
  access: 'plan.updateSpendingDelivery',
  params: idParam,
  body: formBody,
  handler: async (request) =>
    tried(request, () => {
      const { body, lang } = request;
      const sum = (name: string) => {
        const typed = formValue(body, name);
        return readNumber(typed, lang) ?? typed;
      };
      return updateDelivery(request, request.params.id, {
        forecast: sum('forecast'),
        committed: sum('committed'),
        contract: formValue(body, 'contract'),
        budgetLine: formValue(body, 'budgetLine'),
        supplier: formValue(body, 'supplier'),
        endsOn: readDate(formValue(body, 'endsOn')),
        benefits: formValue(body, 'benefits'),
        scopeChanged: formValue(body, 'scopeChanged') === 'yes',
        hostingChanged: formValue(body, 'hostingChanged') === 'yes',
      });
    }),
});

interface Wrong {
  readonly refused: Refusal;
  readonly note: string;
}

async function drawn(request: Request, id: string, wrong?: Wrong): Promise<VNode> {
  const frame = frameOf(request, 'desk');
  const view = await deskRequest(request, id);
  // What was written and cannot be read is marked as soon as it is kept, not only when it is sent.
  const unread = view.may.write ? view.read.problems.filter(({ name }) => (view.row.answers[name] ?? '') !== '') : [];
  const problems = wrong?.refused instanceof SpendingIncomplete ? wrong.refused.problems : unread;
  return (
    <RequestPage
      frame={frame}
      id={id}
      view={view}
      rules={rulesOf(request)}
      today={today(request)}
      institutions={await institutionsByCode(request)}
      formKey={newId(request.vahid.now().getTime())}
      note={wrong?.note ?? ''}
      problems={problems}
      error={wrong && pick(wrong.refused.text, frame.lang)}
    />
  );
}
