import { describe, expect, it } from 'vitest';
import { type CloudEvent, eventFrom, eventJson, MalformedEvent } from './event.ts';
import { batchBody, readEvent, structuredBody } from './http.ts';

const event: CloudEvent = {
  id: 'a-1',
  source: 'AZ/GOV/din/population-system/population',
  type: 'az.gov.din.population.birth_registered',
  subject: 'Ə %"1',
  time: '2026-11-27T08:00:00.000Z',
  dataschema: 'https://vahid.example/schema',
  extensions: { sequence: '01', retained: true, number: 7 },
  data: { fin: '5ABCDE1', parents: [] },
};
const bodyOf = (text: string) => Buffer.from(text);
const binary = [
  ['Content-Type', 'application/json; charset=utf-8'],
  ['ce-specversion', '1.0'],
  ['CE-Id', 'a-1'],
  ['ce-source', 'AZ/GOV/din/population-system/population'],
  ['ce-type', 'az.gov.din.population.birth_registered'],
  // As the specification writes it: space, % and quotation mark encoded, and what is not ASCII.
  ['ce-subject', '%C6%8F%20%25%221'],
  ['Accept', '*/*'],
] as const;

describe('an event', () => {
  it('comes out of its JSON as it went in, alone and in a batch', () => {
    expect(
      readEvent({
        headers: [['content-type', 'application/cloudevents+json; charset=UTF-8']],
        body: bodyOf(structuredBody(event)),
      }),
    ).toEqual(event);
    expect((JSON.parse(batchBody([event, event])) as unknown[]).map(eventFrom)).toEqual([event, event]);
    expect(eventJson(event)).toMatchObject({ specversion: '1.0', datacontenttype: 'application/json', retained: true });
  });

  it('is read from headers, percent-encoded or in quotation marks', () => {
    const { time: _, dataschema: __, extensions: ___, ...bare } = event;
    const body = bodyOf(JSON.stringify(event.data));
    expect(readEvent({ headers: binary, body })).toEqual(bare);
    const quoted = binary.map(([name, value]) =>
      name === 'ce-subject' ? ([name, '"Ə %25\\"1"'] as const) : ([name, value] as const),
    );
    expect(readEvent({ headers: quoted, body }).subject).toBe('Ə %"1');
  });

  it('counts null as absent, and takes no data at all', () => {
    const { data: _, ...rest } = eventJson(event);
    expect(eventFrom({ ...rest, subject: null, datacontenttype: null })).not.toHaveProperty('subject');
  });

  it.each([
    ['event', []],
    ['specversion', { specversion: '0.3' }],
    ['id', { id: '' }],
    ['id', { id: 7 }],
    ['source', { source: 'not a reference' }],
    ['type', { type: undefined }],
    ['time', { time: 'yesterday' }],
    ['datacontenttype', { datacontenttype: 'text/xml' }],
    ['data_base64', { data_base64: 'AAAA' }],
    ['myAttribute', { myAttribute: 'x' }],
    ['subject', { subject: 'a\nb' }],
    ['big', { big: 1e12 }],
  ])('is none where %s is wrong', (attribute, change) => {
    const value = Array.isArray(change) ? change : { ...eventJson(event), ...change };
    const fault = (() => {
      try {
        return eventFrom(value);
      } catch (error) {
        return error;
      }
    })();
    expect(fault).toBeInstanceOf(MalformedEvent);
    expect(fault).toMatchObject({ attribute });
  });

  it.each([
    ['a batch', [['content-type', 'application/cloudevents-batch+json']], '[]'],
    ['another content', [...binary.slice(1), ['content-type', 'application/xml']], '<a/>'],
    ['an attribute twice', [...binary, ['CE-ID', 'a-2']], '{}'],
    ['a broken escape', [...binary.filter(([name]) => name !== 'ce-subject'), ['ce-subject', '%FF']], '{}'],
    ['no JSON', binary, '{'],
  ] as const)('is not read from %s', (_, headers, body) => {
    expect(() => readEvent({ headers, body: bodyOf(body) })).toThrow(MalformedEvent);
  });
});
