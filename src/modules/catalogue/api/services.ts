import { type TSchema, Type } from 'typebox';
import { negotiate } from '../../../kernel/http/negotiation.ts';
import { type Request, route, stream } from '../../../kernel/http/route.ts';
import { parts } from '../../../protocols/cpsv-ap/index.ts';
import { exportService, exportServices, type ServiceFormat, serviceFormats } from '../actions/exporting.ts';
import { text } from '../definition/schema.ts';
import { audience, codeParam } from './schema.ts';

const part = (more: Readonly<Record<string, TSchema>>) => Type.Array(Type.Object({ code: Type.String(), ...more }));

const service = Type.Object({
  iri: Type.String({ format: 'uri' }),
  code: Type.String(),
  title: text,
  description: text,
  status: Type.Enum(['under_development', 'active', 'withdrawn']),
  audience: Type.Optional(audience),
  authority: Type.Object({ code: Type.String(), name: text, acronym: Type.Optional(text) }),
  outputs: part({ title: text }),
  costs: part({ amount: Type.Optional(Type.String()), currency: Type.String(), description: text }),
  channels: part({ kind: Type.String(), title: text }),
  contacts: part({
    telephone: Type.Optional(Type.String()),
    email: Type.Optional(Type.String()),
    page: Type.Optional(Type.String()),
    note: Type.Optional(text),
  }),
  legalResources: Type.Array(Type.Object({ act: Type.String(), title: text, articles: Type.String(), cited: text })),
  lifeEvents: part({ audience, title: text }),
  processingTime: Type.Optional(Type.String({ description: 'xsd:duration' })),
  page: Type.Optional(Type.String({ format: 'uri' })),
  missing: Type.Array(Type.Enum([...parts]), { description: 'What it lacks to be given as CPSV-AP' }),
});

const formats = serviceFormats.filter((format) => format !== 'application/json');
const formatOf = ({ accept }: Request): ServiceFormat => negotiate(accept, serviceFormats);
const flow = (chunks: AsyncIterable<string>, format: ServiceFormat) =>
  stream(chunks, `${format}; charset=utf-8`, { vary: 'accept' });

export const serviceRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/catalogue/services',
    access: 'catalogue.read',
    summary: 'Every public service in use, as JSON or, described in full, by CPSV-AP 3.2 as Turtle or JSON-LD',
    formats,
    answer: Type.Object({ services: Type.Array(service) }),
    async handler(request) {
      const format = formatOf(request);
      return flow(exportServices(request, format), format);
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/catalogue/services/:code',
    access: 'catalogue.read',
    summary: 'One public service, as JSON or by CPSV-AP 3.2 as Turtle or JSON-LD',
    params: codeParam,
    formats,
    answer: service,
    async handler(request) {
      const format = formatOf(request);
      return flow(await exportService(request, request.params.code, format), format);
    },
  }),
];
