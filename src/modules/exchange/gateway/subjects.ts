import { isPersonNumber, isVoen } from '../../../language/index.ts';
import type { SubjectPlace } from '../../../protocols/gateway/book.ts';
import type { RestRequest } from '../../../protocols/x-road/index.ts';
import type { Body } from './body.ts';
import type { Met } from './endpoint.ts';
import { serverFault } from './fault.ts';
import { checkWhole, isPlainJson, isSuccess } from './field-scope.ts';
import { findPlaces } from './json-place.ts';
import { NotJson } from './json-text.ts';
import { checkParameters, parametersOf } from './parameters.ts';
import type { ProviderAnswer } from './provider-call.ts';

/** Whose data an exchange is about. */
export interface Subject {
  readonly entity: SubjectPlace['entity'];
  /** FİN or VÖEN. */
  readonly key: string;
}

/** Nobody has more at once, not even in a run. */
const mostAtAll = 100_000;

const badRequest = (why: string, cause?: unknown) => serverFault('invalid_request', why, cause);

/**
 * Whose data a request asks for. Throws `invalid_request` where a place that is declared says nothing, something else than
 * a FİN or VÖEN, or could be read in two ways: nobody could be told.
 */
export function subjectsOfRequest(met: Met, request: RestRequest, body: Body | undefined): readonly Subject[] {
  const { path, query } = met.places;
  checkParameters(met, request, body);
  return distinct([
    ...path.map((place) => subjectAt(place, met.parts.get(place.at))),
    ...query.flatMap((place) => inQuery(place, request)),
    ...inBody(met, request, body),
  ]);
}

/** One subject stands once. */
export const distinct = (subjects: readonly Subject[]): readonly Subject[] => [
  ...new Map(subjects.map((one) => [`${one.entity} ${one.key}`, one])).values(),
];

/**
 * The number of a person (FİN, or that of somebody without one) or the VÖEN that a text is, also with the country before
 * it, as X-Road writes users (`AZ7ABCDE1`).
 */
function keyIn(entity: Subject['entity'], text: string | null | undefined): string | undefined {
  const key = text?.replace(/^AZ(?=.{7}$|.{10,11}$)/, '');
  return key !== undefined && (entity === 'person' ? isPersonNumber : isVoen)(key) ? key : undefined;
}

function subjectAt({ entity, in: where, at }: SubjectPlace, text: string | null | undefined): Subject {
  const key = keyIn(entity, text);
  if (key !== undefined) return { entity, key };
  const wanted = entity === 'person' ? 'FIN' : 'VOEN';
  throw badRequest(`No ${wanted} as it is written in registers stands where the service says: ${at} (${where})`);
}

/** Each value counts: of several that bear one name, one program takes the first and another the last. */
function inQuery(place: SubjectPlace, { query }: RestRequest): readonly Subject[] {
  const values = parametersOf(query).filter(([name]) => name === place.at);
  return values.length === 0 ? [subjectAt(place, undefined)] : values.map(([, value]) => subjectAt(place, value));
}

function inBody({ places, inBody: tree }: Met, { headers }: RestRequest, body: Body | undefined): readonly Subject[] {
  const declared = places.body;
  if (declared.length === 0) return [];
  if (body === undefined || !isPlainJson(headers)) throw badRequest('The body must be JSON in UTF-8');
  const found: Subject[] = [];
  const missing = (place: number) => subjectAt(declared[place] as SubjectPlace, undefined);
  const told = new Set<number>();
  reading(
    () =>
      findPlaces(body.bytes, tree, {
        found(place, value) {
          if (found.length >= mostAtAll) throw badRequest(`The body names more than ${mostAtAll}`);
          found.push(subjectAt(declared[place] as SubjectPlace, value));
          told.add(place);
        },
        missed: ([place = 0]) => void missing(place),
        ambiguous() {
          throw badRequest('A name that says whose data is asked for stands twice, or beside one that looks like it');
        },
      }),
    (cause) => badRequest('The body must be JSON in UTF-8', cause),
  );
  for (const place of declared.keys()) if (!told.has(place)) missing(place);
  return found;
}

/** Whose data an answer holds. */
export interface Answered {
  readonly subjects: readonly Subject[];
  /** It holds data of others too, who have no FİN or VÖEN: a register knows such people. */
  readonly nameless: boolean;
}

/** Whose data an answer holds, by the places in it. Throws `service_failed` where the answer does not say. */
export function subjectsOfAnswer(met: Met, answer: ProviderAnswer, others: readonly Subject[]): Answered {
  const declared = met.places.answer;
  if (declared.length === 0 || !isSuccess(answer) || isEmpty(answer)) return { subjects: [], nameless: false };
  checkWhole(answer);
  const unsaid = (cause?: unknown) =>
    serverFault('service_failed', 'The answer does not say whose data it is where the service says', cause);
  if (answer.body === undefined) throw unsaid();
  const { bytes } = answer.body;
  const found: Subject[] = [];
  const told = new Set<number>();
  const untold = new Set<number>();
  let nameless = false;
  reading(
    () =>
      findPlaces(bytes, met.inAnswer, {
        found(place, value) {
          (value === undefined ? untold : told).add(place);
          const { entity } = declared[place] as SubjectPlace;
          const key = keyIn(entity, value);
          nameless ||= key === undefined;
          if (key === undefined) return;
          if (found.length >= mostAtAll)
            throw serverFault('service_failed', `The answer is about more than ${mostAtAll}`);
          found.push({ entity, key });
        },
        missed(places, { many, empty }) {
          // A list may be absent where the request already said who is meant, not so what its members should say.
          if (empty) return;
          // As a register has them who know somebody without a number, so it may leave the number out.
          nameless ||= many;
          if (many || others.length === 0) for (const place of places) untold.add(place);
        },
      }),
    unsaid,
  );
  if ([...untold].some((place) => !told.has(place))) throw unsaid();
  return { subjects: distinct(found), nameless };
}

const isEmpty = ({ status, body }: ProviderAnswer): boolean =>
  body === undefined && (status === 204 || status === 205 || status === 202);

function reading(work: () => void, failed: (cause: unknown) => Error): void {
  try {
    work();
  } catch (cause) {
    throw cause instanceof NotJson ? failed(cause) : cause;
  }
}
