import { refusal } from '../../../kernel/refusal.ts';

export const unknownMilestone = refusal('plan.unknown_milestone', 422, {
  az: '“{name}” mərhələsi yoxdur. Mərhələnin kodunu yoxlayın; başqa tədbirin mərhələsi “nömrə/kod” kimi yazılır.',
  en: 'There is no milestone “{name}”. Check its code; one of another measure is written “number/code”.',
  ru: 'Этапа «{name}» нет. Проверьте код; этап другого мероприятия пишется «номер/код».',
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

export const emptyComment = refusal('plan.empty_comment', 422, {
  az: 'Şərhin mətnini yazın.',
  en: 'Write the text of the comment.',
  ru: 'Напишите текст комментария.',
});
