import { SaxesParser } from 'saxes';
import { XlsxError } from './error.ts';

/** What is told of a part as it is read. Names come without prefix: some programs write `x:row`. */
export interface Handlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const local = (name: string): string => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name);

interface Options {
  readonly xmlns: false;
  readonly position: false;
}

const deepest = 60;

/**
 * Reads XML as it arrives; what the handlers gathered of a chunk can be passed on after each step. A DOCTYPE, and so
 * every entity beyond the five of XML, is refused.
 */
export async function* parse(
  chunks: AsyncIterable<Uint8Array>,
  part: string,
  { open, text, close }: Handlers,
): AsyncGenerator<void> {
  const parser = new SaxesParser<Options>({ xmlns: false, position: false });
  let depth = 0;
  parser.on('error', (cause) => {
    throw new XlsxError('damaged', part, { cause });
  });
  parser.on('doctype', () => {
    throw new XlsxError('damaged', part);
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > deepest) throw new XlsxError('damaged', part);
    open(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    close?.(local(name));
  });
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of chunks) {
    parser.write(decoded(decoder, part, chunk));
    yield;
  }
  parser.write(decoded(decoder, part)).close();
  yield;
}

function decoded(decoder: TextDecoder, part: string, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch (cause) {
    throw new XlsxError('damaged', part, { cause });
  }
}

/** Reads a part to its end. */
export async function parseAll(chunks: AsyncIterable<Uint8Array>, part: string, handlers: Handlers): Promise<void> {
  for await (const _ of parse(chunks, part, handlers));
}
