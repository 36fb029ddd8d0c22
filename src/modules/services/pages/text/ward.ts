import { formatDate, type Lang } from '../../../../language/index.ts';
import type { ForOthers } from '../../views.ts';

/** Words about applying for a child or a ward. */
const az = {
  forOthers: ({ children, guarded }: ForOthers): string =>
    !guarded
      ? 'Övladınız üçün müraciət edin'
      : children
        ? 'Övladınız və ya himayənizdə olan şəxs üçün müraciət edin'
        : 'Himayənizdə olan şəxs üçün müraciət edin',
  title: 'Kimin üçün müraciət edirsiniz?',
  lead: ({ children, guarded }: ForOthers): string =>
    !guarded
      ? 'Yetkinlik yaşına çatmayan övladlarınızı reyestr göstərir. Müraciət və sənəd övladınızın olacaq, onu 18 yaşı tamam olana qədər siz aparırsınız.'
      : children
        ? 'Övladlarınızı və himayənizdə olan şəxsləri reyestr göstərir. Müraciət və sənəd həmin şəxsin olacaq, onu hüququnuz bitənədək siz aparırsınız.'
        : 'Himayənizdə olan şəxsləri reyestr göstərir. Müraciət və sənəd həmin şəxsin olacaq, onu hüququnuz bitənədək siz aparırsınız.',
  ofAge: (day: string) => `18 yaşı ${formatDate(day, 'az')} tarixində tamam olur`,
  guardian: (basis: string, day: string | null): string =>
    day === null ? basis : `${basis}, hüququnuz ${formatDate(day, 'az')} tarixində bitir`,
  none: 'Reyestrə görə bu xidmətə adından müraciət edə biləcəyiniz şəxs yoxdur.',
  silent: 'Reyestr cavab vermir. Bir neçə dəqiqədən sonra yenidən cəhd edin.',
  someSilent:
    'Reyestrlərdən biri cavab vermir: aradığınız şəxs siyahıda yoxdursa, bir neçə dəqiqədən sonra yenidən cəhd edin.',
  cases: 'Övladlarınızın və himayənizdə olanların müraciətləri',
  newestOnly: (shown: number) => `Son ${shown} müraciət göstərilir.`,
  whose: 'Kimin müraciətidir',
  forWard: (name: string) => `${name} üçün`,
  by: 'Müraciəti kim aparır',
  ended: 'Hüququ bitib',
  desk: (basis: string) => `müraciəti aparır: ${basis}`,
  deskEnded: (basis: string) => `müraciəti aparıb: ${basis}, hüququ bitib`,
  guarded:
    'Reyestrə görə bu xidmətə sizin adınızdan qəyyumunuz müraciət edir. O, portala daxil olub bu səhifədə sizi seçməlidir.',
};
export type WardWords = typeof az;

const en: WardWords = {
  forOthers: ({ children, guarded }) =>
    !guarded ? 'Apply for your child' : children ? 'Apply for your child or ward' : 'Apply for your ward',
  title: 'For whom do you apply?',
  lead: ({ children, guarded }) =>
    !guarded
      ? 'The register names your children under age. The application and the document will be your child’s; you conduct it until they turn 18.'
      : children
        ? 'Registers name your children and your wards. The application and the document will be theirs; you conduct it as long as you may.'
        : 'The register names your wards. The application and the document will be theirs; you conduct it as long as you may.',
  ofAge: (day) => `Turns 18 on ${formatDate(day, 'en')}`,
  guardian: (basis, day) => (day === null ? basis : `${basis}, your right ends on ${formatDate(day, 'en')}`),
  none: 'The register names nobody for whom you may apply to this service.',
  silent: 'The register does not answer. Try again in a few minutes.',
  someSilent:
    'One of the registers does not answer: if the person you look for is not listed, try again in a few minutes.',
  cases: 'Applications of your children and wards',
  newestOnly: (shown) => `The newest ${shown} applications are shown.`,
  whose: 'Whose application it is',
  forWard: (name) => `For ${name}`,
  by: 'Who conducts it',
  ended: 'The right has ended',
  desk: (basis) => `conducted by: ${basis}`,
  deskEnded: (basis) => `was conducted by: ${basis}, whose right has ended`,
  guarded:
    'The register says that your guardian applies to this service for you. They have to sign in and choose you on this page.',
};

const ru: WardWords = {
  forOthers: ({ children, guarded }) =>
    !guarded
      ? 'Подать заявление за ребёнка'
      : children
        ? 'Подать заявление за ребёнка или подопечного'
        : 'Подать заявление за подопечного',
  title: 'За кого вы обращаетесь?',
  lead: ({ children, guarded }) =>
    !guarded
      ? 'Ваших несовершеннолетних детей указывает реестр. Заявление и документ будут принадлежать ребёнку, вы ведёте их до его 18-летия.'
      : children
        ? 'Ваших детей и подопечных указывают реестры. Заявление и документ будут принадлежать им, вы ведёте их, пока имеете на это право.'
        : 'Ваших подопечных указывает реестр. Заявление и документ будут принадлежать им, вы ведёте их, пока имеете на это право.',
  ofAge: (day) => `18 лет исполнится ${formatDate(day, 'ru')}`,
  guardian: (basis, day) => (day === null ? basis : `${basis}, ваше право заканчивается ${formatDate(day, 'ru')}`),
  none: 'По данным реестра нет никого, за кого вы можете обратиться в этой услуге.',
  silent: 'Реестр не отвечает. Попробуйте через несколько минут.',
  someSilent: 'Один из реестров не отвечает: если нужного человека нет в списке, попробуйте через несколько минут.',
  cases: 'Заявления ваших детей и подопечных',
  newestOnly: (shown) => `Показаны последние заявления: ${shown}.`,
  whose: 'Чьё заявление',
  forWard: (name) => `За кого: ${name}`,
  by: 'Кто ведёт заявление',
  ended: 'Право прекратилось',
  desk: (basis) => `заявление ведёт: ${basis}`,
  deskEnded: (basis) => `заявление вёл: ${basis}, право прекратилось`,
  guarded:
    'По данным реестра в этой услуге за вас обращается опекун. Он должен войти на портал и выбрать вас на этой странице.',
};

export const wardTexts: Readonly<Record<Lang, WardWords>> = { az, en, ru };
