import {
  compileGlob,
  normalPaths,
  type PathGlob,
  printClientId,
  printServiceId,
  type RestRequest,
} from '../../../protocols/x-road/index.ts';
import { serverFault } from './fault.ts';
import { namesIn, namesMethod, redirecting } from './request-names.ts';

/** What a provider lets an information system do, for a purpose and under an act. */
export interface Right {
  /** Subsystem that may call: `AZ/GOV/rinn/portal`. */
  readonly client: string;
  /** Service it may call: `AZ/GOV/din/population/people`. */
  readonly service: string;
  /** Method of HTTP, or `*` for all. */
  readonly method: string;
  /** Pattern of the path below the service, as X-Road matches them. */
  readonly path: string;
  readonly purpose: string;
  readonly act: string;
  readonly article: string;
  /** Used where the client names no purpose; one of its rights for an endpoint. */
  readonly byDefault?: boolean;
  /** Members of a JSON answer that go through (RFC 6901, `*` for every member); absent: all of it. */
  readonly fields?: readonly string[];
  /** Days for which those concerned are not shown that they were looked up. */
  readonly hiddenDays?: number;
  /** Whether a run over many may be told as one public entry (`X-Vahid-Run`). */
  readonly massRun?: boolean;
  /** Whether each of those concerned must have agreed. */
  readonly consent?: boolean;
  /** Last moment of the right. */
  readonly until?: string;
}

export interface Rights {
  /** The one right under which a request goes on. Throws `access_denied`. */
  permit(request: RestRequest, at: Date): Right;
}

interface Compiled {
  readonly right: Right;
  readonly glob: PathGlob;
}

/** Compiles rights once, so that asking costs only those of one client and service. */
export function compileRights(rights: readonly Right[]): Rights {
  const byPair = Map.groupBy(
    rights.map((right): Compiled => ({ right, glob: compileGlob(right.path) })),
    ({ right }) => `${right.client} ${right.service}`,
  );
  return {
    permit(request, at) {
      const { client, service, method, servicePath, query } = request;
      const readings = normalPaths(servicePath);
      if (readings === undefined) throw denied('the path cannot be read');
      if (request.headers.some(([name]) => redirecting.test(name)))
        throw denied('a header asks for another path or method than the request');
      if (query !== undefined && namesIn(query).some(namesMethod))
        throw denied('a parameter asks for another method than the request');
      const found = (byPair.get(`${printClientId(client)} ${printServiceId(service)}`) ?? []).filter(
        ({ right, glob }) =>
          isInForce(right, at) &&
          (right.method === '*' || right.method === method) &&
          readings.every((path) => glob.matches(path)),
      );
      return chosen(
        found.map(({ right }) => right),
        purposeOf(request),
      );
    },
  };
}

/** Purpose that the client names, if it does. */
const purposeOf = ({ headers }: RestRequest): string | undefined =>
  headers.findLast(([name]) => name.toLowerCase() === 'x-vahid-purpose')?.[1].trim();

/** Of fields that name nothing, nothing goes through. */
export const isInForce = ({ until, fields }: Right, at: Date): boolean =>
  (until === undefined || Date.parse(until) >= at.getTime()) && fields?.length !== 0;

function chosen(rights: readonly Right[], purpose: string | undefined): Right {
  const fitting = purpose === undefined ? rights : rights.filter((right) => right.purpose === purpose);
  const [only] = fitting;
  if (only === undefined) throw denied('there is no right to this');
  if (fitting.length === 1) return only;
  const byDefault = purpose === undefined ? fitting.filter((right) => right.byDefault === true) : [];
  const grounds = new Set((byDefault.length > 0 ? byDefault : fitting).map(groundOf));
  const one = fitting.filter((right) => grounds.has(groundOf(right)));
  const [first] = one;
  if (first === undefined || grounds.size > 1) throw denied('name one purpose, of one article, in X-Vahid-Purpose');
  return one.length === 1 ? first : together(one, first);
}

const groundOf = ({ purpose, act, article }: Right): string => JSON.stringify([purpose, act, article]);

/** Rights of one ground add up; one that needs no consent goes before those that do. */
function together(rights: readonly Right[], first: Right): Right {
  const free = rights.filter(({ consent }) => consent !== true);
  const all = free.length > 0 ? free : rights;
  const { fields: _fields, hiddenDays: _days, massRun: _run, consent: _consent, ...common } = first;
  const fields = all.flatMap((right) => right.fields ?? []);
  // Nobody is kept longer from knowing than each of them says.
  const hidden = Math.min(...all.map(({ hiddenDays = 0 }) => hiddenDays));
  return {
    ...common,
    ...(all.every((right) => right.fields !== undefined) ? { fields: [...new Set(fields)] } : {}),
    ...(hidden > 0 ? { hiddenDays: hidden } : {}),
    ...(all.every(({ massRun }) => massRun === true) ? { massRun: true } : {}),
    ...(free.length > 0 ? {} : { consent: true }),
  };
}

const denied = (why: string) => serverFault('access_denied', `Request is not allowed: ${why}`);
