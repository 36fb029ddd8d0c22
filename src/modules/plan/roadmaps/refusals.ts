import { refusal } from '../../../kernel/refusal.ts';

export const roadmapExists = refusal('plan.roadmap_exists', 409, {
  az: 'Bu mövzu üzrə həmin ilin yol xəritəsi artıq var. Onu açıb davam edin.',
  en: 'There is a roadmap for this topic and year already. Open it and go on there.',
  ru: 'Дорожная карта по этой теме на этот год уже есть. Откройте её и продолжите.',
});

export const titleNeeded = refusal('plan.title_needed', 422, {
  az: 'Adını yazın.',
  en: 'Write the title.',
  ru: 'Укажите название.',
});

export const noSuchMeasure = refusal('plan.no_such_measure', 422, {
  az: 'Planda “{number}” nömrəli tədbir yoxdur. Nömrəni yoxlayın, məsələn: 6.1.1.2.4.',
  en: 'The plan has no measure “{number}”. Check the number, as 6.1.1.2.4.',
  ru: 'В плане нет мероприятия «{number}». Проверьте номер, например: 6.1.1.2.4.',
});

export const figureNeeded = refusal('plan.figure_needed', 422, {
  az: 'Hədəfi rəqəmlə yazın, məsələn: 80.',
  en: 'Write the target as a number, as 80.',
  ru: 'Укажите цель числом, например: 80.',
});

export const dueNeeded = refusal('plan.due_needed', 422, {
  az: 'Son tarixi yazın, məsələn: 31.12.2027.',
  en: 'Write the due date, as 31.12.2027.',
  ru: 'Укажите срок, например: 31.12.2027.',
});

export const indicatorWrong = refusal('plan.kpi_indicator', 422, {
  az: 'Bu göstərici planda yoxdur və ya ölçü vahidi başqadır. Siyahıdan ölçü vahidi eyni olanı seçin.',
  en: 'The plan has no such indicator, or its unit is another. Choose one of the same unit from the list.',
  ru: 'Такого показателя в плане нет, или единица у него другая. Выберите из списка показатель с той же единицей.',
});

export const itemTaken = refusal('plan.item_taken', 409, {
  az: 'Hesabatı olan bənd çıxarıla bilməz: tarixçəsi itərdi.',
  en: 'An item with a report cannot be taken out: its history would be lost.',
  ru: 'Пункт с отчётом исключить нельзя: пропадёт его история.',
});
