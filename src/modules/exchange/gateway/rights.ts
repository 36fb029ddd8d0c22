import {
  compileGlob,
  normalPaths,
  type PathGlob,
  printClientId,
  printServiceId,
  type RestRequest,
} from '../../../protocols/x-road/index.ts';
import { serverFault } from './fault.ts';

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
}

export interface Rights {
  /** The one right under which a request goes on. Throws `access_denied`. */
  permit(request: RestRequest): Right;
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
    permit(request) {
      const { client, service, method, servicePath } = request;
      const readings = normalPaths(servicePath);
      if (readings === undefined) throw denied('the path cannot be read');
      const found = (byPair.get(`${printClientId(client)} ${printServiceId(service)}`) ?? []).filter(
        ({ right, glob }) =>
          (right.method === '*' || right.method === method) && readings.every((path) => glob.matches(path)),
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

function chosen(rights: readonly Right[], purpose: string | undefined): Right {
  const fitting = purpose === undefined ? rights : rights.filter((right) => right.purpose === purpose);
  if (fitting.length === 0) throw denied('there is no right to this');
  const byDefault = purpose === undefined ? fitting.filter((right) => right.byDefault === true) : fitting;
  const one = fitting.length === 1 ? fitting : byDefault;
  const grounds = new Set(one.map((right) => JSON.stringify([right.purpose, right.act, right.article])));
  const [first] = one;
  if (first === undefined || grounds.size > 1) throw denied('name one purpose, of one article, in X-Vahid-Purpose');
  return first;
}

const denied = (why: string) => serverFault('access_denied', `Request is not allowed: ${why}`);
