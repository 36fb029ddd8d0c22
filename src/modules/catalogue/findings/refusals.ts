import { refusal } from '../../../kernel/refusal.ts';

export const alreadyResolved = refusal('catalogue.finding_resolved', 409, {
  az: 'Bu uyğunsuzluq artıq bağlanıb: ya aradan qaldırılıb, ya da izah edilib.',
  en: 'This finding is resolved already: it was mended or explained.',
  ru: 'Это расхождение уже закрыто: оно устранено или объяснено.',
});

export const explanationMissing = refusal('catalogue.explanation_missing', 422, {
  az: 'İzahı yazın: ən azı 10 simvol, ən çoxu 2.000.',
  en: 'Write the explanation: 10 characters at least, 2,000 at most.',
  ru: 'Напишите объяснение: не менее 10 и не более 2000 знаков.',
});

export const finishedEntry = refusal('catalogue.finished_not_confirmed', 409, {
  az: 'İstifadədən çıxarılmış qeyd təsdiqlənmir.',
  en: 'An entry that is out of use is not confirmed.',
  ru: 'Выведенная из эксплуатации запись не подтверждается.',
});

export const neverExplained = refusal('catalogue.finding_not_explained', 409, {
  az: 'Bu uyğunsuzluq izahla bağlanmır: onu aradan qaldırın.',
  en: 'No explanation closes this finding: it has to be mended.',
  ru: 'Это расхождение объяснением не закрывается: его нужно устранить.',
});

export const wrongUntil = refusal('catalogue.explanation_day', 422, {
  az: 'İzahın son günü bu gündən sonra və ən çoxu bir il sonra olmalıdır.',
  en: 'The last day of the explanation has to come after today, and within a year.',
  ru: 'Последний день объяснения должен быть позже сегодняшнего и не дальше года.',
});
