import { Type } from 'typebox';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { file, formBody, formValue, idParam, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { notFound, Refusal } from '../../../kernel/refusal.ts';
import { demoName, demoPeople } from '../demo-people.ts';
import { signingService, returnPath } from './client.ts';
import { demoConsentPath, demoSigningPort } from './demo/port.ts';
import { DemoConsentPage } from './demo/page.tsx';
import { beginSigning, minutesToSign, returnFromService, signatureOrder } from './flow.ts';
import { NotSignedPage, SignPage } from './pages.tsx';
import { signingFailed } from './refusals.ts';

/** An official signs at the desk, everybody else at their own front. */
const frameFor = (request: Request, back: string) =>
  frameOf(request, back.startsWith('/masa') ? 'desk' : ownFront(request));

const said = Type.Optional(Type.String({ maxLength: 2000 }));

const ownRoutes = [
  route({
    method: 'GET',
    path: '/imza/:id',
    access: 'identity.sign',
    params: idParam,
    async handler(request) {
      const { id } = request.params;
      const order = await signatureOrder(request, id);
      if ('to' in order) return redirect(order.to);
      return page(<SignPage frame={frameFor(request, order.back)} id={id} order={order} minutes={minutesToSign} />);
    },
  }),
  route({
    method: 'GET',
    path: '/imza/:id/davam',
    access: 'identity.sign',
    params: idParam,
    async handler(request) {
      const { id } = request.params;
      const order = await signatureOrder(request, id);
      if ('to' in order) return redirect(order.to);
      try {
        return redirect(await beginSigning(request, id));
      } catch (failed) {
        return notSigned(request, failed, order.back);
      }
    },
  }),
  route({
    method: 'GET',
    path: returnPath,
    access: 'identity.sign',
    query: Type.Object({ state: said, code: said, error: said }),
    async handler(request) {
      const next = await returnFromService(request, request.query);
      return 'to' in next ? redirect(next.to) : notSigned(request, next.failed, next.back);
    },
  }),
  route({
    method: 'GET',
    path: '/imza/etibar.pem',
    access: 'identity.readSigningAnchors',
    async handler({ vahid }) {
      const { anchors } = await signingService(vahid);
      return file(anchors.map(String).join(''), 'application/x-pem-file', 'etibar.pem');
    },
  }),
];

/** A refusal is told with the way back; anything else is a fault of ours. */
function notSigned(request: Request, failed: unknown, back: string) {
  if (!(failed instanceof Refusal)) throw failed;
  return page(<NotSignedPage frame={frameFor(request, back)} text={failed.text} back={back} />, failed.status);
}

/** The demo service's page of consent; where it is not mounted there is no such page. */
function demoSigning({ vahid }: Request) {
  if (!vahid.ports.has(demoSigningPort.name)) throw notFound();
  return demoSigningPort.of(vahid);
}

const uidParam = Type.Object({ uid: Type.String({ pattern: '^[A-Za-z0-9_-]{10,100}$' }) });

const demoRoutes = [
  route({
    method: 'GET',
    path: `${demoConsentPath}/:uid`,
    access: 'identity.sign',
    params: uidParam,
    async handler(request) {
      const { uid } = request.params;
      const asked = demoSigning(request).waits(uid);
      if (!asked) throw signingFailed();
      const people = demoPeople.map((one) => ({ fin: one.fin, name: demoName(one) }));
      return page(
        <DemoConsentPage
          frame={frameOf(request, ownFront(request))}
          asked={asked}
          people={people}
          uid={uid}
          own={request.actor.name}
        />,
      );
    },
  }),
  route({
    method: 'POST',
    path: `${demoConsentPath}/:uid`,
    access: 'identity.sign',
    params: uidParam,
    body: formBody,
    async handler(request) {
      const { body, params } = request;
      const next = demoSigning(request).answer(params.uid, {
        person: formValue(body, 'person'),
        agreed: formValue(body, 'agree') === 'yes',
      });
      if (!next) throw signingFailed();
      return redirect(next);
    },
  }),
];

export const signatureRoutes = [...ownRoutes, ...demoRoutes];
