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

export const absentBarred = refusal('process.absent_barred', 403, {
  az: 'Bu vəzifədə əvəz etdiyiniz şəxs özü də bu addımı ata bilməzdi: işdə iştirak edir və ya əvvəlki addımı atıb. Onu başqa vəzifəli şəxs icra etməlidir.',
  en: 'Whom you stand in for in this office could not take this step either: they take part in the case or took the step before. Another official has to take it.',
  ru: 'Тот, кого вы замещаете в этой должности, тоже не мог бы сделать этот шаг: он участвует в деле или сделал предыдущий шаг. Его должно сделать другое должностное лицо.',
});

export const receiverInterested = refusal('process.receiver_interested', 422, {
  az: 'Seçilən əməkdaş bu işdə maraqlıdır: özü iştirak edir, ya da müraciət edən təşkilatın rəhbəridir. Başqasını seçin.',
  en: 'The official chosen is interested in this case: they take part in it or head the organisation that applies. Choose another one.',
  ru: 'Выбранный сотрудник заинтересован в деле: участвует в нём или руководит организацией-заявителем. Выберите другого.',
});

export const receiverFourEyes = refusal('process.receiver_four_eyes', 422, {
  az: 'Seçilən əməkdaş əvvəlki addımı atıb, növbəti addımı ata bilməz. Başqasını seçin.',
  en: 'The official chosen took the step before and may not take the next one. Choose another one.',
  ru: 'Выбранный сотрудник сделал предыдущий шаг и не может сделать следующий. Выберите другого.',
});

export const receiverUnfit = refusal('process.receiver_unfit', 422, {
  az: 'Seçilən əməkdaşın vəzifəsi bu işin növbəti addımına uyğun deyil. İşin gözlədiyi vəzifədə olan əməkdaşı seçin.',
  en: 'The office of the official chosen does not take the next step of this case. Choose one who holds the office that it waits for.',
  ru: 'Должность выбранного сотрудника не подходит для следующего шага дела. Выберите того, чью должность ожидает дело.',
});

export const reasonNeeded = refusal('process.reason_needed', 422, {
  az: 'İşi nə üçün başqasına verdiyinizi yazın.',
  en: 'Write why you give the case to somebody else.',
  ru: 'Напишите, почему вы передаёте дело другому.',
});

export const reasonTooLong = refusal('process.reason_too_long', 422, {
  az: 'Səbəb {max} simvoldan uzun olmamalıdır. Onu qısaldın.',
  en: 'The reason may have at most {max} characters. Shorten it.',
  ru: 'Причина не должна превышать {max} знаков. Сократите её.',
});

export const noCaseChosen = refusal('process.no_case_chosen', 422, {
  az: 'Heç bir iş seçilməyib. Siyahıda ən azı bir işi qeyd edin.',
  en: 'No case was chosen. Mark at least one case of the list.',
  ru: 'Ни одно дело не выбрано. Отметьте в списке хотя бы одно дело.',
});

export const nobodyChosen = refusal('process.nobody_chosen', 422, {
  az: 'İşlərin kimə veriləcəyini seçin.',
  en: 'Choose to whom the cases go.',
  ru: 'Выберите, кому передать дела.',
});

export const tooManyCases = refusal('process.too_many_cases', 422, {
  az: 'Bir dəfəyə ən çox {max} iş verilə bilər. Bir hissəsini seçin.',
  en: 'At most {max} cases can be given at a time. Choose some of them.',
  ru: 'За один раз можно передать не более {max} дел. Выберите часть из них.',
});
