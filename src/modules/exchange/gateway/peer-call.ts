import type { GatewayEntry } from '../../../protocols/gateway/configuration.ts';
import { type Budget, type Hold, mostUnderWay, openBudget } from './body.ts';
import { clientFault } from './fault.ts';
import { type Link, openLink } from './link.ts';
import { isCallable } from './provider-call.ts';
import type { ReceivedMessage, SealedMessage } from './wire.ts';

export interface PeerClient {
  /** Hands a message to a gateway and gets its answer, not yet checked. Throws {@link GatewayFault}. */
  send(peer: GatewayEntry, message: SealedMessage, hold: Hold): Promise<ReceivedMessage>;
  /** Ends all connections, also those that are no longer used; what is under way has failed. */
  close(): Promise<void>;
}

/** Certificate and key by which this gateway shows itself to others, in PEM. */
export interface Credentials {
  readonly cert: string;
  readonly key: string;
}

/** Gateways stand in all networks, but never where machines keep their secrets. */
const allowed = { loopback: true, private: true };

interface Known {
  /** What it was opened for: certificates of both sides, and the address. */
  readonly of: readonly [cert: string, peer: GatewayEntry];
  readonly link: Link;
}

/**
 * Calls other gateways over TLS in which both sides show the certificate that the configuration names: one connection
 * for each, which is opened when it is wanted.
 */
export function openPeerClient(
  credentials: Credentials,
  now: () => Date,
  bodies: Budget = openBudget(mostUnderWay),
): PeerClient {
  const current = new Map<string, Known>();
  const all = new Set<Link>();
  let isClosed = false;

  function linkTo(peer: GatewayEntry): Link {
    if (isClosed) throw clientFault('network_error', 'This gateway ends');
    const { cert } = credentials;
    const known = current.get(peer.id);
    if (known && known.of[0] === cert && isSame(known.of[1], peer) && known.link.isOpen()) return known.link;
    // What is under way ends; nothing new goes by an old certificate, or where the configuration no longer points.
    known?.link.retire();
    const address = new URL(peer.address);
    if (!isCallable(address, allowed)) throw clientFault('network_error', 'The address may not be called');
    const ended = () => void all.delete(link);
    const link = openLink({ peer, address, credentials, now, bodies, allowed, ended });
    all.add(link);
    current.set(peer.id, { of: [cert, peer], link });
    return link;
  }

  return {
    send: async (peer, message, hold) => linkTo(peer).ask(message, hold),
    close() {
      isClosed = true;
      for (const link of all) link.destroy();
      return Promise.resolve();
    },
  };
}

const isSame = (one: GatewayEntry, other: GatewayEntry): boolean =>
  one === other || (one.address === other.address && one.certificates.join(' ') === other.certificates.join(' '));
