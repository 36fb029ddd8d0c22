import type { Lang, Text } from '../../../../language/lang.ts';
import type { Change } from '../difference.ts';

const parts: Readonly<Record<Change['part'], Text>> = {
  parameter: { az: 'parametr', en: 'parameter', ru: 'параметр' },
  body: { az: 'göndərilən sahə', en: 'sent field', ru: 'отправляемое поле' },
  answer: { az: 'cavabın sahəsi', en: 'field of the answer', ru: 'поле ответа' },
  subject: { az: 'kimin məlumatı', en: 'whose data', ru: 'чьи данные' },
  description: { az: 'təsvir', en: 'description', ru: 'описание' },
};

const hows: Readonly<Record<Change['how'], Text>> = {
  added: { az: 'əlavə olunub', en: 'added', ru: 'добавлено' },
  needed: { az: 'artıq vacibdir', en: 'is needed now', ru: 'теперь обязательно' },
  removed: { az: 'çıxarılıb', en: 'removed', ru: 'убрано' },
  optional: { az: 'artıq olmaya bilər', en: 'may be absent now', ru: 'теперь может отсутствовать' },
  type: { az: 'dəyişib', en: 'changed', ru: 'изменено' },
  unknown: { az: 'artıq təsvir olunmur', en: 'is no longer described', ru: 'больше не описано' },
};

/** A change in words: “field of the answer /name: removed”. */
export const changeWords = (lang: Lang, { part, how, at }: Change): string =>
  `${parts[part][lang]}${at === '' ? '' : ` ${at}`}: ${hows[how][lang]}`;
