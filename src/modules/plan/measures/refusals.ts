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
