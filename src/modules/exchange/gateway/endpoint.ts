import { type Endpoint, type SubjectPlace } from '../../../protocols/gateway/book.ts';
import { normalPaths, type RestRequest } from '../../../protocols/x-road/index.ts';
import { serverFault } from './fault.ts';
import { compilePlaces, type Places } from './json-place.ts';

/** What a service says of itself: whether it holds personal data, and whose its endpoints are about. */
export interface Declaration {
  readonly personal: boolean;
  readonly endpoints: readonly Endpoint[];
}

/** An endpoint that a request meets, and where in both the subjects stand. */
export interface Met {
  /** Its path as it is declared. */
  readonly path: string;
  readonly places: Readonly<Record<SubjectPlace['in'], readonly SubjectPlace[]>>;
  readonly inBody: Places;
  readonly inAnswer: Places;
  /** Parts of the path by their name. */
  readonly parts: ReadonlyMap<string, string>;
}

export interface Endpoints {
  /** All of them, as X-Road lists endpoints: with `*` for a part that has a name. */
  readonly listed: readonly { readonly method: string; readonly path: string }[];
  /**
   * The endpoint that a request meets; undefined where it is nobody's. Throws `access_denied` where somebody's data could
   * be given out that nobody was told of.
   */
  of(request: RestRequest): Met | undefined;
}

interface Compiled extends Omit<Met, 'parts'> {
  readonly method: string;
  readonly segments: readonly Segment[];
  readonly subjects: number;
}

/** A part of a path: its letters, or what stands around a name. */
type Segment = { readonly text: string } | { readonly before: string; readonly name: string; readonly after: string };

export function compileEndpoints({ personal, endpoints }: Declaration): Endpoints {
  const compiled = endpoints.flatMap(compile);
  // Who says of one endpoint whose it is has said all there is: the others are named as well.
  const isClosed = personal || compiled.some(({ subjects }) => subjects > 0);
  return {
    listed: endpoints.map(({ method, path }) => ({ method, path: path.replaceAll(/\{[^{}]*\}/g, '*') })),
    of(request) {
      if (!isClosed) return undefined;
      const met = meet(compiled, request);
      if (met === undefined) throw denied('no endpoint of the service is declared for this method and path');
      if (met.subjects > 0) return met;
      if (personal) throw denied('the endpoint does not say whose data it is about');
      return undefined;
    },
  };
}

const denied = (why: string) => serverFault('access_denied', `Request is not allowed: ${why}`);

function meet(compiled: readonly Compiled[], { method, servicePath }: RestRequest) {
  const readings = normalPaths(servicePath === '' ? '/' : servicePath) ?? [];
  const found = compiled
    .filter((one) => one.method === method)
    .flatMap((one) => {
      const [first, ...others] = readings.map((reading) => partsOf(one.segments, reading));
      // Where the path can be read in two ways, both must say the same.
      return first && others.every((other) => other && isSame(first, other)) ? [{ ...one, parts: first }] : [];
    });
  // One without parts to fill goes before others (OpenAPI 3.1, 4.8.8.2).
  const exact = found.filter(({ parts }) => parts.size === 0);
  const [met, ...rivals] = exact.length > 0 ? exact : found;
  if (rivals.length > 0) throw denied('several endpoints of the service are declared for this path');
  return met;
}

const isSame = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean =>
  [...one].every(([name, value]) => other.get(name) === value);

/** Values of the parts of a path that have a name; undefined where the path is another. */
function partsOf(segments: readonly Segment[], path: string): ReadonlyMap<string, string> | undefined {
  const given = path.split('/');
  if (given.length !== segments.length) return undefined;
  const parts = new Map<string, string>();
  for (const [at, segment] of segments.entries()) {
    const text = given[at] ?? '';
    if ('text' in segment) {
      if (segment.text !== text) return undefined;
      continue;
    }
    const { before, name, after } = segment;
    const isFilled = text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after);
    if (!isFilled) return undefined;
    parts.set(name, text.slice(before.length, text.length - after.length));
  }
  return parts;
}

/** Of a path that cannot be told apart (two names in one part, one name twice) nothing is made: no request meets it. */
function compile({ method, path, subjects }: Endpoint): readonly Compiled[] {
  const segments = path.split('/').map(segmentOf);
  const names = segments.flatMap((one) => (one && 'name' in one ? [one.name] : []));
  if (segments.includes(undefined) || new Set(names).size < names.length) return [];
  const places = { path: [], query: [], body: [], answer: [], ...Object.groupBy(subjects, (one) => one.in) };
  return [
    {
      method,
      path,
      segments: segments as readonly Segment[],
      subjects: subjects.length,
      places,
      inBody: compilePlaces(places.body.map(({ at }) => at)),
      inAnswer: compilePlaces(places.answer.map(({ at }) => at)),
    },
  ];
}

function segmentOf(text: string): Segment | undefined {
  if (!/[{}]/.test(text)) return { text };
  const [, before = '', name = '', after = ''] = /^([^{}]*)\{([^{}]+)\}([^{}]*)$/.exec(text) ?? [];
  return name === '' ? undefined : { before, name, after };
}

/** Why an endpoint can be met by no request as it is declared; undefined where it can. */
export function flawOfEndpoint(endpoint: Endpoint): string | undefined {
  const [compiled] = compile(endpoint);
  if (compiled === undefined) return 'a part of its path holds more than one name, or two have the same';
  const names = new Set(compiled.segments.flatMap((one) => ('name' in one ? [one.name] : [])));
  const odd = endpoint.subjects.find(({ in: where, at }) =>
    where === 'path' ? !names.has(at) : where !== 'query' && !/^\/(?:[^~]|~[01])*$/.test(at),
  );
  return odd && `no ${odd.in === 'path' ? 'part of its path' : 'JSON pointer'}: ${odd.at}`;
}
