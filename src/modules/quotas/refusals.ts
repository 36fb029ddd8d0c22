import { refusal } from '../../kernel/refusal.ts';

export const reportUnreadable = refusal('quotas.report_unreadable', 422, {
  az: 'Hesabat oxunmadı: {part}. Nümunədəki sütunlarla CSV, yaxud JSON faylı seçin.',
  en: 'The report cannot be read: {part}. Choose a CSV file with the columns of the sample, or JSON.',
  ru: 'Отчёт не читается: {part}. Выберите файл CSV со столбцами образца или JSON.',
});

export const reportTooLarge = refusal('quotas.report_too_large', 422, {
  az: 'Hesabatda {most} sətirdən çox var. Onu hissələrə bölüb göndərin.',
  en: 'The report has more than {most} lines. Send it in parts.',
  ru: 'В отчёте больше {most} строк. Отправьте его частями.',
});

export const quotaUnknown = refusal('quotas.quota_unknown', 404, {
  az: 'Operatorun belə nömrəli kvotası yoxdur. Nömrəni kvotalar siyahısından götürün.',
  en: 'The operator has no quota with this number. Take the number from the list of quotas.',
  ru: 'У оператора нет квоты с таким номером. Возьмите номер из списка квот.',
});

export const amountWrong = refusal('quotas.amount_wrong', 422, {
  az: 'Miqdarı sıfırdan böyük ədədlə yazın, kəsr hissəsi ən çoxu üç rəqəm: 12.5.',
  en: 'Write the amount as a number above nothing, with at most three decimal places: 12.5.',
  ru: 'Укажите количество числом больше нуля, не более трёх знаков после запятой: 12.5.',
});

export const dayWrong = refusal('quotas.day_wrong', 422, {
  az: 'Gün kvotanın müddətindən kənardadır və ya hələ gəlməyib. Tarixi yoxlayın.',
  en: 'The day is outside the term of the quota, or has not come yet. Check the date.',
  ru: 'День вне срока квоты или ещё не наступил. Проверьте дату.',
});

export const overdraft = refusal('quotas.overdraft', 409, {
  az: 'Kvotada bu qədər qalmayıb. Qalıq: {left}. İşi azaldın və ya kvotanın artırılmasını gözləyin.',
  en: 'The quota does not have that much left. Left: {left}. Make the job smaller, or wait until the quota is extended.',
  ru: 'В квоте столько не осталось. Остаток: {left}. Уменьшите задание или дождитесь увеличения квоты.',
});

export const keyReused = refusal('quotas.key_reused', 409, {
  az: 'Bu açarla başqa istifadə yazılıb. Hər sətrə öz açarını verin.',
  en: 'Another use was booked under this key. Give each line a key of its own.',
  ru: 'Под этим ключом учтено другое использование. Дайте каждой строке свой ключ.',
});

export const keyWrong = refusal('quotas.key_wrong', 422, {
  az: 'Sətrin açarını yazın: 1–100 simvol, hər istifadə üçün ayrıca.',
  en: 'Write the key of the line: 1 to 100 characters, another for each use.',
  ru: 'Укажите ключ строки: от 1 до 100 знаков, свой для каждого использования.',
});

export const systemUnknown = refusal('quotas.system_unknown', 401, {
  az: 'Sistemin açarı yoxdur və ya ləğv edilib. Operatorun vəzifəli şəxsindən yeni açar alın və Authorization: Bearer ilə göndərin.',
  en: 'The key of the system is missing or withdrawn. Get a new one from an official of the operator, and send it as Authorization: Bearer.',
  ru: 'Ключ системы не указан или отозван. Получите новый у должностного лица оператора и передавайте его в Authorization: Bearer.',
});

export const noteNeeded = refusal('quotas.note_needed', 422, {
  az: 'Əsası yazın: düzəliş nə üçün lazımdır? Ən çoxu 1000 simvol.',
  en: 'Write the ground: why is a correction needed? At most 1,000 characters.',
  ru: 'Укажите основание: зачем нужно исправление? Не более 1000 знаков.',
});

export const correctionWrong = refusal('quotas.correction_wrong', 422, {
  az: 'Düzəlişi ədədlə yazın: geri qaytarmaq üçün 12,5, əlavə çıxmaq üçün -12,5. Ən çoxu {back} qaytarmaq, {more} çıxmaq olar.',
  en: 'Write the correction as a number: 12.5 gives back, -12.5 takes besides. At most {back} can be given back, {more} taken.',
  ru: 'Укажите исправление числом: 12,5 возвращает, -12,5 списывает. Вернуть можно не больше {back}, списать – {more}.',
});

export const sameEyes = refusal('quotas.same_eyes', 403, {
  az: 'Düzəlişi təklif edən onu özü təsdiq edə bilməz. Başqa təsdiqedici baxmalıdır.',
  en: 'Whoever ordered a correction may not confirm it. Another approver has to.',
  ru: 'Предложивший исправление не может утвердить его сам. Это должен сделать другой утверждающий.',
});

export const correctionDecided = refusal('quotas.correction_decided', 409, {
  az: 'Bu düzəliş üzrə qərar artıq verilib. Səhifəni yeniləyin.',
  en: 'This correction has been decided already. Reload the page.',
  ru: 'По этому исправлению решение уже принято. Обновите страницу.',
});

export const nameNeeded = refusal('quotas.name_needed', 422, {
  az: 'Sistemin adını yazın, ən çoxu 100 simvol: açarlar adlarına görə tanınır.',
  en: 'Write the name of the system, at most 100 characters: keys are told by their names.',
  ru: 'Укажите название системы, не более 100 знаков: по нему различают ключи.',
});
