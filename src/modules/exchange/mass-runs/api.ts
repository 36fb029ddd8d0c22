import { Type } from 'typebox';
import { json, route } from '../../../kernel/http/route.ts';
import { citedArticle } from '../../catalogue/index.ts';
import { placePattern, printPlace, readPlace } from '../place.ts';
import { massRuns } from './actions.ts';

const text = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() });
const namedPart = Type.Object({ id: Type.String(), title: text });
const moment = Type.String({ format: 'date-time' });

export const massRunsDoor = route({
  method: 'GET',
  path: '/api/v1/exchange/mass-runs',
  access: 'exchange.readMassRuns',
  summary:
    'Runs over the data of many people, newest first, 20 a page; `next` of a page is `after` of the one that follows',
  query: Type.Object({ after: Type.Optional(Type.String({ pattern: placePattern })) }),
  answer: Type.Object({
    runs: Type.Array(
      Type.Object({
        id: Type.String({ format: 'uuid' }),
        institution: text,
        system: namedPart,
        provider: text,
        service: namedPart,
        purpose: text,
        act: citedArticle,
        from: moment,
        to: moment,
        people: Type.Integer(),
        final: Type.Boolean(),
      }),
    ),
    next: Type.Union([Type.String(), Type.Null()]),
  }),
  async handler(request) {
    const { after } = request.query;
    const { runs, next } = await massRuns(request, after === undefined ? undefined : readPlace(after));
    return json({ runs, next: next && printPlace(next) });
  },
});
