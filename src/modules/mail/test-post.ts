import type { AddressInfo, Socket } from 'node:net';
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
  /** Asked with each letter that was taken: true cuts the line before the sender hears of it. */
  cuts: () => boolean;
  close(): Promise<void>;
}

/** A mail server on this machine. */
export async function openTestPost(): Promise<TestPost> {
  const [taken, refusals]: [Received[], number[]] = [[], []];
  const lines = new Map<number, Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_, session, done) {
      void session;
      const code = refusals.shift();
      done(code === undefined ? null : Object.assign(new Error('not now'), { responseCode: code }));
    },
    onData(stream, { envelope, remotePort }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const [to] = envelope.rcptTo;
        taken.push({ to: to?.address ?? '', raw: Buffer.concat(chunks).toString() });
        if (post.cuts()) lines.get(remotePort)?.destroy();
        else done();
      });
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (line: Socket) => {
    const { remotePort = 0 } = line;
    lines.set(remotePort, line);
    line.once('close', () => lines.delete(remotePort));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.server.address() as AddressInfo;
  const post: TestPost = {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    refusals,
    cuts: () => false,
    close: () => new Promise((done) => server.close(() => done())),
  };
  return post;
}
