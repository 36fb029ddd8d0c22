import { Type } from 'typebox';
import { json, route } from '../../../kernel/http/route.ts';
import { regulationDocument } from './document.ts';
import { regulationOf } from './keeping.ts';
import { versionIn, versionNumber } from './page.tsx';

const code = Type.Object({ code: Type.String({ pattern: '^[a-z0-9-]{1,63}$' }) });
const line = {
  version: Type.Integer(),
  definition: Type.Integer(),
  inForceFrom: Type.String({ format: 'date' }),
};

/** The regulation of a service as it is kept. */
export const regulationApi = route({
  method: 'GET',
  path: '/api/v1/catalogue/services/:code/regulation',
  access: 'catalogue.read',
  summary: 'Regulation of a service in Azerbaijani, clause by clause; in force, or in the asked version',
  params: code,
  query: Type.Object({ version: Type.Optional(versionNumber) }),
  answer: Type.Object({
    service: Type.String(),
    ...line,
    digest: Type.String({ description: 'SHA-256 of the text' }),
    document: regulationDocument,
    versions: Type.Array(Type.Object(line)),
  }),
  handler: async (request) => json(await regulationOf(request, request.params.code, versionIn(request.query.version))),
});
