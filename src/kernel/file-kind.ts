/** Bytes that can be read from anywhere. */
export interface Bytes {
  readonly size: number;
  /** `length` bytes from `at`; fewer only at the end. */
  read(at: number, length: number): Promise<Uint8Array>;
}

/** What the bytes of a file show it to be; whatever its name or its sender says. */
export type Content = 'pdf' | 'png' | 'jpeg' | 'xlsx' | 'docx' | 'text' | 'other';

export const mediaTypes: Readonly<Record<Content, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  text: 'text/plain; charset=utf-8',
  other: 'application/octet-stream',
};

/** What a form may ask for. Kinds of text are told apart by nothing but the name. */
export type FileKind = Exclude<Content, 'other'> | 'csv' | 'json' | 'yaml' | 'xml';

/** Of each kind: what its bytes are, its name, and how its files end, the usual way first. */
export const fileKinds: Readonly<
  Record<FileKind, { readonly content: Content; readonly title: string; readonly endings: readonly string[] }>
> = {
  pdf: { content: 'pdf', title: 'PDF', endings: ['.pdf'] },
  png: { content: 'png', title: 'PNG', endings: ['.png'] },
  jpeg: { content: 'jpeg', title: 'JPEG', endings: ['.jpg', '.jpeg'] },
  xlsx: { content: 'xlsx', title: 'XLSX', endings: ['.xlsx'] },
  docx: { content: 'docx', title: 'DOCX', endings: ['.docx'] },
  csv: { content: 'text', title: 'CSV', endings: ['.csv'] },
  json: { content: 'text', title: 'JSON', endings: ['.json'] },
  yaml: { content: 'text', title: 'YAML', endings: ['.yaml', '.yml'] },
  xml: { content: 'text', title: 'XML', endings: ['.xml'] },
  text: { content: 'text', title: 'TXT', endings: ['.txt'] },
};

const beginnings: readonly (readonly [Content, Buffer])[] = [
  ['pdf', Buffer.from('%PDF-')],
  ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['jpeg', Buffer.from([0xff, 0xd8, 0xff])],
];
const zip = Buffer.from('PK\u0003\u0004');
const longest = 8;

/** Looks at the bytes of a file as they pass, and tells at the end what they are. */
export class Recogniser {
  #head = Buffer.alloc(0);
  #text: TextDecoder | undefined = new TextDecoder('utf-8', { fatal: true });

  see(bytes: Uint8Array): void {
    if (this.#head.length < longest) this.#head = Buffer.concat([this.#head, bytes.subarray(0, longest)]);
    if (!this.#text) return;
    if (bytes.includes(0) || !this.#decodes(bytes)) this.#text = undefined;
  }

  async tell(bytes: Bytes): Promise<Content> {
    const found = beginnings.find(([, beginning]) => startsWith(this.#head, beginning));
    if (found) return found[0];
    if (startsWith(this.#head, zip)) return officeContent(bytes);
    return bytes.size > 0 && this.#decodes() ? 'text' : 'other';
  }

  #decodes(bytes?: Uint8Array): boolean {
    if (!this.#text) return false;
    try {
      this.#text.decode(bytes, { stream: bytes !== undefined });
      return true;
    } catch {
      return false;
    }
  }
}

const startsWith = (bytes: Buffer, beginning: Buffer): boolean => bytes.subarray(0, beginning.length).equals(beginning);

// What people write does not unpack to more than this; whoever opens the file later is spared the attempt.
const mostUnpacked = 512 * 1024 * 1024;
const mostParts = 5000;

/** A document of an office program, by the names of its parts; with a program in it, it is none that anybody needs. */
async function officeContent(bytes: Bytes): Promise<Content> {
  const parts = await partsOf(bytes);
  const names = new Set(parts.map(({ name }) => name));
  const unpacked = parts.reduce((sum, { size }) => sum + size, 0);
  const carries = parts.some(({ name }) => /vbaProject\.bin$|\/activeX\//i.test(name));
  if (!names.has('[Content_Types].xml') || unpacked > mostUnpacked || carries) return 'other';
  if (names.has('xl/workbook.xml')) return 'xlsx';
  return names.has('word/document.xml') ? 'docx' : 'other';
}

const endSize = 22;
const longestComment = 65_535;

/** Directory of a ZIP file (APPNOTE 4.3.12 and 4.3.16); empty where there is none that can be read. */
async function partsOf(bytes: Bytes): Promise<readonly { readonly name: string; readonly size: number }[]> {
  const tail = Math.min(bytes.size, endSize + longestComment);
  const end = Buffer.from(await bytes.read(bytes.size - tail, tail));
  let at = end.length - endSize;
  while (at >= 0 && end.readUInt32LE(at) !== 0x06054b50) at -= 1;
  if (at < 0) return [];
  const [count, length, start] = [end.readUInt16LE(at + 10), end.readUInt32LE(at + 12), end.readUInt32LE(at + 16)];
  if (count > mostParts || length > 8 * 1024 * 1024 || start + length > bytes.size) return [];
  const directory = Buffer.from(await bytes.read(start, length));
  const parts: { name: string; size: number }[] = [];
  for (let place = 0; parts.length < count; ) {
    if (place + 46 > directory.length || directory.readUInt32LE(place) !== 0x02014b50) return [];
    const named = directory.readUInt16LE(place + 28);
    const name = directory.toString('utf8', place + 46, place + 46 + named);
    parts.push({ name, size: directory.readUInt32LE(place + 24) });
    place += 46 + named + directory.readUInt16LE(place + 30) + directory.readUInt16LE(place + 32);
  }
  return parts;
}
