import type { Lang } from '../../../../language/index.ts';

const az = {
  title: 'Daxili qeydlər',
  lead: 'Yalnız qurumun bu işə baxan əməkdaşları görür, müraciətçiyə göstərilmir.',
  none: 'Hələ qeyd yoxdur.',
  label: 'Yeni qeyd',
  add: 'Qeydi əlavə et',
  colleague: 'Əməkdaş',
};

type Words = typeof az;

const en: Words = {
  title: 'Internal notes',
  lead: 'Only officials of the institution who handle the case see them; the applicant never does.',
  none: 'There is no note yet.',
  label: 'New note',
  add: 'Add the note',
  colleague: 'Official',
};

const ru: Words = {
  title: 'Внутренние заметки',
  lead: 'Их видят только сотрудники учреждения, ведущие дело; заявителю они не показываются.',
  none: 'Заметок пока нет.',
  label: 'Новая заметка',
  add: 'Добавить заметку',
  colleague: 'Сотрудник',
};

/** Words of what officials note for one another. */
export const noteTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
