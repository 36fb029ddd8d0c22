import { Type } from 'typebox';
import { frameOf, ownFront } from '../../kernel/http/frame.ts';
import { formBody, formValue, page, redirect, type Request, route } from '../../kernel/http/route.ts';
import { sessionCookieFor } from '../../kernel/http/cookie.ts';
import { notFound } from '../../kernel/refusal.ts';
import {
  chooseBehalf,
  endOtherSessions,
  endOwnSession,
  institutions,
  ownMandates,
  ownSessions,
  signOut,
} from './actions.ts';
import { demoPeople } from './demo-people.ts';
import { demoChoicePath, demoPort } from './demo-provider.ts';
import { ownPath } from './own-path.ts';
import { detailsPath } from './foreigner/actions.ts';
import { BehalfPage, self } from './pages/behalf.tsx';
import { DemoChoicePage } from './pages/demo-choice.tsx';
import { SessionsPage, SignOutPage } from './pages/sessions.tsx';
import { signInFailed } from './refusals.ts';
import { beginSignIn, callbackPath, completeSignIn } from './sign-in.ts';

const backQuery = Type.Object({ davam: Type.Optional(Type.String({ maxLength: 4000 })) });
const uidParam = Type.Object({ uid: Type.String({ pattern: '^[A-Za-z0-9_-]{10,100}$' }) });

const signInRoutes = [
  route({
    method: 'GET',
    path: '/giris',
    access: 'identity.signIn',
    ofSession: true,
    query: backQuery,
    async handler(request) {
      const { to, cookies } = await beginSignIn(request, request.query.davam);
      return redirect(to, cookies);
    },
  }),
  route({
    method: 'GET',
    path: callbackPath,
    access: 'identity.signIn',
    ofSession: true,
    query: Type.Object({ state: Type.Optional(Type.String({ maxLength: 200 })) }),
    async handler(request) {
      const { to, cookies } = await completeSignIn(request, request.query.state);
      return redirect(to, cookies);
    },
  }),
  route({
    method: 'GET',
    path: '/cixis',
    access: 'identity.signOut',
    ofSession: true,
    handler: async (request) => page(<SignOutPage frame={frameOf(request, ownFront(request))} />),
  }),
  route({
    method: 'POST',
    path: '/cixis',
    access: 'identity.signOut',
    ofSession: true,
    body: formBody,
    async handler(request) {
      await signOut(request);
      return redirect('/', [sessionCookieFor('', 0)]);
    },
  }),
];

/** The demo provider's page of choice; where it is not mounted there is no such page. */
function demoSignIn({ vahid }: Request) {
  if (!vahid.ports.has(demoPort.name)) throw notFound();
  return demoPort.of(vahid);
}

const demoRoutes = [
  route({
    method: 'GET',
    path: `${demoChoicePath}/:uid`,
    access: 'identity.signIn',
    ofSession: true,
    params: uidParam,
    async handler(request) {
      if (!(await demoSignIn(request).waits(request.params.uid))) throw signInFailed();
      return page(
        <DemoChoicePage
          frame={frameOf(request, 'mygov')}
          people={demoPeople}
          institutions={await institutions(request)}
          action={`${demoChoicePath}/${request.params.uid}`}
        />,
      );
    },
  }),
  route({
    method: 'POST',
    path: `${demoChoicePath}/:uid`,
    access: 'identity.signIn',
    ofSession: true,
    params: uidParam,
    body: formBody,
    async handler(request) {
      const next = await demoSignIn(request).choose(request.params.uid, formValue(request.body, 'person'));
      if (!next) throw signInFailed();
      return redirect(next);
    },
  }),
];

const sessionRoutes = [
  route({
    method: 'GET',
    path: '/sessiyalar',
    access: 'identity.seeSessions',
    ofSession: true,
    async handler(request) {
      const sessions = await ownSessions(request);
      const frame = frameOf(request, ownFront(request));
      const details = request.actor.assurance === 'low' ? detailsPath : undefined;
      return page(<SessionsPage {...{ frame, sessions, present: request.actor.session ?? '', details }} />);
    },
  }),
  route({
    method: 'POST',
    path: '/sessiyalar',
    access: 'identity.endSession',
    ofSession: true,
    body: formBody,
    async handler(request) {
      const session = formValue(request.body, 'session');
      if (session === 'others') await endOtherSessions(request);
      else await endOwnSession(request, session);
      return redirect('/sessiyalar');
    },
  }),
];

const behalfPath = '/kimin-adindan';

async function behalfPage(request: Request, davam: string | undefined, wrong: boolean) {
  const { actor } = request;
  const front = davam !== undefined && ownPath(davam).startsWith('/biznes') ? 'biznes' : ownFront(request);
  return (
    <BehalfPage
      frame={frameOf(request, front)}
      name={actor.name ?? ''}
      mandates={await ownMandates(request)}
      present={actor.organisation}
      action={davam === undefined ? behalfPath : `${behalfPath}?davam=${encodeURIComponent(ownPath(davam))}`}
      wrong={wrong}
    />
  );
}

const behalfRoutes = [
  route({
    method: 'GET',
    path: behalfPath,
    access: 'identity.actFor',
    ofSession: true,
    query: backQuery,
    handler: async (request) => page(await behalfPage(request, request.query.davam, false)),
  }),
  route({
    method: 'POST',
    path: behalfPath,
    access: 'identity.actFor',
    ofSession: true,
    query: backQuery,
    body: formBody,
    async handler(request) {
      const chosen = formValue(request.body, 'organisation');
      if (chosen === '') return page(await behalfPage(request, request.query.davam, true), 422);
      await chooseBehalf(request, chosen === self ? null : chosen);
      const usual = chosen === self ? '/' : '/biznes';
      return redirect(request.query.davam === undefined ? usual : ownPath(request.query.davam));
    },
  }),
];

export const pageRoutes = [...signInRoutes, ...demoRoutes, ...sessionRoutes, ...behalfRoutes];
