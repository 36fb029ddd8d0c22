import type { X509Certificate } from 'node:crypto';
import { connect, type TLSSocket } from 'node:tls';
import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { fingerprintOf } from '../../../protocols/gateway/certificate.ts';
import { protocolName } from '../../../protocols/gateway/envelope.ts';
import { inChargeOf } from '../../identity/index.ts';
import { guarded, isCallable } from '../gateway/provider-call.ts';
import { centreOf } from './actions.ts';
import { isInForce } from './configuration.ts';
import * as store from './store.ts';

/** What came of the attempt to reach a gateway. */
export interface Tried {
  /** `right`: it shows a certificate of its own that is in force; `wrong`: another one; else nothing was shown. */
  readonly outcome: 'right' | 'wrong' | 'forbidden' | 'silent' | 'refused';
  readonly milliseconds: number;
  /** Of the certificate that was shown. */
  readonly fingerprint?: string | undefined;
  readonly validTo?: Date | undefined;
  /** Name of the error, as the network gave it: `ECONNREFUSED`. */
  readonly code?: string | undefined;
}

const longestMs = 5000;

/**
 * Tries the address that is registered for a gateway, as another gateway would: a TLS handshake and nothing else.
 * @throws notFound, notAllowed
 */
export async function testConnection(ctx: Context, id: string): Promise<Tried> {
  const gateway = await store.findGateway(ctx.db, { id });
  if (!gateway) throw notFound();
  const ownerInstitution = await inChargeOf(ctx, gateway.institution);
  allow(ctx, 'exchange.testConnection', { institution: await centreOf(ctx), ownerInstitution });
  await audit(ctx, 'exchange.testConnection', id);
  const now = ctx.vahid.now();
  const own = (await store.findCertificates(ctx.db, id)).filter((one) => one.client === null && isInForce(one, now));
  const tried = await shake(new URL(gateway.address), { loopback: ctx.vahid.config.mode === 'demo', private: true });
  if (!('shown' in tried)) return tried;
  const { shown, milliseconds } = tried;
  const fingerprint = fingerprintOf(shown, now);
  const outcome = own.some((one) => one.fingerprint === fingerprint) ? 'right' : 'wrong';
  return { outcome, milliseconds, fingerprint, validTo: shown?.validToDate };
}

type Shaken = Tried | { readonly shown: X509Certificate | undefined; readonly milliseconds: number };

function shake(address: URL, allowed: Parameters<typeof guarded>[0]): Promise<Shaken> {
  const began = performance.now();
  const milliseconds = () => Math.round(performance.now() - began);
  if (!isCallable(address, allowed)) return Promise.resolve({ outcome: 'forbidden', milliseconds: 0 });
  const host = address.hostname.replace(/^\[|\]$/g, '');
  return new Promise((done) => {
    const socket: TLSSocket = connect({
      host,
      port: Number(address.port || '443'),
      lookup: guarded(allowed),
      rejectUnauthorized: false,
      minVersion: 'TLSv1.3',
      ALPNProtocols: [protocolName],
    });
    const end = (result: Shaken) => {
      socket.destroy();
      done(result);
    };
    socket.setTimeout(longestMs, () => end({ outcome: 'silent', milliseconds: milliseconds() }));
    // A connection that is answered a byte at a time never falls silent.
    const timer = setTimeout(() => end({ outcome: 'silent', milliseconds: milliseconds() }), longestMs);
    socket.on('close', () => clearTimeout(timer));
    socket.on('secureConnect', () => end({ shown: socket.getPeerX509Certificate(), milliseconds: milliseconds() }));
    socket.on('error', ({ code, message }: NodeJS.ErrnoException) =>
      end({
        outcome: message.endsWith(' may not be called') ? 'forbidden' : 'refused',
        milliseconds: milliseconds(),
        code: /^[A-Z_]{3,60}$/.test(code ?? '') ? code : undefined,
      }),
    );
  });
}
