import type { Lang } from '../../../../language/index.ts';

const az = {
  gone: (day: string) => `saxlanılma müddəti bitib, ${day} tarixində silinib`,
  withheld: 'məlumat var, vəzifəniz üzrə sizə göstərilmir',
  only: 'Bunları yalnız göstərilən vəzifəli şəxslər görür',
  less: 'Daha qısa müddət saxlanılır',
};

const en: typeof az = {
  gone: (day) => `deleted on ${day}: the time for which it is kept is over`,
  withheld: 'there is a value; your office does not read it',
  only: 'Read only by the offices named',
  less: 'Kept for less time',
};

const ru: typeof az = {
  gone: (day) => `срок хранения истёк, удалено ${day}`,
  withheld: 'значение есть, вашей должности оно не показывается',
  only: 'Это видят только указанные должностные лица',
  less: 'Хранится меньше остального',
};

/** Why a value that a case had is not shown. */
export const keepingTexts: Readonly<Record<Lang, typeof az>> = { az, en, ru };
