import fastify, { type FastifyInstance } from 'fastify';
import type { Actor } from '../src/kernel/access.ts';
import type { Request } from '../src/kernel/http/route.ts';
import { newId } from '../src/kernel/identifier.ts';
import { demoName, demoPeople } from '../src/modules/identity/index.ts';
import { returnPath, signingPort } from '../src/modules/identity/signature/client.ts';
import { type DemoAuthority, openDemoAuthority } from '../src/modules/identity/signature/demo/certificates.ts';
import { mountSigningService } from '../src/modules/identity/signature/demo/mount.ts';
import { type DemoAnswer, type DemoService, openDemoService } from '../src/modules/identity/signature/demo/service.ts';
import { beginSigning, returnFromService, type Returned } from '../src/modules/identity/signature/flow.ts';
import type { TestVahid } from './database.ts';

type Call = DemoService['call'];

/** A signing service on a port of its own, asked over HTTP, which tests may make answer wrongly. */
export interface SigningStage {
  /** Stands between the service and its caller; undefined: the service answers for itself. */
  between: ((service: DemoService, ...call: Parameters<Call>) => Promise<DemoAnswer>) | undefined;
  /** How long it is waited for. */
  seconds: number;
  /** Who issues its certificates from now on, to people who have none yet. */
  authority: DemoAuthority;
  /** Goes the whole way that a browser goes, as somebody signed in; `as`: with whose account at the service. */
  sign(actor: Actor, path: string, given?: { readonly as?: string; readonly agreed?: boolean }): Promise<Returned>;
  /** The same up to the last answer of the service, which is not opened. */
  answerFor(actor: Actor, path: string, given?: { readonly as?: string }): Promise<Readonly<Record<string, string>>>;
  open(actor: Actor, answer: Readonly<Record<string, string>>): Promise<Returned>;
  close(): Promise<void>;
}

/** Somebody in a session, as an order for a signature needs it. */
export const inSession = (actor: Actor): Actor => ({ ...actor, session: newId() });

export async function openSigningStage({ vahid, clock, ctx }: TestVahid): Promise<SigningStage> {
  const trusted = await openDemoAuthority(vahid.keys);
  const client = { clientId: 'vahid', clientSecret: 'a secret of the tests' };
  const server: FastifyInstance = fastify();
  const redirectUri = vahid.config.publicUrl + returnPath;
  const people = demoPeople.map((one) => ({ fin: one.fin, name: demoName(one) }));
  const options = { ...client, base: '', redirectUri, people, authority: async () => stage.authority, now: clock.now };
  const service = openDemoService(options);
  mountSigningService(server, '', {
    ...service,
    call: (...call) => stage.between?.(service, ...call) ?? service.call(...call),
  });
  const base = await server.listen({ host: '127.0.0.1', port: 0 });
  options.base = base;
  const found = { ...client, url: `${base}/csc/v2`, anchors: [trusted.certificate] };
  signingPort.fill(vahid, async () => ({
    ...found,
    seconds: stage.seconds,
    ask: (address, init) => fetch(address, init),
  }));

  const request = (actor: Actor, url: string) => ({ ...ctx(actor), lang: 'az', url }) as Request;
  /** A visit to the service: its page of consent is answered as a person would. */
  const visit = async (address: string, person: string, agreed: boolean): Promise<Readonly<Record<string, string>>> => {
    const led = await fetch(address, { redirect: 'manual' });
    const uid = led.headers.get('location')?.split('/').at(-1) ?? '';
    const back = service.answer(uid, { person, agreed });
    if (back === undefined) throw new Error(`the service does not know the visit ${address}`);
    return Object.fromEntries(new URL(back).searchParams);
  };
  const open = (actor: Actor, answer: Readonly<Record<string, string>>) =>
    returnFromService(request(actor, returnPath), answer);
  const stage: SigningStage = {
    between: undefined,
    seconds: 10,
    authority: trusted,
    open,
    async answerFor(actor, path, { as = finOf(actor) } = {}) {
      const first = await beginSigning(request(actor, path), path.slice('/imza/'.length));
      const chosen = await open(actor, await visit(first, as, true));
      if (!('to' in chosen)) throw chosen.failed;
      return visit(chosen.to, as, true);
    },
    async sign(actor, path, { as = finOf(actor), agreed = true } = {}) {
      const first = await beginSigning(request(actor, path), path.slice('/imza/'.length));
      const chosen = await open(actor, await visit(first, as, true));
      return 'to' in chosen ? open(actor, await visit(chosen.to, as, agreed)) : chosen;
    },
    close: () => server.close(),
  };
  return stage;
}

/** By the name under which somebody signed in. */
function finOf({ name }: Actor): string {
  return demoPeople.find((one) => demoName(one) === name)?.fin ?? '';
}
