import { refusal } from '../../../kernel/refusal.ts';

export const unknownMilestone = refusal('plan.unknown_milestone', 422, {
  az: '“{name}” mərhələsi yoxdur. Mərhələnin kodunu yoxlayın; başqa tədbirin mərhələsi “nömrə/kod” kimi yazılır.',
  en: 'There is no milestone “{name}”. Check its code; one of another measure is written “number/code”.',
  ru: 'Этапа «{name}» нет. Проверьте код; этап другого мероприятия пишется «номер/код».',
});

export const startWithoutDue = refusal('plan.start_without_due', 422, {
  az: '{date} başlanğıcının son tarixi yoxdur. Son tarixi də yazın.',
  en: 'The start {date} has no due date. Write the due date as well.',
  ru: 'У начала {date} нет срока. Укажите и срок.',
});

export const datesGone = refusal('plan.dates_gone', 422, {
  az: 'Qüvvədə olan tarixləri silmək olmaz. Yerinə yenilərini yazın.',
  en: 'Dates in force cannot be taken away. Write others in their place.',
  ru: 'Действующие сроки нельзя убрать. Укажите вместо них новые.',
});

export const circularMilestones = refusal('plan.circular_milestones', 422, {
  az: '“{name}” mərhələsi başqaları vasitəsilə özündən asılı olur. Asılılıqlardan birini çıxarın.',
  en: 'Milestone “{name}” would need itself over others. Take out one of the dependencies.',
  ru: 'Этап «{name}» через другие зависит сам от себя. Уберите одну из зависимостей.',
});

export const unknownInstitution = refusal('plan.unknown_institution', 422, {
  az: '“{name}” adlı qurum tapılmadı. Qurumun qısa adını və ya kodunu yazın.',
  en: 'There is no institution “{name}”. Write its acronym or code.',
  ru: 'Учреждение «{name}» не найдено. Укажите его сокращение или код.',
});

export const executorTwice = refusal('plan.executor_twice', 422, {
  az: 'Eyni qurum iki dəfə göstərilib. Hər qurumu bir dəfə yazın.',
  en: 'One institution is named twice. Name each once.',
  ru: 'Одно учреждение указано дважды. Укажите каждое один раз.',
});

export const nameAndPost = refusal('plan.name_and_post', 422, {
  az: 'Ad, soyad və vəzifəni yazın.',
  en: 'Write the name and the post.',
  ru: 'Укажите имя, фамилию и должность.',
});

export const dayInPast = refusal('plan.day_in_past', 422, {
  az: 'Təyinatın ilk günü bu gündən gec ola bilməz.',
  en: 'The first day of the appointment cannot be later than today.',
  ru: 'Первый день назначения не может быть позже сегодняшнего.',
});

export const endDay = refusal('plan.term_end_day', 422, {
  az: 'Ayrıldığı gün təyinatdan sonrakı və bu gündən gec olmayan bir gün olmalıdır.',
  en: 'The day on which the term ended lies after its first day and not after today.',
  ru: 'День окончания полномочий должен быть позже первого дня и не позже сегодняшнего.',
});

export const termsOverlap = refusal('plan.terms_overlap', 409, {
  az: 'Bu günlərdə başqa şəxs də göstərilib. İlk günü və ya ayrıldığı günü düzəldin.',
  en: 'Somebody else is named for some of these days. Correct the first day, or the day on which the term ended.',
  ru: 'На часть этих дней указан другой человек. Исправьте первый день или день окончания полномочий.',
});

export const emptyComment = refusal('plan.empty_comment', 422, {
  az: 'Şərhin mətnini yazın.',
  en: 'Write the text of the comment.',
  ru: 'Напишите текст комментария.',
});
