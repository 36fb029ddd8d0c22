import { expect, it } from 'vitest';
import { readApart } from './apart.ts';
import { readOpenApi } from './read.ts';

const head =
  'openapi: 3.0.3\ninfo: { title: A, version: "1" }\npaths: { /x: { get: { responses: { "200": { description: ok } } } } }\n';

it('a long document is read beside the program, as one that is read at once', async () => {
  const long = `${head}x-about: ${'a'.repeat(20_000)}\n`;
  expect(await readApart(long)).toEqual(readOpenApi(head));
});

it('a document that would keep everybody waiting is given up', async () => {
  // 800 kB of it take eight minutes.
  const endless = `${head}x-about: "${'\n'.repeat(400_000)}"`;
  await expect(readApart(endless, 1)).rejects.toMatchObject({ code: 'exchange.openapi_too_hard', status: 422 });
  // Those who come after it are read, and told what is wrong.
  const wrong = `${head}x-about: ${'a'.repeat(20_000)}\nx-about: again\n`;
  await expect(readApart(wrong)).rejects.toMatchObject({
    code: 'exchange.openapi_unreadable',
    details: { place: '5:1' },
  });
});
