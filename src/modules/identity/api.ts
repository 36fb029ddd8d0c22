import { Type } from 'typebox';
import { json, route } from '../../kernel/http/route.ts';
import { formToken } from '../../kernel/session.ts';
import { institutions, voenOf } from './actions.ts';
import { institutionKinds, publicContactSchema, roleTitles, textSchema } from './entities.ts';

const sessionAnswer = Type.Object({
  signedIn: Type.Boolean(),
  name: Type.Union([Type.String(), Type.Null()]),
  actsFor: Type.Union([
    Type.Object({ organisation: Type.String({ format: 'uuid' }), voen: Type.String() }),
    Type.Null(),
  ]),
  appointments: Type.Array(
    Type.Object({ institution: Type.String(), role: Type.String({ enum: Object.keys(roleTitles) }) }),
  ),
  formToken: Type.Union([Type.String(), Type.Null()]),
});

const institutionsAnswer = Type.Object({
  institutions: Type.Array(
    Type.Object({
      code: Type.String(),
      kind: Type.String({ enum: Object.keys(institutionKinds) }),
      name: textSchema,
      acronym: textSchema,
      successor: Type.Union([Type.String(), Type.Null()]),
      closedOn: Type.Union([Type.String({ format: 'date' }), Type.Null()]),
      contact: Type.Optional(publicContactSchema),
    }),
  ),
});

export const apiRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/session',
    access: 'identity.seeOwnSession',
    summary: 'Who is signed in, for whom they act, and the token that a POST of theirs must carry in X-Form-Token',
    answer: sessionAnswer,
    async handler(request) {
      const { actor, token } = request;
      const { organisation } = actor;
      return json({
        signedIn: actor.kind === 'person',
        name: actor.name ?? null,
        actsFor: organisation ? { organisation, voen: await voenOf(request, organisation) } : null,
        appointments: actor.appointments,
        formToken: token ? formToken(token) : null,
      });
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/institutions',
    access: 'identity.seeInstitutions',
    summary: 'State institutions with their codes, kinds, successors and public contacts',
    answer: institutionsAnswer,
    handler: async (request) => json({ institutions: await institutions(request) }),
  }),
];
