import { checked, type CloudEvent, eventFrom, eventJson, isJson, MalformedEvent } from './event.ts';

export const structuredType = 'application/cloudevents+json';
export const batchType = 'application/cloudevents-batch+json';

/** Events as one HTTP body (http-protocol-binding §3.3). */
export const batchBody = (events: readonly CloudEvent[]): string => JSON.stringify(events.map(eventJson));

export const structuredBody = (event: CloudEvent): string => JSON.stringify(eventJson(event));

export interface HttpMessage {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | undefined;
}

/**
 * Reads the one event of an HTTP message, whether it stands whole in the body (structured mode) or has its attributes in
 * headers (binary mode). @throws MalformedEvent
 */
export function readEvent({ headers, body }: HttpMessage): CloudEvent {
  const type = headers.findLast(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (/^application\/cloudevents-batch/i.test(type)) throw new MalformedEvent('event', 'one at a time');
  if (/^application\/cloudevents/i.test(type)) return eventFrom(parsed(type, body));
  const attributes = headers.flatMap(([name, value]) => {
    const attribute = /^ce-(.+)$/i.exec(name)?.[1]?.toLowerCase();
    return attribute === undefined ? [] : [[attribute, decoded(attribute, value)] as const];
  });
  const names = attributes.map(([name]) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new MalformedEvent(twice, 'stands twice');
  const own = Object.fromEntries(attributes);
  if (own.datacontenttype !== undefined) throw new MalformedEvent('datacontenttype', 'stands in Content-Type');
  const bare = body === undefined || body.length === 0;
  return checked(
    { ...own, ...(bare || type === '' ? {} : { datacontenttype: type }) },
    bare ? {} : { data: parsed(type, body) as never },
  );
}

function parsed(type: string, body: Buffer | undefined): unknown {
  if (!isJson(type)) throw new MalformedEvent('datacontenttype', 'data must be JSON');
  try {
    return JSON.parse((body ?? Buffer.of()).toString('utf8')) as unknown;
  } catch {
    throw new MalformedEvent('data', 'is no JSON');
  }
}

/** Header values are percent-encoded UTF-8, and may stand in quotation marks (§3.1.3.2). */
function decoded(attribute: string, value: string): string {
  const bare = /^"(.*)"$/s.exec(value.trim())?.[1]?.replace(/\\(.)/gs, '$1') ?? value.trim();
  try {
    return bare.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => decodeURIComponent(bytes));
  } catch {
    throw new MalformedEvent(attribute.slice(0, 40), 'is not percent-encoded UTF-8');
  }
}
