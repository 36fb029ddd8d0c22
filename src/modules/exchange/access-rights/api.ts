import { Type } from 'typebox';
import { idParam, json, pageQuery, route } from '../../../kernel/http/route.ts';
import { actionFields, actionName } from '../../process/index.ts';
import { actOnRight, askRight } from './actions.ts';
import { rightContent } from './content.ts';
import { grantedRights, rightsOnPage, rightView } from './reading.ts';
import { type Standing, standings } from './standing.ts';
import type { RightRow } from './store.ts';

const strict = { additionalProperties: false } as const;
const text = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }, strict);
const standing = Type.Unsafe<Standing>(Type.String({ enum: Object.keys(standings) }));
const moment = Type.String({ format: 'date-time' });

const parties = {
  id: Type.String({ format: 'uuid' }),
  institution: Type.String(),
  system: Type.String(),
  provider: Type.String(),
  service: Type.Object({ system: Type.String(), code: Type.String(), title: text }, strict),
  standing,
};

const partiesOf = (one: RightRow) => ({
  id: one.id,
  institution: one.institution,
  system: one.system,
  provider: one.provider,
  service: { system: one.serviceSystem, code: one.serviceCode, title: one.serviceTitle },
  standing: one.standing,
});

const listRoute = route({
  method: 'GET',
  path: '/api/v1/exchange/rights',
  access: 'exchange.readServices',
  summary: 'Rights that were granted, those in force first: who may call what, for which purpose, by which article',
  query: Type.Object({ page: pageQuery.properties.s }),
  answer: Type.Object(
    {
      rights: Type.Array(Type.Object({ ...parties, granted: rightContent, grantedAt: moment }, strict)),
      total: Type.Integer(),
      pages: Type.Integer(),
      pageSize: Type.Integer(),
    },
    strict,
  ),
  async handler(request) {
    const { items, total, pages } = await grantedRights(request, Number(request.query.page ?? 1));
    const rights = items.flatMap((one) =>
      one.granted && one.grantedAt
        ? [{ ...partiesOf(one), granted: one.granted, grantedAt: one.grantedAt.toISOString() }]
        : [],
    );
    return json({ rights, total, pages, pageSize: rightsOnPage });
  },
});

const oneRoute = route({
  method: 'GET',
  path: '/api/v1/exchange/rights/:id',
  access: 'exchange.openRights',
  summary: 'One right with what was asked, proposed and granted; for the institutions that ask and provide',
  params: idParam,
  answer: Type.Object(
    {
      ...parties,
      reference: Type.String(),
      version: Type.Integer(),
      reason: Type.String(),
      asked: rightContent,
      proposed: Type.Union([rightContent, Type.Null()]),
      granted: Type.Union([rightContent, Type.Null()]),
      actions: Type.Array(Type.Object({ action: Type.String(), title: text }, strict)),
    },
    strict,
  ),
  async handler(request) {
    const { row, of, actions } = await rightView(request, request.params.id);
    return json({
      ...partiesOf(row),
      reference: of.reference,
      version: of.version,
      reason: row.reason,
      asked: row.asked,
      proposed: row.proposed,
      granted: row.granted,
      actions: actions.filter(({ blocked }) => !blocked).map(({ action, title }) => ({ action, title })),
    });
  },
});

const askRoute = route({
  method: 'POST',
  path: '/api/v1/exchange/rights',
  access: 'exchange.askRight',
  summary: 'Asks for a right of a system of one’s own institution',
  body: Type.Object(
    {
      system: Type.String({ maxLength: 100 }),
      service: idParam.properties.id,
      reason: Type.String({ minLength: 1, maxLength: 2000 }),
      content: rightContent,
    },
    strict,
  ),
  answer: Type.Object({ id: Type.String({ format: 'uuid' }) }, strict),
  handler: async (request) => json({ id: await askRight(request, request.body) }, 201),
});

const actRoute = route({
  method: 'POST',
  path: '/api/v1/exchange/rights/:id/:action',
  access: 'exchange.openRights',
  summary: 'Takes one action on a right; `proposed` with recommend, where less is to be granted than was asked',
  params: Type.Object({ ...idParam.properties, action: actionName }),
  body: Type.Object({ ...actionFields, proposed: Type.Optional(rightContent) }, strict),
  answer: Type.Object({ state: Type.String(), status: Type.String(), standing }, strict),
  async handler(request) {
    const { id, action } = request.params;
    const { note, version, key, proposed } = request.body;
    const { state, status } = await actOnRight(request, { id, action, note, version, key, proposed });
    const { row } = await rightView(request, id);
    return json({ state, status, standing: row.standing });
  },
});

export const rightApi = [listRoute, oneRoute, askRoute, actRoute];
