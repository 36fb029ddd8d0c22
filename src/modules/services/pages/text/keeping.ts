import type { Lang } from '../../../../language/index.ts';

const az = {
  gone: (day: string) => `saxlanılma müddəti bitib, ${day} tarixində silinib`,
  less: 'İşdən əvvəl silinir',
};

const en: typeof az = {
  gone: (day) => `deleted on ${day}: the time for which it is kept is over`,
  less: 'Deleted before the file',
};

const ru: typeof az = {
  gone: (day) => `срок хранения истёк, удалено ${day}`,
  less: 'Удаляется раньше дела',
};

/** Why a value that a case had is not shown. */
export const keepingTexts: Readonly<Record<Lang, typeof az>> = { az, en, ru };
