import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorAnswer } from './error.ts';
import { compileGlob, normalPaths } from './glob.ts';
import {
  printClientId,
  printServiceId,
  readClientId,
  readGatewayId,
  readRepresentedParty,
  readServiceId,
} from './identifier.ts';
import {
  answerTo,
  type Header,
  parseRequest,
  parseResponse,
  readRequest,
  requestBytes,
  requestHash,
  responseBytes,
  type RestRequest,
} from './message.ts';

const ids = { requestId: '00000000-0000-4000-8000-000000000001', id: 'AZ-00000000-0000-4000-8000-000000000002' };
const target = '/r1/AZ/GOV/1234/Reg/people/v1/7?x=1';
const client: Header = ['X-Road-Client', 'AZ/GOV/9/App'];
const ask = (headers: readonly Header[] = [client], at = target, method = 'GET') =>
  readRequest({ method, target: at, headers }, ids);

describe('a request', () => {
  it('is named by its path and its headers', () => {
    expect(ask()).toMatchObject({
      method: 'GET',
      path: '/r1/AZ/GOV/1234/Reg/people/v1/7',
      query: 'x=1',
      client: { instance: 'AZ', memberClass: 'GOV', memberCode: '9', subsystem: 'App' },
      service: { instance: 'AZ', memberClass: 'GOV', memberCode: '1234', subsystem: 'Reg', service: 'people' },
      servicePath: '/v1/7',
      id: ids.id,
      requestId: ids.requestId,
    });
  });

  it('keeps path and query as they were sent', () => {
    const { path, query, servicePath } = ask([client], '/r1/AZ/GOV/1/S/svc/p%3B/?a=%20&b?c');
    expect([path, query, servicePath]).toEqual(['/r1/AZ/GOV/1/S/svc/p%3B/', 'a=%20&b?c', '/p%3B/']);
    expect(ask([client], '/r1/AZ/GOV/1/S/svc').servicePath).toBe('');
    expect(ask([client], '/r1/AZ/GOV/1/S/svc/').servicePath).toBe('/');
  });

  it('has identifiers with slashes and letters of any script', () => {
    const { service } = ask([client], '/r1/AZ/GOV/a%2Fb/%C6%8Fmlak%20reyestri/v');
    expect([service.memberCode, service.subsystem]).toEqual(['a/b', 'Əmlak reyestri']);
  });

  // pr-rest §4.3, and what X-Road's code drops beside them.
  const ofOneLeg =
    'Connection Content-Length Expect Host keep-alive Proxy-Authenticate Proxy-Authorization Server TE Trailer Transfer-Encoding Upgrade User-Agent'.split(
      ' ',
    );

  it('goes on without the headers of one leg and those that a gateway alone sets', () => {
    const sent: Header[] = [
      ...ofOneLeg.map((name): Header => [name, 'x']),
      ['Authorization', 'Bearer t'],
      client,
      ['X-Road-Request-Id', 'mine'],
      ['x-road-request-hash', 'mine'],
    ];
    expect(ask(sent).headers).toEqual([
      ['Authorization', 'Bearer t'],
      client,
      ['x-road-request-id', ids.requestId],
      ['x-road-id', ids.id],
    ]);
  });

  it('keeps the id of its sender', () => {
    const { id, headers } = ask([client, ['X-Road-Id', 'mine']]);
    expect(id).toBe('mine');
    expect(headers.filter(([name]) => name.toLowerCase() === 'x-road-id')).toEqual([['X-Road-Id', 'mine']]);
  });

  it.each([
    ['X-Road-Client', 'AZ/COM/7'],
    ['x_road_client', 'AZ/COM/7'],
    ['X-Road-UserId', 'b'],
    ['X_Vahid_Purpose', 'x'],
  ])('is refused where a provider could read %s otherwise than its gateway', (name, value) => {
    const sent: Header[] = [client, ['X-Road-UserId', 'a'], [name, value]];
    expect(() => ask(sent)).toThrow(expect.objectContaining({ what: 'header' }));
    const own = [['x-road-request-id', ids.requestId], ['x-road-id', ids.id], ...sent].map((one) => one.join(':'));
    const bytes = Buffer.from(['GET', target, ...own, ''].join('\r\n'));
    expect(() => parseRequest(bytes)).toThrow(expect.objectContaining({ what: 'header' }));
  });

  it('is refused in words that repeat nothing of it', () => {
    const odd = `${'a'.repeat(199)}\u{1F600} b`;
    const tries = [
      () => ask([client], `/r1/AZ/GOV/1/S/v/${odd}`),
      () => ask([client], target, odd),
      () => ask([['X-Road-Client', odd]]),
      () => ask([['X-Road-Client', `AZ/GOV/%E0${odd}`]]),
      () => ask([client, ['X-Road-Security-Server', `AZ/GOV/${odd}`]]),
      () => ask([client, ['X-Road-Represented-Party', `a/b/${odd}`]]),
    ];
    for (const one of tries) expect(one).toThrow(/^[ -~]{1,100}$/);
  });

  it.each(['a#b', 'a b', 'ə', 'a\u0000', 'a\n'])(
    'is refused for a query that nobody would get as it is: %j',
    (query) => {
      expect(() => ask([client], `/r1/AZ/GOV/1/S/v?${query}`)).toThrow(expect.objectContaining({ what: 'target' }));
    },
  );

  it.each([
    ['target', '/r1/AZ/GOV/1/S'],
    ['target', 'r1/AZ/GOV/1/S/v'],
    ['target', 'http://a/r1/AZ/GOV/1/S/v'],
    ['target', '/r1/AZ/GOV/%E0%A4/S/v'],
    ['target', '/r1/AZ/GOV/1/S/v/a b'],
    ['target', '/r1/AZ/GOV//S/v'],
    ['target', '/r1/AZ/GOV/%00/S/v'],
    ['version', '/r2/AZ/GOV/1/S/v'],
    ['version', '/x/AZ/GOV/1/S/v'],
  ])('is refused for its %s: %s', (what, at) => {
    expect(() => ask([client], at)).toThrow(expect.objectContaining({ what }));
  });

  it.each([
    ['client', []],
    ['client', [['X-Road-Client', 'AZ/GOV']]],
    ['client', [['X-Road-Client', 'AZ/GOV/1/S/v']]],
    ['gateway', [client, ['X-Road-Security-Server', 'AZ/GOV/1']]],
    ['party', [client, ['X-Road-Represented-Party', 'AZ/GOV/1']]],
  ] as const)('is refused for its %s: %j', (what, headers) => {
    expect(() => ask(headers)).toThrow(expect.objectContaining({ what }));
    expect(() => ask([client], target, 'CONNECT')).toThrow(expect.objectContaining({ what: 'method' }));
  });
});

describe('the hash of a request', () => {
  // Worked by the rule of the protocol, not by this program: SHA-512 of the lines, and of that with the body's.
  const headers: Header[] = [client, ['accept', 'application/json']];
  const headOf = (request: RestRequest) => createHash('sha512').update(requestBytes(request)).digest();

  it('covers its lines', () => {
    const request = ask(headers);
    expect(requestBytes(request).toString()).toBe(
      `GET\r\n${target}\r\nX-Road-Client:AZ/GOV/9/App\r\naccept:application/json\r\nx-road-request-id:${ids.requestId}\r\nx-road-id:${ids.id}\r\n`,
    );
    expect(requestHash(headOf(request))).toBe(
      '5/AzYL6aE/ItfLH95b7q5Pcs6+NH7Ggv+1HFAichRL16tto/VSUdyiqrUui4eUpel30SQBUCc+fZVYKiS+IYdQ==',
    );
  });

  it('covers its body', () => {
    const sha512 = createHash('sha512').update('{"a":1}').digest();
    expect(requestHash(headOf(ask(headers)), { sha512 })).toBe(
      'f3/juvBtNBJb0dXFRWQBDW7nNHNkOqtIpSQR2SW52hY+CL9eketxDfUJ4hra/GvNTqOwGXjj4bHQfPjcwUFo7g==',
    );
  });
});

describe('an answer', () => {
  it('is bound to its request, and says nothing of the exchange that its provider made up', () => {
    const given: Header[] = [
      ['Date', 'a'],
      ['X-Road-Id', 'forged'],
      ['Server', 'x'],
      ['date', 'b'],
      ['x-road-service', 'forged'],
      ['Location', '/elsewhere'],
    ];
    const answer = answerTo(ask(), 'HASH', { status: 302, reason: 'Found', headers: given });
    expect(responseBytes(answer).toString()).toBe(
      [
        '302',
        'Found',
        'Date:a',
        'Location:/elsewhere',
        `x-road-id:${ids.id}`,
        'x-road-client:AZ/GOV/9/App',
        'x-road-service:AZ/GOV/1234/Reg/people',
        `x-road-request-id:${ids.requestId}`,
        'x-road-request-hash:HASH',
        '',
      ].join('\r\n'),
    );
    expect(parseResponse(responseBytes(answer))).toEqual(answer);
  });

  it('is no error of the exchange because its provider says so', () => {
    const headers: Header[] = [['X-Road-Error', 'server.clientproxy.network_error']];
    const answer = answerTo(ask(), 'HASH', { status: 500, reason: '', headers });
    expect(responseBytes(answer).toString().toLowerCase()).not.toContain('x-road-error');
  });

  it.each([
    ['103\r\nEarly Hints\r\n', 'status'],
    ['600\r\n\r\n', 'status'],
    ['200\r\na\nb\r\n', 'words'],
    ['200\r\na\u0001\r\n', 'words'],
    ['500\r\n\r\nX-Road-Error:x\r\n', 'error'],
    ['200\r\n\r\nx:a\u0001\r\n', 'value'],
    ['200\r\n\r\nx:a\nb\r\n', 'value'],
  ])('is none: %j, for its %s', (text) => {
    expect(() => parseResponse(Buffer.from(text))).toThrow(expect.objectContaining({ name: 'MalformedMessage' }));
  });
});

describe('messages between gateways', () => {
  const value = fc.stringMatching(/^[ -~Əə]{0,20}$/);
  const header = fc.tuple(fc.stringMatching(/^x-[a-z]{1,8}$/), value).map(([name, text]): Header => [name, text]);

  it('are read back as they were written', () => {
    fc.assert(
      fc.property(fc.array(header, { maxLength: 5 }), (headers) => {
        const request = ask([client, ...headers]);
        expect(parseRequest(requestBytes(request))).toEqual(request);
      }),
    );
  });

  it.each(['', 'GET\r\n', `GET\r\n${target}`, `GET\r\n${target}\r\nno header\r\n`, `GET\r\n${target}\r\nHost:x\r\n`])(
    'are refused where they are none: %j',
    (text) => {
      expect(() => parseRequest(Buffer.from(text))).toThrow(expect.objectContaining({ name: 'MalformedMessage' }));
    },
  );
});

describe('identifiers', () => {
  const part = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => text.trim() !== '');

  it('are read back as they were written', () => {
    fc.assert(
      fc.property(part, part, part, fc.option(part, { nil: undefined }), (instance, memberClass, memberCode, last) => {
        fc.pre(!/\p{Cc}/u.test(`${instance}${memberClass}${memberCode}${last}`));
        const id = { instance, memberClass, memberCode, ...(last === undefined ? {} : { subsystem: last }) };
        expect(readClientId(printClientId(id))).toEqual(id);
      }),
    );
  });

  it('name a gateway by four parts, a party by one or two', () => {
    expect(readGatewayId('AZ/GOV/1/gw')).toMatchObject({ gateway: 'gw' });
    expect(readRepresentedParty('COM/7')).toEqual({ partyClass: 'COM', partyCode: '7' });
    expect(readRepresentedParty('7')).toEqual({ partyCode: '7' });
  });
});

describe('an error of a gateway', () => {
  const error = { code: 'server.clientproxy.network_error', message: 'a < b & c', detail: 'd' };

  it.each([
    [undefined, 'application/json'],
    ['application/json, text/xml;q=0.1', 'text/xml'],
    ['application/xml', 'application/xml'],
    ['text/*', 'text/xml'],
    ['text/xml-patch+xml', 'application/json'],
    ['*/*', 'application/json'],
  ])('is told to %s as %s', (accept, type) => {
    const { headers, body } = errorAnswer(error, { accept });
    expect(headers['content-type']).toBe(`${type};charset=utf-8`);
    expect(body).toContain(
      type === 'application/json' ? '"message":"a < b & c"' : '<message>a &lt; b &amp; c</message>',
    );
  });

  it('is 500 where a server failed, otherwise 400, and is told in old words on request', () => {
    expect(errorAnswer(error, {})).toMatchObject({ status: 500, headers: { 'x-road-error': error.code } });
    expect(errorAnswer({ ...error, code: 'client.io_error' }, { oldCodes: true })).toMatchObject({
      status: 400,
      headers: { 'x-road-error': 'Client.IOError' },
    });
    expect(errorAnswer(error, { oldCodes: true }).headers['x-road-error']).toBe('Server.ClientProxy.NetworkError');
  });
});

describe('an endpoint pattern', () => {
  it.each([
    ['/people/*', '/people/7', true],
    ['/people/*', '/people/7/tax', false],
    ['/people/**', '/people/7/tax', true],
    ['/people/*/tax', '/people//tax', true],
    ['/a\\*', '/a*', true],
    ['/a\\*', '/ab', false],
    ['/a.c', '/abc', false],
    ['/**/z', '/a/b/z', true],
    ['/***', '/', true],
    ['/a/b', '/a/bc', false],
    ['/a/b**', '/a/', false],
    ['/😀/*', '/😀/x', true],
    ['/**/😀', '/a/😀', true],
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(compileGlob(pattern).matches(path)).toBe(expected);
  });

  it('is asked quickly, whatever it is', () => {
    const glob = compileGlob('**a'.repeat(40));
    expect(glob.matches('a'.repeat(39))).toBe(false);
    expect(glob.matches('ab'.repeat(500))).toBe(false);
  });
});

describe('a path that rights are asked of', () => {
  it.each([
    ['/a/./b', ['/a/b']],
    ['/a/../b', ['/b']],
    ['/a/%2e%2e/b', ['/b']],
    ['/a/..', ['/']],
    ['/%C9%99', ['/ə']],
    ['/a;x/...;y', ['/a;x/...;y']],
    ['', ['']],
    ['/a%2Fb', ['/a/b', '/a\uFFFFb']],
  ])('%s is %j', (path, expected) => {
    expect(normalPaths(path)).toEqual(expected);
  });

  it.each([
    '/..',
    '/../x',
    '/a/../../x',
    '/a%2F..%2F..%2Fx',
    '/%',
    '/a%5C..',
    '/a%00',
    '/%E0',
    '/a/..;/b',
    '/a/.;x=y/b',
    '/a/%2e%2e;/b',
    '/a/..%3B/b',
    '/a/;/b%2F..;',
    '/a/%252e%252E/b',
    '/a%252Fb',
    '/a%255C..',
  ])('%s is none', (path) => {
    expect(normalPaths(path)).toBeUndefined();
  });
});

describe('an identifier', () => {
  it('is read alike however many others were read in between', () => {
    const names = Array.from({ length: 1500 }, (_, at) => `AZ/GOV/${at}/%C9%99${at}/s%2F${at}`);
    for (let turn = 0; turn < 2; turn += 1)
      for (const [at, name] of names.entries()) {
        const service = readServiceId(name);
        expect(service).toEqual({
          instance: 'AZ',
          memberClass: 'GOV',
          memberCode: `${at}`,
          subsystem: `ə${at}`,
          service: `s/${at}`,
        });
        expect([printServiceId(service), printClientId(service)]).toEqual([name, name.slice(0, name.lastIndexOf('/'))]);
      }
  });

  it('is printed anew where a copy of it was changed, and cannot be changed itself', () => {
    const service = readServiceId('AZ/GOV/1/S/v');
    expect(printServiceId({ ...service, service: 'w' })).toBe('AZ/GOV/1/S/w');
    expect(printClientId({ ...service, subsystem: 'T' })).toBe('AZ/GOV/1/T');
    expect(() => Object.assign(service, { service: 'w' })).toThrow(TypeError);
  });

  it('that cannot be read is refused each time', () => {
    for (let turn = 0; turn < 2; turn += 1) {
      expect(() => readClientId('AZ/GOV')).toThrow('X-Road-Client');
      expect(() => ask([client], '/r1/AZ/GOV/%00/S/v')).toThrow('control character');
      expect(() => readServiceId('AZ/GOV/%00/S/v')).toThrow('control character');
    }
  });
});
