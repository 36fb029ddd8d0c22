import type { Lang } from '../../../../language/index.ts';

const az = {
  remark: 'Bu cavabda nə düzəldilməlidir?',
  remarkHint: 'Müraciətçi bu sualı açanda görəcək.',
  before: (value: string) => `əvvəl: ${value}`,
  changed: 'Dəyişdirilib',
  unchanged: 'Cavablar dəyişdirilməyib',
};

type Words = typeof az;

const en: Words = {
  remark: 'What is to be corrected in this answer?',
  remarkHint: 'The applicant sees it with the question.',
  before: (value) => `before: ${value}`,
  changed: 'Changed',
  unchanged: 'No answer was changed',
};

const ru: Words = {
  remark: 'Что нужно исправить в этом ответе?',
  remarkHint: 'Заявитель увидит это рядом с вопросом.',
  before: (value) => `раньше: ${value}`,
  changed: 'Изменено',
  unchanged: 'Ответы не изменены',
};

/** Words of returning a case so that answers are corrected. */
export const correctionTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
