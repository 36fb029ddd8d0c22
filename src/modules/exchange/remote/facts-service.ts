import type { Context } from '../../../kernel/context.ts';
import { systemContext } from '../../../kernel/context.ts';
import type { Json } from '../../../kernel/job.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { bakuDate } from '../../../language/index.ts';
import { printServiceId } from '../../../protocols/x-road/index.ts';
import { type CompiledRegister, register } from '../../catalogue/index.ts';
import { askRegister } from '../ask.ts';
import { instanceOf } from '../directory/instance.ts';
import { bodyOf } from '../gateway/body.ts';
import { serverFault } from '../gateway/fault.ts';
import type { HostedCall } from '../gateway/hosted-service.ts';
import type { ProviderAnswer } from '../gateway/provider-call.ts';
import type { Right } from '../gateway/rights.ts';
import type { LoggedTerms } from '../log.ts';
import type { Reading } from '../provider.ts';

/*
 * Registers that Vahid keeps, as services of the exchange: `INSTANCE/GOV/<owner>/<system>/<register>` with the address
 * `vahid:facts`. `GET /v1/{entity}/{key}?facts=name,status&day=YYYY-MM-DD`, a fact by the last part of its concept's
 * name or by its relation. The gateway has judged and logged the request before it comes here.
 */

/** Where one entity is asked about. */
export const factsPath = (entity: string): string => `/v1/${entity}/{key}`;

/** What a concept or a relation is called in an answer. */
export const factName = (provision: { readonly name: string }): string => provision.name.split('.').at(-1) ?? '';

export async function answerFacts({ vahid, request, right }: HostedCall): Promise<ProviderAnswer> {
  const kept = registerAt(vahid, request);
  const [, entity = '', key = ''] = /^\/v1\/(person|organisation)\/([^/]+)$/.exec(request.servicePath) ?? [];
  if (request.method !== 'GET' || entity === '')
    return problem(404, 'The path is /v1/person/{key} or /v1/organisation/{key}');
  const query = new URLSearchParams(request.query);
  const day = query.get('day') ?? bakuDate(vahid.now());
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)))
    return problem(422, 'day is written as 2026-11-23');
  const told = kept.provides.filter((one) => one.entity === entity);
  const wanted = query.get('facts')?.split(',');
  const odd = wanted?.find((name) => !told.some((one) => factName(one) === name));
  if (odd !== undefined || told.length === 0)
    return problem(422, `The register tells of ${entity}: ${told.map(factName).join(', ')}`);
  // What the right does not name is not even looked for.
  const provides = told.filter((one) => (wanted?.includes(factName(one)) ?? true) && isInScope(right, factName(one)));
  const ctx = systemContext(vahid, request.requestId);
  const question = { provides, keys: [decodeURIComponent(key)], asOf: day, terms: termsOf(request, right) };
  return factsAnswer(ctx, await askRegister(ctx, kept, question), { key: decodeURIComponent(key), day, provides });
}

/** Only the register whose owner and system the identifier names. */
function registerAt(vahid: Vahid, { service }: HostedCall['request']): CompiledRegister {
  const found = register(vahid.releases, service.service);
  if (found?.hosted && serviceOfRegister(vahid, found) === printServiceId(service)) return found;
  throw serverFault('unknown_service', 'No register that is kept here has this name, owner and system');
}

/** Identifier under which a register that is kept here can be asked over the exchange. */
export const serviceOfRegister = (vahid: Vahid, { name, owner, system }: CompiledRegister): string =>
  printServiceId({
    instance: instanceOf(vahid),
    memberClass: 'GOV',
    memberCode: owner,
    subsystem: system ?? name,
    service: name,
  });

const isInScope = ({ fields }: Right, name: string): boolean =>
  fields?.some((pointer) => ['', '/facts', `/facts/${name}`].includes(pointer.replace(/\/\*$/, ''))) ?? true;

function termsOf({ client, headers }: HostedCall['request'], { purpose, act, article }: Right): LoggedTerms {
  const reference = headers.find(([name]) => name.toLowerCase() === 'x-road-issue')?.[1];
  const basis = { act, article };
  return { consumer: client.memberCode, purpose, basis, ...(reference === undefined ? {} : { reference }) };
}

interface Told {
  readonly key: string;
  readonly day: string;
  readonly provides: CompiledRegister['provides'];
}

function factsAnswer(
  { vahid }: Context,
  asked: Awaited<ReturnType<typeof askRegister>>,
  { key, day, provides }: Told,
): ProviderAnswer {
  if (asked.state === 'unavailable') {
    const seconds = Math.ceil((Date.parse(asked.retryAt) - vahid.now().getTime()) / 1000);
    return problem(503, 'The register is not available', [['Retry-After', String(Math.max(seconds, 1))]]);
  }
  const readings = provides.map((one): readonly [string, Reading] => [
    factName(one),
    asked.answer.get(key)?.[one.name] ?? { state: 'unknown' },
  ]);
  const known = readings.filter(([, { state }]) => state === 'value' || state === 'none');
  if (known.length === 0) return problem(404, 'The register knows nobody by this key');
  const facts = known.map(([name, one]): [string, Json] => [name, one.state === 'value' ? one.value : null]);
  const moments = known.flatMap(([name, one]): [string, string][] =>
    'recordedAt' in one && one.recordedAt !== undefined ? [[name, one.recordedAt]] : [],
  );
  const told = { key, day, facts: Object.fromEntries(facts), recordedAt: Object.fromEntries(moments) };
  return json(200, 'application/json', told);
}

const reasons: Readonly<Record<number, string>> = {
  404: 'Not Found',
  422: 'Unprocessable Content',
  503: 'Service Unavailable',
};

/** RFC 9457. */
const problem = (status: number, detail: string, headers: ProviderAnswer['headers'] = []): ProviderAnswer => {
  const { headers: own, ...rest } = json(status, 'application/problem+json', {
    status,
    title: reasons[status] ?? '',
    detail,
  });
  return { ...rest, headers: [...own, ...headers] };
};

const json = (status: number, type: string, value: Json): ProviderAnswer => ({
  status,
  reason: reasons[status] ?? 'OK',
  headers: [['Content-Type', type]],
  body: bodyOf(Buffer.from(JSON.stringify(value))),
});
