import type { Lang } from '../../../../language/index.ts';

const az = {
  which: 'Düzəldiləcək səhv',
  whichHint: (action: string) =>
    `Yalnız “${action}” üçün seçin. Düzəliş təsdiq ediləndə müraciətçi izahatı oxuyacaq, sənəd yenidən veriləcək.`,
  now: (value: string) => `İndi: ${value}`,
  held: (register: string, value: string) => `Qərar günü reyestrdə (${register}): ${value}.`,
  asRegister:
    'Bu məlumat reyestrdən götürülür: yalnız reyestrdə bu gün yazıldığı kimi düzəldilə bilər. Səhv reyestrdədirsə, əvvəlcə orada düzəldilməlidir: bunun üçün şəxs “Dövlətdə olan məlumatım” səhifəsindən müraciət edir.',
  proposed: 'Təklif olunan düzəliş',
  before: 'əvvəl',
  after: 'düzgünü',
  none: 'yoxdur',
  made: 'Düzəldilmiş səhvlər',
  madeOn: (day: string) => `${day} tarixində düzəldilib`,
  reason: 'Səbəb',
  askHint: 'Nəyin səhv yazıldığını və düzgününün necə olduğunu yazın. Bunu yalnız siz və qurum oxuyursunuz.',
  replaced: 'Əvvəlki sənəd, artıq qüvvədə deyil',
};

type Words = typeof az;

const en: Words = {
  which: 'The mistake to correct',
  whichHint: (action) =>
    `Choose only for “${action}”. Once the correction is made the applicant reads the note, and the document is issued anew.`,
  now: (value) => `Now: ${value}`,
  held: (register, value) => `In the register on the day of the decision (${register}): ${value}.`,
  asRegister:
    'This is taken from the register, and can only be corrected to what the register says today. If the register is wrong, it is corrected there first: the person asks for that on the page “What the state holds about me”.',
  proposed: 'Proposed correction',
  before: 'before',
  after: 'right',
  none: 'none',
  made: 'Corrected mistakes',
  madeOn: (day) => `Corrected on ${day}`,
  reason: 'Reason',
  askHint: 'Say what is wrong, and how it is right. Only you and the institution read it.',
  replaced: 'Earlier document, no longer in force',
};

const ru: Words = {
  which: 'Какую ошибку исправить',
  whichHint: (action) =>
    `Выбирайте только для «${action}». После исправления заявитель прочтёт пояснение, документ будет выдан заново.`,
  now: (value) => `Сейчас: ${value}`,
  held: (register, value) => `В реестре на день решения (${register}): ${value}.`,
  asRegister:
    'Эти сведения берутся из реестра: исправить их можно только на то, что указано в нём сегодня. Если ошибка в реестре, сначала её исправляют там: об этом просят на странице «Что государство знает обо мне».',
  proposed: 'Предложенное исправление',
  before: 'раньше',
  after: 'верно',
  none: 'нет',
  made: 'Исправленные ошибки',
  madeOn: (day) => `Исправлено ${day}`,
  reason: 'Причина',
  askHint: 'Напишите, что записано с ошибкой и как верно. Это читаете только вы и учреждение.',
  replaced: 'Прежний документ, больше не действует',
};

/** Words of correcting a slip in what was issued. */
export const amendingTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
