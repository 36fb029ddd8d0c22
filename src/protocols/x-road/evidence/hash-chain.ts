import { digestBy } from './digest.ts';
import { InvalidEvidence } from './verdict.ts';
import { base64Of, children, element, type Element, elements, parseXml } from './xml.ts';

/*
 * Hash chains of X-Road's batch signatures (http://cyber.ee/hashchain): one signature stands over a root, and a chain
 * leads from a message to that root. A step is the digest of a DER list of its items.
 */

/** What a chain speaks of: the digest of a file after its transforms; undefined where there is no such file. */
export type DigestOf = (uri: string, method: string, transforms: readonly string[]) => Buffer | undefined;

/** Files that a chain covers, and those it covers that were not kept with the message. */
export interface Followed {
  readonly covered: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
}

export interface ChainResult {
  /** File of the chain, as `/sig-hashchain.xml`, and the step at which it begins. */
  readonly file: string;
  readonly step: string;
  readonly method: string;
  readonly value: Buffer;
}

export function readChainResult(bytes: Uint8Array): ChainResult {
  const root = element(parseXml(bytes, 'hash chain result'), 'chain', 'HashChainResult');
  const [file = '', step = ''] = (root.getAttribute('URI') ?? '').split('#');
  const method = element(root, 'ds', 'DigestMethod').getAttribute('Algorithm') ?? '';
  return { file, step, method, value: base64Of(element(root, 'ds', 'DigestValue')) };
}

const mostItems = 10_000;

/**
 * Follows a chain from the step that its result names, and gives the files that it covers. Throws
 * {@link InvalidEvidence} where a file differs or a step is missing, and where the chain does not lead to its result.
 */
export function followChain(chain: Uint8Array, result: ChainResult, digestOf: DigestOf): Followed {
  const root = element(parseXml(chain, result.file), 'chain', 'HashChain');
  const method = element(root, 'chain', 'DefaultDigestMethod').getAttribute('Algorithm') ?? '';
  const steps = new Map(elements(root, 'chain', 'HashStep').map((step) => [step.getAttribute('id') ?? '', step]));
  let items = 0;
  const order: Element[] = [];
  const seen = new Set<string>();
  for (const waiting = [result.step]; waiting.length > 0; ) {
    const id = waiting.pop() ?? '';
    const step = steps.get(id);
    if (step === undefined) throw unknown(`#${id}`);
    if (seen.has(id)) throw new InvalidEvidence('malformed_signature', `step ${id} is named twice`);
    seen.add(id);
    order.push(step);
    for (const { kind, uri } of children(step).map(itemOf)) {
      if ((items += 1) > mostItems) throw new InvalidEvidence('malformed_signature', 'the hash chain is too long');
      if (kind === 'StepRef') waiting.push(uri.replace(/^#/, ''));
    }
  }
  const values = new Map<string, Buffer>();
  const known = { values, digestOf: once(digestOf), covered: new Set<string>(), absent: new Set<string>() };
  // A step is named before it is reached: from the end, all that a step needs is there.
  for (const step of order.toReversed()) {
    const items = children(step).map((item) => digestOfItem(item, method, known));
    values.set(step.getAttribute('id') ?? '', digestBy(method, digestList(items)));
  }
  const value = values.get(result.step);
  if (result.method !== method || value === undefined || !value.equals(result.value))
    throw new InvalidEvidence('malformed_signature.invalid_hash_chain', `${result.file} does not lead to its result`);
  return known;
}

/** Digests each file once, however often the chain speaks of it. */
function once(digestOf: DigestOf): DigestOf {
  const known = new Map<string, Buffer | undefined>();
  return (uri, method, transforms) => {
    const key = JSON.stringify([uri, method, transforms]);
    if (!known.has(key)) known.set(key, digestOf(uri, method, transforms));
    return known.get(key);
  };
}

const unknown = (uri: string) =>
  new InvalidEvidence(
    'malformed_signature.invalid_hash_chain_ref',
    `the hash chain refers to ${uri}, which is not there`,
  );

const itemOf = (item: Element) => ({ kind: item.localName ?? '', uri: item.getAttribute('URI') ?? '' });

interface Item {
  readonly method: string;
  readonly value: Buffer;
}

interface Known {
  readonly values: ReadonlyMap<string, Buffer>;
  readonly digestOf: DigestOf;
  readonly covered: Set<string>;
  readonly absent: Set<string>;
}

function digestOfItem(item: Element, fallback: string, { values, digestOf, covered, absent }: Known): Item {
  const { kind, uri } = itemOf(item);
  if (kind === 'StepRef') {
    const value = values.get(uri.replace(/^#/, ''));
    if (value === undefined) throw unknown(uri);
    return { method: fallback, value };
  }
  const method = elements(item, 'ds', 'DigestMethod')[0]?.getAttribute('Algorithm') ?? fallback;
  const value = base64Of(element(item, 'ds', 'DigestValue'));
  if (kind === 'HashValue') return { method, value };
  if (kind !== 'DataRef') throw new InvalidEvidence('malformed_signature', `a step holds ${kind}`);
  const transforms = elements(item, 'ds', 'Transform').map((one) => one.getAttribute('Algorithm') ?? '');
  const found = digestOf(uri, method, transforms);
  if (found === undefined) {
    // What is sent beside a message need not be kept with it; its digest stands for it.
    absent.add(uri);
    return { method, value };
  }
  if (!found.equals(value))
    throw new InvalidEvidence('malformed_signature.invalid_hash_chain_ref', `${uri} is not what was signed`);
  covered.add(uri);
  return { method, value };
}

/** `SEQUENCE OF SEQUENCE { digest OCTET STRING, method UTF8String, transforms SEQUENCE {} }` in DER. */
const digestList = (items: readonly Item[]): Buffer =>
  der(
    0x30,
    ...items.map(({ method, value }) => der(0x30, der(0x04, value), der(0x0c, Buffer.from(method)), der(0x30))),
  );

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const bytes: number[] = [];
  for (let left = body.length; left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256);
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length, ...bytes]), body]);
}
