import { route } from '../../../../kernel/http/route.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { titleIn } from '../../measures/index.ts';
import { evidenceOf } from '../../reports/index.ts';
import { institutionView, measureView, roadmapView, shownPlan } from '../actions.ts';
import { csvFile } from '../../csv.ts';
import { t } from '../text/index.ts';
import { institutionParams, numberParams, planParams } from './params.ts';
import { acronymOf } from './parts.tsx';

/** Who answered for an institution, the present one first. */
export const responsibleCsv = route({
  method: 'GET',
  path: '/plan/qurum/:code/mesul/csv',
  access: 'plan.readOverview',
  params: institutionParams,
  async handler(request) {
    const { lang, params } = request;
    const { plan } = await shownPlan(request);
    const { responsible } = await institutionView(request, plan.code, params.code);
    return csvFile(
      `plan-${params.code}-mesul`,
      (['name', 'post', 'started', 'ended', 'actTitle'] as const).map((key) => t(lang, key)),
      responsible.map(({ name, post, from_day, to_day, act }) => [name, titleIn(post, lang), from_day, to_day, act]),
    );
  },
});

/** What the items of a roadmap serve; a row for each, and one for an item that serves nothing. */
export const servesCsv = route({
  method: 'GET',
  path: '/plan/:plan/xidmet/csv',
  access: 'plan.readOverview',
  params: planParams,
  async handler(request) {
    const { lang, params } = request;
    const { plan } = await shownPlan(request, params.plan);
    const { items } = await roadmapView(request, plan.code);
    return csvFile(
      `plan-${plan.code}-xidmet`,
      (['number', 'item', 'plan', 'servesTitle'] as const).map((key) => t(lang, key)),
      items.flatMap(({ number, title, serves }) =>
        (serves.length === 0 ? [undefined] : serves).map((one) => [
          number,
          titleIn(title, lang),
          one?.plan,
          one?.number,
        ]),
      ),
    );
  },
});

/** Verified evidence of a measure of the plan in force; of what is internal only that it is there. */
export const evidenceCsv = route({
  method: 'GET',
  path: '/plan/tedbir/:number/subutlar/csv',
  access: 'plan.readMeasure',
  params: numberParams,
  async handler(request) {
    const { lang, params } = request;
    const { plan } = await shownPlan(request);
    const { item, schedule } = await measureView(request, plan.code, params.number);
    const all = await institutionsByCode(request);
    const codes = new Map([...schedule.milestones, ...schedule.deliverables].map(({ id, code }) => [id, code]));
    return csvFile(
      `plan-${plan.code}-${params.number}-subutlar`,
      (['evidence', 'evidenceOf', 'reportingPeriod', 'verifiedBy', 'digest'] as const).map((key) => t(lang, key)),
      (await evidenceOf(request, item.id)).map((one) => [
        one.name ?? t(lang, 'evidenceInternal'),
        [one.milestone, one.deliverable].flatMap((id) => codes.get(id ?? '') ?? []).join('; '),
        one.period,
        acronymOf(all, one.verifiedBy, lang),
        one.digest,
      ]),
    );
  },
});
