import { refusal } from '../../../kernel/refusal.ts';

export const oneself = refusal('identity.substitute_oneself', 422, {
  az: 'Heç kim özünü əvəz edə bilməz. Başqa əməkdaş seçin.',
  en: 'No one can stand in for themself. Choose another official.',
  ru: 'Никто не может замещать сам себя. Выберите другого сотрудника.',
});

export const notTheirOffice = refusal('identity.substitute_not_their_office', 422, {
  az: 'Əvəz olunan şəxs bu qurumda həmin vəzifəni tutmur. Vəzifəni yenidən seçin.',
  en: 'The person to be substituted does not hold this office here. Choose the office again.',
  ru: 'Замещаемое лицо не занимает эту должность в учреждении. Выберите должность ещё раз.',
});

export const unfit = refusal('identity.substitute_unfit', 422, {
  az: 'Bu əməkdaş həmin vəzifədə əvəz edə bilməz: icraçını yalnız icraçı, digərlərini eyni və ya qonşu pillədən olan şəxs əvəz edir. Başqa əməkdaş seçin.',
  en: 'This official cannot stand in here: an officer is substituted by an officer, the others by who holds the same office or the next one below or above. Choose another official.',
  ru: 'Этот сотрудник не может замещать: ответственного замещает только ответственный, остальных – лицо той же или соседней ступени. Выберите другого сотрудника.',
});

export const dayPast = refusal('identity.substitution_day_past', 422, {
  az: 'İlk gün bu gündən əvvəl ola bilməz. Bu günü və ya sonrakı günü yazın.',
  en: 'The first day cannot lie before today. Write today or a later day.',
  ru: 'Первый день не может быть раньше сегодняшнего. Укажите сегодняшний или более поздний день.',
});

export const dayOrder = refusal('identity.substitution_day_order', 422, {
  az: 'Son gün ilk gündən əvvəl ola bilməz və əvəzetmə {max} gündən uzun olmamalıdır. Son günü düzəldin.',
  en: 'The last day cannot lie before the first, and a substitution may last {max} days at most. Correct the last day.',
  ru: 'Последний день не может быть раньше первого, а замещение не должно длиться дольше {max} дней. Исправьте последний день.',
});

export const beyondOwn = refusal('identity.substitution_beyond_own', 422, {
  az: 'Bu pillədə siz özünüz başqasını əvəz edirsiniz: əvəzetmə sizinkindən gec bitə bilməz. Son günü düzəldin və ya təyinatı rəhbərə həvalə edin.',
  en: 'You are a substitute at this level yourself: the substitution may not end later than yours. Correct the last day, or leave it to the superior.',
  ru: 'На этой ступени вы сами замещающий: замещение не может закончиться позже вашего. Исправьте последний день или передайте вопрос руководителю.',
});

export const overlaps = refusal('identity.substitution_overlaps', 409, {
  az: 'Bu günlərin bir hissəsi üçün həmin vəzifədə artıq əvəz edən şəxs var. Əvvəlkini bitirin və ya başqa günlər yazın.',
  en: 'For some of these days the office has a substitute already. End that substitution or write other days.',
  ru: 'На часть этих дней замещающий уже назначен. Завершите прежнее замещение или укажите другие дни.',
});

export const chained = refusal('identity.substitution_chained', 409, {
  az: 'Bu günlərdə əvəz edən şəxsin özü də əvəz olunur, ya da əvəz olunan şəxs başqasını əvəz edir. Ardıcıl əvəzetməyə yol verilmir: başqa əməkdaş və ya başqa günlər seçin.',
  en: 'On these days the substitute is away too, or the absent one stands in for somebody else. There are no chains: choose another official or other days.',
  ru: 'В эти дни замещающий сам отсутствует или замещаемый замещает другого. Цепочки не допускаются: выберите другого сотрудника или другие дни.',
});

export const substitutionEnded = refusal('identity.substitution_ended', 409, {
  az: 'Bu əvəzetmə artıq bitib. Səhifəni yeniləyin.',
  en: 'This substitution has ended already. Reload the page.',
  ru: 'Это замещение уже завершено. Обновите страницу.',
});
