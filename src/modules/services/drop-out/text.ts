import { words, type Words } from '../../../kernel/text.ts';

const az = {
  title: 'Sual səhifələri',
  lead: 'Müraciətlərdən neçəsi hər səhifəyə çatıb və neçəsi orada qalıb: göndərilməyən və {days} gündən çox toxunulmayan müraciət tərk edilmiş sayılır.',
  version: 'Xidmətin {version} nömrəli redaksiyası',
  rounding:
    'Saylar 5-ə bölünən ən yaxın kiçik ədədə yuvarlaqlaşdırılıb, 5-dən azı göstərilmir. Hesablamada heç kimin adından və cavabından istifadə edilmir.',
  page: 'Səhifə',
  reached: 'Çatıb',
  left: 'Tərk edilib',
  share: 'Tərk edənlərin payı',
  check: 'Cavabların yoxlanılması',
  few: '5-dən az',
  channels: 'Müraciət yolları',
  channel: 'Yol',
  begun: 'Başlanıb',
  sent: 'Göndərilib',
  portal: 'Portal',
  centre: 'Xidmət mərkəzi',
} as const;

const en: Words<typeof az> = {
  title: 'Pages of questions',
  lead: 'How many applications came to each page, and how many stayed there: one that was not sent and not touched for more than {days} days counts as left.',
  version: 'Version {version} of the service',
  rounding:
    'Counts are rounded down to a multiple of 5, those under 5 are not shown. Nobody’s name and no answer takes part in this.',
  page: 'Page',
  reached: 'Came to it',
  left: 'Left there',
  share: 'Share of those who left',
  check: 'Check of the answers',
  few: 'under 5',
  channels: 'Channels',
  channel: 'Channel',
  begun: 'Begun',
  sent: 'Sent',
  portal: 'Portal',
  centre: 'Service centre',
};

const ru: Words<typeof az> = {
  title: 'Страницы вопросов',
  lead: 'Сколько заявлений дошло до каждой страницы и сколько на ней осталось: оставленным считается неотправленное заявление, которого не касались более {days} дней.',
  version: 'Версия услуги № {version}',
  rounding: 'Числа округлены вниз до кратного 5, меньшие 5 не показаны. Ни имена, ни ответы в расчёте не участвуют.',
  page: 'Страница',
  reached: 'Дошли',
  left: 'Оставлено',
  share: 'Доля оставивших',
  check: 'Проверка ответов',
  few: 'менее 5',
  channels: 'Каналы обращений',
  channel: 'Канал',
  begun: 'Начато',
  sent: 'Отправлено',
  portal: 'Портал',
  centre: 'Центр услуг',
};

export const t = words({ az, en, ru });
