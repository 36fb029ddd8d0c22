import type { Lang } from '../../../../language/index.ts';

const az = {
  gone: (day: string) => `saxlanılma müddəti bitib, ${day} tarixində silinib`,
  withheld: 'qiymət var, sizin vəzifənizə göstərilmir',
  only: 'Bunları yalnız göstərilən vəzifəli şəxslər görür',
  less: 'İşdən əvvəl silinir',
};

const en: typeof az = {
  gone: (day) => `deleted on ${day}: the time for which it is kept is over`,
  withheld: 'there is a value; your office does not read it',
  only: 'Read only by the offices named',
  less: 'Deleted before the file',
};

const ru: typeof az = {
  gone: (day) => `срок хранения истёк, удалено ${day}`,
  withheld: 'значение есть, вашей должности оно не показывается',
  only: 'Это видят только указанные должностные лица',
  less: 'Удаляется раньше дела',
};

/** Why a value that a case had is not shown. */
export const keepingTexts: Readonly<Record<Lang, typeof az>> = { az, en, ru };
