import { type Static, Type } from 'typebox';
import { json, type Request, route } from '../../kernel/http/route.ts';
import { pick } from '../../language/index.ts';
import { askAllowance, type Credentials, reportUsage } from './actions/systems.ts';
import { quotaStates, unitNames } from './entities.ts';

const closed = { additionalProperties: false } as const;
const decimal = Type.String({ pattern: '^\\d{1,11}([.]\\d{1,3})?$' });
const number = Type.String({ pattern: '^[A-Z]{2,4}-\\d{4}-\\d{5,8}$' });
const day = Type.String({ format: 'date' });

const by = ({ authorization, ip }: Pick<Request, 'authorization' | 'ip'>): Credentials => ({ authorization, ip });

const ask = route({
  method: 'GET',
  path: '/api/v1/quotas/:number',
  access: 'quotas.askBySystem',
  summary:
    'For systems of an operator, by their key (Authorization: Bearer): what is left of a quota, and whether a job that uses `amount` may begin today',
  params: Type.Object({ number }, closed),
  query: Type.Object({ amount: Type.Optional(decimal) }),
  answer: Type.Object(
    {
      number,
      unit: Type.Enum([...unitNames]),
      state: Type.Enum(Object.keys(quotaStates)),
      given: decimal,
      used: decimal,
      left: decimal,
      validFrom: day,
      validTo: day,
      allowed: Type.Boolean(),
    },
    closed,
  ),
  async handler(request) {
    const { params, query } = request;
    const { id: _id, ...told } = await askAllowance(request, by(request), { ...params, amount: query.amount });
    return json(told);
  },
});

const line = Type.Object(
  {
    key: Type.String({ minLength: 1, maxLength: 100 }),
    quota: number,
    amount: decimal,
    usedOn: Type.Optional(day),
  },
  closed,
);

const report = route({
  method: 'POST',
  path: '/api/v1/quotas/usage',
  access: 'quotas.askBySystem',
  summary:
    'For systems of an operator, by their key: books use, at most 1,000 lines; a key is booked once, and no quota falls below nothing. Book a job before it begins, and begin it when it is not among the refused',
  body: Type.Object({ lines: Type.Array(line, { minItems: 1, maxItems: 1000 }) }, closed),
  answer: Type.Object(
    {
      booked: Type.Integer(),
      known: Type.Integer(),
      refused: Type.Array(
        Type.Object({ line: Type.Integer(), key: Type.String(), code: Type.String(), text: Type.String() }, closed),
      ),
    },
    closed,
  ),
  async handler(request) {
    const lines = request.body.lines.map((one: Static<typeof line>) => ({ ...one }));
    const { refused, ...counts } = await reportUsage(request, by(request), lines);
    return json({ ...counts, refused: refused.map((one) => ({ ...one, text: pick(one.text, request.lang) })) });
  },
});

export const apiRoutes = [ask, report];
