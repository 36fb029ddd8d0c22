import type { VNode } from 'preact';
import { frameOf, ownFront } from '../kernel/http/frame.ts';
import type { Request } from '../kernel/http/route.ts';
import type { Failure } from '../kernel/http/server.ts';
import { pick } from '../language/lang.ts';
import { StatusPage } from '../ui/index.ts';

/** The page behind every refusal and fault: what happened, and what to do next. */
export function failurePage(request: Request, failure: Failure): VNode {
  // Who holds no office has no desk: its way home would lead back here.
  const front = request.url.startsWith('/masa') && request.actor.appointments.length > 0 ? 'desk' : ownFront(request);
  return (
    <StatusPage
      frame={frameOf(request, front)}
      status={failure.status}
      {...(failure.fault ? { fault: failure.fault } : {})}
    >
      {pick(failure.text, request.lang)}
    </StatusPage>
  );
}
