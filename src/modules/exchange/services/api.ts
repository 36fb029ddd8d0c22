import { Type } from 'typebox';
import type { Context } from '../../../kernel/context.ts';
import { json, pageQuery, route } from '../../../kernel/http/route.ts';
import type { Text } from '../../../language/index.ts';
import { subjectPlace } from '../../../protocols/gateway/book.ts';
import { serviceIdOf } from './book.ts';
import { labelAmong } from './field-names.ts';
import { fieldLine, parameter } from './openapi/described.ts';
import { listServices, publishedService, servicesOnPage } from './reading.ts';
import { serviceParams } from './pages/service.tsx';
import type { PublishedRow, ServiceLine } from './store.ts';

const strict = { additionalProperties: false } as const;
const text = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }, strict);

/** As the dictionary calls it; absent where it is no concept. */
const label = { label: Type.Optional(text) };
const labelledField = Type.Object({ ...fieldLine.properties, ...label }, strict);

const line = {
  system: Type.String(),
  code: Type.String(),
  /** As the exchange names it: `AZ/GOV/din/population-system/people`. */
  identifier: Type.String(),
  institution: Type.String(),
  title: text,
  purpose: text,
  personal: Type.Boolean(),
  version: Type.Integer(),
  publishedAt: Type.String({ format: 'date-time' }),
  /** The day with which it ends, where that is announced. */
  lastDay: Type.Union([Type.String({ format: 'date' }), Type.Null()]),
};

const lineOf = (ctx: Context, one: ServiceLine | PublishedRow) => ({
  system: one.system,
  code: one.code,
  identifier: serviceIdOf(ctx, one),
  institution: one.institution,
  title: one.title,
  purpose: one.purpose,
  personal: one.personal,
  version: one.version,
  publishedAt: one.at.toISOString(),
  lastDay: one.lastDay,
});

const listRoute = route({
  method: 'GET',
  path: '/api/v1/exchange/services',
  access: 'exchange.readServices',
  summary: 'Published services of the exchange, by title',
  query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 200 })), page: pageQuery.properties.s }),
  answer: Type.Object(
    {
      services: Type.Array(Type.Object({ ...line, endpoints: Type.Integer() }, strict)),
      total: Type.Integer(),
      pages: Type.Integer(),
      pageSize: Type.Integer(),
    },
    strict,
  ),
  async handler(request) {
    const { q = '', page = '1' } = request.query;
    const { items, total, pages } = await listServices(request, q, Number(page));
    return json({
      services: items.map((one) => ({ ...lineOf(request, one), endpoints: one.count })),
      total,
      pages,
      pageSize: servicesOnPage,
    });
  },
});

const oneRoute = route({
  method: 'GET',
  path: '/api/v1/exchange/services/:system/:code',
  access: 'exchange.readServices',
  summary: 'A service of the exchange: its endpoints, their fields, and whose data they are about',
  params: serviceParams,
  answer: Type.Object(
    {
      ...line,
      endpoints: Type.Array(
        Type.Object(
          {
            method: Type.String(),
            path: Type.String(),
            summary: Type.String(),
            subjects: Type.Array(subjectPlace),
            parameters: Type.Array(Type.Object({ ...parameter.properties, ...label }, strict)),
            body: Type.Union([Type.Array(labelledField), Type.Null()]),
            answer: Type.Union([Type.Array(labelledField), Type.Null()]),
          },
          strict,
        ),
      ),
    },
    strict,
  ),
  async handler(request) {
    const service = await publishedService(request, request.params);
    return json({
      ...lineOf(request, service),
      endpoints: service.endpoints.map((endpoint) => {
        const { method, path, summary, subjects, parameters, body, answer } = endpoint;
        const labelled = <T extends object>(one: T, pointer: string): T & { label?: Text } => {
          const found = labelAmong(request, [endpoint], pointer);
          return found ? { ...one, label: found } : one;
        };
        return {
          method,
          path,
          summary,
          subjects,
          parameters: parameters.map((one) => labelled(one, `/${one.name}`)),
          body: body?.map((one) => labelled(one, one.at)) ?? null,
          answer: answer?.map((one) => labelled(one, one.at)) ?? null,
        };
      }),
    });
  },
});

export const serviceApi = [listRoute, oneRoute];
