import type { Text } from '../language/index.ts';

export interface Message {
  readonly text: Text;
  readonly remedy: Text;
}

/** Puts values into the holes of a text; what has no value stays as written. */
export function fill(text: Text, holes: Readonly<Record<string, string>>): Text {
  const put = (line: string) =>
    line.replace(/\{(\w+)\}/g, (hole, name: string) => (Object.hasOwn(holes, name) ? (holes[name] ?? hole) : hole));
  return { az: put(text.az), en: put(text.en), ru: put(text.ru) };
}

const punctuation: Text = {
  az: 'Mötərizələri, dırnaqları və əməl işarələrini yoxlayın. Mətn "…" şəklində düz qoşa dırnaqda yazılır.',
  en: 'Check the brackets, the quotation marks and the signs. A text is written in straight double quotes: "…".',
  ru: 'Проверьте скобки, кавычки и знаки действий. Текст пишется в прямых двойных кавычках: "…".',
};

/** What is wrong with an expression, by code. Holes are written `{name}`. */
export const messages = {
  'feel.empty': {
    text: { az: 'İfadə boşdur.', en: 'The expression is empty.', ru: 'Выражение пусто.' },
    remedy: {
      az: 'İfadəni yazın və ya sahəni silin.',
      en: 'Write the expression or delete the field.',
      ru: 'Напишите выражение или удалите поле.',
    },
  },
  'feel.unexpected': {
    text: {
      az: 'Burada “{found}” ola bilməz.',
      en: '“{found}” cannot stand here.',
      ru: 'Здесь не может стоять «{found}».',
    },
    remedy: punctuation,
  },
  'feel.foreign_sign': {
    text: {
      az: 'FEEL dilində “{found}” işarəsi yoxdur.',
      en: 'FEEL has no sign “{found}”.',
      ru: 'В FEEL нет знака «{found}».',
    },
    remedy: {
      az: 'Belə yazın: {right}',
      en: 'Write: {right}',
      ru: 'Пишите: {right}',
    },
  },
  'feel.incomplete': {
    text: { az: 'İfadə yarımçıqdır.', en: 'The expression is not finished.', ru: 'Выражение не закончено.' },
    remedy: punctuation,
  },
  'feel.too_deep': {
    text: {
      az: 'İfadə həddən artıq uzundur və ya mötərizələri həddən artıq iç-içədir.',
      en: 'The expression is too long, or its brackets are nested too deep.',
      ru: 'Выражение слишком длинное, или в нём слишком много вложенных скобок.',
    },
    remedy: {
      az: 'İfadəni bir neçə sadə ifadəyə bölün.',
      en: 'Split the expression into several simpler ones.',
      ru: 'Разделите выражение на несколько более простых.',
    },
  },
  'feel.nearest': {
    text: {
      az: 'Bəlkə “{nearest}” nəzərdə tutulub?',
      en: 'Did you mean “{nearest}”?',
      ru: 'Возможно, имелось в виду «{nearest}»?',
    },
    remedy: { az: 'Adı düzəldin.', en: 'Correct the name.', ru: 'Исправьте имя.' },
  },
  'feel.unknown_name': {
    text: {
      az: '“{name}” adı burada məlum deyil.',
      en: 'The name “{name}” is not known here.',
      ru: 'Имя «{name}» здесь неизвестно.',
    },
    remedy: {
      az: 'Adı düzəldin və ya onu girişlərə əlavə edin. Bu, mətndirsə, dırnağa alın: "{name}".',
      en: 'Correct the name or add it to the inputs. If it is a text, put it in quotes: "{name}".',
      ru: 'Исправьте имя или добавьте его к входным данным. Если это текст, возьмите его в кавычки: "{name}".',
    },
  },
  'feel.unknown_member': {
    text: {
      az: '“{owner}” daxilində “{name}” sahəsi yoxdur.',
      en: '“{owner}” has no member “{name}”.',
      ru: 'В «{owner}» нет поля «{name}».',
    },
    remedy: {
      az: 'Mövcud sahələr: {known}.',
      en: 'Its members: {known}.',
      ru: 'Имеющиеся поля: {known}.',
    },
  },
  'feel.unknown_function': {
    text: {
      az: '“{name}” adlı funksiya yoxdur.',
      en: 'There is no function “{name}”.',
      ru: 'Функции «{name}» нет.',
    },
    remedy: {
      az: 'Yalnız FEEL dilinin hazır funksiyaları çağırıla bilər.',
      en: 'Only the built-in functions of FEEL can be called.',
      ru: 'Вызывать можно только встроенные функции FEEL.',
    },
  },
  'feel.unknown_type': {
    text: { az: '“{name}” adlı tip yoxdur.', en: 'There is no type “{name}”.', ru: 'Типа «{name}» нет.' },
    remedy: {
      az: 'Tiplər: number, string, boolean, date, time, date and time, days and time duration, years and months duration, list, context.',
      en: 'Types: number, string, boolean, date, time, date and time, days and time duration, years and months duration, list, context.',
      ru: 'Типы: number, string, boolean, date, time, date and time, days and time duration, years and months duration, list, context.',
    },
  },
  'feel.function_as_value': {
    text: {
      az: '“{name}” funksiyadır, qiymət deyil.',
      en: '“{name}” is a function, not a value.',
      ru: '«{name}» — функция, а не значение.',
    },
    remedy: {
      az: 'Funksiyanı mötərizə ilə çağırın: {signature}.',
      en: 'Call it with brackets: {signature}.',
      ru: 'Вызовите её со скобками: {signature}.',
    },
  },
  'feel.not_callable': {
    text: {
      az: '“{name}” məlumatdır, onu funksiya kimi çağırmaq olmaz.',
      en: '“{name}” is a value and cannot be called as a function.',
      ru: '«{name}» — значение, его нельзя вызвать как функцию.',
    },
    remedy: {
      az: 'Məlumata funksiyanın adından fərqli ad verin.',
      en: 'Give the value a name that no function has.',
      ru: 'Дайте значению имя, которого нет у функций.',
    },
  },
  'feel.arguments': {
    text: {
      az: '“{name}” funksiyasına verilən məlumatlar onun qaydasına uyğun deyil.',
      en: 'The arguments do not fit the function “{name}”.',
      ru: 'Аргументы не подходят к функции «{name}».',
    },
    remedy: {
      az: 'Belə yazılır: {signature}.',
      en: 'It is written so: {signature}.',
      ru: 'Пишется так: {signature}.',
    },
  },
  'feel.clock': {
    text: {
      az: '“{name}” funksiyasından istifadə edilmir: nəticə ifadənin nə vaxt hesablandığından asılı olardı.',
      en: 'The function “{name}” is not used: the result would depend on when it is computed.',
      ru: 'Функция «{name}» не применяется: результат зависел бы от времени вычисления.',
    },
    remedy: {
      az: '“today” girişindən istifadə edin: qərarın tarixi ora verilir.',
      en: 'Use the input “today”: it carries the date of the decision.',
      ru: 'Используйте вход «today»: в нём передаётся дата решения.',
    },
  },
  'feel.function_definition': {
    text: {
      az: 'Burada yeni funksiya yazmaq olmaz.',
      en: 'A new function cannot be written here.',
      ru: 'Здесь нельзя написать новую функцию.',
    },
    remedy: {
      az: 'Funksiya yalnız “sort” və “list replace” çağırışlarının içində yazılır: sort(list, function(a, b) a < b).',
      en: 'A function is written only inside a call of “sort” or “list replace”: sort(list, function(a, b) a < b).',
      ru: 'Функция пишется только внутри вызова «sort» или «list replace»: sort(list, function(a, b) a < b).',
    },
  },
  'feel.literal': {
    text: {
      az: '{literal}: belə tarix, vaxt və ya müddət yoxdur.',
      en: '{literal} is not a date, time or duration.',
      ru: '{literal} — не дата, не время и не длительность.',
    },
    remedy: {
      az: 'Nümunələr: date("2026-11-22"), time("09:30:00"), duration("P30D"), duration("P1Y6M").',
      en: 'Examples: date("2026-11-22"), time("09:30:00"), duration("P30D"), duration("P1Y6M").',
      ru: 'Примеры: date("2026-11-22"), time("09:30:00"), duration("P30D"), duration("P1Y6M").',
    },
  },
  'feel.pattern': {
    text: {
      az: '“{name}” funksiyasında şablon yararsızdır.',
      en: 'The pattern of “{name}” cannot be used.',
      ru: 'Шаблон в «{name}» непригоден.',
    },
    remedy: {
      az: 'Şablonu dırnaqda, düzgün müntəzəm ifadə kimi yazın; təkrarlanan qrupun içində təkrar olmasın.',
      en: 'Write the pattern in quotes as a regular expression; a repeated group must not hold a repetition.',
      ru: 'Запишите шаблон в кавычках как регулярное выражение; в повторяемой группе не должно быть повторений.',
    },
  },
  'feel.range': {
    text: {
      az: 'Bu aralıq üzrə dövr qurmaq olmaz.',
      en: 'One cannot go through this range.',
      ru: 'По этому диапазону нельзя пройти.',
    },
    remedy: {
      az: 'Siyahı üzrə dövr qurun və ya ucları ədədlə yazılmış, ən çoxu {limit} addımlıq aralıq verin: 1..12.',
      en: 'Go through a list, or through a range whose ends are written as numbers, at most {limit} steps: 1..12.',
      ru: 'Пройдите по списку или по диапазону, концы которого записаны числами, не более {limit} шагов: 1..12.',
    },
  },
  'feel.interval': {
    text: {
      az: '{interval}: aralığın əvvəli sonundan böyükdür.',
      en: '{interval}: the start is greater than the end.',
      ru: '{interval}: начало больше конца.',
    },
    remedy: {
      az: 'Kiçik həddi əvvəl yazın: [1..5].',
      en: 'Write the lower bound first: [1..5].',
      ru: 'Сначала пишите меньшую границу: [1..5].',
    },
  },
  'feel.types_differ': {
    text: {
      az: 'Müxtəlif tiplər müqayisə edilir: {left} və {right}.',
      en: 'Different types are compared: {left} and {right}.',
      ru: 'Сравниваются разные типы: {left} и {right}.',
    },
    remedy: {
      az: 'Mətni dırnaqda, ədədi dırnaqsız, tarixi date("2026-11-22") kimi yazın.',
      en: 'Write a text in quotes, a number without quotes, a date as date("2026-11-22").',
      ru: 'Текст пишите в кавычках, число — без кавычек, дату — как date("2026-11-22").',
    },
  },
  'feel.operands': {
    text: {
      az: '“{operator}” əməli bu tiplər üçün yoxdur: {left} və {right}.',
      en: 'There is no “{operator}” of {left} and {right}.',
      ru: 'Действия «{operator}» для типов {left} и {right} нет.',
    },
    remedy: {
      az: 'Məlumatların tiplərini yoxlayın; mətni ədədə number("12"), ədədi mətnə string(12) çevirir.',
      en: 'Check the types; number("12") makes a number of a text, string(12) a text of a number.',
      ru: 'Проверьте типы; number("12") делает из текста число, string(12) — из числа текст.',
    },
  },
  'feel.test_without_input': {
    text: {
      az: 'Bu şərt öz sütununun qiymətinə baxmır.',
      en: 'This condition does not look at the value of its column.',
      ru: 'Это условие не смотрит на значение своего столбца.',
    },
    remedy: {
      az: 'Sütunun qiymətini “?” ilə göstərin: ? > 5 and ? < 10.',
      en: 'Name the value of the column as “?”: ? > 5 and ? < 10.',
      ru: 'Обозначьте значение столбца знаком «?»: ? > 5 and ? < 10.',
    },
  },
  'feel.question_mark': {
    text: {
      az: '“?” yalnız qərar cədvəlinin xanasında işlənir.',
      en: '“?” is used only in a cell of a decision table.',
      ru: '«?» применяется только в ячейке таблицы решений.',
    },
    remedy: {
      az: 'Məlumatın adını yazın.',
      en: 'Write the name of the value.',
      ru: 'Напишите имя значения.',
    },
  },
} as const satisfies Readonly<Record<string, Message>>;
