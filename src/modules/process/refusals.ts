import { refusal } from '../../kernel/refusal.ts';

export const notFromHere = refusal('process.not_from_here', 409, {
  az: 'Bu əməliyyat işin indiki vəziyyətində mümkün deyil. Səhifəni yeniləyin və mümkün əməliyyatlardan birini seçin.',
  en: 'This cannot be done in the present state of the case. Reload the page and choose one of the possible actions.',
  ru: 'В текущем состоянии дела это действие невозможно. Обновите страницу и выберите одно из возможных действий.',
});

export const unknownAction = refusal('process.unknown_action', 422, {
  az: 'Bu prosesdə belə əməliyyat yoxdur: {action}.',
  en: 'This process has no such action: {action}.',
  ru: 'В этом процессе нет такого действия: {action}.',
});

export const fourEyes = refusal('process.four_eyes', 403, {
  az: 'Əvvəlki addımı siz atmısınız. Bu əməliyyatı başqa vəzifəli şəxs icra etməlidir.',
  en: 'You took the step before. Another official has to take this one.',
  ru: 'Предыдущий шаг сделали вы. Это действие должно выполнить другое должностное лицо.',
});

export const ownCase = refusal('process.own_case', 403, {
  az: 'Bu işdə özünüz iştirak edirsiniz, ya da müraciət edən təşkilatın rəhbərisiniz və ya həmin qurumda vəzifəniz var. Ona başqa vəzifəli şəxs baxmalıdır.',
  en: 'You take part in this case yourself, head the organisation that applies, or hold an office in that institution. Another official has to handle it.',
  ru: 'В этом деле участвуете вы сами, или вы руководите организацией-заявителем, или занимаете должность в этом учреждении. Его должно рассматривать другое должностное лицо.',
});

export const keyNeeded = refusal('process.key_needed', 422, {
  az: 'Formanın açarı göndərilməyib, ona görə təkrar göndərilməsi ayırd edilə bilməz. Səhifəni yeniləyib formanı yenidən göndərin.',
  en: 'The key of the form was not sent, so a repeat of it could not be told apart. Reload the page and send the form again.',
  ru: 'Ключ формы не передан, поэтому её повторную отправку не отличить. Обновите страницу и отправьте форму снова.',
});

export const noteNeeded = refusal('process.note_needed', 422, {
  az: 'Bu əməliyyat üçün izahat yazın.',
  en: 'Write a note for this action.',
  ru: 'Напишите пояснение к этому действию.',
});

export const signatureNeeded = refusal('process.signature_needed', 409, {
  az: 'Bu əməliyyat elektron imza ilə aparılır. Səhifədə “İmzala” düyməsini seçin.',
  en: 'This is done with an electronic signature. Choose “Sign” on the page.',
  ru: 'Это действие выполняется с электронной подписью. Выберите на странице «Подписать».',
});

export const signatureNotAsked = refusal('process.signature_not_asked', 409, {
  az: 'Bu əməliyyat üçün imza nəzərdə tutulmayıb. Onu imzasız aparın.',
  en: 'No signature is provided for with this action. Take it without one.',
  ru: 'Для этого действия подпись не предусмотрена. Выполните его без подписи.',
});

export const noteTooLong = refusal('process.note_too_long', 422, {
  az: 'İzahat {max} simvoldan uzun olmamalıdır. Onu qısaldın.',
  en: 'The note may have at most {max} characters. Shorten it.',
  ru: 'Пояснение не должно превышать {max} знаков. Сократите его.',
});

export const conditionNotMet = refusal('process.condition_not_met', 409, {
  az: 'Bu əməliyyatın şərti ödənilmir. İşin məlumatlarını yoxlayın.',
  en: 'The condition for this action is not met. Check the facts of the case.',
  ru: 'Условие этого действия не выполнено. Проверьте данные дела.',
});

export const notAnOfficial = refusal('process.not_an_official', 422, {
  az: 'İş yalnız bu qurumun vəzifəli şəxsinə tapşırıla bilər.',
  en: 'A case can be given only to an official of its institution.',
  ru: 'Дело можно поручить только должностному лицу этого учреждения.',
});

export const nothingToDo = refusal('process.nothing_to_do', 409, {
  az: 'Bu iş artıq vəzifəli şəxsi gözləmir, ona görə tapşırıla bilməz.',
  en: 'This case no longer waits for an official and cannot be given to anyone.',
  ru: 'Это дело больше не ожидает должностного лица, поэтому его нельзя поручить.',
});
