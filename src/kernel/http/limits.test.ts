import { connect, type AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { refuseSlow } from './limits.ts';

describe('a form that does not come to its end', () => {
  it('is broken off, but not one with files, nor an answer that takes long', async () => {
    const server = Fastify();
    refuseSlow(server, (url) => url === '/files', 100);
    server.post('/form', async () => 'done');
    server.post('/files', async () => 'done');
    server.get('/slow', () => new Promise((done) => setTimeout(() => done('done'), 400)));
    await server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const ask = (head: string, rest: string, after: number) =>
      new Promise<string>((answered) => {
        const socket = connect(port, '127.0.0.1');
        let text = '';
        socket.on('data', (bytes) => (text += bytes.toString())).on('close', () => answered(text));
        socket.on('error', () => undefined);
        socket.write(`${head} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n`);
        if (rest === '') socket.write('\r\n');
        else socket.write('Content-Type: text/plain\r\nContent-Length: 4\r\n\r\n');
        if (rest !== '') setTimeout(() => socket.writable && socket.write(rest), after);
      });
    const answers = await Promise.all([
      ask('POST /form', 'abcd', 0),
      ask('POST /form', 'abcd', 400),
      ask('POST /files', 'abcd', 400),
      ask('GET /slow', '', 0),
    ]);
    expect(answers.map((text) => text.includes('done'))).toEqual([true, false, true, true]);
    await server.close();
  });
});
