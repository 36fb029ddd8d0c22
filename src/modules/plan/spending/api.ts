import { type Static, Type } from 'typebox';
import type { Context } from '../../../kernel/context.ts';
import { idParam, json, pageQuery, route } from '../../../kernel/http/route.ts';
import { checkNames, decisionVerdicts, fundingNames, routeNames, spendKinds, verdicts } from './choices.ts';
import { linesOnPage, type PublicRequest, publicRequest, spendingBoard, stateViews } from './reading.ts';
import type { SpendLine } from './store/board.ts';

const closed = { additionalProperties: false } as const;
const text = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }, closed);
const nothing = Type.Null();
/** A decimal, never a binary fraction: "1234.50". */
const amount = Type.Union([Type.String(), nothing]);
const word = Type.Union([Type.String(), nothing]);

const line = {
  id: Type.String({ format: 'uuid' }),
  number: Type.String(),
  title: Type.String(),
  institution: Type.String(),
  state: Type.String(),
  stateTitle: text,
  kind: Type.Union([Type.Enum(Object.keys(spendKinds)), nothing]),
  measure: word,
  yearFrom: Type.Union([Type.Integer(), nothing]),
  yearTo: Type.Union([Type.Integer(), nothing]),
  forecast: amount,
  approved: amount,
  committed: amount,
  route: Type.Union([Type.Enum([...routeNames]), nothing]),
};

const list = Type.Object(
  {
    total: Type.Integer(),
    pages: Type.Integer(),
    pageSize: Type.Integer(),
    states: Type.Array(
      Type.Object({ state: Type.String(), title: text, requests: Type.Integer(), amount: Type.String() }, closed),
    ),
    items: Type.Array(Type.Object(line, closed)),
  },
  closed,
);

function lineOf(ctx: Pick<Context, 'vahid'>, of: SpendLine) {
  const stateTitle = stateViews(ctx).find(({ name }) => name === of.state)?.title;
  const { changedAt: _, ...rest } = of;
  return { ...rest, stateTitle: stateTitle ?? { az: of.state, en: of.state, ru: of.state } };
}

const listRoute = route({
  method: 'GET',
  path: '/api/v1/plan/spending',
  access: 'plan.readSpending',
  summary: 'Digital spending of state bodies, last changed first, with the sums of each state',
  query: Type.Object({
    state: Type.Optional(Type.String({ pattern: '^[a-z_]{1,40}$' })),
    institution: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,20}$' })),
    measure: Type.Optional(Type.String({ pattern: '^[\\w.-]{1,40}$' })),
    page: Type.Optional(pageQuery.properties.s),
  }),
  answer: list,
  async handler(request) {
    const { page, ...filter } = request.query;
    const { states, lines, total, pages } = await spendingBoard(request, filter, Number(page ?? 1));
    const value: Static<typeof list> = {
      total,
      pages,
      pageSize: linesOnPage,
      states: states.map(({ name, title, requests, amount: sum }) => ({ state: name, title, requests, amount: sum })),
      items: lines.map((one) => lineOf(request, one)),
    };
    return json(value);
  },
});

const one = Type.Object(
  {
    ...line,
    purpose: Type.String(),
    grounds: Type.Array(Type.Object({ text, article: Type.String() }, closed)),
    costs: Type.Array(Type.Object({ year: Type.Integer(), category: Type.String(), amount: Type.String() }, closed)),
    funding: Type.Array(Type.Object({ source: Type.Enum([...fundingNames]), percent: Type.String() }, closed)),
    checks: Type.Array(
      Type.Object(
        {
          rule: Type.Enum([...checkNames]),
          verdict: Type.Enum(Object.keys(verdicts)),
          words: text,
          found: Type.Array(Type.Object({ kind: Type.String(), code: Type.String(), title: text }, closed)),
          waivedWhy: word,
        },
        closed,
      ),
    ),
    duplicates: Type.Array(
      Type.Object({ other: word, entry: word, score: Type.String(), resolution: word, reason: word }, closed),
    ),
    conditions: Type.Array(
      Type.Object(
        {
          text: Type.String(),
          owner: word,
          evidence: word,
          due: word,
          gate: word,
          blocking: Type.Boolean(),
          verified: Type.Boolean(),
        },
        closed,
      ),
    ),
    decisions: Type.Array(
      Type.Object(
        {
          verdict: Type.Enum(Object.keys(decisionVerdicts)),
          day: Type.String(),
          office: Type.String(),
          amount: Type.String(),
          workingDays: Type.Integer(),
          inTime: Type.Boolean(),
          reason: Type.String(),
        },
        closed,
      ),
    ),
  },
  closed,
);

function present({ row, state: stateTitle, ...of }: PublicRequest): Static<typeof one> {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    institution: row.institution,
    state: row.state,
    stateTitle,
    kind: row.kind,
    measure: row.measure,
    yearFrom: row.yearFrom,
    yearTo: row.yearTo,
    forecast: row.forecast,
    approved: row.approved,
    committed: row.committed,
    route: row.route,
    purpose: row.purpose,
    grounds: row.routeGrounds.map(({ text: said, article }) => ({ text: said, article })),
    costs: [...of.costs],
    funding: [...of.funding],
    ...presentJudgement(of),
  };
}

function presentJudgement(of: Pick<PublicRequest, 'checks' | 'duplicates' | 'conditions' | 'decisions'>) {
  return {
    checks: of.checks.map(({ rule, verdict, words, found, waivedWhy }) => {
      return { rule, verdict, words, waivedWhy, found: found.map((thing) => ({ ...thing })) };
    }),
    duplicates: of.duplicates.map(({ other, entryKind, entryCode, score, resolution, reason }) => {
      const entry = entryCode === null ? null : `${entryKind}/${entryCode}`;
      return { other, entry, score, resolution, reason };
    }),
    conditions: of.conditions.map(({ text: said, owner, evidence, due, gate, blocking, verifiedAt }) => {
      return { text: said, owner, evidence, due, gate, blocking, verified: verifiedAt !== null };
    }),
    decisions: of.decisions.map(({ verdict, day, office, amount: sum, days: workingDays, inTime, reason }) => {
      return { verdict, day, office, amount: sum, workingDays, inTime, reason };
    }),
  };
}

const oneRoute = route({
  method: 'GET',
  path: '/api/v1/plan/spending/:id',
  access: 'plan.readSpending',
  summary: 'One spending request: what it is for, its checks, conditions and decisions',
  params: idParam,
  answer: one,
  async handler(request) {
    const value: Static<typeof one> = present(await publicRequest(request, request.params.id));
    return json(value);
  },
});

export const spendingApi = [listRoute, oneRoute];
