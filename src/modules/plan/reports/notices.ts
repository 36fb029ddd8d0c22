import type { Context } from '../../../kernel/context.ts';
import { formatDate, type Lang, type Text } from '../../../language/index.ts';
import { effectKey, type Instance, notify, notifyOwner } from '../../process/index.ts';
import { datesPath, reportPath } from './path.ts';
import { inAll } from './period.ts';

/*
 * Messages to offices about reports and dates: they name the measure by its number, and nobody.
 */

const due = ({ due_at: at }: Instance, lang: Lang) => (at ? formatDate(at, lang) : '');

export async function tellOwed(ctx: Context, of: Instance): Promise<void> {
  const text: Text = {
    az: `${of.reference}: hesabat dövrü bitib. Hesabatı ${due(of, 'az')} tarixinədək göndərin.`,
    en: `${of.reference}: the period is over. Submit the report by ${due(of, 'en')}.`,
    ru: `${of.reference}: отчётный период завершён. Отправьте отчёт до ${due(of, 'ru')}.`,
  };
  await notifyOwner(ctx, of, { text, effectKey: effectKey(of.id, of.seq, 'owed') });
}

/** To the project office: something waits for it. */
export async function tellSubmitted(ctx: Context, of: Instance): Promise<void> {
  await tellOffice(ctx, of, {
    az: `${of.reference}: hesabat göndərilib. ${due(of, 'az')} tarixinədək yoxlayın.`,
    en: `${of.reference}: a report was submitted. Judge it by ${due(of, 'en')}.`,
    ru: `${of.reference}: отправлен отчёт. Проверьте его до ${due(of, 'ru')}.`,
  });
}

export async function tellReturned(ctx: Context, of: Instance): Promise<void> {
  const text: Text = {
    az: `${of.reference}: hesabat qaytarılıb. Səbəbini oxuyun və ${due(of, 'az')} tarixinədək yenidən göndərin.`,
    en: `${of.reference}: the report was returned. Read why and submit it again by ${due(of, 'en')}.`,
    ru: `${of.reference}: отчёт возвращён. Прочтите причину и отправьте снова до ${due(of, 'ru')}.`,
  };
  await notifyOwner(ctx, of, { text, effectKey: effectKey(of.id, of.seq, 'returned') });
}

/** `rejected`: pieces of its evidence that do not count. */
export async function tellAccepted(ctx: Context, of: Instance, rejected: number): Promise<void> {
  const text: Text = {
    az: `${of.reference}: hesabat qəbul edilib.${rejected > 0 ? ` Qəbul edilməyən sübut: ${rejected}.` : ''}`,
    en: `${of.reference}: the report was accepted.${rejected > 0 ? ` Evidence rejected: ${rejected}.` : ''}`,
    ru: `${of.reference}: отчёт принят.${rejected > 0 ? ` Отклонено подтверждений: ${rejected}.` : ''}`,
  };
  await notifyOwner(ctx, of, { text, effectKey: effectKey(of.id, of.seq, 'accepted') });
}

/** What was under way ended: the measure left its plan, or another institution carries it out. */
export async function tellStopped(ctx: Context, of: Instance): Promise<void> {
  const text: Text = {
    az: `${of.reference}: dayandırılıb. Tədbir plandan çıxarılıb və ya onu başqa qurum icra edir.`,
    en: `${of.reference}: stopped. The measure left the plan, or another institution carries it out now.`,
    ru: `${of.reference}: прекращено. Мероприятие исключено из плана или передано другому учреждению.`,
  };
  await notifyOwner(ctx, of, { text, effectKey: effectKey(of.id, of.seq, 'stopped') });
}

const outcomes = {
  question: {
    az: 'sual verilib, cavab gözlənilir',
    en: 'a question was asked, an answer is awaited',
    ru: 'задан вопрос, ожидается ответ',
  },
  approved: { az: 'tarixlər təsdiq edilib', en: 'the dates were approved', ru: 'сроки утверждены' },
  refused: {
    az: 'imtina edilib, tarixlər əvvəlki kimi qalır',
    en: 'refused, the dates stay as they were',
    ru: 'отказано, сроки остаются прежними',
  },
} as const satisfies Record<string, Text>;

/** To the institution: what became of its request for dates. */
export async function tellDates(ctx: Context, of: Instance, outcome: keyof typeof outcomes): Promise<void> {
  const text = inAll((lang) => `${of.reference}: ${outcomes[outcome][lang]}.`);
  await notifyOwner(ctx, of, { text, effectKey: effectKey(of.id, of.seq, outcome) });
}

export async function tellDatesSubmitted(ctx: Context, of: Instance): Promise<void> {
  await tellOffice(
    ctx,
    of,
    {
      az: `${of.reference}: yeni tarixlər istənilir. ${due(of, 'az')} tarixinədək baxın.`,
      en: `${of.reference}: other dates are asked for. Decide by ${due(of, 'en')}.`,
      ru: `${of.reference}: запрошены новые сроки. Рассмотрите до ${due(of, 'ru')}.`,
    },
    datesPath(of.id),
  );
}

async function tellOffice(ctx: Context, of: Instance, text: Text, link = reportPath(of.id)): Promise<void> {
  const key = effectKey(of.id, of.seq, 'submitted');
  const to = { institution: of.institution, role: 'project_office' as const };
  await notify(ctx, { ...to, text, link, instance: of.id, effectKey: key });
}
