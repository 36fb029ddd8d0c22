import type { Configuration } from '../../../protocols/gateway/configuration.ts';
import { printClientId, printServiceId, readClientId, type RestRequest } from '../../../protocols/x-road/index.ts';
import { serverFault, unknownService } from './fault.ts';
import type { ProviderAnswer } from './provider-call.ts';
import { isInForce, type Right } from './rights.ts';
import type { Provider, Station } from './station.ts';
import { bodyOf } from './body.ts';

/*
 * Services that every gateway offers of itself (pr-mrest): what a subsystem provides, what of that the caller may use,
 * how a service is described, and who takes part.
 */

export const reserved: ReadonlySet<string> = new Set(['listMethods', 'allowedMethods', 'getOpenAPI']);

export const isMetadata = ({ service: { service } }: RestRequest): boolean => reserved.has(service);

/** Answers a metadata service of one of the subsystems behind this gateway. */
export function metadata(station: Station, request: RestRequest): ProviderAnswer {
  const { service: asked, method } = request;
  if (method !== 'GET') throw serverFault('invalid_request', `${asked.service} is asked by GET`);
  const here = station.providers().filter(({ service }) => service.startsWith(`${printClientId(asked)}/`));
  if (asked.service === 'getOpenAPI') return description(here, request);
  const caller = printClientId(request.client);
  const allowed = asked.service === 'allowedMethods';
  // What a service has is told as it was declared, where it was; what others may do is not told.
  const rights = station.rightsOf().filter((right) => right.client === caller && isInForce(right, station.now()));
  const services = here.filter(({ service }) => !allowed || rights.some((right) => right.service === service));
  const granted = ({ service }: Provider) => rights.filter((right) => right.service === service);
  const isListed = ({ endpoints }: Provider) => !allowed && endpoints !== undefined && endpoints.listed.length > 0;
  const listed = (one: Provider) => (isListed(one) ? (one.endpoints?.listed ?? []) : granted(one));
  return json({ service: services.map((one) => methodOf(one, listed(one))) });
}

function methodOf({ service, openapi }: Provider, listed: readonly Pick<Right, 'method' | 'path'>[]) {
  const [instance = '', memberClass = '', memberCode = '', subsystem = '', code = ''] = service
    .split('/')
    .map(decodeURIComponent);
  const endpoints = listed.map(({ method, path }) => `${method} ${path}`);
  return {
    member_class: memberClass,
    member_code: memberCode,
    object_type: 'SERVICE',
    service_code: code,
    subsystem_code: subsystem,
    xroad_instance: instance,
    service_type: openapi === undefined ? 'REST' : 'OPENAPI',
    endpoint_list: [...new Set(endpoints)].map((one) => {
      const [method, ...path] = one.split(' ');
      return { method, path: path.join(' ') };
    }),
  };
}

function description(here: readonly Provider[], { service, query }: RestRequest): ProviderAnswer {
  const code = new URLSearchParams(query).get('serviceCode');
  if (code === null) throw serverFault('invalid_request', 'getOpenAPI needs serviceCode');
  const found = here.find((one) => one.service === printServiceId({ ...service, service: code }));
  if (found === undefined) throw unknownService();
  if (found.openapi === undefined) throw serverFault('invalid_request', 'The service has no OpenAPI description');
  const type = found.openapi.trimStart().startsWith('{') ? 'application/json' : 'text/yaml';
  return answer(type, found.openapi);
}

/** Members and subsystems of the configuration in force, as `/listClients` tells them. */
export function listClients({ members }: Configuration): string {
  const member = members.flatMap(({ id, name, subsystems }) => [
    { id: clientOf(id), name },
    ...subsystems.map((subsystem) => ({ id: clientOf(subsystem), name })),
  ]);
  return JSON.stringify({ member });
}

function clientOf(id: string) {
  const { instance, memberClass, memberCode, subsystem } = readClientId(id);
  const common = { member_class: memberClass, member_code: memberCode, xroad_instance: instance };
  return subsystem === undefined
    ? { ...common, object_type: 'MEMBER' }
    : { ...common, object_type: 'SUBSYSTEM', subsystem_code: subsystem };
}

const json = (value: unknown): ProviderAnswer => answer('application/json', JSON.stringify(value));

const answer = (type: string, text: string): ProviderAnswer => ({
  status: 200,
  reason: 'OK',
  headers: [['Content-Type', `${type};charset=utf-8`]],
  body: bodyOf(Buffer.from(text)),
});
