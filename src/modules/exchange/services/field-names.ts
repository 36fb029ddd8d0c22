import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import type { Database } from '../../../kernel/database.ts';
import { inAll, type Text } from '../../../language/index.ts';
import { dictionary } from '../../catalogue/index.ts';
import type { DescribedEndpoint } from './openapi/described.ts';
import { lastName } from './openapi/subjects.ts';

type Described = Pick<DescribedEndpoint, 'answer' | 'subjects'>;

/**
 * What a field of an answer is called: as the dictionary calls the concept of that name of the one concerned, else as the
 * service’s document describes it, in the language of that. Undefined where neither knows it.
 */
export function fieldLabel(
  { vahid }: Pick<Context, 'vahid'>,
  endpoints: readonly Described[],
  pointer: string,
): Text | undefined {
  const concept = labelAmong({ vahid }, endpoints, pointer);
  const about = endpoints.flatMap(({ answer = [] }) => answer.find(({ at }) => at === pointer)?.about ?? []).at(0);
  return concept ?? (about === undefined ? undefined : inAll(about));
}

/** As the dictionary calls the concept of that name of one whose data the endpoints are about, in every language. */
export function labelAmong(
  { vahid }: Pick<Context, 'vahid'>,
  endpoints: readonly Pick<Described, 'subjects'>[],
  pointer: string,
): Text | undefined {
  const entities = new Set(endpoints.flatMap(({ subjects }) => subjects.map(({ entity }) => entity)));
  return [...entities].flatMap((entity) => conceptLabel({ vahid }, entity, pointer) ?? []).at(0);
}

/** A field that is called as a concept of the one concerned is that: people know it by its name. */
export function conceptLabel({ vahid }: Pick<Context, 'vahid'>, entity: string, pointer: string): Text | undefined {
  const { concepts } = dictionary(vahid.releases);
  const name = `${entity}.${lastName(pointer)}`;
  return Object.hasOwn(concepts, name) ? concepts[name]?.label : undefined;
}

/** Endpoints of published services as they are now, by the ids of the services. */
export async function publishedEndpoints(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly DescribedEndpoint[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ service: string; endpoints: readonly DescribedEndpoint[] }>`select distinct on (service)
      service, endpoints from exchange.service_version where service = any(${[...new Set(ids)]}::uuid[])
    order by service, version desc`.execute(db);
  return new Map(rows.map(({ service, endpoints }) => [service, endpoints]));
}
