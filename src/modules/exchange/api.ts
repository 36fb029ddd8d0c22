import { Type } from 'typebox';
import { json, pageQuery, route } from '../../kernel/http/route.ts';
import { citedArticle } from '../catalogue/index.ts';
import { lookUpsAbout, ownerOf } from './actions.ts';
import { operations, outcomes, reasons } from './entities.ts';

const text = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() });
const orNull = <T extends Parameters<typeof Type.Array>[0]>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = (choices: Readonly<Record<string, unknown>>) => Type.String({ enum: Object.keys(choices) });

const lookUps = route({
  method: 'GET',
  path: '/api/v1/look-ups',
  access: 'exchange.readLookUps',
  summary: 'Who looked at one’s data, newest first, 20 a page; acting for an organisation, at the organisation’s',
  query: Type.Object({ page: pageQuery.properties.s }),
  answer: Type.Object({
    lookUps: Type.Array(
      Type.Object({
        id: Type.String({ format: 'uuid' }),
        at: Type.String({ format: 'date-time' }),
        operation: oneOf(operations),
        institution: text,
        what: Type.Array(text),
        purpose: orNull(text),
        act: orNull(citedArticle),
        reference: orNull(Type.String()),
        outcome: oneOf(outcomes),
        reason: orNull(oneOf(reasons)),
        own: Type.Boolean(),
      }),
    ),
    total: Type.Integer(),
    page: Type.Integer(),
    pages: Type.Integer(),
  }),
  handler: async (request) => json(await lookUpsAbout(request, ownerOf(request), Number(request.query.page ?? 1))),
});

export const api = [lookUps];
