import { Type } from 'typebox';
import { json, route } from '../../../kernel/http/route.ts';
import { catalogueEntries, catalogueEntry, catalogueFacets, mostRelated } from '../actions/reading.ts';
import { cite, citedArticle } from '../definition/citation.ts';
import { type Definitions, readReference, register } from '../definition/reference.ts';
import { dataClass, text, valueType } from '../definition/schema.ts';
import { hostingPart, presentHosting } from '../hosting/api.ts';
import { isHosted } from '../hosting/states.ts';
import { findStanding } from '../hosting/store.ts';
import { channels, contactSchema, origins, relationKinds, serviceLevelSchema } from '../kinds.ts';
import type { EntryRow } from '../store/entries.ts';
import { criticality, entryLine, entryParams, filterQuery, instant, kind, nullable } from './schema.ts';
import { pageNumber, presentLine, queryOf, state } from './schema.ts';

const entries = route({
  method: 'GET',
  path: '/api/v1/catalogue/entries',
  access: 'catalogue.read',
  summary: 'Search the unified register; 20 a page',
  query: Type.Object({ ...filterQuery, page: pageNumber }),
  answer: Type.Object({
    entries: Type.Array(entryLine),
    total: Type.Integer(),
    page: Type.Integer(),
    pages: Type.Integer(),
  }),
  async handler(request) {
    const { page = '1', ...filter } = request.query;
    const found = await catalogueEntries(request, { ...queryOf(filter), page: Number(page) }, request.lang);
    return json({ ...found, entries: found.entries.map(presentLine) });
  },
});

const counts = Type.Record(Type.String(), Type.Integer());

const facets = route({
  method: 'GET',
  path: '/api/v1/catalogue/facets',
  access: 'catalogue.read',
  summary: 'How many entries of each kind and institution a search finds',
  query: Type.Object(filterQuery),
  answer: Type.Object({ kinds: counts, institutions: counts }),
  async handler(request) {
    const { kinds, institutions } = await catalogueFacets(request, queryOf(request.query));
    return json({ kinds: Object.fromEntries(kinds), institutions: Object.fromEntries(institutions) });
  },
});

const relation = Type.Object({
  direction: Type.Enum(['out', 'in']),
  relation: Type.String({ enum: Object.keys(relationKinds) }),
  channel: nullable(Type.String({ enum: Object.keys(channels) })),
  kind,
  code: Type.String(),
  title: text,
  state,
  concepts: Type.Array(Type.String()),
  /** Ties of this direction and relation, of which the answer holds at most `mostRelated`. */
  total: Type.Integer(),
});

const registerPart = Type.Object({
  act: citedArticle,
  hosted: Type.Boolean(),
  key: Type.String(),
  fields: Type.Record(Type.String(), Type.Object({ type: valueType, label: text, class: dataClass })),
  provides: Type.Array(Type.String()),
});

const entry = route({
  method: 'GET',
  path: '/api/v1/catalogue/entries/:kind/:code',
  access: 'catalogue.read',
  summary: `One entry whole, with at most ${mostRelated} of each of its relations; of a defined register also its record and what it provides`,
  params: entryParams,
  answer: Type.Object({
    ...entryLine.properties,
    criticality: nullable(criticality),
    contact: nullable(contactSchema),
    serviceLevel: nullable(serviceLevelSchema),
    acts: Type.Array(citedArticle),
    spec: Type.Object({}),
    origin: Type.String({ enum: Object.keys(origins) }),
    source: Type.String(),
    version: Type.Integer(),
    confirmedAt: nullable(instant),
    /** Of a system or a portal. */
    hosting: nullable(hostingPart),
    relations: Type.Array(relation),
    register: Type.Optional(registerPart),
  }),
  async handler(request) {
    const { kind, code } = request.params;
    const { releases } = request.vahid;
    const { entry: found, related } = await catalogueEntry(request, kind, code);
    const kept = kind === 'register' ? presentRegister(releases, code) : undefined;
    const standing = isHosted(kind) ? await findStanding(request.db, { kind, code }) : undefined;
    const hosting = standing ? presentHosting(standing) : null;
    return json({ ...presentWhole(releases, found), hosting, relations: related, ...(kept ? { register: kept } : {}) });
  },
});

function presentWhole(from: Definitions, entry: EntryRow) {
  const { criticality, contact, serviceLevel, acts, spec, origin, source, version, confirmedAt } = entry;
  return {
    ...presentLine(entry),
    criticality,
    contact,
    serviceLevel,
    acts: acts.map((reference) => cite(from, readReference(reference))),
    spec,
    origin,
    source,
    version,
    confirmedAt: confirmedAt?.toISOString() ?? null,
  };
}

function presentRegister(from: Definitions, code: string) {
  const found = register(from, code);
  return (
    found && {
      act: cite(from, { act: found.act.code, article: found.act.article ?? '' }),
      hosted: found.hosted,
      key: found.record.key,
      fields: found.record.fields,
      provides: found.provides.map(({ name }) => name),
    }
  );
}

export const entryRoutes = [entries, facets, entry];
