import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { openPersonStand, type Sent } from './person-stand.ts';
import { right, rooms } from './test-stand.ts';

/* One request says one thing: no body means somebody else than the line, and no parameter another method than the right. */

const [ayna, elvin] = ['7ABCDE1', '7ABCDE2'] as const;

let stand: Awaited<ReturnType<typeof openPersonStand>>;
beforeAll(async () => {
  stand = await openPersonStand(() => openTestVahid({ rooms }));
});
afterAll(() => stand.close());
beforeEach(() => stand.begin());

const denied = 'server.serverproxy.access_denied';
const invalid = 'server.serverproxy.invalid_request';

async function seen(path: string, sent: Sent = {}) {
  const { status, fault, text } = await stand.ask(path, sent);
  const told = (await stand.lines()).map(({ key }) => key).sort();
  return { status, fault, asked: stand.asked.length, told, said: fault === undefined ? '' : text };
}
const unasked = (fault: string, said = '') => ({ fault, asked: 0, told: [], said: expect.stringContaining(said) });

const urlencoded = 'application/x-www-form-urlencoded';
const typed = (type: string, body: string | Buffer, more = {}): Sent => ({
  method: 'POST',
  body,
  headers: { 'Content-Type': type, ...more },
});
const multipart = (disposition: string, more = ''): Sent =>
  typed(`multipart/form-data; boundary=b${more}`, `--b\r\n${disposition}\r\n\r\n${elvin}\r\n--b--\r\n`);
const named = (name: string, more = '') => multipart(`Content-Disposition: form-data; ${name}`, more);
const untyped = (body: string | Buffer): Sent => ({ method: 'POST', body, headers: { 'Content-Type': '' } });

const form = `fin=${elvin}`;
const json = `{"fin":"${elvin}"}`;
const packed = { 'Content-Encoding': 'gzip' };
const plainly = 'must be written plainly, as name=';
const unpacked = 'send it without Content-Encoding';
const inUtf8 = 'must be in UTF-8';

describe('a body says nothing of others that the gateway does not see', () => {
  it.each([
    ['in a packed form', typed(urlencoded, gzipSync(form), packed), unpacked],
    ['in packed JSON', typed('application/json', gzipSync(json), packed), unpacked],
    ['packed twice', typed('text/plain', json, { 'Content-Encoding': 'identity, x-gzip' }), unpacked],
    ['in a form of wide signs', typed(`${urlencoded}; charset=utf-16le`, Buffer.from(form, 'utf16le')), inUtf8],
    ['in a form of IBM', typed(`${urlencoded};charset="IBM037"`, '\x86'), inUtf8],
    ['in JSON of wide signs', typed('application/json; charset=utf-16le', Buffer.from(json, 'utf16le')), inUtf8],
    ['in JSON of wide signs that says nothing of it', typed('text/plain', Buffer.from(json, 'utf16le')), inUtf8],
    ['in the same the other way round', untyped(Buffer.from(json, 'utf16le').swap16()), inUtf8],
    ['in JSON after a mark of the byte order', typed('application/json', `\ufeff${json}`), 'must be JSON in UTF-8'],
    ['in parts of wide signs', named('name="x"', '; charset=utf-16'), inUtf8],
    ['in parts whose charset a part names', named('name="_charset_"'), '_charset_'],
    ['in a form whose charset a field names', typed(urlencoded, '_charset_=utf-16&x=1'), '_charset_'],
    ['by an encoded name', named(`name*=UTF-8''%66in`), plainly],
    ['by a name in pieces', named('name*0="fi"; name*1="n"'), plainly],
    ['by a name in pieces on lines of their own', named('\r\n\tname*0*=fi;\r\n\tname*1="n"'), plainly],
    ['by a name in an encoded word', named('name="=?utf-8?q?fi=6E?="'), plainly],
    ['by a name with percents', named('name="%66in"'), 'the name of another'],
    ['behind a semicolon', typed(urlencoded, `x=1;${form}`), 'the name of another'],
    ['in JSON that calls itself text', typed('text/plain', json), 'says otherwise'],
    ['in JSON without a type', untyped(` ${json}`), 'says otherwise'],
    ['in JSON that calls itself a form', typed(urlencoded, json), 'says otherwise'],
    ['in what begins as JSON', typed('text/plain', `${json} and more`), 'says otherwise'],
  ] satisfies [string, Sent, string][])('%s', async (_, sent, said) => {
    expect(await seen(`/search?fin=${ayna}`, sent)).toMatchObject(unasked(invalid, said));
    stand.begin();
    expect(await seen(`/people/${ayna}/photo`, sent)).toMatchObject(unasked(invalid, said));
  });

  it('nor where it names those concerned itself', async () => {
    const people = `{"people":[{"fin":"${ayna}"}]}`;
    const gzip = typed('application/json', gzipSync(people), packed);
    expect(await seen('/list', gzip)).toMatchObject(unasked(invalid, unpacked));
    const wide = typed('application/json; charset=utf-16le', Buffer.from(people, 'utf16le'));
    expect(await seen('/list', wide)).toMatchObject(unasked(invalid, inUtf8));
    const both = [
      { entity: 'person', in: 'path', at: 'fin' } as const,
      { entity: 'person', in: 'body', at: '/of' } as const,
    ];
    stand.provide(true, [{ method: 'POST', path: '/people/{fin}', subjects: both }]);
    const third = { method: 'POST', body: `{"of":"${ayna}","fin":"${elvin}"}` };
    expect(await seen(`/people/${ayna}`, third)).toMatchObject(unasked(invalid, 'says otherwise'));
    expect(await seen(`/people/${ayna}`, { method: 'POST', body: `{"of":"${elvin}"}` })).toMatchObject({
      status: 200,
      told: [ayna, elvin],
    });
  });

  it.each([
    ['a form with other fields', typed(`${urlencoded}; charset=UTF-8`, 'ad=Aynur+%C6%8F&x=1')],
    ['parts with a file', named(`name="photo"; filename="=?utf-8?q?f?="; filename*=UTF-8''f`)],
    ['JSON with others further in', typed('application/json', `{"child":{"fin":"${elvin}"},"fin":"${ayna}"}`)],
    ['JSON that calls itself text and says the same', typed('text/plain', `{"fin":"${ayna}"}`)],
    ['a list', typed('application/json; charset=utf-8', `[${json}]`)],
    ['a document', typed('application/pdf', Buffer.from('%PDF-1.7\n\xff{"fin":', 'latin1'))],
    ['XML in its own charset', typed('text/xml; charset=windows-1251', `<x name="fin">${elvin}</x>`)],
    ['text', typed('text/plain', `fin: ${elvin}`)],
    ['text that begins like JSON', typed('text/plain', '{one} or {two}')],
    ['JSON that is said not to be packed', typed('application/json', '{}', { 'Content-Encoding': 'Identity' })],
  ] satisfies [string, Sent][])('but goes on as %s', async (_, sent) => {
    expect(await seen(`/search?fin=${ayna}`, sent)).toMatchObject({ status: 200, asked: 1, told: [ayna] });
  });
});

describe('another method than that of the right', () => {
  const asksFor = 'asks for another method';
  const post = (body: string): Sent => ({ method: 'POST', body });
  const somebody = () => `/people/${ayna}/photo`;
  const nobody = () => {
    stand.provide(false, []);
    stand.pair.rights = [{ ...right, method: 'POST', path: '/**' }];
    return '/codes';
  };

  describe.each([
    ['somebody', somebody],
    ['nobody', nobody],
  ] as const)('where it is about %s', (_, begin) => {
    it.each([
      ['the query', '?_method=DELETE', {}],
      ['the query, in disguise', '?x=1&%5FM%65thod=DELETE', {}],
      ['the query behind a semicolon', '?x=1;_method=DELETE', {}],
      ['the query, as a header is called', '?X-HTTP-Method-Override=DELETE', {}],
      ['a form', '', typed(urlencoded, 'x=1&_Method=DELETE')],
      ['a form as PHP reads it', '', typed(urlencoded, 'x=1&.method=DELETE')],
      ['parts', '', named('name="_method"')],
      ['parts, escaped', '', named(String.raw`name="_m\ethod"`)],
      ['JSON', '', post('{"x":1,"_method":"DELETE"}')],
      ['JSON, in disguise', '', post(String.raw`{"\u005f\u006Dethod":"DELETE"}`)],
      ['JSON that calls itself text', '', typed('text/plain', '{"_METHOD":"DELETE"}')],
    ] satisfies [string, string, Sent][])('is not named in %s', async (_where, query, sent) => {
      const path = begin();
      const asked = { method: 'POST', ...sent };
      expect(await seen(`${path}${query}`, asked)).toMatchObject(unasked(denied, asksFor));
    });

    it.each([
      ['that is a packed form', typed(urlencoded, gzipSync('_method=DELETE'), packed), unpacked],
      ['of packed parts', typed('multipart/form-data; boundary=b', gzipSync('--b'), packed), unpacked],
      ['that is a form of other signs', typed(`${urlencoded}; charset=IBM037`, '_'), inUtf8],
      ['with an encoded name', named(`name*=UTF-8''%5Fmethod`), plainly],
      ['of more fields than anybody reads', typed(urlencoded, '&'.repeat(10_001)), 'fields'],
      ['of JSON in wide signs', typed('application/json', Buffer.from('{"_method":"X"}', 'utf16le')), inUtf8],
    ] satisfies [string, Sent, string][])('is not hidden in a body %s', async (_how, sent, said) => {
      expect(await seen(begin(), sent)).toMatchObject(unasked(invalid, said));
    });
  });

  it.each([
    ['a query that is no UTF-8', '?x=%FF&%E0%A4=1&100%', {}],
    ['parameters that sound like it', '?method=1&payment_method=card&_methods=x', {}],
    ['a form in another charset', '', typed(`${urlencoded}; charset=windows-1251`, 'payment_method=%E0&x=%')],
    ['JSON with it further in', '', post('{"call":{"_method":"PUT"},"payment_method":"card","x":"\\u005f"}')],
    ['packed JSON', '', typed('application/json', gzipSync('{}'), packed)],
    ['text with it', '', typed('text/plain', 'call it _method')],
    ['a document', '', typed('application/pdf', '%PDF _method')],
  ] satisfies [string, string, Sent][])('is not taken for what it is not: %s', async (_, query, sent) => {
    expect(await seen(`${nobody()}${query}`, { method: 'POST', ...sent })).toMatchObject({ status: 200, asked: 1 });
  });

  it('is let alone in the body of what is no POST, where it is about nobody', async () => {
    const path = nobody();
    stand.pair.rights = [{ ...right, method: '*', path: '/**' }];
    const put = { ...typed(urlencoded, '_method=DELETE'), method: 'PUT' };
    expect(await seen(path, put)).toMatchObject({ status: 200, asked: 1 });
    expect(await seen(`${path}?x=%FF`)).toMatchObject({ status: 200, asked: 2 });
  });
});
