import type { DescribedEndpoint, Parameter } from './openapi/described.ts';

/** A call of an endpoint as an information system sends it to its own gateway. */
export interface SampleCall {
  readonly method: string;
  /** Path with query: `/r1/AZ/GOV/din/population-system/people/people/1AAAAA1`. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
}

/** Values by which a call is filled, by `in name`; what has none keeps its example, or its name. */
export type CallValues = Readonly<Record<string, string>>;

export const valueKey = ({ in: where, name }: Pick<Parameter, 'in' | 'name'>): string => `${where} ${name}`;

const valueOf = (one: Parameter, values: CallValues): string => {
  const key = valueKey(one);
  return (Object.hasOwn(values, key) ? values[key] : undefined) ?? one.example ?? '';
};

/** @example callOf(endpoint, 'AZ/GOV/din/population-system/people', 'AZ/GOV/rinn/portal').target */
export function callOf(
  endpoint: DescribedEndpoint,
  service: string,
  client: string,
  values: CallValues = {},
  body = endpoint.bodyExample ?? exampleBody(endpoint),
): SampleCall {
  const { method, path, parameters } = endpoint;
  const filled = path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const one = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name);
    return encodeURIComponent((one && valueOf(one, values)) || name);
  });
  const query = parameters
    .filter((one) => one.in === 'query')
    .map((one) => [one.name, valueOf(one, values)] as const)
    .filter(([name, value]) => value !== '' || parameters.some((one) => one.name === name && one.required));
  const search = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  const own = parameters
    .filter((one) => one.in === 'header' && !/^(?:x-road-|x-vahid-|host$|accept$|content-)/i.test(one.name))
    .filter((one) => /^[\w-]+$/.test(one.name) && valueOf(one, values) !== '')
    .map((one) => [one.name, valueOf(one, values).replaceAll(/[^\x20-\x7e]/g, '')] as const);
  const sendsBody = endpoint.body !== undefined;
  return {
    method,
    target: `/r1/${service}${filled}${search === '' ? '' : `?${search}`}`,
    headers: [
      ['X-Road-Client', client],
      ['Accept', 'application/json'],
      ...(sendsBody ? [['Content-Type', 'application/json'] as const] : []),
      ...own,
    ],
    ...(sendsBody ? { body } : {}),
  };
}

/** A body with every described field once. */
function exampleBody({ body = [] }: DescribedEndpoint): string {
  const root: { value?: unknown } = {};
  for (const { at, type } of body) {
    const tokens = at
      .split('/')
      .slice(1)
      .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
    root.value = filledIn(root.value, tokens, /^(?:integer|number)/.test(type) ? 0 : type === 'boolean' ? false : '');
  }
  return JSON.stringify(root.value ?? {}, null, 2);
}

function filledIn(into: unknown, [first, ...rest]: readonly string[], value: unknown): unknown {
  if (first === undefined) return value;
  if (first === '*') return [filledIn(Array.isArray(into) ? into[0] : undefined, rest, value)];
  const branch = new Map<string, unknown>(
    into === undefined || into === null || typeof into !== 'object' ? [] : Object.entries(into),
  );
  branch.set(first, filledIn(branch.get(first), rest, value));
  return Object.fromEntries(branch);
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** For a shell; the address of the gateway stands in GATEWAY. */
export function curlOf({ method, target, headers, body }: SampleCall): string {
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}"$GATEWAY"${quoted(target)}`,
    ...headers.map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`  --data-raw ${quoted(body)}`]),
  ].join(' \\\n');
}

/** For Node and browsers, without libraries. */
export function typeScriptOf({ method, target, headers, body }: SampleCall): string {
  const head = headers.map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)},`);
  return [
    `const answer = await fetch(gateway + ${JSON.stringify(target)}, {`,
    ...(method === 'GET' ? [] : [`  method: ${JSON.stringify(method)},`]),
    '  headers: {',
    ...head,
    '  },',
    ...(body === undefined ? [] : [`  body: JSON.stringify(${compact(body)}),`]),
    '});',
    'if (!answer.ok) throw new Error(answer.headers.get("X-Road-Error") ?? String(answer.status));',
    'const found: unknown = await answer.json();',
  ].join('\n');
}

function compact(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return JSON.stringify(body);
  }
}
