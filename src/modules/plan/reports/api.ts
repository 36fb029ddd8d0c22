import { type Static, Type } from 'typebox';
import { idParam, json, route } from '../../../kernel/http/route.ts';
import { actOnReport, judgeEvidence, saveReport } from './actions.ts';
import { beginReport } from './beginning.ts';
import { addPiece } from './gathering.ts';
import { measureById, selfRatings } from '../measures/index.ts';
import { evidenceOf, reportsOf } from './public.ts';
import type { ReportContent, SelfRating } from './store.ts';
import { type ReportView, reportView } from './views.ts';
import { actionFields, actionName } from '../../process/index.ts';

const closed = { additionalProperties: false } as const;
const words = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }, closed);
const moment = Type.String({ format: 'date-time' });
const uuid = Type.String({ format: 'uuid' });
const nullable = <S extends ReturnType<typeof Type.String>>(schema: S) => Type.Union([schema, Type.Null()]);
const rating = Type.Unsafe<SelfRating>(Type.String({ enum: Object.keys(selfRatings) }));
const said = Type.String({ maxLength: 10_000 });

const content = Type.Unsafe<ReportContent>(
  Type.Object(
    {
      done: Type.Optional(said),
      obstacles: Type.Optional(said),
      next: Type.Optional(said),
      selfRating: Type.Optional(rating),
    },
    closed,
  ),
);

const evidenceAnswer = Type.Object(
  {
    id: uuid,
    period: Type.String(),
    milestone: nullable(uuid),
    deliverable: nullable(uuid),
    kind: Type.Enum(['file', 'link']),
    name: nullable(Type.String()),
    address: nullable(Type.String()),
    digest: nullable(Type.String()),
    internal: Type.Boolean(),
    submittedBy: Type.String(),
    submittedAt: moment,
    verifiedBy: Type.String(),
    verifiedAt: moment,
  },
  closed,
);

const ofMeasure = route({
  method: 'GET',
  path: '/api/v1/plan/items/:id/reports',
  access: 'plan.readReports',
  summary: 'Accepted reports and verified evidence of a measure; institutions by their codes, no persons',
  params: idParam,
  answer: Type.Object(
    {
      reports: Type.Array(
        Type.Object(
          {
            id: uuid,
            period: Type.String(),
            institution: Type.String(),
            content,
            submittedAt: moment,
            acceptedBy: Type.String(),
            acceptedAt: moment,
          },
          closed,
        ),
      ),
      evidence: Type.Array(evidenceAnswer),
    },
    closed,
  ),
  async handler(request) {
    const { id } = await measureById(request, request.params.id);
    return json({ reports: await reportsOf(request, id), evidence: await evidenceOf(request, id) });
  },
});

const answer = Type.Object(
  {
    id: uuid,
    item: uuid,
    reference: Type.String(),
    period: Type.String(),
    institution: Type.String(),
    state: Type.String(),
    stateTitle: words,
    /** Sent with every action: what was written since is neither sent nor judged unseen. */
    version: Type.Integer(),
    content,
    /** What evidence can be about, by code. */
    targets: Type.Array(
      Type.Object({ kind: Type.Enum(['milestone', 'deliverable']), code: Type.String(), done: Type.Boolean() }, closed),
    ),
    evidence: Type.Array(
      Type.Object(
        {
          id: uuid,
          kind: Type.Enum(['file', 'link']),
          name: Type.String(),
          url: nullable(Type.String()),
          digest: nullable(Type.String()),
          submittedAt: nullable(moment),
          verdict: nullable(Type.String()),
          reason: nullable(Type.String()),
        },
        closed,
      ),
    ),
    actions: Type.Array(Type.Object({ action: Type.String(), title: words, blocked: Type.Boolean() }, closed)),
  },
  closed,
);

function present(view: ReportView): Static<typeof answer> {
  const { of, row } = view;
  return {
    id: row.id,
    item: row.item,
    reference: of.reference,
    period: row.period,
    institution: row.institution,
    state: of.state,
    stateTitle: view.state,
    version: view.version,
    content: view.content,
    targets: view.targets.map(({ kind, code, done }) => ({ kind, code, done })),
    evidence: [
      ...view.evidence.map(({ id, kind, name, url, digest, submittedAt, verdict, reason }) => ({
        id,
        kind,
        name,
        url,
        digest,
        submittedAt: submittedAt.toISOString(),
        verdict,
        reason,
      })),
      ...view.pieces.map(({ id, kind, name, url, digest }) => ({
        id,
        kind,
        name,
        url,
        digest,
        submittedAt: null,
        verdict: null,
        reason: null,
      })),
    ],
    actions: view.actions.map(({ action, title, blocked }) => ({ action, title, blocked: blocked !== undefined })),
  };
}

const begin = route({
  method: 'POST',
  path: '/api/v1/plan/items/:id/reports',
  access: 'plan.beginReport',
  summary: 'Open the report of a measure for the present period, or answer the one that there is',
  params: idParam,
  body: Type.Object({}, closed),
  answer,
  async handler(request) {
    return json(present(await reportView(request, await beginReport(request, request.params.id))), 201);
  },
});

const read = route({
  method: 'GET',
  path: '/api/v1/plan/reports/:id',
  access: 'plan.readReport',
  summary: 'A report, for its institution and for the centre',
  params: idParam,
  answer,
  handler: async (request) => json(present(await reportView(request, request.params.id))),
});

const write = route({
  method: 'POST',
  path: '/api/v1/plan/reports/:id/draft',
  access: 'plan.writeReport',
  summary: 'Keep what a report says; what is not named stays as it was',
  params: idParam,
  body: content,
  answer,
  async handler(request) {
    await saveReport(request, request.params.id, request.body);
    return json(present(await reportView(request, request.params.id)));
  },
});

const show = route({
  method: 'POST',
  path: '/api/v1/plan/reports/:id/evidence',
  access: 'plan.writeReport',
  summary: 'Add a link that proves a milestone or deliverable, named by its code; it is evidence once submitted',
  params: idParam,
  body: Type.Object(
    {
      milestone: Type.Optional(Type.String({ maxLength: 40 })),
      deliverable: Type.Optional(Type.String({ maxLength: 40 })),
      name: Type.String({ minLength: 1, maxLength: 300 }),
      url: Type.String({ maxLength: 2000 }),
      note: Type.Optional(Type.String({ maxLength: 2000 })),
      internal: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
  answer,
  async handler(request) {
    const { url, ...given } = request.body;
    await addPiece(request, request.params.id, { ...given, content: { url } });
    return json(present(await reportView(request, request.params.id)), 201);
  },
});

const judge = route({
  method: 'POST',
  path: '/api/v1/plan/reports/:id/verdicts',
  access: 'plan.judgeEvidence',
  summary: 'Give verdicts on pieces of evidence of a report that is being judged, each once',
  params: idParam,
  body: Type.Object(
    {
      verdicts: Type.Array(
        Type.Object(
          {
            evidence: uuid,
            verdict: Type.Unsafe<'verified' | 'rejected'>(Type.String({ enum: ['verified', 'rejected'] })),
            reason: Type.Optional(Type.String({ maxLength: 2000 })),
          },
          closed,
        ),
        { minItems: 1, maxItems: 100 },
      ),
    },
    closed,
  ),
  answer,
  async handler(request) {
    await judgeEvidence(request, request.params.id, request.body.verdicts);
    return json(present(await reportView(request, request.params.id)));
  },
});

const take = route({
  method: 'POST',
  path: '/api/v1/plan/reports/:id/actions/:action',
  access: 'plan.actOnReport',
  summary: 'Take an action of the process of a report',
  params: Type.Object({ ...idParam.properties, action: actionName }),
  body: Type.Object(actionFields, closed),
  answer,
  async handler(request) {
    const { id, action } = request.params;
    await actOnReport(request, { id, action, ...request.body, key: `${action}:${request.body.key}` });
    return json(present(await reportView(request, id)));
  },
});

export const reportApi = [ofMeasure, begin, read, write, show, judge, take];
