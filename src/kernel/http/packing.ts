import { type BrotliOptions, brotliCompressSync, constants, gzipSync, type ZlibOptions } from 'node:zlib';

export type Encoding = 'br' | 'gzip';

/** Compressed forms of pages that are the same for every visitor. */
export interface Packing {
  pack(text: string, encoding: Encoding): Buffer;
}

interface Kept {
  /** The text as it was written first: with each later one as its key, all that were written would be kept for long. */
  readonly first: string;
  readonly forms: Partial<Record<Encoding, Buffer>>;
}

/**
 * Compresses a page once for as long as it is written the same. The text itself is the key, so what is kept can never
 * be out of date; the page that nobody asked for longest goes first.
 */
export function openPacking(most = 100): Packing {
  const kept = new Map<string, Kept>();
  return {
    pack(text, encoding) {
      const { first, forms } = kept.get(text) ?? { first: text, forms: {} };
      kept.delete(first);
      kept.set(first, { first, forms });
      const oldest = kept.keys().next();
      if (kept.size > most && !oldest.done) kept.delete(oldest.value);
      return (forms[encoding] ??= compressed[encoding](Buffer.from(text)));
    },
  };
}

// Done once for a page that is then sent many times, so it may take a little longer.
const compressed: Readonly<Record<Encoding, (bytes: Buffer) => Buffer>> = {
  br: (bytes) => lettingGo.brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (bytes) => lettingGo.gzipSync(bytes),
};

/**
 * Node's zlib for what is compressed at once, which lets go of its output. Node's own keeps it until the heap is collected
 * as a whole, and with it the 64 kB from which it and what came next to it were cut: 50 kB a page, of which a server
 * soon has so many that the collection makes its visitors wait. Figures: docs/figures.md, “pages”.
 */
export const lettingGo = {
  brotliCompressSync: (bytes: Buffer, options?: BrotliOptions): Buffer =>
    letGo(brotliCompressSync(bytes, { ...options, info: true })),
  gzipSync: (bytes: Buffer, options?: ZlibOptions): Buffer => letGo(gzipSync(bytes, { ...options, info: true })),
};

/** What Node answers when it is asked for `info`; its types do not know of that. */
interface WithEngine {
  readonly buffer: Buffer;
  readonly engine: Record<typeof outBuffer, Buffer | null>;
}

const outBuffer = '_outBuffer';

function letGo(answer: unknown): Buffer {
  const { buffer, engine } = answer as WithEngine;
  engine[outBuffer] = null;
  return buffer;
}

/** The encoding of ours that a browser likes best; undefined when it takes none. */
export function encodingFor(accepted: string | undefined): Encoding | undefined {
  const wanted = (accepted ?? '').split(',').map((one) => one.trim().toLowerCase());
  const refused = /;\s*q=0(\.0*)?$/;
  const takes = (name: Encoding) => wanted.some((one) => one.split(/\s*;/)[0] === name && !refused.test(one));
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : undefined;
}
