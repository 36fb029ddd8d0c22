import { formatDate, type Lang } from '../../../../language/index.ts';

/** Words about applying for a child. */
const az = {
  forChild: 'Övladınız üçün müraciət edin',
  title: 'Kimin üçün müraciət edirsiniz?',
  lead: 'Yetkinlik yaşına çatmayan övladlarınızı reyestr göstərir. Müraciət və sənəd övladınızın olacaq, onu 18 yaşı tamam olana qədər siz aparırsınız.',
  ofAge: (day: string) => `18 yaşı ${formatDate(day, 'az')} tarixində tamam olur`,
  none: 'Reyestrə görə yetkinlik yaşına çatmayan övladınız yoxdur.',
  silent: 'Reyestr cavab vermir. Bir neçə dəqiqədən sonra yenidən cəhd edin.',
  cases: 'Övladlarınızın müraciətləri',
  whose: 'Kimin müraciətidir',
};
export type WardWords = typeof az;

const en: WardWords = {
  forChild: 'Apply for your child',
  title: 'For whom do you apply?',
  lead: 'The register names your children under age. The application and the document will be your child’s; you conduct it until they turn 18.',
  ofAge: (day) => `Turns 18 on ${formatDate(day, 'en')}`,
  none: 'The register names no child of yours under age.',
  silent: 'The register does not answer. Try again in a few minutes.',
  cases: 'Applications of your children',
  whose: 'Whose application it is',
};

const ru: WardWords = {
  forChild: 'Подать заявление за ребёнка',
  title: 'За кого вы обращаетесь?',
  lead: 'Ваших несовершеннолетних детей указывает реестр. Заявление и документ будут принадлежать ребёнку, вы ведёте их до его 18-летия.',
  ofAge: (day) => `18 лет исполнится ${formatDate(day, 'ru')}`,
  none: 'По данным реестра у вас нет несовершеннолетних детей.',
  silent: 'Реестр не отвечает. Попробуйте через несколько минут.',
  cases: 'Заявления ваших детей',
  whose: 'Чьё заявление',
};

export const wardTexts: Readonly<Record<Lang, WardWords>> = { az, en, ru };
