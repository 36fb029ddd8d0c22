import { refusal } from '../../kernel/refusal.ts';

export const entryRefused = refusal('exchange.entry_refused', 403, {
  az: 'Qurumun bu reyestrə qeyd daxil etmək hüququ yoxdur. Hüququ reyestrin sahibi verir.',
  en: 'The institution has no right to enter records in this register. The register’s owner grants it.',
  ru: 'У учреждения нет права вносить записи в этот реестр. Право даёт владелец реестра.',
});

export const entryNotRefused = refusal('exchange.entry_not_refused', 409, {
  az: 'Bu qeyd imtina almayıb, ona görə yenidən göndərilmir. Səhifəni yeniləyin: qeyd yoldadır və ya artıq qəbul edilib.',
  en: 'This entry was not refused, so it is not sent again. Reload the page: it is on its way, or accepted already.',
  ru: 'В приёме этой записи не отказывали, повторно она не отправляется. Обновите страницу: запись в пути или уже принята.',
});
