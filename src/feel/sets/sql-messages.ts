import type { Message } from '../messages.ts';

/** Why a decision table cannot be printed as SQL, by code. Holes are written `{name}`. */
export const sqlMessages = {
  'table.sql_part': {
    text: {
      az: '“{part}” SQL-ə çevrilmir.',
      en: '“{part}” cannot be printed as SQL.',
      ru: '«{part}» нельзя записать на SQL.',
    },
    remedy: {
      az: 'Yalnız ədəd, mətn, tarix və məntiqi qiymətlərin müqayisəsini, aralıqları, siyahıları, and, or, not, +, - və * işlədin və ya cədvəli SQL-siz hesablayın.',
      en: 'Use only comparisons, ranges and lists of numbers, texts, dates and booleans, and, or, not, +, - and *, or evaluate the table without SQL.',
      ru: 'Используйте только сравнения, интервалы и списки чисел, текстов, дат и логических значений, and, or, not, +, - и * либо вычисляйте таблицу без SQL.',
    },
  },
  'table.sql_digits_unknown': {
    text: {
      az: '“{name}” ilə hesablama aparılır, rəqəmlərinin sayı isə məlum deyil.',
      en: '“{name}” is computed with, but it is not known how many digits it has.',
      ru: '«{name}» участвует в вычислении, но неизвестно, сколько в нём цифр.',
    },
    remedy: {
      az: 'Sütunun precision və scale qiymətlərini göstərin, məsələn numeric(14, 2).',
      en: 'Give the precision and scale of the column, such as numeric(14, 2).',
      ru: 'Укажите precision и scale столбца, например numeric(14, 2).',
    },
  },
  'table.sql_digits': {
    text: {
      az: '“{part}” nəticəsində 34-dən çox rəqəm ola bilər, cədvəl isə onu yuvarlaqlaşdırır.',
      en: '“{part}” may have more than 34 digits, which the table would round.',
      ru: 'В «{part}» может быть больше 34 цифр, и таблица их округлит.',
    },
    remedy: {
      az: 'Sütunların rəqəmlərini azaldın və ya cədvəli SQL-siz hesablayın.',
      en: 'Give the columns fewer digits or evaluate the table without SQL.',
      ru: 'Уменьшите число цифр в столбцах или вычисляйте таблицу без SQL.',
    },
  },
  'table.sql_text': {
    text: {
      az: 'PostgreSQL {value} mətnini saxlaya bilmir.',
      en: 'PostgreSQL cannot hold the text {value}.',
      ru: 'PostgreSQL не может хранить текст {value}.',
    },
    remedy: {
      az: 'Mətndən sıfır kodlu və yarımçıq simvolları silin.',
      en: 'Delete characters of the code zero and halves of characters from the text.',
      ru: 'Удалите из текста символы с кодом ноль и половины символов.',
    },
  },
  'table.sql_date': {
    text: {
      az: '{value} tarixi SQL-ə çevrilmir.',
      en: 'The date {value} cannot be printed as SQL.',
      ru: 'Дату {value} нельзя записать на SQL.',
    },
    remedy: {
      az: 'İli 1 ilə 9999 arasında yazın.',
      en: 'Write a year from 1 to 9999.',
      ru: 'Укажите год от 1 до 9999.',
    },
  },
  'table.sql_name': {
    text: {
      az: '“{name}” SQL sütununun adı ola bilməz.',
      en: '“{name}” cannot be the name of an SQL column.',
      ru: '«{name}» не может быть именем столбца SQL.',
    },
    remedy: {
      az: '63 baytdan uzun olmayan, nəticənin başqa sütunlarında (fired, missing) işlənməyən ad seçin.',
      en: 'Choose a name of at most 63 bytes that no other column of the result has (fired, missing).',
      ru: 'Выберите имя не длиннее 63 байт, которого нет у других столбцов результата (fired, missing).',
    },
  },
} as const satisfies Readonly<Record<string, Message>>;

export type SqlCode = keyof typeof sqlMessages;
