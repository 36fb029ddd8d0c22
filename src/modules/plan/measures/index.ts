import type { Context } from '../../../kernel/context.ts';
import type { Part } from '../part.ts';
import { measureAccess } from './access.ts';
import { assignRoute, commentRoute, measureDeskRoute } from './desk.tsx';
import { nameResponsibleRoute, responsibleRoute } from './responsible-desk.tsx';
import { measureEntities } from './entities.ts';
import { enterDefinitions } from './definitions.ts';
import { officeKind } from './office.ts';
import { remindJob, scheduleRemind } from './reminders.ts';
import { restandAll, restandJob, scheduleRestand } from './standing.ts';

export { institutionNamed, measureById, measureDeskPath, measurePath } from './actions.ts';
export type { DeadlineReading } from './deadline.ts';
export {
  type ItemKind,
  type ItemRow,
  type MilestoneRow,
  type PartyRow,
  type PlanRow,
  type PlanTables,
  type ResponsibleRow,
  topics,
} from './entities.ts';
export {
  enterPlan,
  type GivenParty,
  type GivenResponsible,
  type NewItem,
  note,
  setParties,
  setResponsible,
  type Title,
  underWay,
} from './entering.ts';
export { findPlan, planInForce } from './in-force.ts';
export { judgedFrom, judgedPeriod, type Office, officeOf } from './office.ts';
export { nextPeriod, type PeriodLength, periodOf, periodStart, previousPeriod } from './periods.ts';
export type { StandingRow } from './progress-entities.ts';
export type { NextStep, Reason, Standing } from './rules.ts';
export { type GivenSchedule, setSchedule } from './schedule.ts';
export { schedulesAsSet, type StandingMeasure, type StandingMilestone } from './schedule-as-set.ts';
export { owingReport, type PresentSchedule, presentSchedule } from './schedule-reading.ts';
export { restand } from './standing.ts';
export { type MeasureState, measureStateNames, measureStates, type SelfRating, selfRatings } from './states.ts';
export { titleIn } from './title.ts';
export { institutionOptions } from './institution-options.ts';
export { institutionCode, label, titleSchema } from './fields.ts';
export {
  findItem,
  findItemById,
  findPlans,
  listItems,
  lockItems,
  partiesNow,
  standingsOf,
  writeItems,
} from './store.ts';
export { type PlanSubject, subjectFor, subjectOf } from './subject.ts';

export const measures: Part = {
  access: measureAccess,
  entities: measureEntities,
  definitions: [officeKind],
  jobs: [restandJob, remindJob],
  routes: [measureDeskRoute, assignRoute, commentRoute, responsibleRoute, nameResponsibleRoute],
  async released(ctx: Context) {
    await enterDefinitions(ctx);
    await restandAll(ctx);
    await scheduleRestand(ctx);
    await scheduleRemind(ctx);
  },
};
