import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePlaces, findPlaces, keepPlaces } from './json-place.ts';
import { NotJson } from './json-text.ts';

const kept = (json: string | Buffer, ...pointers: string[]) =>
  keepPlaces(Buffer.from(json), compilePlaces(pointers))?.toString();

function found(json: string, ...pointers: string[]) {
  const told: unknown[] = [];
  findPlaces(Buffer.from(json), compilePlaces(pointers), {
    found: (place, value) => told.push([pointers[place], value]),
    missed: (places, { many, empty }) => told.push(['-', ...places.map((one) => pointers[one]), many, empty]),
    ambiguous: () => told.push('ambiguous'),
  });
  return told;
}

describe('what is kept of a document', () => {
  it.each([
    ['{"a":1,"b":2}', ['/a'], '{"a":1}'],
    ['{"b":2}', ['/a'], '{}'],
    ['{"a":{"b":1,"c":2},"d":[1]}', ['/a/c'], '{"a":{"c":2}}'],
    ['[{"a":1,"b":2},{"b":3},4,{"a":null}]', ['/*/a'], '[{"a":1},{},{"a":null}]'],
    ['{"p":{"x":{"n":1,"m":2},"y":{"n":3}}}', ['/p/*/n'], '{"p":{"x":{"n":1},"y":{"n":3}}}'],
    ['[10,20,30]', ['/1'], '[20]'],
    ['{"a/b":1,"m~n":2,"~1":3,"a":{"b":4}}', ['/a~1b', '/m~0n'], '{"a/b":1,"m~n":2}'],
    ['{"~1":3}', ['/~01'], '{"~1":3}'],
    ['{"":{"":1},"a":2}', ['/'], '{"":{"":1}}'],
    ['{"a":1}', ['/~a'], '{}'],
    ['{"__proto__":{"x":1},"constructor":2,"toString":3}', ['/x', '/__proto__/y'], '{"__proto__":{}}'],
    ['{"__proto__":{"x":1}}', ['/__proto__/x'], '{"__proto__":{"x":1}}'],
    ['{"a":1,"a":{"x":2},"b":3}', ['/a'], '{"a":1,"a":{"x":2}}'],
    ['{"\\u0061":1,"b":2}', ['/a'], '{"\\u0061":1}'],
    ['{"a":12345678901234567890.10,"b":1E400,"c":-0}', ['/a', '/b', '/c'], null],
    [' { "a" : [ 1 , 2 ] , "b" : 2 } \n', ['/a'], '{"a":[ 1 , 2 ]}'],
    ['{"a":"\\ud800","b":"ə"}', ['/a', '/b'], null],
    ['{"a":1}', [''], null],
  ] as const)('%s by %j', (json, pointers, expected) => {
    expect(kept(json, ...pointers)).toBe(expected ?? json);
  });

  it('is nothing of what has no members', () => {
    for (const json of ['1', '"a"', 'null', 'true']) expect(kept(json, '/a')).toBeUndefined();
  });

  it('is, for every document, what the listed members hold and nothing else', () => {
    const name = fc.constantFrom('a', 'b', '__proto__', 'x/y');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, fc.constantFrom(1, 'a', true, null, 1e21), tie('list'), tie('map')),
      list: fc.array(tie('tree'), { maxLength: 3 }),
      map: fc
        .array(fc.tuple(name, tie('tree')), { maxLength: 3 })
        .map((pairs) => new Map(pairs as [string, unknown][])),
    }));
    const written = (value: unknown): string => {
      if (value instanceof Map)
        return `{${[...value].map(([key, one]) => `${JSON.stringify(key)}:${written(one)}`).join()}}`;
      return Array.isArray(value) ? `[${value.map(written).join()}]` : JSON.stringify(value);
    };
    const plainly = (value: unknown, steps: readonly string[]): unknown => {
      const [step, ...rest] = steps;
      if (step === undefined) return value;
      if (value instanceof Map) {
        const entries = [...value].filter(([key]) => key === step).map(([key, one]) => [key, plainly(one, rest)]);
        return new Map(entries.filter(([, one]) => one !== undefined) as [string, unknown][]);
      }
      return Array.isArray(value) ? [] : undefined;
    };
    fc.assert(
      fc.property(tree, fc.array(name, { minLength: 1, maxLength: 3 }), (value, steps) => {
        const pointer = steps.map((one) => `/${one.replace('/', '~1')}`).join('');
        const expected = plainly(value, steps);
        expect(kept(written(value), pointer)).toBe(expected === undefined ? undefined : written(expected));
      }),
      { numRuns: 150 },
    );
  });

  it.each(
    [
      '',
      '{',
      '{"a":1',
      '{"a":1,}',
      '[1,]',
      '[1 2]',
      '{"a" 1}',
      '{a:1}',
      "{'a':1}",
      '{"a":01}',
      '{"a":1.}',
      '{"a":.5}',
      '{"a":+1}',
      '{"a":1e}',
      '{"a":NaN}',
      '{"a":tru}',
      '{"a":"\n"}',
      '{"a":"\\x"}',
      '{"a":"\\u12g4"}',
      '{"a":1}{"b":2}',
      '{"a":1}\n{"a":2}',
      '\ufeff{"a":1}',
      '\u001e{"a":1}',
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      Buffer.from('{"a":1}', 'utf16le'),
      `${'['.repeat(200)}${']'.repeat(200)}`,
      `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
    ].map((json) => [json.toString('utf8').slice(0, 20), json] as const),
  )('is nothing of what is no JSON: %s', (_, json) => {
    for (const pointers of [['/a'], [''], ['/*'], ['/b']]) expect(() => kept(json, ...pointers)).toThrow(NotJson);
  });
});

describe('what is found in a document', () => {
  it.each([
    ['{"fin":"A"}', ['/fin'], [['/fin', 'A']]],
    ['{"fin":"\\u0041"}', ['/fin'], [['/fin', 'A']]],
    ['{"fin":1234567891}', ['/fin'], [['/fin', '1234567891']]],
    ['{"fin":1.5}', ['/fin'], [['/fin', undefined]]],
    ['{"fin":["A"]}', ['/fin'], [['/fin', undefined]]],
    ['{"fin":null}', ['/fin'], [['/fin', null]]],
    ['{}', ['/fin'], [['-', '/fin', false, false]]],
    ['["A"]', ['/fin'], [['-', '/fin', false, false]]],
    ['"A"', ['/fin'], [['-', '/fin', false, false]]],
    ['{"p":[]}', ['/p/*/fin'], []],
    ['{"p":null}', ['/p/*/fin'], [['-', '/p/*/fin', true, true]]],
    [
      '{"p":[{"fin":"A"},{},{"fin":"B"}]}',
      ['/p/*/fin'],
      [
        ['/p/*/fin', 'A'],
        ['-', '/p/*/fin', true, false],
        ['/p/*/fin', 'B'],
      ],
    ],
    ['{"fin":"A","fin":"B"}', ['/fin'], [['/fin', 'A'], 'ambiguous', ['/fin', 'B']]],
    ['{"fin":"A","FIN":"B"}', ['/fin'], [['/fin', 'A'], 'ambiguous']],
    ['{"F\\u0130N":"B","fin":"A"}', ['/fin'], ['ambiguous', ['/fin', 'A']]],
    ['{"p":{"fin":"A"},"P":{"fin":"B"}}', ['/p/fin'], [['/p/fin', 'A'], 'ambiguous']],
    ['{"__proto__":{"fin":"A"}}', ['/fin'], [['-', '/fin', false, false]]],
  ] as const)('%s at %j', (json, pointers, expected) => {
    expect(found(json, ...pointers)).toEqual(expected);
  });
});
