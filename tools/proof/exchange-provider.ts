// An information system: answers /…/N with N bytes. A process of its own; tells its port.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What it tells. */
export type Told = number;

const bodies = new Map<string, Buffer>();

const server = createServer((asked, answer) => {
  const size = asked.url?.split('/').at(-1) ?? '';
  const body = bodies.get(size) ?? Buffer.alloc(Number(size), '{"name":"Aygün"}');
  bodies.set(size, body);
  answer.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  answer.end(body);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
