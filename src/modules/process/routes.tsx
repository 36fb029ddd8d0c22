import { Type } from 'typebox';
import { frameOf, ownFront } from '../../kernel/http/frame.ts';
import {
  formBody,
  formValue,
  idParam,
  page,
  pageQuery,
  redirect,
  type Request,
  type Route,
  route,
} from '../../kernel/http/route.ts';
import { notFound, refusedBy } from '../../kernel/refusal.ts';
import { pick } from '../../language/index.ts';
import { pressedIn } from './action-door.ts';
import { actOnApproval, approval, approvals } from './approvals.ts';
import { approvalsPath, type Box, markRead, notifications } from './notices.ts';
import { ApprovalPage, ApprovalsPage, type WrongStep } from './pages/approvals.tsx';
import { NotificationsPage, onePage } from './pages/notifications.tsx';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function box(path: string, access: string, of: Box): Route[] {
  const show = route({
    method: 'GET',
    path,
    access,
    query: pageQuery,
    async handler(request) {
      const number = Number(request.query.s ?? '1');
      const found = await notifications(request, { box: of, limit: onePage, offset: (number - 1) * onePage });
      const frame = frameOf(request, of === 'desk' ? 'desk' : ownFront(request));
      const mail = request.vahid.config.smtp !== undefined;
      return page(<NotificationsPage frame={frame} box={of} page={number} mail={mail} {...found} />);
    },
  });
  const mark = route({
    method: 'POST',
    path,
    access,
    query: Type.Object({}),
    body: formBody,
    async handler(request) {
      const id = formValue(request.body, 'id');
      if (id !== '' && !uuid.test(id)) throw notFound();
      await markRead(request, { box: of, ...(id === '' ? {} : { id }) });
      return redirect(path);
    },
  });
  return [show, mark];
}

const list = route({
  method: 'GET',
  path: approvalsPath,
  access: 'process.readWorklist',
  query: pageQuery,
  async handler(request) {
    const number = Number(request.query.s ?? '1');
    const found = await approvals(request, number);
    return page(<ApprovalsPage frame={frameOf(request, 'desk')} page={number} {...found} />);
  },
});

async function onePageOf(request: Request<{ id: string }>, wrong?: WrongStep) {
  const view = await approval(request, request.params.id);
  return <ApprovalPage frame={frameOf(request, 'desk')} view={view} wrong={wrong} />;
}

const one = route({
  method: 'GET',
  path: `${approvalsPath}/:id`,
  access: 'process.readAtDesk',
  params: idParam,
  handler: async (request) => page(await onePageOf(request)),
});

const take = route({
  method: 'POST',
  path: `${approvalsPath}/:id`,
  access: 'process.actAtDesk',
  params: idParam,
  body: formBody,
  async handler(request) {
    const { body, params, lang } = request;
    // Here a form without a version is refused too.
    const given = { id: params.id, version: -1, ...pressedIn(body) };
    const { note } = given;
    const refused = await refusedBy(() => actOnApproval(request, given), [409, 422, 503]);
    if (!refused) return redirect(`${approvalsPath}/${params.id}`);
    return page(await onePageOf(request, { note, text: pick(refused.text, lang) }), refused.status);
  },
});

export const routes: readonly Route[] = [
  list,
  one,
  take,
  ...box('/bildirisler', 'process.readNotifications', 'own'),
  ...box('/masa/bildirisler', 'process.readDeskNotifications', 'desk'),
];
