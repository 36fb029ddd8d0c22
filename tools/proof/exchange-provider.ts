// An information system: answers /…/N with N bytes. A process of its own; tells its port.
import { randomBytes, randomInt } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What it tells. */
export type Told = number;

const bodies = new Map<string, Buffer>();

const names = ['Aygün', 'Əli', 'Nigar', 'Rəşad', 'Leyla', 'Kamran', 'Günel', 'Tural'];
const pick = <T>(list: readonly T[]): T | undefined => list[randomInt(list.length)];

/** An answer of so many bytes as registers give them: names repeat, numbers and codes do not, so that it packs no better than theirs. */
function people(size: number): Buffer {
  const list: string[] = [];
  const whole = (rest: string) => Buffer.from(`{"people":[${list.join(',')}],"rest":"${rest}"}`);
  while (whole('').length < size) {
    const fin = randomBytes(4).toString('hex').slice(0, 7).toUpperCase();
    const born = `19${randomInt(40, 99)}-0${randomInt(1, 9)}-${randomInt(10, 28)}`;
    const address = { city: 'Bakı', street: `${pick(names)} küçəsi`, house: randomInt(1, 400) };
    list.push(JSON.stringify({ fin, name: pick(names), surname: `${pick(names)}ov`, born, address }));
  }
  list.pop();
  const room = Math.max(size - whole('').length, 0);
  return whole(randomBytes(room).toString('base64').slice(0, room)).subarray(0, size);
}

const server = createServer((asked, answer) => {
  const size = asked.url?.split('/').at(-1) ?? '';
  const body = bodies.get(size) ?? people(Number(size));
  bodies.set(size, body);
  answer.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  answer.end(body);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
