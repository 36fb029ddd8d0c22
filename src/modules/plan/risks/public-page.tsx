import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { idParam, json, page, pageQuery, type Request, route } from '../../../kernel/http/route.ts';
import { permitted } from '../../../kernel/access.ts';
import { bakuDate, formatDate, type Lang, pick } from '../../../language/index.ts';
import { institutions } from '../../identity/index.ts';
import { Back, EmptyState, Page, Pagination, Table } from '../../../ui/index.ts';
import { type CsvCell, csvFile } from '../csv.ts';
import { planInForce, titleIn } from '../measures/index.ts';
import { openRisks, riskById, riskSquares } from './actions.ts';
import { riskDeskPath } from './path.ts';
import { Level, RiskBoard, RiskTable, standingOfMitigation } from './parts.tsx';
import { impacts, levelOf, likelihoods, riskLevels } from './rules.ts';
import type { RiskView } from './store.ts';
import { t } from './text.ts';

const atOnce = 50;

/** The open risks of the plan in force, a page of them; `page` counts from 1. */
async function risksInForce(request: Request, page: number, size = atOnce): Promise<readonly RiskView[]> {
  const plan = await planInForce(request);
  return plan ? openRisks(request, plan.code, { limit: size, offset: (page - 1) * size }) : [];
}

export async function acronymsOf(request: Request): Promise<ReadonlyMap<string, string>> {
  return new Map((await institutions(request)).map(({ code, acronym }) => [code, pick(acronym, request.lang)]));
}

/** The risk board: public. */
export const risksPage = route({
  method: 'GET',
  path: '/plan/riskler',
  access: 'plan.readMeasure',
  common: true,
  query: pageQuery,
  async handler(request) {
    const { lang, vahid } = request;
    const frame = frameOf(request, 'plan');
    const shown = Number(request.query.s ?? 1);
    const risks = await risksInForce(request, shown);
    const plan = await planInForce(request);
    const squares = plan ? await riskSquares(request, plan.code) : [];
    const total = squares.reduce((sum, { count }) => sum + count, 0);
    return page(
      <Page frame={frame} title={t(lang, 'title')}>
        <Back href={frame.href('/plan')}>{t(lang, 'backPlan')}</Back>
        <div class="stack">
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{t(lang, 'lead')}</p>
          <RiskBoard squares={squares} frame={frame} />
          <h2>{t(lang, 'list')}</h2>
          {risks.length === 0 ? (
            <EmptyState>{t(lang, 'none')}</EmptyState>
          ) : (
            <RiskTable risks={risks} frame={frame} now={vahid.now()} acronyms={await acronymsOf(request)} />
          )}
          <Pagination
            page={shown}
            pages={Math.ceil(total / atOnce)}
            href={(n) => frame.href(`/plan/riskler${n > 1 ? `?s=${n}` : ''}`)}
          />
          <p class="small noprint">
            <a href={frame.href('/plan/riskler/csv')} download>
              {t(lang, 'csv')}
            </a>
          </p>
        </div>
      </Page>,
    );
  },
});

export const risksCsv = route({
  method: 'GET',
  path: '/plan/riskler/csv',
  access: 'plan.readMeasure',
  async handler(request) {
    const { lang } = request;
    const acronyms = await acronymsOf(request);
    const rows: CsvCell[][] = [];
    for (let part = 1, more = true; more; part += 1) {
      const risks = await risksInForce(request, part, 500);
      rows.push(...risks.map((risk) => csvRow(risk, acronyms, lang)));
      more = risks.length === 500;
    }
    const head = ['number', 'risk', 'likelihood', 'impact', 'level', 'owner', 'assessedOn', 'openMitigations'] as const;
    return csvFile(
      'risks',
      head.map((key) => t(lang, key)),
      rows,
    );
  },
});

function csvRow(risk: RiskView, acronyms: ReadonlyMap<string, string>, lang: Lang): CsvCell[] {
  const [last] = risk.assessments;
  return [
    risk.number,
    titleIn(risk.title, lang),
    last?.likelihood,
    last?.impact,
    last && pick(riskLevels[levelOf(last.likelihood, last.impact)], lang),
    risk.owner && (acronyms.get(risk.owner) ?? risk.owner),
    last?.day,
    risk.openMitigations,
  ];
}

export const risksApi = route({
  method: 'GET',
  path: '/api/v1/plan/risks',
  access: 'plan.readMeasure',
  summary:
    'Open risks of the plan in force, the gravest first, fifty a page (s), each with its newest assessment and up to five mitigations',
  query: pageQuery,
  handler: async (request) => json({ risks: await risksInForce(request, Number(request.query.s ?? 1)) }),
});

/** One risk: public. */
export const riskPage = route({
  method: 'GET',
  path: '/plan/risk/:id',
  access: 'plan.readMeasure',
  params: idParam,
  async handler(request) {
    const { lang } = request;
    const frame = frameOf(request, 'plan');
    const risk = await riskById(request, request.params.id);
    const title = titleIn(risk.title, lang);
    const acronyms = await acronymsOf(request);
    const desk = permitted(
      (request.vahid.access['plan.openRisks'] ?? []).map((rule) => ({ ...rule, where: 'any' as const })),
      request.actor,
    );
    return page(
      <Page frame={frame} title={title}>
        <Back href={frame.href('/plan/riskler')}>{t(lang, 'back')}</Back>
        <div class="stack">
          <h1>{title}</h1>
          <p>
            <Level risk={risk} lang={lang} />{' '}
            <span class="soft small">
              {risk.ofPlan
                ? `${t(lang, 'ofPlan')} ${risk.number ?? ''}`
                : t(lang, 'about', { number: risk.number ?? '' })}
            </span>
          </p>
          <Whose risk={risk} request={request} acronyms={acronyms} />
          <Mitigations risk={risk} request={request} acronyms={acronyms} />
          <Assessments risk={risk} request={request} acronyms={acronyms} />
          {desk ? (
            <p>
              <a href={frame.href(riskDeskPath(risk.id))}>{t(lang, 'atDesk')}</a>
            </p>
          ) : null}
        </div>
      </Page>,
    );
  },
});

/** Who answers for a risk, who is asked to, and whether it still counts. */
export function Whose({ risk, request: { lang }, acronyms }: PartProps): VNode {
  const named = (code: string) => acronyms.get(code) ?? code;
  return (
    <>
      <p>
        {t(lang, 'owner')}: {risk.owner === null ? t(lang, 'nobody') : named(risk.owner)}
        {risk.offeredTo === null ? null : <>. {t(lang, 'offered', { name: named(risk.offeredTo) })}</>}
      </p>
      {risk.dropped ? <p>{t(lang, 'dropped')}.</p> : null}
      {risk.closedOn === null ? null : (
        <p>
          {t(lang, 'closed', { date: formatDate(risk.closedOn, lang) })}. {risk.closing}
        </p>
      )}
    </>
  );
}

interface PartProps {
  readonly risk: RiskView;
  readonly request: Request;
  readonly acronyms: ReadonlyMap<string, string>;
}

export function Mitigations({ risk, request: { lang, vahid }, acronyms }: PartProps): VNode {
  const today = bakuDate(vahid.now());
  return (
    <>
      <h2>{t(lang, 'mitigation')}</h2>
      {risk.mitigations.length === 0 ? (
        <EmptyState>{t(lang, 'noMitigation')}</EmptyState>
      ) : (
        <ul class="rows">
          {risk.mitigations.map((one) => (
            <li>
              <p>{titleIn(one.title, lang)}</p>
              <p class="soft small">
                {one.owner === null ? '' : `${acronyms.get(one.owner) ?? one.owner}, `}
                {standingOfMitigation(one, today, lang)}
                {one.lastText === null ? '' : `: ${one.lastText}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export function Assessments({ risk, request: { lang }, acronyms }: PartProps): VNode | null {
  if (risk.assessments.length === 0) return null;
  return (
    <>
      <h2>{t(lang, 'history')}</h2>
      <Table
        caption={t(lang, 'history')}
        quiet
        columns={[
          { label: t(lang, 'day') },
          { label: t(lang, 'likelihood'), onPhone: t(lang, 'likelihood') },
          { label: t(lang, 'impact'), onPhone: t(lang, 'impact') },
          { label: t(lang, 'owner'), onPhone: t(lang, 'owner') },
          { label: t(lang, 'reason') },
        ]}
        rows={risk.assessments.map((one) => [
          formatDate(one.day, lang),
          pick(likelihoods[one.likelihood - 1] ?? unknown, lang),
          pick(impacts[one.impact - 1] ?? unknown, lang),
          acronyms.get(one.owner) ?? one.owner,
          one.reason,
        ])}
      />
    </>
  );
}

const unknown = { az: 'məlum deyil', en: 'not known', ru: 'неизвестно' };
