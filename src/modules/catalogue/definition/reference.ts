import type { Finding, Path, Scope } from '../../../kernel/definition.ts';
import type { Releases } from '../../../kernel/release.ts';
import type { Text } from '../../../language/lang.ts';
import type { CompiledAct, CompiledActs, CompiledDictionary, CompiledRegister, LifeEvent } from './compiled.ts';
import type { CompiledConcept, CompiledLifeEvents, CompiledSystems, Provision } from './compiled.ts';
import { unknownName } from './finding.ts';
import { own } from './own.ts';

/** Where compiled definitions are looked up: a compilation under way, or the release in force. */
export type Definitions = Scope | Releases;

function isReleases(from: Definitions): from is Releases {
  return 'number' in from;
}

function only<T>(from: Definitions, kind: string): T | undefined {
  return isReleases(from) ? from.get<T>(kind, kind)?.compiled : from.get<T>(kind, kind);
}

const noDictionary: CompiledDictionary = { entities: {}, relations: {}, concepts: {} };

/** The dictionary as it is in force: what its file says, and over that what was decided at the desk. */
export function dictionary(from: Definitions): CompiledDictionary {
  const written = only<CompiledDictionary>(from, 'dictionary') ?? noDictionary;
  const decided = decidedConcepts(from).map(([name, one]) => [name, withFormat(one, own(written.concepts, name))]);
  if (decided.length === 0) return written;
  return { ...written, concepts: { ...written.concepts, ...Object.fromEntries(decided) } };
}

/** The desk decides of label, type and class; the form of a text is the file's to say. */
const withFormat = (one: CompiledConcept, { format }: Partial<CompiledConcept> = {}): CompiledConcept =>
  format && one.type === 'text' ? { ...one, format } : one;

function decidedConcepts(from: Definitions): readonly (readonly [string, CompiledConcept])[] {
  if (!isReleases(from)) return [...from.all<CompiledConcept>('concept')];
  return from.all<CompiledConcept>('concept').map(({ name, compiled }) => [name, compiled]);
}

export function acts(from: Definitions): Readonly<Record<string, CompiledAct>> {
  return only<CompiledActs>(from, 'acts')?.acts ?? {};
}

export function systems(from: Definitions): CompiledSystems['systems'] {
  return only<CompiledSystems>(from, 'systems')?.systems ?? {};
}

export function lifeEvents(from: Definitions): readonly LifeEvent[] {
  return only<CompiledLifeEvents>(from, 'life-events')?.events ?? [];
}

export function registers(from: Definitions): readonly CompiledRegister[] {
  if (isReleases(from)) return from.all<CompiledRegister>('register').map(({ compiled }) => compiled);
  return [...from.all<CompiledRegister>('register').values()];
}

export function register(from: Definitions, name: string): CompiledRegister | undefined {
  return isReleases(from) ? from.get<CompiledRegister>('register', name)?.compiled : from.get('register', name);
}

export function concept(from: Definitions, name: string): CompiledConcept | undefined {
  return own(dictionary(from).concepts, name);
}

export interface Primary {
  readonly register: string;
  readonly title: Text;
  /** Code of the institution that owns the register. */
  readonly owner: string;
  readonly provision: Provision;
}

/** The one register that provides a concept or a relation; undefined where none does, and people may be asked. */
export function primaryOf(from: Definitions, name: string): Primary | undefined {
  for (const { name: code, title, owner, provides } of registers(from)) {
    const provision = provides.find((item) => item.name === name);
    if (provision) return { register: code, title, owner, provision };
  }
  return undefined;
}

export interface ActReference {
  readonly act: string;
  /** Empty when the whole act is meant. */
  readonly article: string;
}

/** Splits a reference as definitions write it: `technopark-rules 4.3`. */
export function readReference(reference: string): ActReference {
  const space = reference.indexOf(' ');
  if (space < 0) return { act: reference, article: '' };
  return { act: reference.slice(0, space), article: reference.slice(space + 1).trim() };
}

/** Findings for an act and an article that `acts.yaml` does not list. */
export function checkAct(
  from: Definitions,
  { act, article }: ActReference,
  path: Path,
  articlePath: Path = path,
): Finding[] {
  const known = acts(from);
  const found = own(known, act);
  if (!found) return [unknownName('act', path, act, Object.keys(known))];
  if (article === '' || own(found.articles, article)) return [];
  return [
    unknownName(
      'article',
      articlePath,
      `${act} ${article}`,
      Object.keys(found.articles).map((a) => `${act} ${a}`),
    ),
  ];
}

/** Finding for an institution that `institutions.yaml` does not list. */
export function checkInstitution(from: Scope, code: string, path: Path): Finding[] {
  const known = institutionCodes(from);
  return known.includes(code) ? [] : [unknownName('institution', path, code, known)];
}

function institutionCodes(from: Scope): readonly string[] {
  const files = [...from.all<{ institutions: readonly { code: string }[] }>('institutions').values()];
  return files.flatMap(({ institutions }) => institutions.map(({ code }) => code));
}
