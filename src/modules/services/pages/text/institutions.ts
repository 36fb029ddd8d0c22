import type { Lang } from '../../../../language/index.ts';

const az = {
  title: 'Qurumlar üzrə xidmətlər',
  searchLabel: 'Qurum axtarın',
  notFound: (q: string) => `“${q}” adlı qurumun burada xidməti tapılmadı.`,
  none: 'Hələ xidmət göstərən qurum yoxdur. Xidmətlər qoşulduqca qurumlar burada görünəcək.',
  all: 'Bütün qurumlar',
  found: 'Axtarışa uyğun qurumlar',
};

type Words = typeof az;

const en: Words = {
  title: 'Services by institution',
  searchLabel: 'Search for an institution',
  notFound: (q) => `No institution called “${q}” has a service here.`,
  none: 'No institution offers a service yet. Institutions will appear here as services are added.',
  all: 'All institutions',
  found: 'Institutions found',
};

const ru: Words = {
  title: 'Услуги по учреждениям',
  searchLabel: 'Найти учреждение',
  notFound: (q) => `Учреждение «${q}», оказывающее здесь услуги, не найдено.`,
  none: 'Пока ни одно учреждение не оказывает услуг. Они появятся здесь по мере подключения услуг.',
  all: 'Все учреждения',
  found: 'Найденные учреждения',
};

/** Words of the way to services by institution. */
export const institutionTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
