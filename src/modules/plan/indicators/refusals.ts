import { Refusal, refusal } from '../../../kernel/refusal.ts';
import type { SheetProblem } from './form.ts';

export const notReported = refusal('plan.indicator_not_reported', 422, {
  az: 'Bu göstərici üzrə qiymət bildirilmir: o, hesablanır və ya nəşrdən götürülür.',
  en: 'Nothing is reported for this indicator: it is computed or read from a publication.',
  ru: 'По этому показателю ничего не сообщают: он вычисляется или берётся из издания.',
});

export const notExternal = refusal('plan.indicator_not_external', 422, {
  az: 'Bu göstərici nəşrdən götürülmür.',
  en: 'This indicator is not read from a publication.',
  ru: 'Этот показатель не берётся из издания.',
});

export const wrongPeriod = refusal('plan.indicator_period', 422, {
  az: 'Dövr düzgün yazılmayıb. Nümunə: {example}.',
  en: 'The period is not written rightly. For example: {example}.',
  ru: 'Период указан неверно. Например: {example}.',
});

export const periodOpen = refusal('plan.indicator_period_open', 422, {
  az: 'Dövr hələ bitməyib. Qiymət dövr bitdikdən sonra bildirilir.',
  en: 'The period has not ended yet. A value is reported once it has.',
  ru: 'Период ещё не закончился. Значение сообщают после его окончания.',
});

export const wrongValue = refusal('plan.indicator_value', 422, {
  az: 'Qiymət rəqəmlə yazılmalıdır. Faiz 0 ilə 100 arasında, say mənfi olmayan ədəddir.',
  en: 'The value has to be a number. A percentage lies between 0 and 100, a count is not negative.',
  ru: 'Значение должно быть числом. Процент лежит между 0 и 100, количество не бывает отрицательным.',
});

export const evidenceNeeded = refusal('plan.indicator_evidence', 422, {
  az: 'Sübutun ünvanını yazın: https:// ilə başlayan keçid.',
  en: 'Write where the evidence is: a link that begins with https://.',
  ru: 'Укажите, где находится подтверждение: ссылка, начинающаяся с https://.',
});

export const editionNeeded = refusal('plan.indicator_edition', 422, {
  az: 'Nəşrin adını və ilini yazın.',
  en: 'Write the name and the year of the edition.',
  ru: 'Укажите название и год издания.',
});

export const correctionNeeded = refusal('plan.indicator_correction', 422, {
  az: 'Bu dövrün qiyməti var. Onu nə üçün dəyişdiyinizi yazın.',
  en: 'This period has a value. Write why it is corrected.',
  ru: 'Значение за этот период есть. Укажите, почему оно исправляется.',
});

export const waitsAlready = refusal('plan.indicator_waits', 409, {
  az: 'Bu dövr üzrə bildirilmiş qiymət artıq təsdiq gözləyir.',
  en: 'A value of this period waits for confirmation already.',
  ru: 'Значение за этот период уже ожидает подтверждения.',
});

export const ownReport = refusal('plan.indicator_own_report', 403, {
  az: 'Bu qiyməti siz daxil etmisiniz: onu başqa şəxs təsdiq etməlidir.',
  en: 'You entered this value: another person has to confirm it.',
  ru: 'Это значение внесли вы: подтвердить его должен другой человек.',
});

export const judgedAlready = refusal('plan.indicator_judged', 409, {
  az: 'Bu qiymətə artıq baxılıb.',
  en: 'This value has been judged already.',
  ru: 'По этому значению уже принято решение.',
});

export const reasonNeeded = refusal('plan.indicator_reason', 422, {
  az: 'Qaytarmağın səbəbini yazın.',
  en: 'Write why it is rejected.',
  ru: 'Укажите причину отклонения.',
});

export const sheetOpen = refusal('plan.indicator_sheet_open', 409, {
  az: 'Bu göstəricinin vərəqəsi üzərində artıq iş gedir.',
  en: 'The sheet of this indicator is being worked on already.',
  ru: 'Над паспортом этого показателя уже работают.',
});

export const fromFile = refusal('plan.indicator_from_file', 422, {
  az: 'Bu göstəricinin vərəqəsi indicators.yaml faylındadır və buraxılışla təsdiq olunur.',
  en: 'The sheet of this indicator stands in indicators.yaml and is approved by a release.',
  ru: 'Паспорт этого показателя находится в indicators.yaml и утверждается выпуском.',
});

export const wrongCode = refusal('plan.indicator_code', 422, {
  az: 'Kod kiçik latın hərfləri, rəqəm və defislə yazılır. Nümunə: open-data-sets.',
  en: 'A code is small letters, digits and hyphens. For example: open-data-sets.',
  ru: 'Код состоит из строчных латинских букв, цифр и дефисов. Например: open-data-sets.',
});

export const noInstitution = refusal('plan.indicator_institution', 422, {
  az: 'Cavabdeh qurumu seçin.',
  en: 'Choose the institution that answers for it.',
  ru: 'Выберите ответственное учреждение.',
});

export const notOpenForWriting = refusal('plan.indicator_not_open', 409, {
  az: 'Vərəqə təsdiqdədir və ya işi bitib: dəyişdirilə bilməz.',
  en: 'The sheet is being decided on or is finished: it cannot be changed.',
  ru: 'Паспорт на утверждении или работа с ним завершена: изменить его нельзя.',
});

export const ownWriting = refusal('plan.indicator_own_writing', 403, {
  az: 'Bu vərəqəni siz yazmısınız: qərarı başqa şəxs verməlidir.',
  en: 'You wrote this sheet: another person has to decide on it.',
  ru: 'Этот паспорт писали вы: решение должен принять другой человек.',
});

/** What has to be mended before a sheet can be sent for approval. */
export class SheetIncomplete extends Refusal {
  readonly problems: readonly SheetProblem[];

  constructor(problems: readonly SheetProblem[]) {
    super('plan.indicator_incomplete', 422, {
      az: 'Vərəqə tamamlanmayıb. Göstərilən yerləri düzəldin.',
      en: 'The sheet is not complete. Mend the places named.',
      ru: 'Паспорт не завершён. Исправьте указанные места.',
    });
    this.problems = problems;
  }
}
