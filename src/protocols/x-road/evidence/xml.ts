import { isAscii, isUtf8 } from 'node:buffer';
import { type Document, DOMParser, type Element, type Node } from '@xmldom/xmldom';
import { C14nCanonicalization, ExclusiveCanonicalization } from 'xml-crypto';
import { InvalidEvidence } from './verdict.ts';

export type { Document, Element };

const asciiAlike = /^(?:us-ascii|iso-8859-\d+|windows-125\d)$/;

export const namespaces = {
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  chain: 'http://cyber.ee/hashchain',
  xades: 'http://uri.etsi.org/01903/v1.3.2#',
} as const;

/**
 * Reads a document strictly; one that defines entities is refused before anything is expanded, and so is one that
 * another program could read as other characters.
 */
export function parseXml(bytes: Uint8Array, name: string): Document {
  const text = Buffer.from(bytes).toString('utf8');
  const encoding = /^\uFEFF?<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)/.exec(text)?.[1]?.toLowerCase() ?? 'utf-8';
  // What is all of ASCII reads the same in every encoding that is built on it.
  const asRead = isUtf8(bytes) && (encoding === 'utf-8' || (isAscii(bytes) && asciiAlike.test(encoding)));
  if (!asRead || /(?![\t\n\r\u007F-\u009F])\p{Cc}|[\uFFFE\uFFFF]/u.test(text))
    throw new InvalidEvidence('invalid_xml', `${name} is not in UTF-8`);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new InvalidEvidence('invalid_xml', `${name} has a document type`);
  const refuse = (message: string) => {
    throw new InvalidEvidence('invalid_xml', `${name}: ${message.split('\n')[0]}`);
  };
  const onError = (level: string, message: string) => (level === 'warning' ? undefined : refuse(message));
  return new DOMParser({ onError }).parseFromString(text, 'application/xml');
}

export function rootOf(document: Document): Element {
  const root = document.documentElement;
  if (root === null) throw new InvalidEvidence('invalid_xml', 'the document is empty');
  return root;
}

export const elements = (
  node: Document | Element,
  namespace: keyof typeof namespaces,
  name: string,
): readonly Element[] => Array.from(node.getElementsByTagNameNS(namespaces[namespace], name));

/** The one element of that name below a node. */
export function element(node: Document | Element, namespace: keyof typeof namespaces, name: string): Element {
  const found = elements(node, namespace, name);
  if (found.length !== 1 || found[0] === undefined)
    throw new InvalidEvidence('malformed_signature', `there are ${found.length} elements ${name}`);
  return found[0];
}

export const children = (node: Element): readonly Element[] =>
  Array.from(node.childNodes).filter((one): one is Element => one.nodeType === 1);

export const base64Of = (node: Element): Buffer => Buffer.from((node.textContent ?? '').replace(/\s/g, ''), 'base64');

/** An element whose `Id` it is. Two with one Id would let what is shown differ from what was signed. */
export function byId(document: Document, id: string): Element {
  const found = Array.from(document.getElementsByTagName('*')).filter((one) => one.getAttribute('Id') === id);
  if (found.length !== 1 || found[0] === undefined)
    throw new InvalidEvidence('malformed_signature', `there are ${found.length} elements with the Id ${id}`);
  return found[0];
}

export const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** Bytes of a node in canonical form. */
export function canonical(node: Element, algorithm: string): Buffer {
  if (algorithm !== inclusive && algorithm !== exclusive)
    throw new InvalidEvidence('malformed_signature', `the canonical form ${algorithm} is not supported`);
  refuseHidden(node.ownerDocument ?? node);
  const form = algorithm === inclusive ? new C14nCanonicalization() : new ExclusiveCanonicalization();
  // The library is typed for the browser's DOM, which this one follows.
  const text = form.process(node as never, { ancestorNamespaces: [...inherited(node)] });
  return Buffer.from(text, 'utf8');
}

/**
 * A canonical form holds no comments, and the library writes processing instructions as if they were text: both could
 * make two documents that read differently the same.
 */
function refuseHidden(document: Node): void {
  const waiting: Node[] = [document];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const hides = node.nodeType === 8 && [node.previousSibling, node.nextSibling].some(isText);
    if (hides || (node.nodeType === 7 && node.nodeName !== 'xml'))
      throw new InvalidEvidence('malformed_signature', 'a canonical form would hide a part of the document');
    for (let one = node.firstChild; one !== null; one = one.nextSibling) waiting.push(one);
  }
}

const isText = (node: Node | null): boolean =>
  (node?.nodeType === 3 || node?.nodeType === 4) && (node.nodeValue ?? '').trim() !== '';

/** Namespaces that an element takes from those around it; the nearest declaration of a prefix holds. */
function inherited(node: Element): { prefix: string; namespaceURI: string }[] {
  const found = new Map<string, string>();
  for (let at: Node | null = node.parentNode; at?.nodeType === 1; at = at.parentNode)
    for (const { name, value } of Array.from((at as Element).attributes)) {
      const prefix = name === 'xmlns' ? '' : /^xmlns:(.+)$/.exec(name)?.[1];
      if (prefix !== undefined && !found.has(prefix)) found.set(prefix, value);
    }
  return [...found].map(([prefix, namespaceURI]) => ({ prefix, namespaceURI }));
}
