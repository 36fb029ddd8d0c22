import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { idParam, json, page, type Request, route } from '../../../kernel/http/route.ts';
import { permitted } from '../../../kernel/access.ts';
import { bakuDate, formatDate, pick } from '../../../language/index.ts';
import { institutions } from '../../identity/index.ts';
import { Back, EmptyState, Page, Table } from '../../../ui/index.ts';
import { csvFile } from '../csv.ts';
import { findPlans, titleIn } from '../measures/index.ts';
import { openRisks, riskById } from './actions.ts';
import { riskDeskPath } from './path.ts';
import { gravestFirst, Level, RiskBoard, RiskTable, standingOfMitigation } from './parts.tsx';
import { impacts, levelOf, likelihoods } from './rules.ts';
import type { RiskView } from './store.ts';
import { t } from './text.ts';

async function risksInForce(request: Request): Promise<readonly RiskView[]> {
  const plan = (await findPlans(request.db)).find(({ kind }) => kind === 'national');
  return plan ? openRisks(request, plan.code) : [];
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
  async handler(request) {
    const { lang, vahid } = request;
    const frame = frameOf(request, 'plan');
    const risks = await risksInForce(request);
    return page(
      <Page frame={frame} title={t(lang, 'title')}>
        <div class="stack">
          <h1>{t(lang, 'title')}</h1>
          <p class="lead">{t(lang, 'lead')}</p>
          <RiskBoard risks={risks} frame={frame} />
          <h2>{t(lang, 'list')}</h2>
          {risks.length === 0 ? (
            <EmptyState>{t(lang, 'none')}</EmptyState>
          ) : (
            <RiskTable risks={risks} frame={frame} now={vahid.now()} acronyms={await acronymsOf(request)} />
          )}
          <p>
            <a href={frame.href('/plan/riskler/csv')}>CSV</a>
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
    const rows = gravestFirst(await risksInForce(request)).map(
      ({ number, title, assessments: [last], mitigations }) => [
        number ?? '',
        titleIn(title, request.lang),
        last?.likelihood ?? '',
        last?.impact ?? '',
        last ? levelOf(last.likelihood, last.impact) : '',
        last?.owner ?? '',
        last?.day ?? '',
        mitigations.filter(({ doneOn }) => doneOn === null).length,
      ],
    );
    const head = ['number', 'risk', 'likelihood', 'impact', 'level', 'owner', 'assessed_on', 'open_mitigations'];
    return csvFile('risks', head, rows);
  },
});

export const risksApi = route({
  method: 'GET',
  path: '/api/v1/plan/risks',
  access: 'plan.readMeasure',
  summary: 'Open risks of the plan in force, with their assessments (newest first) and mitigations',
  handler: async (request) => json({ risks: await risksInForce(request) }),
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
          {risk.closedOn === null ? null : (
            <p>
              {t(lang, 'closed', { date: formatDate(risk.closedOn, lang) })}. {risk.closing}
            </p>
          )}
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
                {one.owner === null ? t(lang, 'nobody') : (acronyms.get(one.owner) ?? one.owner)}.{' '}
                {standingOfMitigation(one, today, lang)}. {one.lastText}
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
