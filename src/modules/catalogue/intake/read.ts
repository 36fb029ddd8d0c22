import { nearest } from '../../../feel/index.ts';
import { fold, type Text } from '../../../language/index.ts';
import { type ByteSource, openWorkbook, usualLimits, type XlsxLimits } from '../../../protocols/xlsx/index.ts';
import type { Envelope } from '../envelope.ts';
import { isUnlistedAct } from '../act.ts';
import type { Place as Runs } from '../choices.ts';
import { fits } from '../fits.ts';
import { type EntryKind, entryKinds, specs } from '../kinds.ts';
import { type Column, columnsOf, objectColumns, relationColumns } from './columns.ts';
import { complete } from './complete.ts';
import { Enough, IntakeErrors } from './errors.ts';
import { type IntakeError, intakeError, type Place } from './finding.ts';
import { type Line, type Lines, readWorkbook } from './workbook.ts';
import { readJsonLines } from './json.ts';
import { wantedOf } from './wanted.ts';

/** What a file is read against. */
export interface Known {
  readonly institutions: readonly { readonly code: string; readonly name: Text; readonly acronym: Text }[];
  /** Concepts and relations of the dictionary, acts with their articles, codes of life events. */
  readonly concepts: ReadonlySet<string>;
  readonly acts: ReadonlySet<string>;
  readonly lifeEvents: ReadonlySet<string>;
  /** Codes of the entries of the register that bear a code or exactly a title; asked once, for what is not in the file. */
  targets(wanted: readonly Target[]): Promise<readonly (readonly string[])[]>;
}

export interface Target {
  readonly kind: EntryKind;
  /** Code or title. */
  readonly name: string;
}

export interface IntakeOptions {
  /**
   * `draft`: only the Azerbaijani texts are needed, the others may be empty until approval; `register`: all three.
   */
  readonly for: 'draft' | 'register';
  readonly limits?: XlsxLimits;
}

export interface Intake {
  /** With errors, those that could be read so far. */
  readonly entries: readonly Envelope[];
  readonly errors: readonly IntakeError[];
  /** There may be more errors: it was read no further. */
  readonly isMore: boolean;
  /** Where a system or portal runs, as the file says. */
  runsIn(entry: Envelope): Runs | undefined;
  /** Where something of an entry stands, by its path; its code if nothing else is said. */
  place(entry: Envelope, path?: string): Place;
  /** Where a register says that it is the primary source of a concept. */
  placeOfSource(register: string, concept: string): Place;
}

/**
 * Reads entries from a workbook (as written by `writeTemplate` or `writeEntries`) or from JSON
 * (`{ "entries": [envelope, …] }`). @throws XlsxError when a workbook cannot be opened
 */
export async function readIntake(
  given: { readonly workbook: Uint8Array | ByteSource } | { readonly json: unknown },
  known: Known,
  options: IntakeOptions,
): Promise<Intake> {
  const errors = new IntakeErrors();
  const reader = new Reader(known, options, errors);
  let entries: readonly Envelope[] = [];
  let isMore = false;
  try {
    const lines =
      'json' in given
        ? readJsonLines(given.json, errors)
        : await readWorkbook(await openWorkbook(given.workbook, options.limits ?? usualLimits), errors);
    entries = await reader.read(lines);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    isMore = true;
  }
  return {
    entries,
    errors: errors.list,
    isMore,
    runsIn: (entry) => reader.runsIn(entry),
    place: (entry, path) => reader.place(entry, path),
    placeOfSource: (register, concept) => reader.placeOfSource(register, concept),
  };
}

type Growing = { -readonly [K in keyof Envelope]: Envelope[K] } & { relations: Envelope['relations'][number][] };

class Reader {
  readonly #known: Known;
  readonly #options: IntakeOptions;
  readonly #errors: IntakeErrors;
  readonly #entries = new Map<string, { entry: Growing; line: Line; runsIn?: Runs | undefined }>();
  readonly #byTitle = new Map<string, Set<string>>();
  readonly #institutions = new Map<string, Set<string>>();
  /** Lines of fields that are a primary source, by register and concept. */
  readonly #sources = new Map<string, Line>();

  constructor(known: Known, options: IntakeOptions, errors: IntakeErrors) {
    this.#known = known;
    this.#options = options;
    this.#errors = errors;
    for (const { code, name, acronym } of known.institutions)
      for (const word of [code, ...Object.values(acronym), ...Object.values(name)])
        add(this.#institutions, fold(word), code);
  }

  async read(lines: Lines): Promise<readonly Envelope[]> {
    for (const line of lines.entries) this.#entry(line);
    for (const line of lines.objects) this.#object(line);
    for (const { entry, line } of this.#entries.values())
      if (!fits(specs[entry.kind], complete(entry).spec) && !this.#errorsIn(line)) this.#say(line, 'code', 'shape');
    await this.#relations(lines.relations);
    return [...this.#entries.values()].map(({ entry }) => entry);
  }

  #say(
    line: Line,
    path: string,
    ...[problem, more]: [Parameters<typeof intakeError>[1], Parameters<typeof intakeError>[2]?]
  ): void {
    this.#errors.push(intakeError(line.place(path), problem, more));
  }

  place({ kind, code }: Envelope, path = 'code'): Place {
    return this.#entries.get(`${kind}/${code}`)?.line.place(path) ?? nowhere;
  }

  runsIn({ kind, code }: Envelope): Runs | undefined {
    return this.#entries.get(`${kind}/${code}`)?.runsIn;
  }

  placeOfSource(register: string, concept: string): Place {
    return this.#sources.get(`${register} ${concept}`)?.place('primary') ?? nowhere;
  }

  #errorsIn(line: Line): boolean {
    const { sheet, row } = line.place('code');
    return this.#errors.list.some((error) => error.sheet === sheet && error.row === row);
  }

  /** Checks a line against its columns; false when something is wrong. */
  #fits(line: Line, columns: readonly Column[]): boolean {
    let good = true;
    const parts = new Set(
      [...line.values.keys()].flatMap((path) => columns.find((one) => one.path === path)?.within ?? []),
    );
    for (const { path, needed, within, schema, heading } of columns) {
      const value = line.values.get(path);
      const optional = !needed || (within !== undefined && !parts.has(within));
      const later = this.#options.for === 'draft' && /\.(en|ru)$/.test(path);
      if (value === undefined || value === '') {
        // What could not be read has been told already.
        const told = value === undefined && line.values.has(path);
        if (!told && (optional || later)) continue;
        if (!told) this.#say(line, path, 'missing');
      } else if (!fits(schema, value))
        this.#say(line, path, 'wrong', { value: String(value), wanted: wantedOf(schema, heading) });
      else continue;
      good = false;
    }
    return good;
  }

  #entry(line: Line & { readonly kind: EntryKind }): void {
    const columns = columnsOf(line.kind);
    if (!this.#fits(line, columns)) return;
    const raw: Record<string, unknown> = {};
    for (const { path } of columns) put(raw, path, line.values.get(path) ?? (this.#blank(line, path) ? '' : undefined));
    const {
      institution,
      spec = {},
      acts = [],
      place: runsIn,
      ...rest
    } = raw as unknown as Partial<Growing> &
      Pick<Growing, 'institution' | 'code' | 'title' | 'state'> & { readonly place?: Runs };
    const owner = this.#institution(line, institution);
    const unlisted = acts.filter((act) => isUnlistedAct(act, this.#known.acts));
    this.#names(line, 'acts', unlisted, this.#known.acts);
    const { lifeEvents } = spec as { lifeEvents?: readonly string[] };
    this.#names(line, 'spec.lifeEvents', lifeEvents ?? [], this.#known.lifeEvents);
    if (line.kind === 'service' && !lifeEvents) (spec as Record<string, unknown>).lifeEvents = [];
    if (owner === undefined) return;
    const entry: Growing = { ...rest, kind: line.kind, institution: owner, acts, spec, relations: [] };
    const key = `${line.kind}/${entry.code}`;
    if (this.#entries.has(key)) return this.#say(line, 'code', 'twice', { value: entry.code });
    this.#entries.set(key, { entry, line, runsIn });
    for (const word of Object.values(entry.title))
      if (word !== '') add(this.#byTitle, `${line.kind}/${fold(word)}`, entry.code);
  }

  /** A text that a draft leaves for later stands empty beside the Azerbaijani one. */
  #blank(line: Line, path: string): boolean {
    return /\.(en|ru)$/.test(path) && line.values.has(path.replace(/(en|ru)$/, 'az'));
  }

  #institution(line: Line, name: string): string | undefined {
    const codes = [...(this.#institutions.get(fold(name.trim())) ?? [])];
    const exact = this.#known.institutions.find(({ code }) => code === name)?.code;
    if (exact !== undefined || codes.length === 1) return exact ?? codes[0];
    if (codes.length > 1) this.#say(line, 'institution', 'ambiguous', { value: name });
    else
      this.#say(line, 'institution', 'unknown', {
        value: name,
        wanted: nearest(fold(name), this.#institutions.keys()),
      });
    return undefined;
  }

  #names(line: Line, path: string, names: readonly string[], known: ReadonlySet<string>): void {
    for (const name of names)
      if (!known.has(name)) this.#say(line, path, 'unknown', { value: name, wanted: nearest(name, known) });
  }

  #object(line: Line): void {
    if (!this.#fits(line, objectColumns)) return;
    const value = (path: string) => line.values.get(path) as string | undefined;
    const owner = this.#entries.get(`register/${value('register')}`)?.entry;
    if (!owner) return this.#say(line, 'register', 'unknown', { value: value('register') ?? '' });
    const spec = owner.spec as { objects?: { name: string; label: unknown; fields: unknown[] }[] };
    const texts = (path: string) => ({
      az: value(`${path}.az`),
      en: value(`${path}.en`) ?? '',
      ru: value(`${path}.ru`) ?? '',
    });
    spec.objects ??= [];
    let object = spec.objects.find(({ name }) => name === value('object'));
    if (!object) spec.objects.push((object = { name: value('object') ?? '', label: texts('objectLabel'), fields: [] }));
    const name = value('field');
    if (name === undefined) return;
    for (const path of ['fieldLabel.az', 'class']) if (!value(path)) this.#say(line, path, 'missing');
    const [concept, primary] = [value('concept'), line.values.get('primary')];
    if (concept !== undefined) this.#names(line, 'concept', [concept], this.#known.concepts);
    if (primary === true && concept !== undefined) this.#sources.set(`${value('register')} ${concept}`, line);
    const more = { ...(concept === undefined ? {} : { concept }), ...(primary === undefined ? {} : { primary }) };
    object.fields.push({ name, label: texts('fieldLabel'), class: value('class'), ...more });
  }

  async #relations(lines: readonly Line[]): Promise<void> {
    const columns = relationColumns(entryKinds);
    const good = lines.filter((line) => this.#fits(line, columns));
    const targets = good.map((line) => this.#target(line));
    const outside = targets.filter(({ codes }) => codes.length === 0);
    const found = outside.length > 0 ? await this.#known.targets(outside) : [];
    const answers = new Map(outside.map((target, index) => [target, found[index] ?? []]));
    const seen = new Set<string>();
    for (const [index, line] of good.entries()) {
      const target = targets[index];
      if (target) this.#relation(line, target, answers.get(target) ?? target.codes, seen);
    }
  }

  #target(line: Line): Target & { readonly codes: readonly string[] } {
    const kind = line.values.get('to.kind') as EntryKind;
    const name = String(line.values.get('to'));
    if (this.#entries.has(`${kind}/${name}`)) return { kind, name, codes: [name] };
    return { kind, name, codes: [...(this.#byTitle.get(`${kind}/${fold(name)}`) ?? [])] };
  }

  #relation(line: Line, { kind: toKind, name }: Target, codes: readonly string[], seen: Set<string>): void {
    const { values } = line;
    const from = `${String(values.get('from.kind'))}/${String(values.get('from.code'))}`;
    const source = this.#entries.get(from)?.entry;
    if (!source) return this.#say(line, 'from.code', 'unknown', { value: String(values.get('from.code')) });
    const [to] = codes;
    if (to === undefined) return this.#say(line, 'to', 'unknown', { value: name });
    if (codes.length > 1) return this.#say(line, 'to', 'ambiguous', { value: name });
    const kind = values.get('relation') as Envelope['relations'][number]['kind'];
    const key = `${from} ${kind} ${toKind}/${to}`;
    if (seen.has(key)) return this.#say(line, 'to', 'twice', { value: name });
    seen.add(key);
    const concepts = (values.get('concepts') ?? []) as readonly string[];
    this.#names(line, 'concepts', concepts, this.#known.concepts);
    const channel = values.get('channel') as 'exchange' | 'local' | undefined;
    source.relations.push({
      kind,
      to: { kind: toKind, code: to },
      ...(channel ? { channel } : {}),
      ...(concepts.length > 0 ? { concepts } : {}),
    });
  }
}

const nowhere: Place = { sheet: '', row: 0, column: '', cell: '' };

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}

/** Puts a value at a path with dots, making the parts on the way. */
function put(into: Record<string, unknown>, path: string, value: unknown): void {
  if (value === undefined) return;
  const names = path.split('.');
  const last = names.pop() ?? '';
  let at = into;
  for (const name of names) at = (at[name] ??= {}) as Record<string, unknown>;
  at[last] = value;
}
