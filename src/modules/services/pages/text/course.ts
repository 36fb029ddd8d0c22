import { type Lang, suffixed } from '../../../../language/index.ts';

const az = {
  title: 'Xidmətin gedişi',
  lead: 'Müraciətin başlanğıcından sonuna qədər kim, hansı vəziyyətdə nə edə bilər və bunun üçün nə qədər vaxt var. Sxem xidmətin tərifindən çəkilir: xidmət məhz belə göstərilir.',
  inForce: (version: number) => `Sxem qüvvədədir, ${suffixed(version, 'ordinal')} redaksiya.`,
  old: (version: number) => `Bu, ${suffixed(version, 'ordinal')} redaksiyadır: ona görə başlanmış işlər belə aparılır.`,
  about: 'Eyni məlumat sxemdən sonra sözlə verilir.',
  aside: 'Sxemdən kənarda',
  inWords: 'Sözlə',
  file: 'Sxemi BPMN 2.0 faylı kimi yüklə',
};

export type CourseWords = typeof az;

const en: CourseWords = {
  title: 'The course of the service',
  lead: 'Who may do what in which state, from the beginning of an application to its end, and how much time there is. It is drawn from the definition of the service: this is how the service runs.',
  inForce: (version) => `The drawing is in force, version ${version}.`,
  old: (version) => `This is version ${version}: cases begun by it take this course.`,
  about: 'The same is told in words below the drawing.',
  aside: 'Beside the course',
  inWords: 'In words',
  file: 'Download the drawing as a BPMN 2.0 file',
};

const ru: CourseWords = {
  title: 'Ход услуги',
  lead: 'Кто, в каком состоянии и что может сделать от начала заявления до его завершения и сколько на это отводится времени. Схема строится по определению услуги: именно так услуга и оказывается.',
  inForce: (version) => `Схема действует, редакция ${version}.`,
  old: (version) => `Это редакция ${version}: начатые по ней дела ведутся так.`,
  about: 'То же самое изложено словами под схемой.',
  aside: 'Вне схемы',
  inWords: 'Словами',
  file: 'Скачать схему в формате BPMN 2.0',
};

export const courseTexts: Readonly<Record<Lang, CourseWords>> = { az, en, ru };
