import type { Role } from '../../../kernel/access.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { addDays, bakuDate, bakuInstant, formatDate, type Lang } from '../../../language/index.ts';
import { notify } from '../../process/index.ts';
import { measureDeskPath } from './actions.ts';
import { officeOf } from './office.ts';
import type { ReminderKind } from './progress-entities.ts';
import * as store from './reminders-store.ts';
import { soonDays } from './rules.ts';

const kind = 'plan.remind-measures';

/**
 * Every morning, after the standings were computed anew: whoever carries a measure out is told that a date comes near or
 * has passed, or that none was asked for, once for each; what goes on climbs the ladder of `plan/office.yaml`.
 */
export const remindJob: JobKind = {
  kind,
  async run(ctx) {
    await inTransaction(ctx, async (inner) => {
      await remind(inner);
      await scheduleRemind(inner);
    });
  },
};

export async function scheduleRemind(ctx: Context): Promise<void> {
  const now = ctx.vahid.now();
  const morning = bakuInstant(bakuDate(now), '00:30');
  const at = morning > now ? morning : bakuInstant(addDays(bakuDate(now), 1), '00:30');
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: {} });
}

async function remind(ctx: Context): Promise<void> {
  const today = bakuDate(ctx.vahid.now());
  const { ladder } = officeOf(ctx.vahid.releases);
  await store.bringUpToDate(ctx.db, today, soonDays);
  for (const one of await store.openReminders(ctx.db, ladder.length)) {
    const steps = stepsOf(ctx, one).filter(({ from }) => from <= today);
    for (const { to } of steps.slice(one.told)) await tell(ctx, one, to);
    if (steps.length > one.told) await store.noteTold(ctx.db, one, steps.length);
  }
}

/** Who is told from which day on. That a date comes near is nobody's fault, and climbs nowhere. */
function stepsOf(ctx: Context, { kind: what, since }: store.Reminder) {
  const { ladder, askDates } = officeOf(ctx.vahid.releases);
  const calendar = ctx.vahid.calendar();
  const first = what === 'no_dates' ? askDates : 0;
  const steps = what === 'soon' ? ladder.slice(0, 1) : ladder;
  return steps.map(({ to, after }) => ({ to, from: calendar.addWorkingDays(since, first + after) }));
}

async function tell(ctx: Context, one: store.Reminder, role: Role): Promise<void> {
  const institution = role === 'project_office' ? officeOf(ctx.vahid.releases).centre : one.executor;
  const say = (lang: Lang) => words[one.kind][lang](one.number, one.due === null ? '' : formatDate(one.due, lang));
  await notify(ctx, {
    institution,
    role,
    text: { az: say('az'), en: say('en'), ru: say('ru') },
    link: measureDeskPath(one.item),
    effectKey: `${kind}:${one.item}:${one.kind}:${one.due ?? ''}:${role}:${institution}`,
  });
}

const words: Readonly<Record<ReminderKind, Readonly<Record<Lang, (number: string, due: string) => string>>>> = {
  soon: {
    az: (number, due) => `${number} nömrəli tədbirin növbəti müddəti ${due} tarixində bitir.`,
    en: (number, due) => `Measure ${number}: the next date is ${due}.`,
    ru: (number, due) => `Мероприятие ${number}: ближайший срок наступает ${due}.`,
  },
  late: {
    az: (number, due) => `${number} nömrəli tədbir gecikir: müddət ${due} tarixində bitib, təsdiqlənmiş sübut yoxdur.`,
    en: (number, due) => `Measure ${number} is late: it was due on ${due} and no evidence is verified.`,
    ru: (number, due) => `Мероприятие ${number} просрочено: срок истёк ${due}, проверенных подтверждений нет.`,
  },
  no_dates: {
    az: (number) => `${number} nömrəli tədbirin tarixləri göstərilməyib. Onları təsdiqə göndərmək lazımdır.`,
    en: (number) => `Measure ${number} has no dates. They have to be sent for approval.`,
    ru: (number) => `У мероприятия ${number} нет сроков. Их нужно отправить на утверждение.`,
  },
};
