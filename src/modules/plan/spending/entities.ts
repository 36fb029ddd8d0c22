import { Type } from 'typebox';
import {
  choice,
  day,
  decimal,
  entity,
  id,
  instant,
  integer,
  optional,
  reference,
  structure,
  text,
  texts,
  transactionNumber,
  yesNo,
} from '../../../kernel/entity.ts';
import {
  checkRules,
  costCategories,
  decisionVerdicts,
  evidenceKinds,
  fundingSources,
  gates,
  resolutions,
  routes,
  spendKinds,
  verdicts,
} from './choices.ts';
import type { Found } from './checks/picture.ts';
import type { Why } from './duplicates.ts';
import type { Ground } from './triage.ts';

const answersSchema = Type.Unsafe<Readonly<Record<string, string>>>(Type.Object({}));
const textSchema = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() });

const requestLabel = { az: 'Xərc müraciəti', en: 'Spending request', ru: 'Заявка на расходы' };
const toRequest = () => reference('plan.spend_request', { label: requestLabel });
const institutionField = (label: { az: string; en: string; ru: string }) => ({
  ...text({ label, max: 20 }),
  references: 'identity.institution',
});
const institutionLabel = { az: 'Qurum', en: 'Institution', ru: 'Учреждение' };
const person = (label: { az: string; en: string; ru: string }) => reference('identity.person', { label });
const moment = { az: 'Vaxt', en: 'Moment', ru: 'Момент' };
const positionLabel = { az: 'Sıra', en: 'Position', ru: 'Порядок' };
const stateLabel = { az: 'Vəziyyət', en: 'State', ru: 'Состояние' };
const capabilitiesLabel = { az: 'İmkanlar', en: 'Capabilities', ru: 'Функции' };
const usersLabel = { az: 'İstifadəçilər', en: 'Users', ru: 'Пользователи' };
const conceptsLabel = { az: 'Oxunan anlayışlar', en: 'Concepts read', ru: 'Получаемые понятия' };

const request = entity('plan.spend_request', {
  label: requestLabel,
  about: 'Digital spending of an institution, from the pipeline to the benefits; its states are those of its process.',
  fields: {
    id: reference('process.instance', { label: requestLabel }),
    number: text({ label: { az: 'Nömrə', en: 'Number', ru: 'Номер' }, max: 40 }),
    institution: institutionField(institutionLabel),
    answers: structure(answersSchema, { label: { az: 'Cavablar', en: 'Answers', ru: 'Ответы' } }),
    title: text({ label: { az: 'Ad', en: 'Title', ru: 'Название' }, max: 250 }),
    purpose: text({ label: { az: 'Məqsəd', en: 'Purpose', ru: 'Цель' }, max: 5000, min: 0 }),
    plan: optional(text({ label: { az: 'Plan', en: 'Plan', ru: 'План' }, max: 60 })),
    measure: optional(text({ label: { az: 'Tədbir', en: 'Measure', ru: 'Мероприятие' }, max: 40 })),
    capabilities: texts({ label: capabilitiesLabel }),
    users: texts({ label: usersLabel }),
    concepts: texts({ label: conceptsLabel }),
    entries: texts({ label: { az: 'Kataloq qeydləri', en: 'Catalogue entries', ru: 'Записи каталога' } }),
    kind: optional(choice(spendKinds, { label: { az: 'Növ', en: 'Kind', ru: 'Вид' } })),
    year_from: optional(integer({ label: { az: 'İlk il', en: 'First year', ru: 'Первый год' } })),
    year_to: optional(integer({ label: { az: 'Son il', en: 'Last year', ru: 'Последний год' } })),
    ai: optional(
      yesNo({ label: { az: 'Süni intellekt', en: 'Artificial intelligence', ru: 'Искусственный интеллект' } }),
    ),
    retrospective: yesNo({ label: { az: 'Sonradan verilib', en: 'Retrospective', ru: 'Подано задним числом' } }),
    forecast: optional(decimal({ label: { az: 'Proqnoz', en: 'Forecast', ru: 'Прогноз' } })),
    approved: optional(
      decimal({ label: { az: 'Təsdiq edilmiş məbləğ', en: 'Approved amount', ru: 'Утверждённая сумма' } }),
    ),
    committed: optional(decimal({ label: { az: 'Müqavilə məbləği', en: 'Committed amount', ru: 'Сумма договора' } })),
    contract: optional(text({ label: { az: 'Müqavilə', en: 'Contract', ru: 'Договор' }, max: 100 })),
    budget_line: optional(
      text({ label: { az: 'Büdcə təsnifatı', en: 'Budget line', ru: 'Статья бюджета' }, max: 100 }),
    ),
    supplier: optional(text({ label: { az: 'Təchizatçı', en: 'Supplier', ru: 'Поставщик' }, max: 250 })),
    ends_on: optional(day({ label: { az: 'Başa çatma', en: 'Planned end', ru: 'Плановое завершение' } })),
    approved_end: optional(
      day({ label: { az: 'Təsdiq edilmiş son', en: 'Approved end', ru: 'Утверждённое завершение' } }),
    ),
    finished_on: optional(day({ label: { az: 'Təhvil günü', en: 'Finished on', ru: 'Завершено' } })),
    benefits_on: optional(day({ label: { az: 'Fayda baxışı', en: 'Benefits due', ru: 'Оценка выгод' } })),
    benefits: optional(text({ label: { az: 'Faydalar', en: 'Benefits', ru: 'Выгоды' }, max: 5000 })),
    cabinet_act: optional(
      text({ label: { az: 'Kabinetin aktı', en: 'Act of the Cabinet', ru: 'Акт Кабинета' }, max: 250 }),
    ),
    cabinet_act_by: optional(person({ az: 'Aktı yazan', en: 'Who entered the act', ru: 'Кто внёс акт' })),
    scanned_at: optional(instant({ label: { az: 'Yoxlanılıb', en: 'Scanned', ru: 'Проверено' } })),
    route: optional(choice(routes, { label: { az: 'Yol', en: 'Route', ru: 'Маршрут' } })),
    route_grounds: structure(Type.Array(Type.Unsafe<Ground>(Type.Object({}))), {
      label: { az: 'Yolun əsasları', en: 'Grounds of the route', ru: 'Основания маршрута' },
    }),
    sampled: yesNo({ label: { az: 'Seçmə yoxlama', en: 'Sampled', ru: 'Выборочная проверка' } }),
    state: text({ label: stateLabel, max: 60 }),
    writers: texts({ label: { az: 'Yazanlar', en: 'Writers', ru: 'Авторы' }, class: 'personal' }),
    expires_on: optional(day({ label: { az: 'Qüvvədədir', en: 'Expires on', ru: 'Действует до' } })),
    entered_at: instant({ label: { az: 'Yaradılıb', en: 'Entered', ru: 'Создано' } }),
    changed_at: instant({ label: { az: 'Dəyişdirilib', en: 'Changed', ru: 'Изменено' } }),
    deviation: texts({ label: { az: 'Kənarlaşma', en: 'Deviation', ru: 'Отклонение' } }),
    approved_supplier: optional(
      text({
        label: { az: 'Müqavilənin təchizatçısı', en: 'Supplier contracted', ru: 'Поставщик по договору' },
        max: 250,
      }),
    ),
    first_approved: optional(
      decimal({
        label: { az: 'İlk təsdiq edilmiş məbləğ', en: 'Amount approved first', ru: 'Первая утверждённая сумма' },
      }),
    ),
    first_end: optional(
      day({ label: { az: 'İlk təsdiq edilmiş son', en: 'End approved first', ru: 'Первое утверждённое завершение' } }),
    ),
  },
});

const costLine = entity('plan.spend_cost_line', {
  label: { az: 'Xərc sətri', en: 'Cost line', ru: 'Строка расходов' },
  about: 'What a request costs, by year and category.',
  fields: {
    request: toRequest(),
    year: integer({ label: { az: 'İl', en: 'Year', ru: 'Год' } }),
    category: choice(costCategories, { label: { az: 'Kateqoriya', en: 'Category', ru: 'Категория' } }),
    amount: decimal({ label: { az: 'Məbləğ', en: 'Amount', ru: 'Сумма' } }),
  },
});

const fundingShare = entity('plan.spend_funding_share', {
  label: { az: 'Maliyyə mənbəyi', en: 'Funding share', ru: 'Источник финансирования' },
  about: 'From whose money, in percent: the shares of a request that is sent are exactly 100.',
  fields: {
    request: toRequest(),
    source: choice(fundingSources, { label: { az: 'Mənbə', en: 'Source', ru: 'Источник' } }),
    percent: decimal({ label: { az: 'Faiz', en: 'Percent', ru: 'Процент' } }),
  },
});

const check = entity('plan.spend_check', {
  label: { az: 'Arxitektura yoxlaması', en: 'Architecture check', ru: 'Проверка архитектуры' },
  about: 'What each rule of the unified architecture says of a request, and the entries it named.',
  fields: {
    request: toRequest(),
    rule: choice(checkRules, { label: { az: 'Qayda', en: 'Rule', ru: 'Правило' } }),
    verdict: choice(verdicts, { label: { az: 'Nəticə', en: 'Verdict', ru: 'Результат' } }),
    found: structure(Type.Array(Type.Unsafe<Found>(Type.Object({}))), {
      label: { az: 'Tapılanlar', en: 'Found', ru: 'Найдено' },
    }),
    words: structure(textSchema, { label: { az: 'İzah', en: 'Words', ru: 'Пояснение' } }),
    at: instant({ label: moment }),
    waived_by: optional(person({ az: 'İstisnanı verən', en: 'Waived by', ru: 'Сделал исключение' })),
    waived_why: optional(
      text({ label: { az: 'İstisnanın səbəbi', en: 'Why waived', ru: 'Причина исключения' }, max: 2000 }),
    ),
    waived_at: optional(instant({ label: { az: 'İstisna vaxtı', en: 'Waived at', ru: 'Момент исключения' } })),
    proposed_by: optional(person({ az: 'İstisnanı təklif edən', en: 'Proposed by', ru: 'Предложил исключение' })),
    proposed_why: optional(
      text({ label: { az: 'Təklifin səbəbi', en: 'Why proposed', ru: 'Причина предложения' }, max: 2000 }),
    ),
    proposed_at: optional(instant({ label: { az: 'Təklif vaxtı', en: 'Proposed at', ru: 'Момент предложения' } })),
  },
});

const duplicate = entity('plan.spend_duplicate', {
  label: { az: 'Təkrar namizədi', en: 'Duplicate candidate', ru: 'Возможный дубль' },
  about: 'Another request or catalogue entry that looks alike, why, and what a person made of it.',
  fields: {
    id: id(),
    request: toRequest(),
    other: optional(
      reference('plan.spend_request', { label: { az: 'Digər müraciət', en: 'Other request', ru: 'Другая заявка' } }),
    ),
    entry_kind: optional(text({ label: { az: 'Qeydin növü', en: 'Kind of entry', ru: 'Вид записи' }, max: 20 })),
    entry_code: optional(text({ label: { az: 'Qeydin kodu', en: 'Code of entry', ru: 'Код записи' }, max: 63 })),
    score: decimal({ label: { az: 'Oxşarlıq', en: 'Score', ru: 'Сходство' } }),
    why: structure(Type.Unsafe<Why>(Type.Object({})), { label: { az: 'Nəyə görə', en: 'Why', ru: 'Почему' } }),
    found_at: instant({ label: { az: 'Tapılıb', en: 'Found', ru: 'Найдено' } }),
    resolution: optional(choice(resolutions, { label: { az: 'Həll', en: 'Resolution', ru: 'Решение' } })),
    reason: optional(text({ label: { az: 'Səbəb', en: 'Reason', ru: 'Причина' }, max: 2000 })),
    resolved_by: optional(person({ az: 'Həll edən', en: 'Resolved by', ru: 'Решил' })),
    resolved_at: optional(instant({ label: { az: 'Həll vaxtı', en: 'Resolved at', ru: 'Момент решения' } })),
  },
});

const condition = entity('plan.spend_condition', {
  label: { az: 'Şərt', en: 'Condition', ru: 'Условие' },
  about: 'What must be shown, by whom and until when, and which step waits for it.',
  fields: {
    id: id(),
    request: toRequest(),
    position: integer({ label: positionLabel, minimum: 1 }),
    text: text({ label: { az: 'Mətn', en: 'Text', ru: 'Текст' }, max: 1000 }),
    owner: optional(institutionField({ az: 'Məsul qurum', en: 'Owner', ru: 'Ответственный' })),
    evidence: optional(choice(evidenceKinds, { label: { az: 'Sübut', en: 'Evidence', ru: 'Подтверждение' } })),
    due: optional(day({ label: { az: 'Son tarix', en: 'Due', ru: 'Срок' } })),
    gate: optional(choice(gates, { label: { az: 'Qapı', en: 'Gate', ru: 'Этап' } })),
    blocking: yesNo({ label: { az: 'Dayandırır', en: 'Blocking', ru: 'Блокирует' } }),
    set_by: person({ az: 'Qoyan', en: 'Set by', ru: 'Установил' }),
    set_at: instant({ label: { az: 'Qoyulub', en: 'Set', ru: 'Установлено' } }),
    shown: optional(text({ label: { az: 'Təqdim edilən', en: 'Shown', ru: 'Представлено' }, max: 1000 })),
    shown_by: optional(person({ az: 'Təqdim edən', en: 'Shown by', ru: 'Представил' })),
    shown_at: optional(instant({ label: { az: 'Təqdim vaxtı', en: 'Shown at', ru: 'Момент представления' } })),
    verified_by: optional(person({ az: 'Yoxlayan', en: 'Verified by', ru: 'Проверил' })),
    verified_at: optional(instant({ label: { az: 'Yoxlanma vaxtı', en: 'Verified at', ru: 'Момент проверки' } })),
  },
});

const decision = entity('plan.spend_decision', {
  label: { az: 'Xərc qərarı', en: 'Spending decision', ru: 'Решение о расходах' },
  about: 'Every decision of the office on a request, with its reason and the days it took. Append-only.',
  grant: 'append',
  fields: {
    request: toRequest(),
    seq: integer({ label: { az: 'Jurnal nömrəsi', en: 'Sequence', ru: 'Номер в журнале' }, minimum: 1 }),
    at: instant({ label: moment }),
    xid: transactionNumber(),
    day: day({ label: { az: 'Gün', en: 'Day', ru: 'День' } }),
    verdict: choice(decisionVerdicts, { label: { az: 'Qərar', en: 'Verdict', ru: 'Решение' } }),
    institution: institutionField(institutionLabel),
    office: institutionField({ az: 'Baxan qurum', en: 'Reviewing office', ru: 'Рассмотревший орган' }),
    route: text({ label: { az: 'Yol', en: 'Route', ru: 'Маршрут' }, max: 20 }),
    amount: decimal({ label: { az: 'Məbləğ', en: 'Amount', ru: 'Сумма' } }),
    days: integer({ label: { az: 'İş günləri', en: 'Working days', ru: 'Рабочие дни' }, minimum: 0 }),
    in_time: yesNo({ label: { az: 'Müddətində', en: 'In time', ru: 'В срок' } }),
    checks: integer({ label: { az: 'Yoxlamalar', en: 'Checks', ru: 'Проверки' }, minimum: 0 }),
    conforming: integer({ label: { az: 'Uyğun olanlar', en: 'Conforming', ru: 'Соответствует' }, minimum: 0 }),
    reason: text({ label: { az: 'Əsaslandırma', en: 'Reason', ru: 'Обоснование' }, max: 5000 }),
    person: person({ az: 'Qərar verən', en: 'Decided by', ru: 'Принял решение' }),
    acted_as: text({ label: { az: 'Vəzifə', en: 'Office held', ru: 'Должность' }, max: 40 }),
  },
});

const document = entity('plan.spend_document', {
  label: { az: 'Müraciətin sözləri', en: 'Words of a request', ru: 'Слова заявки' },
  about: 'What a request is about, in stems, for the search for duplicates.',
  fields: {
    request: toRequest(),
    institution: institutionField(institutionLabel),
    title_stems: texts({ label: { az: 'Adın kökləri', en: 'Stems of the title', ru: 'Основы названия' } }),
    stems: texts({ label: { az: 'Köklər', en: 'Stems', ru: 'Основы' } }),
    capabilities: texts({ label: capabilitiesLabel }),
    users: texts({ label: usersLabel }),
    concepts: texts({ label: conceptsLabel }),
    live: yesNo({ label: { az: 'Müqayisə olunur', en: 'Compared with', ru: 'Сравнивается' } }),
  },
});

const stem = entity('plan.spend_stem', {
  label: { az: 'Söz kökü', en: 'Stem', ru: 'Основа слова' },
  about: 'In how many requests a stem stands; the empty stem counts the requests.',
  fields: {
    stem: text({ label: { az: 'Kök', en: 'Stem', ru: 'Основа' }, max: 200, min: 0 }),
    documents: integer({ label: { az: 'Müraciətlər', en: 'Requests', ru: 'Заявки' }, minimum: 0 }),
  },
});

const counter = entity('plan.spend_counter', {
  label: { az: 'Nömrələr', en: 'Numbers', ru: 'Номера' },
  about: 'The last number of a request in each year.',
  fields: {
    year: integer({ label: { az: 'İl', en: 'Year', ru: 'Год' } }),
    value: integer({ label: { az: 'Nömrə', en: 'Number', ru: 'Номер' }, minimum: 0 }),
  },
});

export const spendEntities = [
  request,
  costLine,
  fundingShare,
  check,
  duplicate,
  condition,
  decision,
  document,
  stem,
  counter,
] as const;
