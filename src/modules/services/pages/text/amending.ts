import { formatDate, type Lang, suffixed } from '../../../../language/index.ts';
import type { CorrectingView } from '../../amendment-views.ts';

const az = {
  which: 'Düzəldiləcək səhv',
  whichHint: (action: string) =>
    `Yalnız “${action}” üçün seçin. Düzəliş təsdiq ediləndə müraciətçi izahatı oxuyacaq, sənəd yenidən veriləcək.`,
  now: (value: string) => `İndi: ${value}`,
  held: (register: string, value: string) => `Qərar günü reyestrdə (${register}): ${value}.`,
  asRegister:
    'Bu məlumat reyestrdən götürülür: yalnız reyestrdə bu gün yazıldığı kimi düzəldilə bilər. Səhv reyestrdədirsə, əvvəlcə orada düzəldilməlidir: bunun üçün şəxs “Reyestrlərdə haqqımda olan məlumat” səhifəsindən müraciət edir.',
  proposed: 'Təklif olunan düzəliş',
  before: 'əvvəl',
  after: 'düzgünü',
  none: 'yoxdur',
  underWay: 'Düzəldilən səhv',
  made: 'Düzəldilmiş səhvlər',
  madeOn: (day: string) => `${day} tarixində düzəldilib`,
  reason: 'Səbəb',
  askHint: 'Nəyin səhv yazıldığını və düzgününün necə olduğunu yazın. Bunu yalnız siz və qurum oxuyursunuz.',
  standing: {
    asked: (until: string) =>
      `Sənəddəki səhvin düzəldilməsini istəmisiniz${until}. O vaxtadək indiki sənəd qüvvədədir.`,
    proposed: (until: string) =>
      `Sənəddəki səhvin düzəldilməsi təklif olunub${until}. O vaxtadək indiki sənəd qüvvədədir.`,
    carried_out: () => 'Sənəddəki səhv düzəldilir: yeni sənəd veriləcək, indiki qüvvədən düşəcək.',
  } as Readonly<Record<CorrectingView['stage'], (until: string) => string>>,
  answerBy: (day: Date) => `cavab ${suffixed(formatDate(day, 'az'), 'limit')} veriləcək`,
  late: (day: Date) => `cavab müddəti ${formatDate(day, 'az')} tarixində bitib`,
  asked: 'Düzəldilməsini istədiyiniz səhv',
  openPresent: 'İndiki sənədi aç',
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
  underWay: 'The mistake being corrected',
  made: 'Corrected mistakes',
  madeOn: (day) => `Corrected on ${day}`,
  reason: 'Reason',
  askHint: 'Say what is wrong, and how it is right. Only you and the institution read it.',
  standing: {
    asked: (until) =>
      `You have asked that a mistake in the document be corrected${until}. Until then the present document holds.`,
    proposed: (until) =>
      `It is proposed to correct a mistake in the document${until}. Until then the present document holds.`,
    carried_out: () =>
      'A mistake in the document is being corrected: a new document will be issued, and the present one will no longer hold.',
  },
  answerBy: (day) => `you will have an answer by ${formatDate(day, 'en')}`,
  late: (day) => `the time to answer ended on ${formatDate(day, 'en')}`,
  asked: 'The mistake you asked to be corrected',
  openPresent: 'Open the present document',
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
  underWay: 'Ошибка, которую исправляют',
  made: 'Исправленные ошибки',
  madeOn: (day) => `Исправлено ${day}`,
  reason: 'Причина',
  askHint: 'Напишите, что записано с ошибкой и как верно. Это читаете только вы и учреждение.',
  standing: {
    asked: (until) => `Вы попросили исправить ошибку в документе${until}. До этого действует нынешний документ.`,
    proposed: (until) => `Предложено исправить ошибку в документе${until}. До этого действует нынешний документ.`,
    carried_out: () =>
      'Ошибка в документе исправляется: будет выдан новый документ, а нынешний перестанет действовать.',
  },
  answerBy: (day) => `ответ будет дан до ${formatDate(day, 'ru')}`,
  late: (day) => `срок ответа истёк ${formatDate(day, 'ru')}`,
  asked: 'Ошибка, которую вы попросили исправить',
  openPresent: 'Открыть нынешний документ',
  replaced: 'Прежний документ, больше не действует',
};

/** Words of correcting a slip in what was issued. */
export const amendingTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
