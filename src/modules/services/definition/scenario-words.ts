import type { FieldWords } from '../../../kernel/definition-schema.ts';
import { processWords } from '../../process/index.ts';
import { amendingWords } from './amending.ts';
import { outcomeWords, under } from './words.ts';

/** What is told of a scenario, of a service or of a course. */
const told: FieldWords = {
  title: { az: 'Nə baş verir', en: 'What happens', ru: 'Что происходит' },
  steps: { az: 'Addımlar, ardıcıllıqla', en: 'The steps, in order', ru: 'Шаги по порядку' },
  'steps[].act': { az: 'Hansı əməliyyat', en: 'Which action', ru: 'Какое действие' },
  'steps[].by': {
    az: 'Kim aparır; guardian – müraciətçinin yerinə qəyyumu',
    en: 'Who takes it; guardian: in the applicant’s place, who looks after them',
    ru: 'Кто выполняет; guardian – опекун вместо заявителя',
  },
  'steps[].person': {
    az: 'Eyni şəxs və ya başqası olduğu önəmlidirsə: istənilən söz',
    en: 'Where it matters that it is the same person, or another: any word',
    ru: 'Если важно, что это то же лицо или другое: любое слово',
  },
  'steps[].note': { az: 'Yazılan qeyd', en: 'The note that is written', ru: 'Написанное примечание' },
  'steps[].refused': {
    az: 'Bu addım uğursuz olmalıdır',
    en: 'The step must not succeed',
    ru: 'Этот шаг не должен удаться',
  },
  'steps[].pass': {
    az: 'Bu qədər iş günü keçir',
    en: 'So many working days go by',
    ru: 'Проходит столько рабочих дней',
  },
  'steps[].facts': {
    az: 'Reyestrlər cavab verir və ya başqa cür cavab verir',
    en: 'Registers answer, or answer differently',
    ru: 'Реестры отвечают или отвечают иначе',
  },
  'steps[].answers': {
    az: 'Müraciətçi cavablarını düzəldir',
    en: 'The applicant corrects answers',
    ru: 'Заявитель исправляет ответы',
  },
  'steps[].review': {
    az: 'Rəyçi müraciəti qiymətləndirir: kim olduğunu bildirən istənilən söz',
    en: 'A reviewer scores the application: any word that names who',
    ru: 'Рецензент оценивает заявление: любое слово, которое его называет',
  },
  'steps[].points': {
    az: 'Meyarlar üzrə ballar',
    en: 'Points by criterion',
    ru: 'Баллы по критериям',
  },
  'steps[].opinion': {
    az: 'Başqa qurum rəyini verir: rəyin adı',
    en: 'Another institution gives its opinion: the name of the opinion',
    ru: 'Другое учреждение даёт заключение: его имя',
  },
  'steps[].says': {
    az: 'Rəydə deyilən: agrees, agrees-with-conditions və ya objects; note – səbəb',
    en: 'What it says: agrees, agrees-with-conditions or objects; note is the reason',
    ru: 'Что сказано: agrees, agrees-with-conditions или objects; note – причина',
  },
  'steps[].agrees': {
    az: 'Bu adla razılıq verməli olan şəxslər razılaşır',
    en: 'Those who have to agree by that name do',
    ru: 'Лица, чьё согласие нужно под этим именем, соглашаются',
  },
  'steps[].declines': {
    az: 'Onlar razılaşmır; note – səbəb',
    en: 'They decline; note is the reason',
    ru: 'Они отказывают; note – причина',
  },
  'steps[].pay': { az: 'Rüsum daxil olur', en: 'The fee comes in', ru: 'Пошлина поступает' },
  result: { az: 'Sonda nə olmalıdır', en: 'What must be so in the end', ru: 'Что должно получиться' },
  'result.state': { az: 'Vəziyyət', en: 'The state', ru: 'Состояние' },
  'result.table': {
    az: 'Göndərildikdə cədvəlin dediyi',
    en: 'What the table said when it was submitted',
    ru: 'Что сказала таблица при подаче',
  },
  'result.proposed': {
    az: 'Rəylər gələndən sonra cədvəlin dediyi',
    en: 'What the table says once opinions have come',
    ru: 'Что говорит таблица после поступления заключений',
  },
  'result.opinions': {
    az: 'Qurumların dedikləri, rəyin adı ilə',
    en: 'What institutions have said, by the name of the opinion',
    ru: 'Что сказали учреждения, по имени заключения',
  },
  'result.rule': {
    az: 'Göndəriləndə cədvəlin hansı qaydası cavab verib, 1-dən sayılır',
    en: 'Which rule of the table spoke at submission, counted from 1',
    ru: 'Какое правило таблицы ответило при подаче, считая с 1',
  },
  'result.values': {
    az: 'Sahələrin qiyməti, ilk növbədə hesablananların',
    en: 'What fields come to, computed ones above all',
    ru: 'Значения полей, прежде всего вычисляемых',
  },
  'result.tableReasons': {
    az: 'Cədvəlin cavabının əsaslandığı maddələr',
    en: 'Articles on which the table’s answer rests',
    ru: 'Статьи, на которых основан ответ таблицы',
  },
  'result.outcome': {
    az: 'Qərar; none: yoxdur',
    en: 'The decision; none: there is none',
    ru: 'Решение; none: его нет',
  },
  'result.reasons': {
    az: 'Səbəblərin maddələri, ardıcıllıqla',
    en: 'Articles of the reasons, in their order',
    ru: 'Статьи причин по порядку',
  },
  'result.entry': {
    az: 'Reyestrə yazılan; none: yazılmır',
    en: 'What is written into the register; none: nothing',
    ru: 'Что внесено в реестр; none: ничего',
  },
  'result.document': {
    az: 'Verilən sənəd; none: verilmir',
    en: 'The document that is issued; none: none is',
    ru: 'Выданный документ; none: не выдан',
  },
  'result.document.number': { az: 'Nömrəsi', en: 'Its number', ru: 'Номер' },
  'result.document.lines': {
    az: 'Sətirlərin sayı',
    en: 'How many lines it has',
    ru: 'Сколько в нём строк',
  },
  'result.notifications': {
    az: 'Göndərilən bildirişlər, adları ilə',
    en: 'Messages that are sent, by name',
    ru: 'Отправленные уведомления, по именам',
  },
  'result.quota': {
    az: 'Nə qədər istifadə etmək olar: "500"; none: kvota yoxdur',
    en: 'How much may be used: "500"; none: there is no quota',
    ru: 'Сколько можно использовать: "500"; none: квоты нет',
  },
  'result.fee': {
    az: 'Nə ödənilməli idi: "15.00"; waived: azad edilib, none: rüsum yoxdur',
    en: 'What was to be paid: "15.00"; waived, or none',
    ru: 'Сколько следовало заплатить: "15.00"; waived: освобождён, none: пошлины нет',
  },
  'result.flags': {
    az: 'Sonda hansı işarələr durur',
    en: 'The flags that stand in the end',
    ru: 'Какие пометки стоят в конце',
  },
  'result.daysLeft': {
    az: 'Müddətdən qalan iş günləri; none: müddət getmir',
    en: 'Working days left on the clock that runs; none: none does',
    ru: 'Сколько рабочих дней осталось; none: срок не идёт',
  },
};

/** What the fields of scenarios.yaml mean, as editors show it. */
export const scenarioWords: FieldWords = {
  '': {
    az: 'Xidmətin nə etdiyi, misallarla; hər yoxlamada icra olunur',
    en: 'What the service does, told by example and run at every check',
    ru: 'Что делает услуга, на примерах; выполняются при каждой проверке',
  },
  givens: {
    az: 'Tipik gedişin misalları üçün məlumat və cavablar, adla',
    en: 'Facts and answers for the examples of its course, by name',
    ru: 'Сведения и ответы для примеров типового хода, по имени',
  },
  'givens.*.facts': {
    az: 'Reyestrlərin dediyi, sahələrin adı ilə',
    en: 'What registers say, by name of the field',
    ru: 'Что сообщают реестры, по именам полей',
  },
  'givens.*.answers': {
    az: 'Müraciətçinin cavabları',
    en: 'What the applicant answers',
    ru: 'Ответы заявителя',
  },
  without: {
    az: 'Tipik gedişin burada keçməyən misalları (məsələn, müddət başqadırsa)',
    en: 'Examples of the course that do not hold here (as where a term is another)',
    ru: 'Примеры типового хода, которые здесь не подходят (например, если срок другой)',
  },
  'givens.*.correction': {
    az: 'Verilmiş sənəddə düzəldilən sahə və onun düzgün qiyməti',
    en: 'The field that is corrected in what was issued, and its right value',
    ru: 'Исправляемое в выданном поле и его верное значение',
  },
  'givens.*.agreements': {
    az: 'Soruşulan kimi razılaşanlar',
    en: 'Who agrees as soon as they are asked',
    ru: 'Кто соглашается сразу, как спросят',
  },
  'givens.*.reviews': {
    az: 'Ekspertlərin soruşulan kimi verdiyi ballar, bir-birinin ardınca',
    en: 'What reviewers give as soon as they are asked, one after another',
    ru: 'Баллы, которые рецензенты ставят сразу после запроса, один за другим',
  },
  'givens.*.opinions': {
    az: 'Qurumların soruşulan kimi dedikləri, rəyin adı ilə',
    en: 'What institutions say as soon as they are asked, by the name of the opinion',
    ru: 'Что говорят учреждения сразу после запроса, по имени заключения',
  },
  scenarios: {
    az: 'Misallar; hər vəziyyətə, əməliyyata və qaydaya biri çatmalıdır',
    en: 'The examples; one must come to every state, action and rule',
    ru: 'Примеры; до каждого состояния, действия и правила должен доходить хотя бы один',
  },
  ...under('scenarios.*', told),
  'scenarios.*.submittedOn': {
    az: 'Müraciətin göndərildiyi gün, əhəmiyyəti varsa; qərar səkkiz gün sonra verilir',
    en: 'The day of submission, where it matters; the decision is taken eight days later',
    ru: 'День подачи, если он важен; решение принимается через восемь дней',
  },
  'scenarios.*.facts': {
    az: 'Reyestrlərin dediyi, sahələrin adı ilə',
    en: 'What registers say, by name of the field',
    ru: 'Что сообщают реестры, по именам полей',
  },
  'scenarios.*.unavailable': {
    az: 'Cavab verməyən reyestrlər və ya sahələr',
    en: 'Registers, or fields of them, that do not answer',
    ru: 'Реестры или поля, которые не отвечают',
  },
  'scenarios.*.answers': {
    az: 'Müraciətçinin cavabları',
    en: 'What the applicant answers',
    ru: 'Ответы заявителя',
  },
  'scenarios.*.correction': {
    az: 'Verilmiş sənəddə düzəldilən sahə və onun düzgün qiyməti',
    en: 'The field that is corrected in what was issued, and its right value',
    ru: 'Исправляемое в выданном поле и его верное значение',
  },
  'scenarios.*.agreements': {
    az: 'Soruşulan kimi razılaşanlar',
    en: 'Who agrees as soon as they are asked',
    ru: 'Кто соглашается сразу, как спросят',
  },
  'scenarios.*.reviews': {
    az: 'Ekspertlərin soruşulan kimi verdiyi ballar, bir-birinin ardınca',
    en: 'What reviewers give as soon as they are asked, one after another',
    ru: 'Баллы, которые рецензенты ставят сразу после запроса, один за другим',
  },
  'scenarios.*.opinions': {
    az: 'Qurumların soruşulan kimi dedikləri, rəyin adı ilə',
    en: 'What institutions say as soon as they are asked, by the name of the opinion',
    ru: 'Что говорят учреждения сразу после запроса, по имени заключения',
  },
};

/** What the fields of a standard course mean, as editors show it. */
export const courseWords: FieldWords = {
  '': {
    az: 'Tipik gediş: bir çox xidmətin keçdiyi yol, bir dəfə yazılır',
    en: 'A standard course: how many services run, written once',
    ru: 'Типовой ход: как идут многие услуги, написано один раз',
  },
  title: { az: 'Gedişin adı', en: 'Name of the course', ru: 'Название хода' },
  about: { az: 'Hansı xidmətlər üçündür', en: 'For which services it is', ru: 'Для каких услуг' },
  ...processWords,
  ...outcomeWords,
  ...amendingWords,
  scenarios: {
    az: 'Misallar: onu götürən hər xidmətdə icra olunur',
    en: 'Examples, run in every service that takes it over',
    ru: 'Примеры: выполняются в каждой услуге, которая его берёт',
  },
  paid: {
    az: 'Rüsumu olan xidmətdə bunların üstünə gələn',
    en: 'What comes on top of it in a service that takes a fee',
    ru: 'Что добавляется в услуге с пошлиной',
  },
  ...under('paid', Object.fromEntries(Object.entries(processWords))),
  'paid.notifications': { az: 'Bildirişlər', en: 'Messages', ru: 'Уведомления' },
  'paid.scenarios': { az: 'Rüsum barədə misallar', en: 'Examples about the fee', ru: 'Примеры о пошлине' },
  'paid.scenarios.*.given': {
    az: 'Xidmətin verdiyi məlumat və cavabların adı (givens)',
    en: 'Name under which a service gives facts and answers (givens)',
    ru: 'Имя, под которым услуга даёт сведения и ответы (givens)',
  },
  ...under('paid.scenarios.*', told),
  'scenarios.*.given': {
    az: 'Xidmətin verdiyi məlumat və cavabların adı (givens)',
    en: 'Name under which a service gives facts and answers (givens)',
    ru: 'Имя, под которым услуга даёт сведения и ответы (givens)',
  },
  ...under('scenarios.*', told),
};
