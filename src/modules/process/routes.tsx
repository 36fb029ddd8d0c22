import { Type } from 'typebox';
import { frameOf, ownFront } from '../../kernel/http/frame.ts';
import { formBody, formValue, page, pageQuery, redirect, type Route, route } from '../../kernel/http/route.ts';
import { notFound } from '../../kernel/refusal.ts';
import { type Box, markRead, notifications } from './notices.ts';
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
      return page(<NotificationsPage frame={frame} box={of} page={number} {...found} />);
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

export const routes: readonly Route[] = [
  ...box('/bildirisler', 'process.readNotifications', 'own'),
  ...box('/masa/bildirisler', 'process.readDeskNotifications', 'desk'),
];
