import { Type } from 'typebox';
import { json, route } from '../../kernel/http/route.ts';
import { checkDocument } from './actions.ts';
import { trustedKeys } from './keys.ts';

const words = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() });

export const api = [
  route({
    method: 'GET',
    path: '/api/v1/documents/:code',
    access: 'documents.verifyDocument',
    summary: 'Checks a document by its code',
    params: Type.Object({ code: Type.String({ minLength: 1, maxLength: 60 }) }),
    answer: Type.Object({
      state: Type.String({ enum: ['valid', 'upcoming', 'revoked', 'replaced', 'expired', 'unknown'] }),
      number: Type.Optional(Type.String()),
      title: Type.Optional(words),
      institution: Type.Optional(Type.String()),
      validFrom: Type.Optional(Type.String({ format: 'date' })),
      validTo: Type.Optional(Type.Union([Type.String({ format: 'date' }), Type.Null()])),
      /** Code of the document that holds in its place, of one that was corrected. */
      replacedBy: Type.Optional(Type.String()),
      jws: Type.Optional(Type.String()),
    }),
    async handler(request) {
      const { state, signed, replaced, jws } = await checkDocument(request, request.params.code, request.ip);
      if (!signed) return json({ state }, 404);
      const { number, title, institution, validFrom, validTo } = signed;
      return json({ state, number, title, institution, validFrom, validTo, replacedBy: replaced?.code, jws });
    },
  }),
  route({
    method: 'GET',
    path: '/.well-known/jwks.json',
    access: 'documents.readKeys',
    summary: 'Public keys that sign documents (RFC 7517)',
    async handler(request) {
      const keys = (await trustedKeys(request)).map(({ kid, public_jwk }) => ({
        ...public_jwk,
        kid,
        use: 'sig',
        alg: 'EdDSA',
      }));
      return json({ keys });
    },
  }),
];
