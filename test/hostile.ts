import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Route } from '../src/kernel/http/route.ts';
import type { Asked } from './house.ts';

/** Markup that must never stand in a page as it was sent. */
export const script = '<script>alert(7)</script>';
export const image = '"><img src=x onerror=alert(7)>';

// Long, and not to be packed any smaller: what an index cannot hold.
const noise = Array.from({ length: 200 }, (_, number) => createHash('sha256').update(`${number}`).digest('base64'));

/** Texts that are tried in every place. */
const sharp = [
  '',
  'a\u0000b',
  '\ud800',
  '\u202Ea',
  script,
  image,
  '\r\nSet-Cookie: a=b',
  '//evil.example',
  '-1',
  '1e309',
];

/** Texts on which programs stumble. */
const texts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202Eabc\u200f',
  '\ufeff',
  'İıi̇',
  '👩‍👩‍👧‍👦',
  script,
  image,
  "' or 1=1; drop table kernel.audit; --",
  '${7*7}{{7*7}}',
  '%00',
  '%2F',
  '\r\nSet-Cookie: a=b',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'true',
  '[object Object]',
  '//evil.example',
  '/\\evil.example',
  '-1',
  '0',
  '1e309',
  '99999999999999999999',
  '-0',
  'NaN',
  '0x10',
  '1.234,50',
  '2026-02-30',
  '0000-00-00',
  '١٢٣',
  'A'.repeat(1001),
  'Ə'.repeat(5000),
  'Ə'.repeat(19_999),
  'x'.repeat(20_001),
  'a '.repeat(9000),
];
/** Parts of an address that are not to be encoded again. */
const segments = [
  '%2F..%2F',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  'a%00b',
  '%',
  '%zz',
  '%ED%A0%80',
  '%C0%AF',
  '%20',
  '%27--',
  '*',
  ':id',
  '-1',
  '0',
  ';',
  '%E2%80%AE',
  'A'.repeat(201),
  'A'.repeat(5000),
  '__proto__',
  'constructor',
  '%3Cscript%3Ealert(7)%3C%2Fscript%3E',
  '00000000-0000-7000-8000-000000000000',
];
const types = [
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'x',
];

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

/** Of what requests are made: names of fields that forms know, and texts that must be found nowhere afterwards. */
export interface Words {
  readonly fields: readonly string[];
  readonly telling: readonly string[];
}

export interface Sent {
  readonly url: string;
  readonly type: string;
  readonly payload: string | undefined;
}

const schemaOf = (schema: Schema | undefined): Schema => schema ?? {};
const encoded = (value: unknown): string => encodeURIComponent(String(value).toWellFormed());
const oneOf = <T>(...weighted: readonly (readonly [number, fc.Arbitrary<T>])[]): fc.Arbitrary<T> =>
  fc.oneof(...weighted.map(([weight, arbitrary]) => ({ weight, arbitrary })));

// Where the real value of a parameter or field goes, once it has been made.
const real = (name: string): string => `realQ${name}Q`;
const place = /realQ(\w+?)Q/g;

// As deep as fits into a request; JSON.stringify itself would not write it.
const deepest = 'deepQ';
const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

/** The value with something else in one of its fields, or in a field of that one. */
function replaced(value: object, at: number, below: number, broken: unknown): object {
  const names = Object.keys(value);
  const name = names[at % Math.max(1, names.length)] ?? 'a';
  const inner: unknown = value[name as never];
  const goesOn = typeof inner === 'object' && inner !== null && below % 2 === 1;
  return { ...value, [name]: goesOn ? replaced(inner, below, 0, broken) : broken };
}

/** The request with the real values in their places. */
export function filled({ url, type, payload }: Sent, asked: Asked): Sent {
  const form = asked.body ?? {};
  const at = (name: string): unknown => ({ ...form, ...asked.query, ...asked.params })[name] ?? '';
  const inJson = (text: string) =>
    text.replace(new RegExp(`"${place.source}"`, 'g'), (_, name: string) =>
      JSON.stringify({ ...form, ...asked.json }[name as never] ?? null),
    );
  const inText = (text: string) => text.replace(place, (_, name: string) => encoded(at(name)));
  return { url: inText(url), type, payload: payload?.startsWith('{') ? inJson(payload) : payload && inText(payload) };
}

/** Requests to one door, made of a real one that has these parameters and fields. */
export function requestsTo(door: Route, asked: Asked, words: Words): fc.Arbitrary<Sent> {
  const make = new Requests(door, asked, words);
  return fc
    .tuple(make.urls(), door.method === 'GET' ? make.noBody() : make.bodies())
    .map(([url, body]) => ({ url, ...body }));
}

/** The real request, with one of its parameters or fields wrong at a time. */
export function oneWrong(
  door: Route,
  { params, query, body, json }: Asked,
  telling: readonly string[],
): readonly Sent[] {
  const wrong = [...sharp, ...telling, noise.join('')];
  const path = door.path.replace(/:(\w+)/g, (_, name: string) => real(name));
  const asked = [...new Set([...Object.keys(schemaOf(door.query).properties ?? {}), ...Object.keys(query ?? {})])];
  const urls = [
    // Without any text at all it would be the address of another door.
    ...Object.keys(params ?? {}).flatMap((name) =>
      wrong.filter(Boolean).map((text) => path.replace(real(name), () => encoded(text))),
    ),
    ...asked.flatMap((name) => wrong.map((text) => `${path}?${name}=${encoded(text)}`)),
  ];
  const form = 'application/x-www-form-urlencoded';
  const fields = Object.keys(json ?? body ?? {});
  const whole = Object.fromEntries(fields.map((name) => [name, real(name)]));
  const bodies = fields.flatMap((name) =>
    wrong.map((text) => {
      const given = { ...whole, [name]: text };
      return json ? JSON.stringify(given) : pairsOf(Object.entries(given));
    }),
  );
  const type = door.method === 'GET' ? '' : json ? 'application/json' : form;
  const plain = json ? JSON.stringify(whole) : pairsOf(Object.entries(whole));
  return [
    ...urls.map((url) => ({ url, type, payload: door.method === 'GET' ? undefined : plain })),
    ...bodies.map((payload) => ({ url: path, type, payload })),
  ];
}

const pairsOf = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');

// Made once: each takes longer to build than what is sent to a door.
const anyText = fc.string({ unit: 'binary', maxLength: 300 });
const matching = new Map<string, fc.Arbitrary<string>>();

function textsLike(pattern: string): fc.Arbitrary<string> {
  const found = matching.get(pattern) ?? fc.stringMatching(new RegExp(pattern));
  matching.set(pattern, found);
  return found;
}

class Requests {
  readonly #door: Route;
  readonly #asked: Asked;
  readonly #texts: fc.Arbitrary<string>;
  readonly #names: fc.Arbitrary<string>;

  constructor(door: Route, asked: Asked, { fields, telling }: Words) {
    this.#door = door;
    this.#asked = asked;
    this.#texts = oneOf(
      [3, fc.constantFrom(...texts)],
      [2, fc.constantFrom(...telling)],
      [2, anyText],
      [1, fc.constant(noise.join(''))],
    );
    this.#names = oneOf([6, fc.constantFrom(...fields)], [1, fc.constantFrom(...texts, 'csrf', 'a[b]', 'line\nbreak')]);
  }

  urls(): fc.Arbitrary<string> {
    const params = Object.entries(schemaOf(this.#door.params).properties ?? {}).map(([name, schema]) =>
      fc.tuple(
        fc.constant(name),
        oneOf(
          [10, fc.constant(real(name))],
          [2, this.#fitting(schema).map(encoded)],
          [1, fc.constantFrom(...segments)],
        ),
      ),
    );
    const known = Object.entries(schemaOf(this.#door.query).properties ?? {});
    const query = known.map(([name, schema]) =>
      fc.option(
        fc.oneof(this.#fitting(schema), this.#texts).map((value) => `${name}=${encoded(value)}`),
        { nil: '' },
      ),
    );
    const more = oneOf<string[]>(
      [3, fc.constant([])],
      [
        1,
        fc.array(
          fc.oneof(
            fc.tuple(this.#names, this.#texts).map(([name, value]) => `${encoded(name)}=${encoded(value)}`),
            fc.constantFrom(...segments, ...known.map(([name]) => `${name}=a&${name}=b&${name}[c]=d`)),
          ),
          { maxLength: 2 },
        ),
      ],
    );
    const given = Object.keys(this.#asked.query ?? {}).map((name) => `${name}=${real(name)}`);
    return fc
      .tuple(fc.constantFrom('', '', '/en', '/ru'), fc.tuple(...params), fc.tuple(...query), more)
      .map(([lang, values, chosen, extra]) => {
        const path = values.reduce((at, [name, value]) => at.replace(`:${name}`, () => value), this.#door.path);
        const search = [...given, ...chosen, ...extra].filter((one) => one !== '').join('&');
        return `${lang}${path}${search === '' ? '' : `?${search}`}`;
      });
  }

  noBody(): fc.Arbitrary<{ type: string; payload: undefined }> {
    return fc.constant({ type: '', payload: undefined });
  }

  bodies(): fc.Arbitrary<{ type: string; payload: string }> {
    const form = ['application/x-www-form-urlencoded', this.#forms()] as const;
    const json = ['application/json', this.#jsons()] as const;
    const [usual, rare] = this.#door.path.startsWith('/api/') ? [json, form] : [form, json];
    return oneOf([4, fc.constant(usual)], [1, fc.constant(rare)]).chain(([type, payload]) =>
      fc.record({ type: oneOf([15, fc.constant(type)], [1, fc.constantFrom(...types)]), payload }),
    );
  }

  #forms(): fc.Arbitrary<string> {
    type Pairs = (readonly [string, string])[];
    const given = Object.keys(this.#asked.body ?? {}).map((name) =>
      oneOf<Pairs>(
        [6, fc.constant([[name, real(name)]])],
        [3, this.#texts.map((text): Pairs => [[name, text]])],
        [
          1,
          this.#texts.map(
            (text): Pairs => [
              [name, text],
              [name, real(name)],
            ],
          ),
        ],
        [1, fc.constant([])],
      ),
    );
    const more = oneOf<Pairs>(
      [1, fc.constant([])],
      [1, fc.array(fc.tuple(this.#names, this.#texts), { maxLength: 6 })],
    );
    const end = fc.constantFrom('', '', '', '', '&%', '&=', '&a=%ED%A0%80', '&&&', `&${'k=v&'.repeat(1500)}`);
    return fc
      .tuple(fc.tuple(...given), more, end)
      .map(([kept, extra, cut]) => pairsOf([...kept.flat(), ...extra]) + cut);
  }

  #jsons(): fc.Arbitrary<string> {
    const names = Object.keys({ ...this.#asked.body, ...this.#asked.json });
    const kept = Object.fromEntries(names.map((name) => [name, real(name)]));
    const good = this.#fitting(schemaOf(this.#door.body)).chain((value) =>
      typeof value === 'object' && value !== null
        ? fc.constantFrom({ ...kept, ...value }, { ...value, ...kept }, value)
        : fc.constant(value as object),
    );
    return oneOf([2, good.map((value) => JSON.stringify(value))], [3, good.chain((value) => this.#broken(value))]);
  }

  /** Does not fit: another type somewhere, too deep, too much, cut short, keys that JavaScript holds dear. */
  #broken(value: object): fc.Arbitrary<string> {
    const text = JSON.stringify(value);
    const other = fc.oneof(
      this.#texts,
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom<unknown>(null, true, -1, 1e308, [], {}, [[[]]], deepest),
    );
    const inside = fc
      .tuple(fc.nat(), fc.nat(), other)
      .map(([at, below, broken]) =>
        JSON.stringify(replaced(value, at, below, broken)).replaceAll(`"${deepest}"`, deep),
      );
    return fc.oneof(
      inside,
      inside,
      other.map((one) => JSON.stringify(one)),
      fc.constantFrom(
        `{"__proto__":${text}}`,
        `{"constructor":{"prototype":${text}}}`,
        `{"a":${deep}}`,
        '['.repeat(20_000),
        '',
        '{',
        'null',
        '"text"',
        '[]',
        `[${text},${text}]`,
        text.slice(0, -1),
        `${text}${text}`,
        `\ufeff${text}`,
        'NaN',
        '\u0000',
      ),
    );
  }

  /** Values that fit a schema. */
  #fitting(schema: Schema): fc.Arbitrary<unknown> {
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => this.#fitting(one)));
    switch (schema.type) {
      case 'string': {
        const { pattern, minLength = 0, maxLength = 20_000 } = schema;
        if (pattern !== undefined) return textsLike(pattern);
        return this.#texts.map((text) => text.slice(0, maxLength).padEnd(minLength, 'a'));
      }
      case 'integer':
      case 'number':
        return fc.integer({ min: schema.minimum ?? -2_147_483_648, max: schema.maximum ?? 2_147_483_647 });
      case 'boolean':
        return fc.boolean();
      case 'array':
        return fc.array(this.#fitting(schema.items ?? {}), { maxLength: 5 });
      case 'object':
        return this.#fittingObject(schema);
      default:
        return fc.oneof(this.#texts, fc.jsonValue({ maxDepth: 4 }));
    }
  }

  #fittingObject({ properties = {}, required = [], patternProperties }: Schema): fc.Arbitrary<unknown> {
    const [inner] = Object.values(patternProperties ?? {});
    if (inner) return fc.dictionary(this.#names, this.#fitting(inner), { maxKeys: 8 });
    const fields = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, this.#fitting(one)]));
    return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
  }
}
