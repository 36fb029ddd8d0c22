import type { Lang } from '../../../../language/index.ts';

const az = {
  add: 'Faylı əlavə et',
  added: 'Əlavə edilmiş fayllar',
  replaces: 'Yeni fayl seçsəniz, əvvəlkini əvəz edəcək.',
  oneByOne: (most: number) => `Faylları bir-bir əlavə edin, ən çoxu ${most} fayl.`,
  full: (most: number) => `${most} fayl əlavə edilib, daha çox ola bilməz. Yenisi üçün birini silin.`,
  remove: 'Sil',
  sentStays:
    'Göndərilmiş müraciətdə olan faylı silsəniz, müraciətdən çıxarılır, amma müraciətin saxlanılma müddəti bitənədək əməkdaşlar onu görür.',
};

type Words = typeof az;

const en: Words = {
  add: 'Add the file',
  added: 'Files you have added',
  replaces: 'A new file takes the place of the one before.',
  oneByOne: (most) => `Add the files one by one, at most ${most}.`,
  full: (most) => `There are ${most} files, and there cannot be more. To add another, remove one.`,
  remove: 'Remove',
  sentStays:
    'A file that was in the application when you sent it is taken out of it, but officials can see it for as long as the application is kept.',
};

const ru: Words = {
  add: 'Добавить файл',
  added: 'Добавленные файлы',
  replaces: 'Новый файл заменит прежний.',
  oneByOne: (most) => `Добавляйте файлы по одному, не более ${most}.`,
  full: (most) => `Добавлено файлов: ${most}, больше нельзя. Чтобы добавить новый, удалите один из них.`,
  remove: 'Удалить',
  sentStays:
    'Файл, который был в поданном заявлении, будет изъят из него, но останется доступен сотрудникам, пока хранится заявление.',
};

/** Words of the pages on which files are added and read. */
export const evidenceTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
