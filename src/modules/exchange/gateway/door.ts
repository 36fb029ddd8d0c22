import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import type { Hold } from './body.ts';
import type { Station } from './station.ts';

/** Takes one request. What it holds of the memory for bodies is let go once the answer has left. */
export type Leg = (incoming: IncomingMessage, answer: ServerResponse, hold: Hold) => Promise<void>;

/** For an answer to be read, in milliseconds: who does not read keeps nobody else from the memory for bodies. */
const leaving = 60_000;

/** Puts a leg behind a door: whatever it throws ends its own connection, and nothing else. */
export function serveBy(
  leg: Leg,
  station: Pick<Station, 'bodies' | 'note'>,
  leavingMs: number = leaving,
): RequestListener {
  return (incoming, answer) => {
    const hold = station.bodies.hold();
    const release = () => hold.release();
    leg(incoming, answer, hold)
      .catch((error: unknown) => {
        station.note(error, {});
        answer.destroy();
      })
      .finally(() => {
        if (answer.writableFinished || answer.destroyed) return release();
        const timer = setTimeout(() => answer.destroy(), leavingMs).unref();
        answer.once('close', () => {
          clearTimeout(timer);
          release();
        });
      });
  };
}

/** Limits of a door: connections, and how long a request may take to come. */
export function limit(server: Server, listener: RequestListener): Server {
  Object.assign(server, { maxConnections: 1024, headersTimeout: 20_000, requestTimeout: 60_000 });
  // Who waits to be told to go on waits until it was judged.
  for (const event of ['request', 'checkContinue', 'checkExpectation']) server.on(event, listener);
  return server;
}

export const listen = (server: NetServer, port: number, host: string): Promise<number> =>
  new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => done((server.address() as AddressInfo).port));
  });

/** Takes nothing new, and ends what is not finished in time. */
export const shut = (server: Server, graceMs: number): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      done();
    });
    server.closeIdleConnections();
  });
