import { Type } from 'typebox';
import type { VNode } from 'preact';
import { permitted } from '../../../kernel/access.ts';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, idParam, json, page, pageQuery, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { formatDateTime, formatNumber, pick } from '../../../language/index.ts';
import { institutions } from '../../identity/index.ts';
import { Actions, Back, Button, EmptyState, Form, type Frame, Page, Pagination, Table } from '../../../ui/index.ts';
import { csvFile } from '../csv.ts';
import { findPlans, officeOf, planInForce, titleIn } from '../measures/index.ts';
import { editionById, editions, editionsBefore, freezePlan, statesOf } from './actions.ts';
import { statesTable } from './print.ts';
import type { EditionRow } from './store.ts';
import { t } from './text.ts';

export const editionsPath = '/plan/hesabatlar';
export const editionPath = (id: string) => `${editionsPath}/${id}`;
const freezePath = '/masa/plan/hesabatlar';
const atOnce = 50;

export async function acronymsOf(request: Request): Promise<ReadonlyMap<string, string>> {
  return new Map((await institutions(request)).map(({ code, acronym }) => [code, pick(acronym, request.lang)]));
}

export async function planTitles(request: Request): Promise<ReadonlyMap<string, string>> {
  return new Map((await findPlans(request.db)).map(({ code, title }) => [code, titleIn(title, request.lang)]));
}

/** Frozen reports of all plans. */
export const editionsPage = route({
  method: 'GET',
  path: editionsPath,
  access: 'plan.readEdition',
  query: pageQuery,
  async handler(request) {
    const { lang } = request;
    const frame = frameOf(request, 'plan');
    const at = Number(request.query.s ?? '1');
    const { items, total } = await editions(request, { offset: (at - 1) * atOnce, limit: atOnce });
    const centre = officeOf(request.vahid.releases).centre;
    const may = permitted(request.vahid.access['plan.freeze'] ?? [], request.actor, { institution: centre });
    return page(
      <Page frame={frame} title={t(lang, 'title')}>
        <div class="stack">
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{t(lang, 'lead')}</p>
          {may ? (
            <Form action={frame.href(freezePath)}>
              <Actions>
                <Button>{t(lang, 'freeze')}</Button>
              </Actions>
            </Form>
          ) : null}
          {items.length === 0 ? (
            <EmptyState>{t(lang, 'none')}</EmptyState>
          ) : (
            <Editions
              request={request}
              frame={frame}
              items={items}
              titles={await planTitles(request)}
              acronyms={await acronymsOf(request)}
            />
          )}
          {items.length === 0 ? null : (
            <p class="small noprint">
              <a href={frame.href(`${editionsPath}/csv`)} download>
                CSV
              </a>
            </p>
          )}
          <Pagination page={at} pages={Math.ceil(total / atOnce)} href={(n) => frame.href(`${editionsPath}?s=${n}`)} />
        </div>
      </Page>,
    );
  },
});

interface EditionsProps {
  readonly request: Request;
  readonly frame: Frame;
  readonly items: readonly EditionRow[];
  readonly titles: ReadonlyMap<string, string>;
  readonly acronyms: ReadonlyMap<string, string>;
}

function Editions({ request: { lang }, frame, items, titles, acronyms }: EditionsProps): VNode {
  return (
    <Table
      caption={t(lang, 'title')}
      quiet
      columns={[
        { label: t(lang, 'report') },
        { label: t(lang, 'taken'), onPhone: t(lang, 'taken') },
        { label: t(lang, 'by'), onPhone: t(lang, 'by') },
        { label: t(lang, 'digest'), onPhone: t(lang, 'digest') },
      ]}
      rows={items.map((one) => [
        <a href={frame.href(editionPath(one.id))}>
          {t(lang, 'named', { number: one.number, plan: titles.get(one.plan) ?? one.plan })}
        </a>,
        formatDateTime(one.takenAt, lang),
        one.institution === null ? t(lang, 'program') : (acronyms.get(one.institution) ?? one.institution),
        <code>{one.digest.slice(0, 12)}…</code>,
      ])}
    />
  );
}

export const editionsCsv = route({
  method: 'GET',
  path: `${editionsPath}/csv`,
  access: 'plan.readEdition',
  async handler(request) {
    const { lang } = request;
    const { items } = await editions(request, { offset: 0, limit: 10_000 });
    const columns = (['plan', 'number', 'taken', 'by', 'lines', 'digest'] as const).map((key) => t(lang, key));
    const acronyms = await acronymsOf(request);
    const by = (code: string | null) => (code === null ? t(lang, 'program') : (acronyms.get(code) ?? code));
    const rows = items.map((one) => [
      one.plan,
      one.number,
      one.takenAt.toISOString(),
      by(one.institution),
      one.lines,
      one.digest,
    ]);
    return csvFile('hesabatlar', columns, rows);
  },
});

/** Keeps the plan in force as it stands now. */
export const freezeRoute = route({
  method: 'POST',
  path: freezePath,
  access: 'plan.freeze',
  body: formBody,
  async handler(request) {
    const plan = await planInForce(request);
    return redirect(editionPath(await freezePlan(request, plan?.code ?? '')));
  },
});

/** One frozen report: what it counts, how it is checked, and what it can be read as. */
export const editionPage = route({
  method: 'GET',
  path: `${editionsPath}/:id`,
  access: 'plan.readEdition',
  params: idParam,
  async handler(request) {
    const { lang } = request;
    const frame = frameOf(request, 'plan');
    const edition = await editionById(request, request.params.id);
    const before = await editionsBefore(request, edition);
    const plan = (await planTitles(request)).get(edition.plan) ?? edition.plan;
    const states = statesTable(await statesOf(request, edition.id), lang);
    const href = (what: string) => frame.href(`${editionPath(edition.id)}/${what}`);
    const title = t(lang, 'named', { number: edition.number, plan });
    return page(
      <Page frame={frame} title={title}>
        <Back href={frame.href(editionsPath)}>{t(lang, 'back')}</Back>
        <div class="stack">
          <h1>{title}</h1>
          <p class="lead">
            {t(lang, 'asOf', { date: formatDateTime(edition.takenAt, lang) })}. {t(lang, 'lines')}:{' '}
            {formatNumber(edition.lines, lang)}
          </p>
          <Table
            caption={t(lang, 'states')}
            columns={states.columns.map((label, at) => ({ label, num: at === 1 }))}
            rows={states.rows}
          />
          <ul class="rows">
            <li>
              <a href={href('xlsx')}>XLSX</a>
            </li>
            <li>
              <a href={href('pdf')}>PDF</a>
            </li>
            <li>
              <a href={href('ndjson')}>{t(lang, 'raw')}</a>
            </li>
            <li>
              <a href={href('csv')} download>
                CSV
              </a>
            </li>
          </ul>
          <h2>{t(lang, 'compare')}</h2>
          <Earlier frame={frame} edition={edition} before={before} />
          <h2>{t(lang, 'digest')}</h2>
          <p>
            <code>{edition.digest}</code>
          </p>
          <p class="soft">{t(lang, 'how')}</p>
        </div>
      </Page>,
    );
  },
});

interface EarlierProps {
  readonly frame: Frame;
  readonly edition: EditionRow;
  readonly before: readonly EditionRow[];
}

/** Earlier reports of the plan with which this one can be compared. */
function Earlier({ frame, edition, before }: EarlierProps): VNode {
  const { lang } = frame;
  if (before.length === 0) return <p>{t(lang, 'first')}</p>;
  return (
    <ul class="rows">
      {before.map((one) => (
        <li>
          <a href={frame.href(`${editionPath(edition.id)}/muqayise/${one.id}`)}>
            {t(lang, 'report')} {one.number}
          </a>
          , {formatDateTime(one.takenAt, lang)}
        </li>
      ))}
    </ul>
  );
}

export const editionsApi = route({
  method: 'GET',
  path: '/api/v1/plan/editions',
  access: 'plan.readEdition',
  query: pageQuery,
  summary:
    'Frozen reports, newest first, with the SHA-256 of their lines; the lines are at /plan/hesabatlar/:id/ndjson',
  answer: Type.Object({
    total: Type.Integer(),
    editions: Type.Array(
      Type.Object({
        id: Type.String(),
        plan: Type.String(),
        number: Type.Integer(),
        takenAt: Type.String({ format: 'date-time' }),
        institution: Type.Union([Type.String(), Type.Null()]),
        lines: Type.Integer(),
        digest: Type.String(),
      }),
    ),
  }),
  async handler(request) {
    const offset = (Number(request.query.s ?? '1') - 1) * atOnce;
    const { items, total } = await editions(request, { offset, limit: atOnce });
    return json({ total, editions: items.map((one) => ({ ...one, takenAt: one.takenAt.toISOString() })) });
  },
});
