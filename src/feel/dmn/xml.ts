import { SaxesParser, type SaxesTagNS } from 'saxes';
import { DmnError } from './error.ts';

/** An element of an XML file with what it holds; comments and processing instructions are left out. */
export interface XmlElement {
  /** Without prefix. */
  readonly name: string;
  readonly namespace: string;
  /** By name; a name with a namespace is written `{namespace}name`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The characters directly in the element. */
  readonly text: string;
  readonly place: Place;
  /** Where the content begins, so that a position in `text` can be shown in the file. */
  readonly textPlace: Place;
}

/** Line and column are counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const limits = { characters: 16 * 1024 * 1024, depth: 200, elements: 500_000 };

interface Growing extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

/**
 * Reads an XML file to a tree. No entities beyond the five of XML, no DOCTYPE.
 * @throws DmnError with line and column
 */
export function readXml(source: string, file: string): XmlElement {
  const start = { file, line: 1, column: 1 };
  if (source.length > limits.characters) throw new DmnError('dmn.too_large', {}, start);
  const parser = new SaxesParser({ xmlns: true, position: true });
  const here = (): Place => ({ file, line: parser.line, column: parser.column + 1 });
  const open: Growing[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  let tagPlace: Place = start;
  const add = (text: string) => {
    const last = open.at(-1);
    if (last) last.text += text;
  };
  parser.on('error', (error) => {
    throw new DmnError('dmn.xml', { reason: error.message.replace(/^\d+:\d+: /, '') }, here());
  });
  parser.on('doctype', () => {
    throw new DmnError('dmn.doctype', {}, here());
  });
  parser.on('opentagstart', (tag) => {
    const place = here();
    tagPlace = { ...place, column: Math.max(1, place.column - tag.name.length - 2) };
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (open.length >= limits.depth || elements > limits.elements) throw new DmnError('dmn.too_large', {}, here());
    const element = elementOf(tag, tagPlace, here());
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', add);
  parser.on('cdata', add);
  parser.write(source.startsWith('\uFEFF') ? source.slice(1) : source).close();
  if (!root) throw new DmnError('dmn.xml', { reason: 'no element' }, start);
  return root;
}

function elementOf(tag: SaxesTagNS, place: Place, textPlace: Place): Growing {
  const attributes = new Map<string, string>();
  for (const { prefix, local, uri, value } of Object.values(tag.attributes)) {
    if (prefix === 'xmlns' || local === 'xmlns') continue;
    attributes.set(uri === '' ? local : `{${uri}}${local}`, value);
  }
  return { name: tag.local, namespace: tag.uri, attributes, children: [], text: '', place, textPlace };
}

export const childrenNamed = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((child) => child.name === name && child.namespace === element.namespace);

export const childNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name && child.namespace === element.namespace);
