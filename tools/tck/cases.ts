import { parseDecimal } from '../../src/feel/values/decimal.ts';
import { parseDuration } from '../../src/feel/values/duration.ts';
import { parseDate, parseDateTime, parseTime } from '../../src/feel/values/temporal.ts';
import type { Value } from '../../src/feel/values/value.ts';
import { childNamed, childrenNamed, readXml, type XmlElement } from '../../src/feel/dmn/xml.ts';

// The kit's test files: testCases.xsd.

export interface Expected {
  readonly name: string;
  readonly value: Value;
}

export interface TestCase {
  readonly id: string;
  /** Name of the decision service, business knowledge model or, where it is null, each result's own decision. */
  readonly invocable: string | null;
  readonly inputs: ReadonlyMap<string, Value>;
  readonly results: readonly Expected[];
}

export interface TestFile {
  readonly model: string;
  readonly cases: readonly TestCase[];
}

const instance = 'http://www.w3.org/2001/XMLSchema-instance';

/** Undefined for an XML file that holds no tests. */
export function readTests(source: string, file: string): TestFile | undefined {
  const root = readXml(source, file);
  if (root.name !== 'testCases') return undefined;
  return {
    model: childNamed(root, 'modelName')?.text.trim() ?? '',
    cases: childrenNamed(root, 'testCase').map(testCase),
  };
}

function testCase(element: XmlElement): TestCase {
  return {
    id: element.attributes.get('id') ?? '',
    invocable: element.attributes.get('invocableName') ?? null,
    inputs: new Map(
      childrenNamed(element, 'inputNode').map((node): [string, Value] => [
        node.attributes.get('name') ?? '',
        valueIn(node),
      ]),
    ),
    results: childrenNamed(element, 'resultNode').map((node) => {
      const expected = childNamed(node, 'expected');
      return { name: node.attributes.get('name') ?? '', value: expected ? valueIn(expected) : null };
    }),
  };
}

/** A `value`, a `list` of items or `component`s by name. */
function valueIn(element: XmlElement): Value {
  const list = childNamed(element, 'list');
  if (list) return isNil(list) ? null : childrenNamed(list, 'item').map(valueIn);
  const components = childrenNamed(element, 'component');
  if (components.length > 0) {
    return new Map(
      components.map((part): [string, Value] => [
        part.attributes.get('name') ?? '',
        isNil(part) ? null : valueIn(part),
      ]),
    );
  }
  const value = childNamed(element, 'value');
  return value === undefined || isNil(value) ? null : simple(value);
}

const isNil = (element: XmlElement): boolean => element.attributes.get(`{${instance}}nil`) === 'true';

const readers: Readonly<Record<string, (text: string) => Value>> = {
  string: (text) => text,
  boolean: (text) => text.trim() === 'true',
  date: (text) => parseDate(text.trim()),
  time: (text) => parseTime(text.trim()),
  dateTime: (text) => parseDateTime(text.trim()),
  duration: (text) => parseDuration(text.trim()),
};

const numbers = new Set(['decimal', 'double', 'float', 'integer', 'int', 'long', 'short']);

function simple(element: XmlElement): Value {
  const type = (element.attributes.get(`{${instance}}type`) ?? 'string').replace(/^.*:/, '');
  const value = numbers.has(type) ? parseDecimal(element.text.trim()) : readers[type]?.(element.text);
  if (value === undefined || value === null) {
    throw new Error(`${element.place.file}:${element.place.line} ${element.text} is no ${type}`);
  }
  return value;
}
