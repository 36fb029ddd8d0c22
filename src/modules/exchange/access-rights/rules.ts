import { compileGlob } from '../../../protocols/x-road/index.ts';
import { changesOf } from '../services/difference.ts';
import { type DescribedEndpoint, endpointName, isPlaceOf } from '../services/openapi/described.ts';
import type { RightContent, Scope } from './content.ts';

type Endpoint = Pick<DescribedEndpoint, 'method' | 'path'>;

/** Stands for whatever a part of a path may be: no path and no pattern holds it. */
const anything = '\u{10FFFF}';

/** A scope as one word, however the parts of it are ordered where it is kept. */
export const scopeName = ({ method, path }: Scope): string => `${method} ${path}`;

/** The pattern that lets through an endpoint: `/people/{fin}` as `/people/*`. */
export const patternOf = (path: string): string =>
  path.replaceAll(/\{[^{}]+\}|[\\*]/g, (part) => (part.startsWith('{') ? '*' : `\\${part}`));

export const scopeOf = ({ method, path }: Endpoint): Scope => ({ method, path: patternOf(path) });

/** Endpoints that scopes let through, whatever stands in the parts of their paths. */
export function covered<E extends Endpoint>(scopes: readonly Scope[], endpoints: readonly E[]): readonly E[] {
  const globs = scopes.map(({ method, path }) => ({ method, glob: compileGlob(path) }));
  return endpoints.filter((endpoint) => {
    const path = endpoint.path.replaceAll(/\{[^{}]+\}/g, anything);
    return globs.some(({ method, glob }) => (method === '*' || method === endpoint.method) && glob.matches(path));
  });
}

/** Scopes that let through nothing. */
export const emptyScopes = (scopes: readonly Scope[], endpoints: readonly Endpoint[]): readonly Scope[] =>
  scopes.filter((one) => covered([one], endpoints).length === 0);

const isWithin = (field: string, known: string) =>
  field === known || known.startsWith(`${field}/`) || field.startsWith(`${known}/`);

/** Fields that stand in no described answer. An endpoint whose answer is not described may hold any. */
export function unknownFields(fields: readonly string[], endpoints: readonly DescribedEndpoint[]): readonly string[] {
  if (endpoints.some(({ answer }) => answer === undefined)) return [];
  const known = endpoints.flatMap(({ answer = [] }) => answer.map(({ at }) => at));
  return fields.filter((field) => !known.some((one) => isWithin(field, one)));
}

/** What of a right a next version of its service takes away or changes. */
export interface Consequence {
  /** Endpoints that it let through and that are no more. */
  readonly lost: readonly string[];
  /** Endpoints that it lets through from now on. */
  readonly gained: readonly string[];
  /** Its fields that no answer has any more. */
  readonly lostFields: readonly string[];
  /** Endpoints that it lets through and that are another thing now. */
  readonly changed: readonly string[];
}

/** What a right means under another description than the one it was confirmed with. */
export function consequenceOf(
  { scopes, fields }: Pick<RightContent, 'scopes' | 'fields'>,
  before: readonly DescribedEndpoint[],
  after: readonly DescribedEndpoint[],
): Consequence {
  const [was, is] = [covered(scopes, before), covered(scopes, after)];
  const old = new Map(was.map((one) => [endpointName(one), one]));
  const next = new Map(is.map((one) => [endpointName(one), one]));
  const gone = fields ? unknownFields(fields, is) : [];
  const already = new Set(fields ? unknownFields(fields, was) : []);
  return {
    lost: [...old.keys()].filter((name) => !next.has(name)),
    gained: [...next.keys()].filter((name) => !old.has(name)),
    lostFields: gone.filter((field) => !already.has(field)),
    changed: [...next].flatMap(([name, one]) => {
      const earlier = old.get(name);
      return earlier && concerns(fields, earlier, one) ? [name] : [];
    }),
  };
}

/** Whether a change of an endpoint concerns a right: an answer’s new field does not where its fields are named. */
function concerns(fields: readonly string[] | null, before: DescribedEndpoint, after: DescribedEndpoint): boolean {
  return changesOf(before, after).some(({ part, how, at, breaking }) => {
    if (part === 'answer') return how === 'unknown' || fields === null || fields.some((field) => isWithin(field, at));
    return part === 'subject' || breaking;
  });
}

export const isTouched = ({ lost, gained, lostFields, changed }: Consequence): boolean =>
  lost.length + gained.length + lostFields.length + changed.length > 0;

/** Points to nothing any more, in whole or in part. */
export const isBroken = ({ lost, lostFields }: Consequence): boolean => lost.length + lostFields.length > 0;

/** Where those concerned stood and where another version still has a place. */
export const subjectsKept = (was: DescribedEndpoint, now: DescribedEndpoint): DescribedEndpoint['subjects'] =>
  was.subjects.filter((place) => isPlaceOf(now, place));

/** Whether whoever was told of an endpoint still can be: where they stood, or somewhere in the same part of the exchange. */
const stillTells = (was: DescribedEndpoint, now: DescribedEndpoint): boolean =>
  was.subjects.every(
    (place) => isPlaceOf(now, place) || now.subjects.some((one) => one.in === place.in && one.entity === place.entity),
  );

/**
 * What goes through while a new version is not confirmed: the endpoints as they were, as far as those concerned are still
 * told, and of an answer that was open as a whole the fields that it had then.
 */
export function asConfirmed(
  content: RightContent,
  confirmed: readonly DescribedEndpoint[],
  now: readonly DescribedEndpoint[],
) {
  const known = new Map(now.map((one) => [endpointName(one), one]));
  const kept = covered(content.scopes, confirmed).filter((one) => {
    const next = known.get(endpointName(one));
    return next !== undefined && stillTells(one, next);
  });
  return kept.map((one) => ({
    scope: scopeOf(one),
    fields: content.fields ?? one.answer?.map(({ at }) => at) ?? null,
  }));
}

/** Parts of a right in which a proposal goes beyond what was asked. */
export type Wider = 'scopes' | 'fields' | 'ground' | 'byDefault' | 'massRun' | 'consent' | 'hidden' | 'until';

/** Nobody is granted more than they asked for. */
export function widerThan(
  asked: RightContent,
  proposed: RightContent,
  endpoints: readonly DescribedEndpoint[],
): readonly Wider[] {
  const may = new Set(covered(asked.scopes, endpoints).map(endpointName));
  const { fields } = asked;
  const beyond: Readonly<Record<Wider, boolean>> = {
    scopes:
      !proposed.scopes.every((one) => asked.scopes.some((other) => scopeName(other) === scopeName(one))) &&
      !covered(proposed.scopes, endpoints).every((one) => may.has(endpointName(one))),
    fields:
      fields !== null &&
      (proposed.fields === null ||
        !proposed.fields.every((field) => fields.some((one) => field === one || field.startsWith(`${one}/`)))),
    ground: (['purpose', 'act', 'article'] as const).some((key) => asked[key] !== proposed[key]),
    byDefault: proposed.byDefault && !asked.byDefault,
    massRun: proposed.massRun && !asked.massRun,
    consent: asked.consent && !proposed.consent,
    hidden:
      proposed.hidden !== null &&
      (asked.hidden === null ||
        proposed.hidden.days > asked.hidden.days ||
        proposed.hidden.act !== asked.hidden.act ||
        proposed.hidden.article !== asked.hidden.article),
    until: proposed.until > asked.until,
  };
  return (Object.keys(beyond) as Wider[]).filter((key) => beyond[key]);
}

/** Parts in which less was granted than asked. */
export function narrowedIn(asked: RightContent, granted: RightContent): readonly Wider[] {
  const said = ({ hidden, scopes, fields, ...rest }: RightContent) => ({
    ...rest,
    scopes: scopes.map(scopeName).sort().join(),
    fields: fields ? [...fields].sort().join() : null,
    hidden: hidden ? `${hidden.days} ${hidden.act} ${hidden.article}` : null,
  });
  const [before, after] = [said(asked), said(granted)];
  const keys = ['scopes', 'fields', 'byDefault', 'massRun', 'consent', 'hidden', 'until'] as const;
  return keys.filter((key) => before[key] !== after[key]);
}

/** Response fields of the endpoints of a right, and how many of them it leaves out. */
export function fieldsLeftOut(
  content: Pick<RightContent, 'scopes' | 'fields'>,
  endpoints: readonly DescribedEndpoint[],
): { readonly all: number; readonly left: number } {
  const known = covered(content.scopes, endpoints).flatMap(({ answer = [] }) => answer.map(({ at }) => at));
  const { fields } = content;
  if (fields === null) return { all: known.length, left: 0 };
  const through = (at: string) => fields.some((field) => at === field || at.startsWith(`${field}/`));
  return { all: known.length, left: known.filter((at) => !through(at)).length };
}
