import { Type } from 'typebox';
import { json, route } from '../../../kernel/http/route.ts';
import { type ImpactLine, impact } from '../actions/impact.ts';
import { changeFeed, compareVersions, entryHistory, entryVersionOf } from '../actions/reading.ts';
import { text } from '../definition/schema.ts';
import { channels, contactSchema, origins, relationKinds, serviceLevelSchema } from '../kinds.ts';
import { criticality, entryLine, entryParams, instant, kind, pageNumber, presentLine } from './schema.ts';
import { state, versionNumber } from './schema.ts';

const versions = route({
  method: 'GET',
  path: '/api/v1/catalogue/entries/:kind/:code/versions',
  access: 'catalogue.read',
  summary: 'Every version of an entry, newest first, and where each comes from',
  params: entryParams,
  answer: Type.Object({
    versions: Type.Array(
      Type.Object({
        version: Type.Integer(),
        at: instant,
        origin: Type.String({ enum: Object.keys(origins) }),
        source: Type.String(),
        title: text,
      }),
    ),
  }),
  handler: async (request) => json({ versions: await entryHistory(request, request.params) }),
});

const version = route({
  method: 'GET',
  path: '/api/v1/catalogue/entries/:kind/:code/versions/:version',
  access: 'catalogue.read',
  summary: 'What an entry said in a version, with its relations',
  params: Type.Object({ ...entryParams.properties, version: versionNumber }),
  answer: Type.Object({
    kind,
    code: Type.String(),
    title: text,
    institution: Type.String(),
    about: Type.Optional(text),
    state,
    criticality: Type.Optional(criticality),
    contact: Type.Optional(contactSchema),
    serviceLevel: Type.Optional(serviceLevelSchema),
    acts: Type.Array(Type.String()),
    spec: Type.Object({}),
    relations: Type.Array(
      Type.Object({
        kind: Type.String({ enum: Object.keys(relationKinds) }),
        to: Type.Object({ kind, code: Type.String() }),
        channel: Type.Optional(Type.String({ enum: Object.keys(channels) })),
        concepts: Type.Optional(Type.Array(Type.String())),
      }),
    ),
  }),
  async handler(request) {
    const { version: number, ...ref } = request.params;
    return json(await entryVersionOf(request, ref, Number(number)));
  },
});

const comparison = route({
  method: 'GET',
  path: '/api/v1/catalogue/entries/:kind/:code/comparison',
  access: 'catalogue.read',
  summary: 'Where two versions of an entry differ: the keys that lead there, what stood and what stands',
  params: entryParams,
  query: Type.Object({ before: versionNumber, after: versionNumber }),
  answer: Type.Object({
    differences: Type.Array(
      Type.Object({
        path: Type.Array(Type.String()),
        before: Type.Optional(Type.Unknown()),
        after: Type.Optional(Type.Unknown()),
      }),
    ),
  }),
  async handler(request) {
    const { before, after } = request.query;
    return json({ differences: await compareVersions(request, request.params, Number(before), Number(after)) });
  },
});

const impactLine = Type.Object({
  ...entryLine.properties,
  /** Relations between it and the entry. */
  steps: Type.Integer(),
  /** The thing one step nearer. */
  through: Type.Optional(Type.Object({ kind, code: Type.String() })),
});

const presentImpact = (line: ImpactLine) => ({
  ...presentLine(line),
  steps: line.steps,
  ...(line.through ? { through: { kind: line.through.kind, code: line.through.code } } : {}),
});

const impactRoute = route({
  method: 'GET',
  path: '/api/v1/catalogue/entries/:kind/:code/impact',
  access: 'catalogue.read',
  summary: 'What stops when an entry stops, or what it needs, over any number of steps, nearest first; 50 a page',
  params: entryParams,
  query: Type.Object({ direction: Type.Optional(Type.Enum(['stops', 'needs'])), page: pageNumber }),
  answer: Type.Object({
    total: Type.Integer(),
    kinds: Type.Record(Type.String(), Type.Integer()),
    entries: Type.Array(impactLine),
    page: Type.Integer(),
    pages: Type.Integer(),
  }),
  async handler(request) {
    const { direction = 'stops', page = '1' } = request.query;
    const found = await impact(request, request.params, { direction, page: Number(page) });
    const { total, kinds, lines, pages } = found;
    const entries = lines.map(presentImpact);
    return json({ total, kinds: Object.fromEntries(kinds), entries, page: found.page, pages });
  },
});

const cursor = Type.String({ pattern: '^[0-9]{1,19}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:[0-9]{1,9}$' });
const mostChanges = 100;

const changes = route({
  method: 'GET',
  path: '/api/v1/catalogue/changes',
  access: 'catalogue.read',
  summary: `What changed in the register, oldest first, at most ${mostChanges} at once: ask again with \`after\` = \`next\`, and miss nothing`,
  query: Type.Object({ after: Type.Optional(cursor) }),
  answer: Type.Object({
    changes: Type.Array(Type.Object({ kind, code: Type.String(), version: Type.Integer(), at: instant, title: text })),
    next: Type.Union([cursor, Type.Null()]),
    /** More is there already. */
    more: Type.Boolean(),
  }),
  async handler(request) {
    const { after } = request.query;
    const found = await changeFeed(request, { cursor: after, limit: mostChanges });
    return json({
      changes: found.map(({ cursor: _cursor, ...change }) => change),
      next: found.at(-1)?.cursor ?? after ?? null,
      more: found.length === mostChanges,
    });
  },
});

export const historyRoutes = [versions, version, comparison, impactRoute, changes];
