import { refusal } from '../../kernel/refusal.ts';

export const alreadyStopped = refusal('records.already_stopped', 409, {
  az: 'Reyestr artıq dayandırılıb. Əvvəlcə onu bərpa edin.',
  en: 'The register is stopped already. Resume it first.',
  ru: 'Реестр уже остановлен. Сначала возобновите его работу.',
});

export const notStopped = refusal('records.not_stopped', 409, {
  az: 'Reyestr işləyir, bərpa etməyə ehtiyac yoxdur.',
  en: 'The register is working; there is nothing to resume.',
  ru: 'Реестр работает, возобновлять нечего.',
});

export const neverInForce = refusal('records.never_in_force', 422, {
  az: 'Qeyd heç bir gün qüvvədə olmayacaq: son gün ilk gündən əvvəldir.',
  en: 'The record would never be in force: its last day comes before its first.',
  ru: 'Запись не действовала бы ни одного дня: последний день раньше первого.',
});

export const purposeNeeded = refusal('records.purpose_needed', 403, {
  az: 'Qeydə yalnız reyestr sahibinin hüququ olan məqsədlə baxmaq olar. Məqsədi seçin və əsası yazın.',
  en: 'A record may be read only for a purpose for which the register’s owner has a right. Choose one and give the reason.',
  ru: 'Запись можно просматривать только с целью, на которую у владельца реестра есть право. Выберите цель и укажите основание.',
});

export const registerStopped = refusal('records.register_stopped', 409, {
  az: 'Reyestr dayandırılıb. Qeydlərə bərpadan sonra baxmaq olar.',
  en: 'The register is stopped. Records can be read once it is resumed.',
  ru: 'Реестр остановлен. Записи можно просматривать после возобновления.',
});

export const referenceWrong = refusal('records.reference_wrong', 422, {
  az: 'Əsas məktubun və ya müraciətin nömrəsi olmalıdır, məsələn, 12/345 və ya RP-2026-00012. Ad, FİN və telefon yazmayın: bu, baxış jurnalında qalır.',
  en: 'The reason must be the number of a letter or a case, such as 12/345 or RP-2026-00012. Leave out names, personal numbers and telephones: it stays in the log of look-ups.',
  ru: 'Основанием должен быть номер письма или заявления, например, 12/345 или RP-2026-00012. Не указывайте имён, личных номеров и телефонов: это остаётся в журнале просмотров.',
});
