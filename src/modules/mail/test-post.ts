import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly to: string;
  readonly raw: string;
}

export interface TestPost {
  /** For `VAHID_SMTP`. */
  readonly url: string;
  /** Letters taken, in their order. */
  readonly taken: Received[];
  /** Codes with which the next letters are answered, instead of being taken. */
  readonly refusals: number[];
  close(): Promise<void>;
}

/** A mail server on this machine. */
export async function openTestPost(): Promise<TestPost> {
  const [taken, refusals]: [Received[], number[]] = [[], []];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_, session, done) {
      void session;
      const code = refusals.shift();
      done(code === undefined ? null : Object.assign(new Error('not now'), { responseCode: code }));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const [to] = envelope.rcptTo;
        taken.push({ to: to?.address ?? '', raw: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    refusals,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
