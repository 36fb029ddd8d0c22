import type { Finding, Path, Scope } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import {
  type CompiledActs,
  type CompiledDictionary,
  type CompiledLifeEvents,
  type CompiledRegister,
  dictionary,
} from '../../catalogue/index.ts';
import type { CompiledService } from './compiled.ts';
import { unknown, withoutArticle } from './finding.ts';

/** The register that answers for a concept or a relation. */
export interface Primary {
  readonly register: CompiledRegister;
  readonly title: Text;
  /** Name of the institution that owns it. */
  readonly owner: Text;
}

/** A document that another service gives. */
export interface Issued {
  /** Code of the service. */
  readonly service: string;
  readonly document: Text;
  readonly from: Text;
}

interface Provider {
  readonly code: string;
  readonly name: Text;
  readonly contact?: unknown;
}

/** What a service is compiled against. */
export interface Surroundings {
  readonly dictionary: CompiledDictionary;
  readonly acts: CompiledActs['acts'];
  readonly registers: readonly CompiledRegister[];
  readonly institutions: readonly Provider[];
  readonly lifeEvents: readonly string[];
  /** What services give, this one apart. */
  readonly issued: readonly Issued[];
  primaryOf(name: string): Primary | undefined;
}

/** @param own name of the service that is compiled */
export function surroundingsOf(scope: Scope, own?: string): Surroundings {
  const registers = [...scope.all<CompiledRegister>('register').values()];
  const files = scope.all<{ institutions: readonly Provider[] }>('institutions').values();
  const institutions = [...files].flatMap((file) => file.institutions);
  const byName = new Map(
    registers.flatMap((register) => register.provides.map((provision) => [provision.name, register] as const)),
  );
  const nameOf = (code: string): Text =>
    institutions.find((item) => item.code === code)?.name ?? { az: code, en: code, ru: code };
  return {
    dictionary: dictionary(scope),
    acts: scope.get<CompiledActs>('acts', 'acts')?.acts ?? {},
    registers,
    institutions,
    lifeEvents: scope.get<CompiledLifeEvents>('life-events', 'life-events')?.events.map(({ code }) => code) ?? [],
    issued: issuedBy(scope, own),
    primaryOf(name) {
      const register = byName.get(name);
      return register && { register, title: register.title, owner: nameOf(register.owner) };
    },
  };
}

function issuedBy(scope: Scope, own: string | undefined): readonly Issued[] {
  return [...scope.all<CompiledService>('service')].flatMap(([service, { title: from, document }]) =>
    document && service !== own ? [{ service, document: document.title, from }] : [],
  );
}

/** `technopark-rules 4.3` in its two parts. */
export function readArticle(reference: string): { act: string; article: string } {
  const space = reference.indexOf(' ');
  return space < 0
    ? { act: reference, article: '' }
    : { act: reference.slice(0, space), article: reference.slice(space + 1).trim() };
}

/** The article a thing rests on; without one, or with one that is not listed, a finding and ''. */
export function articleOf(
  around: Surroundings,
  given: string | undefined,
  path: Path,
  what: string,
  findings: Finding[],
): string {
  if (given === undefined) {
    findings.push(withoutArticle(path, what));
    return '';
  }
  findings.push(...checkArticle(around, given, [...path, 'article']));
  return given;
}

export function checkArticle({ acts }: Surroundings, reference: string, path: Path): Finding[] {
  const { act, article } = readArticle(reference);
  const found = acts[act];
  if (!found) return [unknown('act', path, act, Object.keys(acts))];
  if (article === '' || !found.articles[article]) {
    return [
      unknown(
        'article',
        path,
        reference,
        Object.keys(found.articles).map((number) => `${act} ${number}`),
      ),
    ];
  }
  return [];
}
