import { expect, test } from 'vitest';
import { DmnError } from './error.ts';
import { childNamed, childrenNamed, readXml } from './xml.ts';

const failure = (source: string): DmnError => {
  try {
    readXml(source, 'x.dmn');
  } catch (error) {
    if (error instanceof DmnError) return error;
  }
  throw new Error('no error');
};

test('Elements, attributes and text are kept with their places', () => {
  const root = readXml(
    '\uFEFF<?xml version="1.0"?>\n<m:a xmlns:m="urn:m" xmlns:x="urn:x" x:nil="true" id="1">\n  <m:b>1 &lt; 2<![CDATA[ & 3]]></m:b><m:b/><c/></m:a>',
    'x.dmn',
  );
  expect(root.name).toBe('a');
  expect(root.namespace).toBe('urn:m');
  expect([...root.attributes]).toEqual([
    ['{urn:x}nil', 'true'],
    ['id', '1'],
  ]);
  expect(childrenNamed(root, 'b')).toHaveLength(2);
  expect(childNamed(root, 'c')).toBeUndefined();
  expect(childNamed(root, 'b')?.text).toBe('1 < 2 & 3');
  expect(childNamed(root, 'b')?.place).toEqual({ file: 'x.dmn', line: 3, column: 3 });
  expect(childNamed(root, 'b')?.textPlace).toEqual({ file: 'x.dmn', line: 3, column: 8 });
});

test('What is not well-formed is refused at its place', () => {
  const error = failure('<a>\n  <b></a>');
  expect(error.code).toBe('dmn.xml');
  expect(error.line).toBe(2);
  expect(failure('').code).toBe('dmn.xml');
  expect(failure('<a>&nbsp;</a>').code).toBe('dmn.xml');
  expect(failure('<x:a/>').code).toBe('dmn.xml');
});

test('No entities of its own, no depth without end', () => {
  expect(failure('<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>').code).toBe('dmn.doctype');
  expect(failure('<a>'.repeat(300)).code).toBe('dmn.too_large');
  expect(failure(`<a>${' '.repeat(17 * 1024 * 1024)}</a>`).code).toBe('dmn.too_large');
});
