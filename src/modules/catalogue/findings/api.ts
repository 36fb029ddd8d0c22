import { Type } from 'typebox';
import { json, pageQuery, route } from '../../../kernel/http/route.ts';
import { kind, nullable } from '../api/schema.ts';
import { text } from '../definition/schema.ts';
import { detailsSchema, ruleNames } from './entity.ts';
import { findingsPageSize, publicFindings } from './reading.ts';

/** What everybody may read of the findings, for programs. */
export const findingsApi = route({
  method: 'GET',
  path: '/api/v1/catalogue/findings',
  access: 'catalogue.read',
  summary: `Where the register and what is observed differ after the last day, of all or of one institution; ${findingsPageSize} a page`,
  query: Type.Object({
    institution: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,20}$' })),
    page: pageQuery.properties.s,
  }),
  answer: Type.Object({
    findings: Type.Array(
      Type.Object({
        rule: Type.Enum(ruleNames),
        entry: Type.Object({ kind, code: Type.String(), title: nullable(text) }),
        /** Tells apart what one rule finds about one entry. */
        detail: Type.String(),
        institution: Type.String(),
        details: detailsSchema,
        dueOn: Type.String({ format: 'date' }),
        explanation: nullable(Type.String()),
        /** The last day on which the explanation holds. */
        explainedUntil: nullable(Type.String({ format: 'date' })),
      }),
    ),
    institutions: Type.Array(
      Type.Object({ institution: Type.String(), open: Type.Integer(), explained: Type.Integer() }),
    ),
    total: Type.Integer(),
    page: Type.Integer(),
    pages: Type.Integer(),
  }),
  async handler(request) {
    const { institution, page = '1' } = request.query;
    const { items, counts, total, pages } = await publicFindings(request, { institution, page: Number(page) });
    return json({
      findings: items.map((one) => ({
        rule: one.rule,
        entry: { kind: one.kind, code: one.code, title: one.title },
        detail: one.detail,
        institution: one.institution,
        details: one.details,
        dueOn: one.dueOn,
        explanation: one.explanation,
        explainedUntil: one.explainedUntil,
      })),
      institutions: counts.map((count) => ({ ...count })),
      total,
      page: Number(page),
      pages,
    });
  },
});
