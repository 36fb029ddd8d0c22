import type { Lang } from '../../../../language/index.ts';

const az = {
  title: 'Müraciətçinin çıxardığı fayllar',
  lead: 'Bu fayllar göndərilmiş müraciətdə olub, sonra müraciətçi onları çıxarıb. Müraciətin saxlanılma müddəti bitəndə silinəcək.',
  removed: 'Müraciətçi çıxarıb:',
};

type Words = typeof az;

const en: Words = {
  title: 'Files the applicant has removed',
  lead: 'These files were part of the application when it was sent; the applicant has removed them since. They are deleted when the time for which the application is kept is over.',
  removed: 'Removed by the applicant:',
};

const ru: Words = {
  title: 'Файлы, изъятые заявителем',
  lead: 'Эти файлы были в поданном заявлении, затем заявитель их изъял. Они будут удалены, когда истечёт срок хранения заявления.',
  removed: 'Изъято заявителем:',
};

/** Words of the desk about files that were removed after officials had them. */
export const removedFileTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
