import type { Message } from './messages.ts';

/** What is wrong with a decision table, by code. Holes are written `{name}`. */
export const tableMessages = {
  'table.input_unknown': {
    text: {
      az: '“{name}” adlı məlumat yoxdur, ona görə giriş ola bilməz.',
      en: 'There is no value “{name}” to be an input.',
      ru: 'Значения «{name}» нет, поэтому оно не может быть входом.',
    },
    remedy: {
      az: 'Xidmətin məlumatlarındakı adı yazın.',
      en: 'Write a name from the data of the service.',
      ru: 'Напишите имя из данных услуги.',
    },
  },
  'table.input_type': {
    text: {
      az: '“{name}” girişinin tipi {declared} yazılıb, məlumatın tipi isə {actual}.',
      en: 'The input “{name}” is declared as {declared}, but the value is {actual}.',
      ru: 'Вход «{name}» объявлен как {declared}, а значение имеет тип {actual}.',
    },
    remedy: {
      az: 'Tipi {actual} kimi yazın və ya başqa məlumat seçin.',
      en: 'Write the type as {actual} or choose another value.',
      ru: 'Укажите тип {actual} или выберите другое значение.',
    },
  },
  'table.name_twice': {
    text: {
      az: '“{name}” adı iki dəfə yazılıb.',
      en: 'The name “{name}” is written twice.',
      ru: 'Имя «{name}» указано дважды.',
    },
    remedy: { az: 'Artıq olanı silin.', en: 'Delete one of them.', ru: 'Удалите лишнее.' },
  },
  'table.value_type': {
    text: {
      az: '{value} qiyməti “{name}” üçün yaramır: {type} gözlənilir.',
      en: 'The value {value} does not fit “{name}”, which is {type}.',
      ru: 'Значение {value} не подходит для «{name}»: ожидается {type}.',
    },
    remedy: {
      az: 'Qiyməti bu tipdə yazın: {type}.',
      en: 'Write a value of the type {type}.',
      ru: 'Запишите значение типа {type}.',
    },
  },
  'table.value_unlisted': {
    text: {
      az: '{value} qiyməti “{name}” üçün sadalanan qiymətlər arasında yoxdur.',
      en: 'The value {value} is not among the values of “{name}”.',
      ru: 'Значения {value} нет среди значений «{name}».',
    },
    remedy: {
      az: 'Qiyməti düzəldin və ya siyahıya əlavə edin: {values}.',
      en: 'Correct the value or add it to the list: {values}.',
      ru: 'Исправьте значение или добавьте его в список: {values}.',
    },
  },
  'table.column_unknown': {
    text: {
      az: 'Cədvəldə “{name}” adlı giriş yoxdur.',
      en: 'The table has no input “{name}”.',
      ru: 'Во входах таблицы нет «{name}».',
    },
    remedy: {
      az: 'Girişi “inputs” siyahısına əlavə edin və ya adı düzəldin.',
      en: 'Add the input to “inputs” or correct the name.',
      ru: 'Добавьте вход в «inputs» или исправьте имя.',
    },
  },
  'table.output_unknown': {
    text: {
      az: 'Cədvəldə “{name}” adlı nəticə yoxdur.',
      en: 'The table has no output “{name}”.',
      ru: 'В результатах таблицы нет «{name}».',
    },
    remedy: {
      az: 'Nəticəni “outputs” siyahısına əlavə edin və ya adı düzəldin.',
      en: 'Add the output to “outputs” or correct the name.',
      ru: 'Добавьте результат в «outputs» или исправьте имя.',
    },
  },
  'table.output_missing': {
    text: {
      az: '{rule} saylı qayda “{name}” nəticəsini vermir.',
      en: 'Rule {rule} does not give the output “{name}”.',
      ru: 'Правило {rule} не даёт результата «{name}».',
    },
    remedy: {
      az: '“then” hissəsində bu nəticəni yazın.',
      en: 'Write this output under “then”.',
      ru: 'Укажите этот результат в «then».',
    },
  },
  'table.reason_missing': {
    text: {
      az: '{rule} saylı qaydanın əsaslandırması yoxdur.',
      en: 'Rule {rule} has no reason.',
      ru: 'У правила {rule} нет обоснования.',
    },
    remedy: {
      az: '“reason” sahəsində qərarın səbəbini üç dildə yazın: az, en, ru.',
      en: 'Write under “reason”, in az, en and ru, why the decision is such.',
      ru: 'Укажите в «reason» причину решения на трёх языках: az, en, ru.',
    },
  },
  'table.article_missing': {
    text: {
      az: '{rule} saylı qaydada aktın maddəsi göstərilməyib.',
      en: 'Rule {rule} does not name the article of the act.',
      ru: 'В правиле {rule} не указана статья акта.',
    },
    remedy: {
      az: '“article” sahəsində aktın kodunu və maddəni yazın: technopark-rules 4.3.',
      en: 'Write under “article” the code of the act and the article: technopark-rules 4.3.',
      ru: 'Укажите в «article» код акта и статью: technopark-rules 4.3.',
    },
  },
  'table.hole_unknown': {
    text: {
      az: 'Əsaslandırmadakı {{name}} yerini doldurmağa giriş yoxdur.',
      en: 'No input fills the hole {{name}} of the reason.',
      ru: 'Место {{name}} в обосновании заполнить нечем: такого входа нет.',
    },
    remedy: {
      az: 'Fiqurlu mötərizədə yalnız cədvəlin giriş adını yazın.',
      en: 'Write only the name of an input of the table in curly brackets.',
      ru: 'В фигурных скобках пишите только имя входа таблицы.',
    },
  },
  'table.unreachable': {
    text: {
      az: '{rule} saylı qaydaya növbə çatmır: ondan əvvəlki {earlier} saylı qayda hər halı götürür.',
      en: 'Rule {rule} is never reached: rule {earlier} before it takes every case.',
      ru: 'До правила {rule} очередь не доходит: стоящее перед ним правило {earlier} подходит всегда.',
    },
    remedy: {
      az: 'Ümumi qaydanı sona keçirin və ya bu qaydanı silin.',
      en: 'Move the rule for every case to the end or delete this rule.',
      ru: 'Перенесите общее правило в конец или удалите это правило.',
    },
  },
  'table.covered': {
    text: {
      az: '{rule} saylı qayda heç vaxt qərar vermir: ona uyğun hər halı ondan əvvəlki qaydalar götürür ({rules}), məsələn: {example}.',
      en: 'Rule {rule} never decides: every case that fits it is taken by rules before it ({rules}), such as {example}.',
      ru: 'Правило {rule} никогда не решает: все подходящие ему случаи забирают предыдущие правила ({rules}), например: {example}.',
    },
    remedy: {
      az: 'Bu qaydanı yuxarı keçirin, şərtini dəyişin və ya silin.',
      en: 'Move this rule up, change its condition or delete it.',
      ru: 'Перенесите это правило выше, измените его условие или удалите его.',
    },
  },
  'table.never_fits': {
    text: {
      az: '{rule} saylı qayda heç bir hala uyğun gəlmir.',
      en: 'Rule {rule} fits no case.',
      ru: 'Правило {rule} не подходит ни к одному случаю.',
    },
    remedy: {
      az: 'Şərtlərini girişlərin ala biləcəyi qiymətlərlə tutuşdurun və ya qaydanı silin.',
      en: 'Compare its conditions with what the inputs can be, or delete the rule.',
      ru: 'Сверьте его условия с возможными значениями входов или удалите правило.',
    },
  },
  'table.conflict': {
    text: {
      az: 'Eyni hala uyğun gələn qaydalar ({rules}) müxtəlif nəticə verir: {example}.',
      en: 'Rules ({rules}) that fit the same case give different outputs: {example}.',
      ru: 'Правила ({rules}), подходящие к одному случаю, дают разные результаты: {example}.',
    },
    remedy: {
      az: 'Qaydaların şərtlərini ayırın və ya nəticələrini eyniləşdirin.',
      en: 'Separate the conditions of the rules or give them the same outputs.',
      ru: 'Разведите условия правил или укажите им одинаковые результаты.',
    },
  },
  'table.priority_unlisted': {
    text: {
      az: '“hitPolicy: {policy}” üçün nəticələrin üstünlük sırası yazılmayıb.',
      en: '“hitPolicy: {policy}” needs the order of the outputs.',
      ru: 'Для «hitPolicy: {policy}» не указан порядок результатов.',
    },
    remedy: {
      az: 'Nəticənin “values” siyahısında qiymətləri ən üstünündən başlayaraq sadalayın.',
      en: 'List the values of an output in “values”, the highest priority first.',
      ru: 'Перечислите значения результата в «values», начиная с самого важного.',
    },
  },
  'table.aggregation': {
    text: {
      az: '“aggregation: {aggregation}” bu cədvələ uyğun deyil.',
      en: '“aggregation: {aggregation}” does not fit this table.',
      ru: '«aggregation: {aggregation}» не подходит этой таблице.',
    },
    remedy: {
      az: 'O, yalnız “hitPolicy: collect” və bir nəticə ilə işlənir; “sum” üçün nəticə ədəd olmalıdır, “min” və “max” üçün isə “boolean” ola bilməz.',
      en: 'It goes only with “hitPolicy: collect” and one output; for “sum” the output is a number, for “min” and “max” it is no boolean.',
      ru: 'Она применяется только с «hitPolicy: collect» и одним результатом; для «sum» он должен быть числом, для «min» и «max» не может быть boolean.',
    },
  },
  'table.gap': {
    text: {
      az: 'Cədvəldə boşluq var. Bu hal üçün qayda yoxdur: {example}.',
      en: 'The table has a gap. No rule fits this case: {example}.',
      ru: 'В таблице пробел. Для этого случая нет правила: {example}.',
    },
    remedy: {
      az: 'Bu hal üçün qayda əlavə edin və ya qonşu qaydanın sərhədini düzəldin (məsələn, “<= 4” əvəzinə “< 5”).',
      en: 'Add a rule for this case or move the bound of a rule beside it (such as “< 5” instead of “<= 4”).',
      ru: 'Добавьте правило для этого случая или сдвиньте границу соседнего правила (например, «< 5» вместо «<= 4»).',
    },
  },
  'table.overlap': {
    text: {
      az: 'Eyni hala bir neçə qayda uyğun gəlir ({rules}): {example}.',
      en: 'Several rules ({rules}) fit the same case: {example}.',
      ru: 'К одному случаю подходят несколько правил ({rules}): {example}.',
    },
    remedy: {
      az: 'Qaydaların şərtlərini ayırın və ya “hitPolicy: first” yazın.',
      en: 'Separate the conditions of the rules or write “hitPolicy: first”.',
      ru: 'Разведите условия правил или укажите «hitPolicy: first».',
    },
  },
  'table.nothing_fits': {
    text: {
      az: 'Cədvəlin heç bir qaydası bu hala uyğun gəlmir.',
      en: 'No rule of the table fits this case.',
      ru: 'Ни одно правило таблицы не подходит к этому случаю.',
    },
    remedy: {
      az: 'Qərarı vəzifəli şəxs verməlidir.',
      en: 'An official has to decide.',
      ru: 'Решение должен принять ответственный сотрудник.',
    },
  },
  'table.too_long': {
    text: {
      az: 'Bu hal üzrə hesablama həddən artıq uzun çəkir.',
      en: 'The computation of this case takes too long.',
      ru: 'Вычисление по этому случаю занимает слишком много времени.',
    },
    remedy: {
      az: 'Qərarı vəzifəli şəxs verməlidir. Cədvəlin xanalarını sadələşdirin.',
      en: 'An official has to decide. Simplify the cells of the table.',
      ru: 'Решение должен принять ответственный сотрудник. Упростите ячейки таблицы.',
    },
  },
  'table.input_missing': {
    text: {
      az: 'Qərar üçün məlumat çatışmır: {names}.',
      en: 'Data needed for the decision is missing: {names}.',
      ru: 'Для решения не хватает данных: {names}.',
    },
    remedy: {
      az: 'Məlumatı əldə edin və yenidən hesablayın.',
      en: 'Obtain the data and compute again.',
      ru: 'Получите данные и вычислите заново.',
    },
  },
} as const satisfies Readonly<Record<string, Message>>;

export type TableCode = keyof typeof tableMessages;
