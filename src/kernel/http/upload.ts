import type { Multipart, MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FileRules } from '../../ui/input.tsx';
import type { Context } from '../context.ts';
import { type FileKind, fileKinds } from '../file-kind.ts';
import { type ReceivedFile, receiveFile } from '../file.ts';
import { InvalidInput, Refusal, refusal } from '../refusal.ts';
import type { Vahid } from '../vahid.ts';
import { kindAmong, safeName } from './file-name.ts';
import { forgedForm } from './forgery.ts';
import { bodyLimits, tooLarge } from './limits.ts';

/** A field of a form that takes a file. */
export interface FileField {
  readonly accepts: readonly FileKind[];
  /** In bytes. */
  readonly most: number;
  /** May be left empty. */
  readonly optional?: boolean;
}
export type FileFields = Readonly<Record<string, FileField>>;

/**
 * Tells what a form may bring where that depends on what it is about, before any of it is read. Parameters are not
 * validated yet. Whatever it throws refuses the form.
 */
export type FilesTold = (request: Context & { readonly params: unknown }) => Promise<FileFields>;

/** What a form may bring; of one that brings none it does not matter. */
export async function fieldsOf(
  files: FileFields | FilesTold | undefined,
  withFiles: boolean,
  request: () => Context & { readonly params: unknown },
): Promise<FileFields> {
  if (typeof files !== 'function') return files ?? {};
  return withFiles ? files(request()) : {};
}

/** What a `FileInput` tells of the field. */
export const fileRules = ({ accepts, most }: FileField): FileRules => ({
  kinds: accepts.map((kind) => fileKinds[kind].title),
  endings: accepts.flatMap((kind) => fileKinds[kind].endings),
  most,
});

export interface BroughtFile {
  readonly file: ReceivedFile;
  readonly kind: FileKind;
  /** As it was called where it comes from, made safe. */
  readonly name: string;
}

/** What came in a file field: a file, or why none was taken. An optional field may be without both. */
export interface Brought {
  readonly taken?: BroughtFile;
  readonly refused?: Refusal;
}
export type BroughtFiles = Readonly<Record<string, Brought>>;

export const fileMissing = refusal('kernel.file_missing', 422, {
  az: 'Fayl seçin və formanı yenidən göndərin.',
  en: 'Choose a file and send the form again.',
  ru: 'Выберите файл и отправьте форму снова.',
});

const fileTooLarge = refusal('kernel.file_too_large', 422, {
  az: 'Fayl çox böyükdür. Ən çoxu {megabytes} MB olan fayl seçin.',
  en: 'The file is too large. Choose one of at most {megabytes} MB.',
  ru: 'Файл слишком большой. Выберите файл не больше {megabytes} МБ.',
});

const fileKind = refusal('kernel.file_kind', 422, {
  az: 'Faylın məzmunu uyğun deyil. Bu formatlardan birində fayl seçin: {kinds}.',
  en: 'The content of the file does not fit. Choose a file in one of these formats: {kinds}.',
  ru: 'Содержание файла не подходит. Выберите файл в одном из форматов: {kinds}.',
});

const fileEmpty = refusal('kernel.file_empty', 422, {
  az: 'Fayl boşdur. Onu açıb yoxlayın və ya başqa fayl seçin.',
  en: 'The file is empty. Open and check it, or choose another one.',
  ru: 'Файл пуст. Откройте и проверьте его или выберите другой.',
});

const oneFile = refusal('kernel.one_file', 422, {
  az: 'Bir neçə fayl göndərilib. Yalnız birini seçin.',
  en: 'Several files were sent. Choose only one.',
  ru: 'Отправлено несколько файлов. Выберите только один.',
});

/** Where other fields have to be corrected: a browser cannot show a chosen file again. */
export const chooseAgain = refusal('kernel.file_again', 422, {
  az: 'Forma düzəldilənə qədər fayl saxlanılmır. Onu yenidən seçin.',
  en: 'The file is not kept until the form is right. Choose it again.',
  ru: 'Файл не сохраняется, пока форма не исправлена. Выберите его снова.',
});

const unreadableForm = refusal('kernel.unreadable_form', 400, {
  az: 'Forma tam gəlməyib və ya oxunmadı. Onu yenidən göndərin.',
  en: 'The form did not arrive whole or could not be read. Send it again.',
  ru: 'Форма пришла не полностью или не читается. Отправьте её снова.',
});

const mostFields = 300;
const longestName = 100;
/** 20,000 letters, as `formBody` has it, of up to four bytes. */
const longestValue = 80_000;
/** A file that is too large is read to its end, so that the rest of the form can be shown again; but not for ever. */
const patience = 128 * 1024 * 1024;

/** A form with files as it has come: its fields as `formBody` has them, and what came in each file field. */
export interface Upload {
  readonly body: Readonly<Record<string, string | readonly string[]>>;
  readonly files: BroughtFiles;
}

/** With no file, for a form that was sent without any. */
export const nothingBrought = (fields: FileFields): BroughtFiles =>
  Object.fromEntries(Object.entries(fields).map(([name, { optional }]) => [name, optional ? {} : none()]));
const none = (): Brought => ({ refused: fileMissing() });

export async function discardAll(files: BroughtFiles): Promise<void> {
  for (const { taken } of Object.values(files)) await taken?.file.discard();
}

/** What of the files of a refused form is let go by for the words behind them, in bytes. */
const drained = 24 * 1024 * 1024;

/** Gets the form's token, and throws where it is wrong. */
type Admit = (token: unknown) => void;

/**
 * Reads a form with files. `admit` gets the form's token, which must come before the first file: it throws where that is
 * wrong, and nothing was written yet. `keeps`: of a form that is refused so what was typed is read all the same, and
 * becomes the body of the request; of its files nothing is kept.
 */
export async function readUpload(
  vahid: Vahid,
  request: FastifyRequest,
  fields: FileFields,
  { admit, keeps }: { readonly admit: Admit; readonly keeps: boolean },
): Promise<Upload> {
  const mostBytes = Object.values(fields).reduce((sum, { most }) => sum + most, bodyLimits.form);
  const end = Math.max(mostBytes, patience);
  const large = () => tooLarge({ kilobytes: Math.ceil(mostBytes / 1024) });
  if (Number(request.headers['content-length'] ?? 0) > end) throw large();
  const form = new FormReader(vahid, fields, { admit, keeps });
  try {
    const header = request.headers['x-form-token'];
    if (header !== undefined) form.admitted(header);
    const most = keeps ? mostFields : Object.keys(fields).length;
    for await (const part of partsOf(request, most, end)) {
      if (part.type === 'field') form.field(part);
      else await form.file(part);
    }
    return form.end();
  } catch (error) {
    await discardAll(form.files);
    if (!form.refused) throw error;
    request.body = form.typed();
    throw form.refused;
  }
}

async function* partsOf(request: FastifyRequest, files: number, end: number): AsyncGenerator<Multipart> {
  let seen = 0;
  const count = (bytes: Buffer) => {
    seen += bytes.length;
    if (seen > end) request.raw.destroy();
  };
  const limits = {
    // In bytes, and told by nothing when it is passed: names are measured again.
    fieldNameSize: 5 * longestName,
    fieldSize: longestValue,
    fields: mostFields,
    files: files + 1,
    parts: mostFields + files + 1,
    headerPairs: 20,
    fileSize: Number.POSITIVE_INFINITY,
  };
  try {
    const parts = request.parts({ limits });
    request.raw.on('data', count);
    for await (const part of parts) yield part;
  } catch (cause) {
    throw asRefusal(cause);
  } finally {
    // What is left of a form that was refused is let go by: else its sender would wait for the answer for ever.
    request.raw.off('data', count).unpipe();
    request.raw.resume();
  }
}

/** What goes wrong while a form is read lies in what was sent. */
function asRefusal(cause: unknown): Refusal {
  return cause instanceof Refusal ? cause : Object.assign(unreadableForm(), { cause });
}

class FormReader {
  readonly files: Record<string, Brought> = {};
  readonly #vahid: Vahid;
  readonly #fields: FileFields;
  readonly #admit: Admit;
  readonly #keeps: boolean;
  #drained = 0;
  readonly #values = new Map<string, string | string[]>();
  #isAdmitted = false;
  #byHeader = false;
  #length = 0;
  /** Why the form is not taken, where what was typed is read on. */
  refused: Refusal | undefined;

  constructor(vahid: Vahid, fields: FileFields, { admit, keeps }: { admit: Admit; keeps: boolean }) {
    this.#vahid = vahid;
    this.#fields = fields;
    this.#admit = admit;
    this.#keeps = keeps;
  }

  admitted(header: unknown): void {
    this.#judge(header);
    this.#byHeader = true;
  }

  #judge(token: unknown): void {
    try {
      this.#admit(token);
    } catch (error) {
      if (!this.#keeps || !(error instanceof Refusal)) throw error;
      this.refused = error;
    }
    this.#isAdmitted = true;
  }

  field({ fieldname, value, valueTruncated }: MultipartValue): void {
    if (typeof value !== 'string' || fieldname.length > longestName || valueTruncated) throw wrongPart();
    this.#length += fieldname.length + value.length;
    if (this.#length > bodyLimits.form) throw tooLarge({ kilobytes: bodyLimits.form / 1024 });
    if (fieldname === 'csrf') return this.#token(value);
    const before = this.#values.get(fieldname);
    if (before === undefined) this.#values.set(fieldname, value);
    else this.#values.set(fieldname, Array.isArray(before) ? [...before, value] : [before, value]);
  }

  #token(value: string): void {
    if (this.#byHeader) return;
    // A second one would have its choice.
    if (this.#isAdmitted) throw forgedForm();
    this.#judge(value);
  }

  async file(part: MultipartFile): Promise<void> {
    if (!this.#isAdmitted) this.#judge(undefined);
    if (this.refused) return this.#letBy(part, this.refused);
    const field = Object.hasOwn(this.#fields, part.fieldname) ? this.#fields[part.fieldname] : undefined;
    if (!field) throw wrongPart();
    const state = { large: false };
    const file = await receiveFile(this.#vahid, upTo(field.most, part.file, state));
    // A browser sends an empty part for a field in which nothing was chosen.
    if (file.size === 0 && part.filename === '') return file.discard();
    const before = this.files[part.fieldname];
    const brought = judged(field, file, part.filename, state.large);
    if (!brought.taken) await file.discard();
    if (before) {
      await discardAll({ before, brought });
      this.files[part.fieldname] = { refused: oneFile() };
    } else this.files[part.fieldname] = brought;
  }

  async #letBy({ file }: MultipartFile, refused: Refusal): Promise<void> {
    for await (const chunk of file as AsyncIterable<Buffer>) {
      this.#drained += chunk.length;
      if (this.#drained > drained) throw refused;
    }
  }

  typed(): Upload['body'] {
    return Object.fromEntries(this.#values);
  }

  end(): Upload {
    if (!this.#isAdmitted) this.#judge(undefined);
    if (this.refused) throw this.refused;
    return { body: this.typed(), files: { ...nothingBrought(this.#fields), ...this.files } };
  }
}

const wrongPart = () => new InvalidInput([{ path: '', message: 'must be a field of this form' }]);

/** Gives on no more than `most` bytes and takes the rest all the same. */
async function* upTo(
  most: number,
  chunks: AsyncIterable<Buffer>,
  state: { large: boolean },
): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > most) state.large = true;
      else yield chunk;
    }
  } catch (cause) {
    throw asRefusal(cause);
  }
}

function judged(field: FileField, file: ReceivedFile, given: string, large: boolean): Brought {
  if (large) return { refused: fileTooLarge({ megabytes: field.most / 1024 ** 2 }) };
  if (file.size === 0) return { refused: fileEmpty() };
  const kind = kindAmong(field.accepts, file.content, given);
  if (!kind) return { refused: fileKind({ kinds: field.accepts.map((one) => fileKinds[one].title).join(', ') }) };
  return { taken: { file, kind, name: safeName(given, file.content) } };
}
