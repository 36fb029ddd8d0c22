import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { type Alias, type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Text } from '../language/lang.ts';
import { ConfigProblem } from './config.ts';
import type { FieldWords } from './definition-schema.ts';

/** Something wrong in a definition: where, which rule, and what to do. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Name of the rule, e.g. `once-only`. */
  readonly rule: string;
  readonly message: Text;
  readonly remedy: Text;
}

export type Path = readonly (string | number)[];
export interface Finding extends Pick<Problem, 'rule' | 'message' | 'remedy'> {
  readonly path: Path;
  /** Where it stands in another file than the one compiled. */
  readonly file?: string;
}

/** A kind of definition and how it becomes a compiled one. */
export interface DefinitionKind<S extends TSchema = TSchema, C = unknown> {
  readonly kind: string;
  /** Path below `definitions/`, e.g. /^services\/([^/]+)\/service\.yaml$/; group 1, if any, is the name. */
  readonly files: RegExp;
  readonly schema: S;
  /** What its fields mean, for the published schema. */
  readonly words?: FieldWords;
  /** Kinds that must be compiled before. */
  readonly needs: readonly string[];
  compile(
    source: Static<S>,
    scope: Scope,
    name: string,
  ): { compiled: C; findings: readonly Finding[] } | { findings: readonly Finding[] };
  /** Checks that need everything compiled (scenarios, references both ways). */
  check?(compiled: C, scope: Scope, name: string): readonly Finding[];
}

/** What is compiled so far, by kind and name. */
export interface Scope {
  get<T>(kind: string, name: string): T | undefined;
  all<T>(kind: string): ReadonlyMap<string, T>;
}

export interface CompiledDefinition {
  readonly kind: string;
  readonly name: string;
  readonly file: string;
  readonly source: string;
  readonly compiled: unknown;
}

/** What is wrong with files that compile, by file. */
export type Judgement = ReadonlyMap<string, readonly Finding[]>;

export interface Compilation {
  readonly definitions: readonly CompiledDefinition[];
  readonly problems: readonly Problem[];
  /** Files refused, with everything that depends on them left as it was. */
  readonly refused: readonly string[];
}

export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** All YAML files below a folder, names with forward slashes, in stable order. @throws ConfigProblem */
export async function readDefinitions(folder: string): Promise<readonly SourceFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigProblem(`The folder of definitions ${folder} cannot be read (${code}).`);
  });
  const files = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })));
}

/**
 * Compiles files against each other and against what `base` already holds (the last release). A file with a
 * problem is left out; the others go on, with the released version of the refused one in scope. `judged`: what is
 * wrong with files besides, by file, as rooms find it (`Room.judge`).
 */
export function compileDefinitions(
  files: readonly SourceFile[],
  kinds: readonly DefinitionKind[],
  base: readonly CompiledDefinition[] = [],
  judged: Judgement = new Map(),
): Compilation {
  const scope = openScope(base);
  const problems: Problem[] = [];
  const done: (CompiledDefinition & { located: Located; definition: DefinitionKind })[] = [];
  const refused = new Set<string>();
  const readable = new Map<string, Located>();
  // Kinds of which a file cannot be read, and all that lean on them: what is found there may only follow from that.
  const unknown = new Set<string>();
  const placed = (own: Located, finding: Finding) => place(readable.get(finding.file ?? '') ?? own, finding);

  for (const kind of inOrder(kinds)) {
    const follows = kind.needs.some((need) => unknown.has(need));
    if (follows) unknown.add(kind.kind);
    for (const { file, text } of files) {
      const match = kind.files.exec(file);
      if (!match) continue;
      const name = match[1] ?? kind.kind;
      const located = locate(file, text);
      readable.set(file, located);
      if (located.problems.length > 0 && scope.get(kind.kind, name) === undefined) unknown.add(kind.kind);
      const result = compileOne(kind, name, located, scope);
      const found = [
        ...result.problems,
        ...[...result.findings, ...(judged.get(file) ?? [])].map((finding) => placed(located, finding)),
      ];
      problems.push(...(follows ? located.problems : found));
      if (result.compiled === undefined || found.length > 0) {
        refused.add(file);
        continue;
      }
      scope.set(kind.kind, name, result.compiled);
      done.push({ kind: kind.kind, name, file, source: text, compiled: result.compiled, located, definition: kind });
    }
  }
  for (const item of done) {
    const found = item.definition.check?.(item.compiled, scope, item.name) ?? [];
    if (unknown.size === 0) problems.push(...found.map((finding) => placed(item.located, finding)));
    if (found.length > 0) refused.add(item.file);
  }
  for (const { file } of files) {
    if (!kinds.some((kind) => kind.files.test(file))) problems.push(unknownFile(file));
  }
  return {
    definitions: done
      .filter((item) => !refused.has(item.file))
      .map(({ kind, name, file, source, compiled }) => ({ kind, name, file, source, compiled })),
    problems,
    refused: [...refused],
  };
}

function compileOne(
  kind: DefinitionKind,
  name: string,
  located: Located,
  scope: Scope,
): { compiled?: unknown; problems: readonly Problem[]; findings: readonly Finding[] } {
  const early = located.problems.length > 0 ? located.problems : schemaProblems(kind, located);
  return early.length > 0
    ? { problems: early, findings: [] }
    : { problems: [], ...kind.compile(located.value, scope, name) };
}

function inOrder(kinds: readonly DefinitionKind[]): DefinitionKind[] {
  const left = [...kinds];
  const order: DefinitionKind[] = [];
  while (left.length > 0) {
    const index = left.findIndex((kind) => kind.needs.every((need) => order.some((done) => done.kind === need)));
    if (index < 0) throw new Error(`definition kinds need each other: ${left.map((kind) => kind.kind).join(', ')}`);
    order.push(...left.splice(index, 1));
  }
  return order;
}

function openScope(base: readonly CompiledDefinition[]) {
  const kinds = new Map<string, Map<string, unknown>>();
  const of = (kind: string) => {
    const found = kinds.get(kind) ?? new Map<string, unknown>();
    kinds.set(kind, found);
    return found;
  };
  for (const { kind, name, compiled } of base) of(kind).set(name, compiled);
  return {
    get: <T>(kind: string, name: string) => of(kind).get(name) as T | undefined,
    all: <T>(kind: string) => of(kind) as ReadonlyMap<string, T>,
    set: (kind: string, name: string, compiled: unknown) => void of(kind).set(name, compiled),
  };
}

interface Located {
  readonly file: string;
  readonly value: unknown;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly problems: Problem[];
}

// Enough for any file that a person writes; references that multiply each other exceed it at once.
const mostAliases = 100;

function locate(file: string, text: string): Located {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const problemAt = (offset: number, said: Pick<Problem, 'message' | 'remedy'>): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, rule: 'yaml', ...said };
  };
  const problems = document.errors.map(({ code, pos }) =>
    problemAt(pos[0], code === 'DUPLICATE_KEY' ? writtenTwice(headingAt(text, pos[0])) : unreadable(code)),
  );
  if (problems.length > 0) return { file, value: undefined, document, lines, problems };
  const aliases: Alias[] = [];
  visit(document, {
    Alias: (_key, alias, parents) => {
      aliases.push(alias);
      const target = alias.resolve(document);
      if (target && !parents.includes(target)) return;
      problems.push(problemAt(alias.range?.[0] ?? 0, deadAlias(alias.source)));
    },
  });
  if (problems.length > 0) return { file, value: undefined, document, lines, problems };
  try {
    return { file, value: document.toJS({ maxAliasCount: mostAliases }), document, lines, problems };
  } catch {
    const problem = problemAt(aliases[0]?.range?.[0] ?? 0, tooManyAliases);
    return { file, value: undefined, document, lines, problems: [problem] };
  }
}

function unreadable(code: string): Pick<Problem, 'message' | 'remedy'> {
  return {
    message: {
      az: `Fayl YAML kimi oxunmur (${code}).`,
      en: `The file cannot be read as YAML (${code}).`,
      ru: `Файл не читается как YAML (${code}).`,
    },
    remedy: {
      az: 'Abzas boşluqlarını, iki nöqtələri və dırnaqları yoxlayın.',
      en: 'Check the indentation, the colons and the quotation marks.',
      ru: 'Проверьте отступы, двоеточия и кавычки.',
    },
  };
}

/** The heading that begins there, as it is written. */
const headingAt = (text: string, offset: number): string => /^[^\n:]*/.exec(text.slice(offset))?.[0].trim() ?? '';

function writtenTwice(heading: string): Pick<Problem, 'message' | 'remedy'> {
  return {
    message: {
      az: `“${heading}” eyni yerdə ikinci dəfə yazılıb.`,
      en: `“${heading}” is written a second time in the same place.`,
      ru: `«${heading}» записано в одном месте второй раз.`,
    },
    remedy: {
      az: 'Artıq olanı silin və ya hər ikisinin altındakıları bir başlıq altında birləşdirin.',
      en: 'Delete the one too many, or put what stands under both under one heading.',
      ru: 'Удалите лишнее или соберите то, что стоит под обоими, под одним заголовком.',
    },
  };
}

function deadAlias(name: string): Pick<Problem, 'message' | 'remedy'> {
  return {
    message: {
      az: `*${name} istinadının göstərdiyi yer yoxdur və ya istinadın özünü əhatə edir.`,
      en: `The reference *${name} leads nowhere, or into itself.`,
      ru: `Ссылка *${name} никуда не ведёт или ведёт в саму себя.`,
    },
    remedy: {
      az: `İstinaddan əvvəl, ondan kənarda &${name} yazın; mətndirsə, dırnağa alın.`,
      en: `Write &${name} before the reference and outside of it; put it in quotation marks if it is text.`,
      ru: `Поставьте &${name} до ссылки и вне её; если это текст, возьмите его в кавычки.`,
    },
  };
}

const tooManyAliases: Pick<Problem, 'message' | 'remedy'> = {
  message: {
    az: `Faylda istinadlar həddən artıqdır: açılanda ${mostAliases} dəfədən çox təkrarlanır.`,
    en: `The file has too many references: written out they repeat more than ${mostAliases} times.`,
    ru: `В файле слишком много ссылок: в развёрнутом виде повторов больше ${mostAliases}.`,
  },
  remedy: {
    az: 'İstinad edilən hissələri olduğu yerdə yazın.',
    en: 'Write out in place what the references stand for.',
    ru: 'Выпишите на месте то, на что указывают ссылки.',
  },
};

const compiledSchemas = new WeakMap<TSchema, ReturnType<typeof Compile>>();

const schemaProblems = (kind: DefinitionKind, located: Located): Problem[] =>
  shapeFindings(kind, located.value).map((finding) => place(located, finding));

/** Where a value does not have the shape of a kind, twenty findings at most. */
export function shapeFindings({ kind, schema }: Pick<DefinitionKind, 'kind' | 'schema'>, value: unknown): Finding[] {
  const check = compiledSchemas.get(schema) ?? Compile(schema);
  compiledSchemas.set(schema, check);
  if (check.Check(value)) return [];
  const errors = [...check.Errors(value)].filter((error) => error.keyword !== 'boolean');
  return errors.slice(0, 20).map((error) => {
    const path = error.instancePath
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const params = error.params as { additionalProperties?: string[]; requiredProperties?: string[] };
    const names = [...(params.additionalProperties ?? []), ...(params.requiredProperties ?? [])];
    return {
      path: params.additionalProperties?.[0] === undefined ? path : [...path, params.additionalProperties[0]],
      rule: 'shape',
      message: shapeMessage(path, error.keyword, names, error.message),
      remedy: {
        az: `Sahənin qaydasını \`vahid check --schema ${kind}\` göstərir.`,
        en: `\`vahid check --schema ${kind}\` shows what the field may hold.`,
        ru: `Что допускает поле, показывает \`vahid check --schema ${kind}\`.`,
      },
    };
  });
}

function shapeMessage(path: Path, keyword: string, names: readonly string[], message: string): Text {
  const at = path.length === 0 ? '' : ` ${path.join('.')}`;
  const list = names.join(', ');
  if (keyword === 'required')
    return { az: `Sahə çatışmır:${at} ${list}.`, en: `Missing:${at} ${list}.`, ru: `Не хватает поля:${at} ${list}.` };
  if (keyword === 'additionalProperties')
    return {
      az: `Belə sahə yoxdur:${at} ${list}.`,
      en: `No such field:${at} ${list}.`,
      ru: `Такого поля нет:${at} ${list}.`,
    };
  return {
    az: `Qiymət uyğun deyil:${at} (${message}).`,
    en: `Value does not fit:${at} (${message}).`,
    ru: `Значение не подходит:${at} (${message}).`,
  };
}

/** Finds line and column of a path, or of its nearest parent that exists. */
function place({ file, document, lines }: Located, { path, rule, message, remedy }: Finding): Problem {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    const pair = isMap(node)
      ? node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key))
      : undefined;
    const below =
      pair?.value ??
      (isNode(node) && 'get' in node
        ? (node as { get(k: unknown, keep: true): unknown }).get(Number(key), true)
        : undefined);
    if (pair && isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
    else if (isNode(below)) offset = below.range?.[0] ?? offset;
    else break;
    node = below;
  }
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col, rule, message, remedy };
}

function unknownFile(file: string): Problem {
  return {
    file,
    line: 1,
    column: 1,
    rule: 'unknown-file',
    message: {
      az: 'Bu adda tərif növü yoxdur.',
      en: 'No kind of definition has this name.',
      ru: 'Вида определений с таким именем нет.',
    },
    remedy: {
      az: 'Faylı uyğun qovluğa köçürün: registers/, catalogue/, services/<ad>/, plan/.',
      en: 'Move the file to its folder: registers/, catalogue/, services/<name>/, plan/.',
      ru: 'Переместите файл в его папку: registers/, catalogue/, services/<имя>/, plan/.',
    },
  };
}
