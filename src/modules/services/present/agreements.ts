import { coApplicantsOf, daysToAgree } from '../definition/co-applicant.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { PlannedAgreement } from '../rules-views.ts';
import type { Guide } from './guide.ts';

/** Whose agreement the applications of a service wait for, for everybody. */
export const plannedAgreements = (service: CompiledService, guide: Guide): readonly PlannedAgreement[] =>
  coApplicantsOf(service).map((one) => ({
    title: one.title,
    agreesTo: one.agreesTo,
    workingDays: daysToAgree(one),
    article: guide.article(one.article),
    sees: one.sees.flatMap((name) => service.fields.find((field) => field.name === name)?.label ?? []),
  }));
