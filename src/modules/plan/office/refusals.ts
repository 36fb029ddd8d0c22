import { refusal } from '../../../kernel/refusal.ts';

export const courseNeeded = refusal('plan.course_needed', 422, {
  az: 'Təlimin adını və kimin keçirdiyini yazın.',
  en: 'Write the title of the course and who gave it.',
  ru: 'Укажите название обучения и кто его проводил.',
});

export const hoursNeeded = refusal('plan.hours_needed', 422, {
  az: 'Saatların sayını 1-dən 2000-dək rəqəmlə yazın.',
  en: 'Write the number of hours, from 1 to 2,000.',
  ru: 'Укажите число часов от 1 до 2000.',
});

export const endedInPast = refusal('plan.course_ended', 422, {
  az: 'Təlimin bitdiyi günü yazın; o, bu gündən gec ola bilməz.',
  en: 'Write the day on which the course ended; it cannot be later than today.',
  ru: 'Укажите день окончания обучения; он не может быть позже сегодняшнего.',
});

export const groundNeeded = refusal('plan.ground_needed', 422, {
  az: 'Qiymətin əsasını yazın, məsələn: imtahan, attestasiya, iş nəticəsi.',
  en: 'Write the ground of the level, as an examination, an appraisal or a result of work.',
  ru: 'Укажите основание оценки, например: экзамен, аттестация, результат работы.',
});

export const ownLevel = refusal('plan.own_level', 403, {
  az: 'Öz bacarığınızı qiymətləndirə bilməzsiniz.',
  en: 'You cannot assess your own competence.',
  ru: 'Нельзя оценивать собственную компетенцию.',
});
