import { formatNumber, type Lang, plural, suffixed } from '../../../../language/index.ts';

const some = (n: number, one: string, many: string): string => `${formatNumber(n, 'en')} ${n === 1 ? one : many}`;
const listed = (numbers: readonly number[]): string => numbers.join(', ');

const az = {
  title: 'Qərar necə verilir',
  lead: 'Qaydalar yuxarıdan aşağı oxunur: ilk uyğun gələn qayda nəticəni müəyyən edir. Cədvəl özü imtina etmir: imtina üçün əsas olduqda qərarı vəzifəli şəxs verir.',
  whole: (tried: number) =>
    `Boşluq yoxdur: ${formatNumber(tried, 'az')} hal yoxlanılıb, hər birinin öz qaydası var. Heç vaxt işə düşməyən qayda da yoxdur.`,
  sampled: (tried: number, all: number) =>
    `Boşluq tapılmayıb: ${formatNumber(all, 'az')} haldan ${suffixed(formatNumber(tried, 'az'), 'possessive')} yoxlanılıb.`,
  inForce: (version: number) => `Cədvəl qüvvədədir, ${suffixed(version, 'ordinal')} redaksiya.`,
  old: (version: number) =>
    `Bu, ${suffixed(version, 'ordinal')} redaksiyadır: ona görə başlanmış işlər bu qaydalarla həll olunur. Yeni müraciətlərə`,
  now: 'indi qüvvədə olan cədvəl',
  oldEnd: ' tətbiq edilir.',
  tableName: (service: string) => `Qərar cədvəli: ${service}`,
  rule: 'Qayda',
  outcome: 'Nəticə',
  reason: 'Səbəb və əsas',
  any: 'istənilən',
  otherwise: 'Qalan bütün hallar',
  known: 'reyestrdən',
  said: 'müraciətçidən',
  outcomes: { approve: 'təsdiq', officer: 'əməkdaş baxır', refuse: 'imtina üçün əsas' },
  fired: 'uyğun gəlir',
  passed: 'uyğun gəlmir',
  unread: 'baxılmayıb',
  unmet: 'ödənilmir',
  silent: 'Məlumat çatışmadıqda',
  asWritten: 'Şərtlər necə yazılıb (FEEL)',
  written: ['Qayda', 'Şərtlər'],
  noCondition: 'şərt yoxdur',
  try: 'Sınayın',
  tryLead:
    'Hər hansı halı yazın və cədvəlin nə deyəcəyinə baxın. Heç nə saxlanılmır. Boş qalan yer alınmamış məlumat sayılır.',
  unknown: 'Məlum deyil',
  severalHint: 'Hər sətirdə bir qiymət yazın.',
  show: 'Nəticəni göstər',
  result: 'Nəticə',
  verdict: {
    approve: 'Təsdiq edilir',
    officer: 'Qərarı vəzifəli şəxs verir',
    refuse: 'İmtina üçün əsas var, qərarı vəzifəli şəxs verir',
  },
  unasked: 'Cədvəl hələ heç nə demir',
  unaskedWhy: 'Bu suallara cavab verilmədən müraciət göndərilmir:',
  byRule: (number: number) => `${suffixed(number, 'ordinal')} qayda uyğun gəlir.`,
  notAsked: 'Cədvəl tətbiq edilmir, çünki məlumat çatışmır:',
  mattered: 'Nə təsir etdi',
  matteredColumns: ['Məlumat', 'Yazdığınız', 'Necə'],
  decisive: (rule: number) => `${suffixed(rule, 'ordinal')} qaydanın şərtini ödəyir`,
  against: (rules: readonly number[]) =>
    `${rules.map((rule) => suffixed(rule, 'ordinal')).join(', ')} ${rules.length === 1 ? 'qaydaya' : 'qaydalara'} uyğun deyil`,
  nothingMattered: 'Qayda heç bir şərt qoymur.',
};

type Words = typeof az;

const en: Words = {
  title: 'How it is decided',
  lead: 'The rules are read from the top: the first one that fits gives the outcome. The table never refuses by itself: where there are grounds to refuse, an official decides.',
  whole: (tried) =>
    `No gaps: ${some(tried, 'case was', 'cases were')} tried and each has its rule. There is no rule that never fits.`,
  sampled: (tried, all) =>
    `No gaps found: ${formatNumber(tried, 'en')} of ${formatNumber(all, 'en')} cases were tried.`,
  inForce: (version) => `The table is in force, release ${version}.`,
  old: (version) =>
    `This is release ${version}: cases that began under it are decided by these rules. New applications go by`,
  now: 'the table now in force',
  oldEnd: '.',
  tableName: (service) => `Decision table: ${service}`,
  rule: 'Rule',
  outcome: 'Outcome',
  reason: 'Reason and ground',
  any: 'anything',
  otherwise: 'Every other case',
  known: 'from a register',
  said: 'from the applicant',
  outcomes: { approve: 'approval', officer: 'an officer decides', refuse: 'grounds to refuse' },
  fired: 'fits',
  passed: 'does not fit',
  unread: 'not reached',
  unmet: 'not met',
  silent: 'Where information is missing',
  asWritten: 'The conditions as they are written (FEEL)',
  written: ['Rule', 'Conditions'],
  noCondition: 'no condition',
  try: 'Try it',
  tryLead:
    'Write any case and see what the table says. Nothing is kept. What is left empty counts as information that was not received.',
  unknown: 'Not known',
  severalHint: 'One value a line.',
  show: 'Show the outcome',
  result: 'Outcome',
  verdict: {
    approve: 'Approved',
    officer: 'An officer decides',
    refuse: 'There are grounds to refuse, an official decides',
  },
  unasked: 'The table says nothing yet',
  unaskedWhy: 'No application can be sent without an answer to these questions:',
  byRule: (number) => `Rule ${number} fits.`,
  notAsked: 'The table is not applied, because information is missing:',
  mattered: 'What mattered',
  matteredColumns: ['Information', 'What you wrote', 'How'],
  decisive: (rule) => `meets the condition of rule ${rule}`,
  against: (rules) => `does not meet ${rules.length === 1 ? 'rule' : 'rules'} ${listed(rules)}`,
  nothingMattered: 'The rule sets no condition.',
};

const cases = (n: number): string =>
  `${formatNumber(n, 'ru')} ${plural(n, 'ru', { one: 'случай', few: 'случая', many: 'случаев' })}`;

const ru: Words = {
  title: 'Как принимается решение',
  lead: 'Правила читаются сверху вниз: исход определяет первое подходящее. Сама таблица не отказывает: если есть основание для отказа, решение принимает должностное лицо.',
  whole: (tried) =>
    `Пробелов нет: проверено ${cases(tried)}, для каждого есть правило. Правил, которые никогда не подходят, тоже нет.`,
  sampled: (tried, all) => `Пробелов не найдено: проверено ${cases(tried)} из ${formatNumber(all, 'ru')}.`,
  inForce: (version) => `Таблица действует, выпуск ${version}.`,
  old: (version) =>
    `Это выпуск ${version}: дела, начатые по нему, решаются по этим правилам. К новым заявлениям применяется`,
  now: 'действующая таблица',
  oldEnd: '.',
  tableName: (service) => `Таблица решений: ${service}`,
  rule: 'Правило',
  outcome: 'Исход',
  reason: 'Причина и основание',
  any: 'любое',
  otherwise: 'Все остальные случаи',
  known: 'из реестра',
  said: 'от заявителя',
  outcomes: { approve: 'одобрение', officer: 'решает сотрудник', refuse: 'основание для отказа' },
  fired: 'подходит',
  passed: 'не подходит',
  unread: 'не дошли',
  unmet: 'не выполнено',
  silent: 'Если сведений не хватает',
  asWritten: 'Как записаны условия (FEEL)',
  written: ['Правило', 'Условия'],
  noCondition: 'условий нет',
  try: 'Попробуйте',
  tryLead:
    'Опишите любой случай и посмотрите, что скажет таблица. Ничего не сохраняется. Пустое поле считается сведениями, которые не получены.',
  unknown: 'Неизвестно',
  severalHint: 'Одно значение в строке.',
  show: 'Показать исход',
  result: 'Исход',
  verdict: {
    approve: 'Одобряется',
    officer: 'Решает сотрудник',
    refuse: 'Есть основание для отказа, решает должностное лицо',
  },
  unasked: 'Таблица пока ничего не говорит',
  unaskedWhy: 'Без ответа на эти вопросы заявление не отправляется:',
  byRule: (number) => `Подходит правило ${number}.`,
  notAsked: 'Таблица не применяется, потому что не хватает сведений:',
  mattered: 'Что повлияло',
  matteredColumns: ['Сведения', 'Что указано', 'Как'],
  decisive: (rule) => `выполняет условие правила ${rule}`,
  against: (rules) => `не отвечает ${rules.length === 1 ? 'правилу' : 'правилам'} ${listed(rules)}`,
  nothingMattered: 'Правило не ставит условий.',
};

/** Words of the page of a decision table. */
export const ruleTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
export type RuleWords = Words;
