import type { Actor } from '../access.ts';
import type { Context } from '../context.ts';
import type { Session } from '../session.ts';
import { port } from '../vahid.ts';

/* Apart from the server: who fills these need not load it, as in a gateway, which has no pages. */

/** Who a session is: filled by identity. */
export const actorPort = port<(session: Session) => Promise<Actor | undefined>>('actor of session');

/** May a session still act for its organisation? Throws a refusal when not; filled by identity. */
export const standingPort = port<(ctx: Context, session: Session, writes: boolean) => Promise<void>>(
  'right to act for an organisation',
);
