import { type Static, Type } from 'typebox';
import { citedArticle } from '../catalogue/index.ts';
import type { CaseCard, CaseView, ServiceCard, ServiceView } from './views.ts';

/* What the API answers: shapes, and views written in them. */

const closed = { additionalProperties: false } as const;
const text = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }, closed);
const moment = Type.String({ format: 'date-time' });
const maybe = <S extends ReturnType<typeof Type.String>>(schema: S) => Type.Union([schema, Type.Null()]);

export const cardFields = {
  name: Type.String(),
  title: text,
  lead: text,
  audience: Type.Enum(['person', 'business']),
  institution: Type.String(),
  lifeEvents: Type.Array(Type.String()),
  workingDays: Type.Integer(),
  questions: Type.Integer(),
};

export const serviceAnswer = Type.Object(
  {
    ...cardFields,
    output: text,
    whoMayApply: text,
    acts: Type.Array(citedArticle),
    measures: Type.Array(Type.String()),
    facts: Type.Array(Type.Object({ field: Type.String(), label: text, register: Type.String() }, closed)),
    /** `whom`: of whom it is asked, where that is not everybody. */
    asks: Type.Array(
      Type.Object({ page: Type.String(), question: text, whom: Type.Union([text, Type.Null()]) }, closed),
    ),
    appeal: Type.Object({ route: text, days: Type.Integer(), article: citedArticle }, closed),
  },
  closed,
);

export const caseFields = {
  id: Type.String({ format: 'uuid' }),
  service: Type.String(),
  reference: Type.String(),
  title: text,
  status: Type.String(),
  state: text,
  institution: Type.String(),
  updatedAt: moment,
  due: maybe(moment),
  waits: Type.Boolean(),
};

export const caseAnswer = Type.Object(
  {
    ...caseFields,
    submittedAt: maybe(moment),
    /** `centre`: a clerk of a service centre entered it for the applicant. */
    channel: Type.Enum(['portal', 'centre']),
    facts: Type.Array(
      Type.Object(
        {
          field: Type.String(),
          label: text,
          state: Type.Enum(['value', 'none', 'unknown', 'unavailable', 'refused']),
          value: Type.Unknown(),
          register: maybe(Type.String()),
          readAt: maybe(moment),
          /** It was deleted then: the time for which it is kept was over. */
          forgottenAt: maybe(moment),
        },
        closed,
      ),
    ),
    answers: Type.Array(
      Type.Object(
        {
          page: Type.String(),
          field: Type.String(),
          question: text,
          answer: Type.Union([text, Type.Null()]),
          /** It was deleted then: the time for which it is kept was over. */
          forgottenAt: maybe(moment),
          /** Of an answer that is files; each is read at `/api/v1/cases/{id}/evidence/{evidence}`. */
          files: Type.Array(
            Type.Object({ id: Type.String(), name: Type.String(), kind: Type.String(), size: Type.Integer() }, closed),
          ),
        },
        closed,
      ),
    ),
    /** Asked of other institutions; those that have no `givenAt` are awaited. */
    opinions: Type.Array(
      Type.Object({ title: text, institution: Type.String(), givenAt: maybe(moment), due: maybe(moment) }, closed),
    ),
    /** What officers asked other institutions besides; those that have no `answeredAt` are awaited. */
    inquiries: Type.Array(
      Type.Object(
        { institution: Type.String(), askedAt: moment, answeredAt: maybe(moment), due: maybe(moment) },
        closed,
      ),
    ),
    decision: Type.Union([
      Type.Object(
        {
          outcome: Type.Enum(['approved', 'refused', 'lapsed', 'revoked']),
          at: moment,
          by: Type.Enum(['table', 'official']),
          reasons: Type.Array(Type.Object({ text, article: citedArticle, quote: maybe(Type.String()) }, closed)),
          note: maybe(Type.String()),
          appealUntil: maybe(Type.String({ format: 'date' })),
        },
        closed,
      ),
      Type.Null(),
    ]),
    /** What an official asks to be corrected. */
    returned: Type.Union([
      Type.Object(
        {
          note: Type.String(),
          pages: Type.Array(Type.Object({ page: Type.String(), remark: maybe(Type.String()) }, closed)),
        },
        closed,
      ),
      Type.Null(),
    ]),
    document: maybe(Type.String()),
    /** Flags that stand on it and that the applicant sees. */
    flags: Type.Array(text),
    /** Points by the criteria of the service; null where it has none, or a fact that counts is not there. */
    score: Type.Union([
      Type.Object(
        {
          points: Type.Integer(),
          most: Type.Integer(),
          criteria: Type.Array(
            Type.Object({ title: text, points: Type.Integer(), reason: text, article: citedArticle }, closed),
          ),
        },
        closed,
      ),
      Type.Null(),
    ]),
    /** What it gave to use, and how much of that is left: decimals. */
    quota: Type.Union([
      Type.Object(
        {
          id: Type.String(),
          number: Type.String(),
          unit: Type.String(),
          state: Type.String(),
          given: Type.String(),
          used: Type.String(),
          left: Type.String(),
          validFrom: Type.String({ format: 'date' }),
          validTo: Type.String({ format: 'date' }),
        },
        closed,
      ),
      Type.Null(),
    ]),
    payment: Type.Union([
      Type.Object(
        {
          state: Type.Enum(['open', 'paid', 'refunded', 'void', 'waived']),
          article: citedArticle,
          amount: maybe(Type.String()),
          institution: Type.String(),
          iban: maybe(Type.String()),
          reference: maybe(Type.String()),
          due: maybe(moment),
        },
        closed,
      ),
      Type.Null(),
    ]),
    may: Type.Object(
      {
        continue: Type.Boolean(),
        answer: Type.Boolean(),
        withdraw: Type.Boolean(),
        appeal: Type.Boolean(),
        rate: Type.Boolean(),
      },
      closed,
    ),
  },
  closed,
);

export function cardJson({
  name,
  title,
  lead,
  audience,
  institution,
  lifeEvents,
  workingDays,
  questions,
}: ServiceCard) {
  return {
    name,
    title,
    lead,
    audience,
    institution: institution.code,
    lifeEvents: [...lifeEvents],
    workingDays,
    questions,
  };
}

export function serviceJson(view: ServiceView): Static<typeof serviceAnswer> {
  return {
    ...cardJson(view),
    output: view.output,
    whoMayApply: view.whoMayApply,
    acts: [...view.acts],
    measures: [...view.measures],
    facts: view.planned.map(({ field, label, register }) => ({ field, label, register: register.name })),
    asks: view.remaining.map(({ page, question, whom = null }) => ({ page, question, whom })),
    appeal: { route: view.appeal.route, days: view.appeal.days, article: view.appeal.article },
  };
}

export function caseCardJson({
  id,
  service,
  reference,
  title,
  status,
  state,
  institution,
  updatedAt,
  clock,
  waits,
}: CaseCard) {
  const due = clock?.due?.toISOString() ?? null;
  return {
    id,
    service,
    reference,
    title,
    status,
    state,
    institution: institution.code,
    updatedAt: updatedAt.toISOString(),
    due,
    waits,
  };
}

export function caseJson(view: CaseView): Static<typeof caseAnswer> {
  return {
    ...caseCardJson(view),
    submittedAt: view.submittedAt?.toISOString() ?? null,
    channel: view.assistance ? ('centre' as const) : ('portal' as const),
    facts: view.facts.map(({ field, label, state, value, register, readAt, forgottenAt }) => ({
      field,
      label,
      state,
      value: value ?? null,
      register: register?.name ?? null,
      readAt: readAt?.toISOString() ?? null,
      forgottenAt: forgottenAt?.toISOString() ?? null,
    })),
    answers: view.answers.map(({ page, field, question, shown, forgottenAt, files = [] }) => ({
      page,
      field,
      question,
      answer: shown ?? null,
      forgottenAt: forgottenAt?.toISOString() ?? null,
      files: files.map(({ id, name, kind, size }) => ({ id, name, kind, size })),
    })),
    opinions: (view.opinions ?? []).map(({ title, institution, givenAt, clock }) => ({
      title,
      institution: institution.code,
      givenAt: givenAt?.toISOString() ?? null,
      due: clock?.due?.toISOString() ?? null,
    })),
    inquiries: (view.inquiries ?? []).map(({ institution, askedAt, answeredAt, clock }) => ({
      institution: institution.code,
      askedAt: askedAt.toISOString(),
      answeredAt: answeredAt?.toISOString() ?? null,
      due: clock?.due?.toISOString() ?? null,
    })),
    decision: decisionJson(view),
    returned: returnedJson(view),
    payment: paymentJson(view),
    document: view.document?.code ?? null,
    flags: [...(view.flags ?? [])],
    score: scoreJson(view),
    quota: view.quota ? { ...view.quota } : null,
    may: { ...view.may },
  };
}

function scoreJson({ score }: CaseView): Static<typeof caseAnswer>['score'] {
  if (!score) return null;
  const criteria = score.criteria.map(({ title, points, reason, article }) => ({ title, points, reason, article }));
  return { points: score.points, most: score.most, criteria };
}

function returnedJson({ returned }: CaseView): Static<typeof caseAnswer>['returned'] {
  if (!returned) return null;
  const { note, pages, remarks } = returned;
  return { note, pages: pages.map((page) => ({ page, remark: remarks[page] ?? null })) };
}

/** With the details of the transfer, as on the page of the case. */
function paymentJson({ payment }: CaseView): Static<typeof caseAnswer>['payment'] {
  if (!payment) return null;
  const { bill, payee, article } = payment;
  return {
    state: bill?.state ?? 'waived',
    article,
    amount: bill?.amount ?? null,
    institution: payee.code,
    iban: bill?.iban ?? null,
    reference: bill?.reference ?? null,
    due: bill?.dueAt.toISOString() ?? null,
  };
}

function decisionJson({ decision }: CaseView): Static<typeof caseAnswer>['decision'] {
  if (!decision) return null;
  const { outcome, at, by, reasons, note, appealUntil } = decision;
  return {
    outcome,
    at: at.toISOString(),
    by,
    reasons: reasons.map((reason) => ({ text: reason.text, article: reason.article, quote: reason.quote ?? null })),
    note: note ?? null,
    appealUntil: appealUntil ?? null,
  };
}
