import { Refusal, refusal } from '../../../kernel/refusal.ts';
import type { Problem } from './content.ts';

export const ownWriting = refusal('plan.spending_own_writing', 403, {
  az: 'Bu müraciəti siz yazmısınız və ya imzalamısınız. Ona başqa əməkdaş baxmalıdır.',
  en: 'You wrote or signed this request. Another official has to look at it.',
  ru: 'Эту заявку писали или подписывали вы. Её должен рассмотреть другой сотрудник.',
});

export const notOpenForWriting = refusal('plan.spending_not_open', 409, {
  az: 'Müraciət indi dəyişdirilə bilməz: o, baxışdadır və ya qərar verilib.',
  en: 'The request cannot be changed now: it is being looked at, or decided.',
  ru: 'Заявку сейчас изменить нельзя: она на рассмотрении или решение принято.',
});

export const titleNeeded = refusal('plan.spending_title', 422, {
  az: 'Xərcin adını yazın.',
  en: 'Write what the spending is for.',
  ru: 'Укажите название расходов.',
});

export const notFailed = refusal('plan.spending_not_failed', 409, {
  az: 'İstisna yalnız uyğun olmayan yoxlamaya verilir.',
  en: 'Only a check that failed can be waived.',
  ru: 'Исключение делается только для непройденной проверки.',
});

export const notProposed = refusal('plan.spending_waiver_not_proposed', 409, {
  az: 'Bu yoxlama üçün istisna hələ təklif edilməyib.',
  en: 'Nobody has proposed to waive this check yet.',
  ru: 'Исключение для этой проверки ещё не предложено.',
});

export const ownProposal = refusal('plan.spending_own_proposal', 403, {
  az: 'İstisnanı siz təklif etmisiniz. Onu başqa şəxs təsdiqləməlidir.',
  en: 'You proposed the waiver yourself. Another person has to grant it.',
  ru: 'Исключение предложили вы. Утвердить его должен другой человек.',
});

export const resolvedAlready = refusal('plan.spending_resolved_already', 409, {
  az: 'Bu namizəd üzrə qərar artıq verilib.',
  en: 'This candidate has been resolved already.',
  ru: 'По этому совпадению решение уже принято.',
});

export const reasonNeeded = refusal('plan.spending_reason', 422, {
  az: 'Səbəbini yazın.',
  en: 'Write the reason.',
  ru: 'Укажите причину.',
});

export const notNow = refusal('plan.spending_not_now', 409, {
  az: 'Bu, müraciətin indiki vəziyyətində mümkün deyil.',
  en: 'This is not possible in the present state of the request.',
  ru: 'В текущем состоянии заявки это невозможно.',
});

export const noInstitution = refusal('plan.spending_no_institution', 422, {
  az: 'Belə qurum yoxdur. Siyahıdan seçin.',
  en: 'There is no such institution. Choose one of the list.',
  ru: 'Такого органа нет. Выберите из списка.',
});

export const pastDue = refusal('plan.spending_past_due', 422, {
  az: 'Son tarix gələcəkdə olmalıdır.',
  en: 'The due date must lie in the future.',
  ru: 'Срок должен быть в будущем.',
});

export const nothingShown = refusal('plan.spending_nothing_shown', 409, {
  az: 'Hələ sübut təqdim edilməyib.',
  en: 'No evidence has been shown yet.',
  ru: 'Подтверждение ещё не представлено.',
});

export const ownEvidence = refusal('plan.spending_own_evidence', 403, {
  az: 'Sübutu siz təqdim etmisiniz. Onu başqa şəxs yoxlamalıdır.',
  en: 'You showed the evidence yourself. Another person has to verify it.',
  ru: 'Подтверждение представили вы. Проверить его должен другой человек.',
});

export const wrongSum = refusal('plan.spending_sum', 422, {
  az: 'Məbləği rəqəmlə yazın, məsələn 125000,50.',
  en: 'Write the sum in figures, such as 125000.50.',
  ru: 'Укажите сумму цифрами, например 125000,50.',
});

/** What must be mended first; the form shows each at its question. */
export class SpendingIncomplete extends Refusal {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(
      'plan.spending_incomplete',
      422,
      {
        az: 'Müraciət hələ irəli gedə bilməz. İşarələnmiş suallara baxın.',
        en: 'The request cannot go on yet. See the marked questions.',
        ru: 'Заявка пока не может идти дальше. Проверьте отмеченные вопросы.',
      },
      { problems: problems.map(({ name, text }) => ({ name, text })) },
    );
    this.problems = problems;
  }
}
