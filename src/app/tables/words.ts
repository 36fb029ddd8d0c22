import type { Text } from '../../language/lang.ts';

/** Words of `vahid table`. Holes are written `{name}`. */
export const words = {
  hitPolicy: { az: 'Qaydaların tətbiqi', en: 'Hit policy', ru: 'Применение правил' },
  inputs: { az: 'Girişlər', en: 'Inputs', ru: 'Входы' },
  outputs: { az: 'Nəticələr', en: 'Outputs', ru: 'Выходы' },
  rules: { az: 'Qaydaların sayı', en: 'Rules', ru: 'Правил' },
  decisions: { az: 'Qərarlar', en: 'Decisions', ru: 'Решения' },
  requires: { az: 'tələb edir: {names}', en: 'requires {names}', ru: 'требует: {names}' },
  tableOf: {
    az: 'cədvəl: {rules} qayda, {policy}',
    en: 'a table of {rules} rules, {policy}',
    ru: 'таблица, правил: {rules}, {policy}',
  },
  whole: {
    az: 'Boşluq yoxdur: {tried} hal yoxlanılıb.',
    en: 'No gaps: {tried} cases were tried.',
    ru: 'Пробелов нет, проверено случаев: {tried}.',
  },
  sampled: {
    az: 'Boşluq tapılmayıb: {combinations} haldan {tried} hal yoxlanılıb.',
    en: 'No gaps found: {tried} of {combinations} cases were tried.',
    ru: 'Пробелов не найдено, проверено случаев: {tried} из {combinations}.',
  },
  sound: { az: 'Səhv yoxdur.', en: 'Nothing is wrong.', ru: 'Ошибок нет.' },
  problems: { az: 'Səhvlərin sayı: {count}.', en: 'Problems: {count}.', ru: 'Ошибок: {count}.' },
  rule: { az: 'Qayda {number}', en: 'Rule {number}', ru: 'Правило {number}' },
  noRule: { az: 'Heç bir qayda uyğun gəlmir', en: 'No rule fits', ru: 'Ни одно правило не подходит' },
  article: { az: 'Əsas: {article}', en: 'Ground: {article}', ru: 'Основание: {article}' },
  mattered: {
    az: 'Təsir edən girişlər: {inputs}',
    en: 'Inputs that mattered: {inputs}',
    ru: 'Повлияли входы: {inputs}',
  },
  noInput: { az: 'qayda şərt qoymur', en: 'the rule sets no condition', ru: 'правило не ставит условий' },
  missing: {
    az: 'Verilməyib: {names}. Məlum olsa, qərar dəyişə bilər.',
    en: 'Not given: {names}. Once known, the decision may be another.',
    ru: 'Не дано: {names}. Когда это станет известно, решение может быть другим.',
  },
  stands: { az: 'Nəyə əsaslanır', en: 'What it stands on', ru: 'На чём основано' },
  strange: {
    az: '“{name}” girişi cədvəldə yoxdur, nəzərə alınmır.',
    en: 'The table has no input “{name}”; it is left aside.',
    ru: 'Входа «{name}» в таблице нет, он не учитывается.',
  },
  perhaps: { az: ' Bəlkə {nearest}?', en: ' Perhaps {nearest}?', ru: ' Может быть, {nearest}?' },
  wrongInput: {
    az: '“{input}” girişi {expected} olmalıdır.',
    en: 'The input “{input}” must be {expected}.',
    ru: 'Вход «{input}» должен быть: {expected}.',
  },
  shape: {
    az: 'Cədvəlin necə yazıldığı docs/guides/rules.md səhifəsindədir.',
    en: 'How a table is written stands in docs/guides/rules.md.',
    ru: 'Как записать таблицу, сказано в docs/guides/rules.md.',
  },
  fixInFile: {
    az: 'Faylı çəkildiyi proqramda düzəldin.',
    en: 'Correct the file in the program that drew it.',
    ru: 'Исправьте файл в программе, где он начерчен.',
  },
} as const satisfies Readonly<Record<string, Text>>;
