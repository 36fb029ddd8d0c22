import type { Lang, Text } from '../../../language/index.ts';
import { pick } from '../../../language/index.ts';
import type { NextStep, Reason } from '../measures/index.ts';

/** Why a measure stood as it did; a frozen line keeps no more than which reason it was. */
const reasonNames: Readonly<Record<Reason['code'], Text>> = {
  milestone_late: { az: 'mərhələ gecikir', en: 'a milestone is late', ru: 'этап просрочен' },
  measure_late: { az: 'tədbir gecikir', en: 'the measure is late', ru: 'мероприятие просрочено' },
  open_predecessor: {
    az: 'əvvəlki mərhələ bitməyib',
    en: 'an earlier milestone is open',
    ru: 'не завершён предшествующий этап',
  },
  no_report: { az: 'hesabat yoxdur', en: 'no report', ru: 'нет отчёта' },
  no_evidence: { az: 'təsdiqlənmiş sübut yoxdur', en: 'no verified evidence', ru: 'нет проверенных подтверждений' },
  milestone_without_date: { az: 'mərhələnin müddəti yoxdur', en: 'a milestone without date', ru: 'этап без срока' },
  no_executor: { az: 'icraçı yoxdur', en: 'no executor', ru: 'нет исполнителя' },
  no_deadline: { az: 'müddət yoxdur', en: 'no deadline', ru: 'нет срока' },
  no_milestones: { az: 'mərhələ yoxdur', en: 'no milestones', ru: 'нет этапов' },
  beyond_plan: {
    az: 'təqvim planda yazılmış müddətdən gecdir',
    en: 'the schedule ends after the deadline of the plan',
    ru: 'график выходит за срок плана',
  },
};

const stepNames: Readonly<Record<NextStep, Text>> = {
  name_executor: { az: 'icraçını müəyyən etmək', en: 'name the executor', ru: 'определить исполнителя' },
  set_schedule: { az: 'təqvimi daxil etmək', en: 'set the schedule', ru: 'внести график' },
  report: { az: 'hesabat təqdim etmək', en: 'report', ru: 'представить отчёт' },
  verify: { az: 'sübutları yoxlamaq', en: 'verify the evidence', ru: 'проверить подтверждения' },
  carry_out: { az: 'icra etmək', en: 'carry out', ru: 'исполнять' },
};

export const reasonsText = (codes: readonly Reason['code'][], lang: Lang): string =>
  [...new Set(codes)].map((code) => pick(reasonNames[code], lang)).join('; ');

export const stepText = (step: NextStep | null, lang: Lang): string =>
  step === null ? '' : pick(stepNames[step], lang);
