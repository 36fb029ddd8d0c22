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
  type Row,
  structure,
  type Tables,
  text,
  yesNo,
} from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';
import { deadlineReadingSchema } from './deadline.ts';
import { institutionCode, label, planCode, titleSchema } from './fields.ts';
import { change, comment, reminder, standing } from './progress-entities.ts';

export const planKinds = {
  national: { az: 'Fəaliyyət planı', en: 'Action plan', ru: 'План действий' },
  roadmap: { az: 'Yol xəritəsi', en: 'Roadmap', ru: 'Дорожная карта' },
  other: { az: 'Başqa plan', en: 'Other plan', ru: 'Другой план' },
} as const satisfies Record<string, Text>;

export const topics = {
  digital: { az: 'Rəqəmsal inkişaf', en: 'Digital development', ru: 'Цифровое развитие' },
  ai: { az: 'Süni intellekt', en: 'Artificial intelligence', ru: 'Искусственный интеллект' },
  innovation: { az: 'İnnovasiya', en: 'Innovation', ru: 'Инновации' },
  cyber: { az: 'Kibertəhlükəsizlik', en: 'Cybersecurity', ru: 'Кибербезопасность' },
} as const satisfies Record<string, Text>;

export const origins = {
  definition: { az: 'Tərif faylı', en: 'Definition', ru: 'Определение' },
  import: { az: 'İdxal', en: 'Import', ru: 'Импорт' },
  desk: { az: 'İş masası', en: 'Desk', ru: 'Рабочее место' },
} as const satisfies Record<string, Text>;

export const itemKinds = {
  direction: { az: 'İstiqamət', en: 'Direction', ru: 'Направление' },
  group: { az: 'Qrup', en: 'Group', ru: 'Группа' },
  measure: { az: 'Tədbir', en: 'Measure', ru: 'Мероприятие' },
  result: { az: 'Gözlənilən nəticə', en: 'Expected result', ru: 'Ожидаемый результат' },
  risk: { az: 'Risk', en: 'Risk', ru: 'Риск' },
  goal: { az: 'Məqsəd', en: 'Goal', ru: 'Цель' },
  target: { az: 'Hədəf göstəricisi', en: 'Target indicator', ru: 'Целевой показатель' },
} as const satisfies Record<string, Text>;
export type ItemKind = keyof typeof itemKinds;

export const partyRoles = {
  executor: { az: 'İcraçı', en: 'Executor', ru: 'Исполнитель' },
  co_executor: { az: 'Birgə icraçı', en: 'Co-executor', ru: 'Соисполнитель' },
} as const satisfies Record<string, Text>;

export const plan = entity('plan.plan', {
  label: label.plan,
  about: 'A plan whose execution is followed: the national one, its successors, roadmaps of institutions, other plans.',
  fields: {
    code: text({ label: label.code, max: 60 }),
    kind: choice(planKinds, { label: { az: 'Növü', en: 'Kind', ru: 'Вид' } }),
    title: structure(titleSchema, { label: label.title }),
    institution: optional(institutionCode()),
    topic: optional(choice(topics, { label: { az: 'Mövzu', en: 'Topic', ru: 'Тема' } })),
    year: optional(integer({ label: { az: 'İl', en: 'Year', ru: 'Год' }, minimum: 2020, maximum: 2100 })),
    period_from: day({ label: label.from }),
    period_to: day({ label: { az: 'Son gün', en: 'Last day', ru: 'Последний день' } }),
    act: optional(text({ label: { az: 'Akt', en: 'Act', ru: 'Акт' }, max: 100 })),
    supersedes: optional(planCode({ az: 'Əvəz etdiyi plan', en: 'Supersedes', ru: 'Заменяет' })),
    origin: choice(origins, { label: { az: 'Haradan', en: 'Origin', ru: 'Происхождение' } }),
    source: text({ label: label.source, max: 500 }),
    entered_at: instant({ label: label.entered }),
  },
});

export const item = entity('plan.item', {
  label: label.item,
  about: 'Direction, measure, result, risk, goal or target of a plan, by the plan’s own number.',
  fields: {
    id: id(),
    plan: planCode(),
    number: text({ label: { az: 'Nömrə', en: 'Number', ru: 'Номер' }, max: 40 }),
    parent: optional(text({ label: { az: 'Aid olduğu bənd', en: 'Under', ru: 'Относится к' }, max: 40 })),
    kind: choice(itemKinds, { label: { az: 'Növü', en: 'Kind', ru: 'Вид' } }),
    position: integer({ label: label.position, minimum: 0 }),
    title: structure(titleSchema, { label: label.title }),
    note: optional(structure(titleSchema, { label: label.note })),
    absolute: yesNo({ label: { az: 'Hamısı üçün', en: 'For everything', ru: 'Для всего' } }),
    wording: optional(
      text({ label: { az: 'Rəsmi mətn', en: 'Official wording', ru: 'Официальный текст' }, max: 20_000 }),
    ),
    wording_source: optional(
      text({ label: { az: 'Mətnin mənbəyi', en: 'Source of the wording', ru: 'Источник текста' }, max: 500 }),
    ),
    deadline_text: optional(
      text({ label: { az: 'Müddət, yazıldığı kimi', en: 'Deadline as written', ru: 'Срок, как написано' }, max: 500 }),
    ),
    deadline_reading: optional(
      structure(deadlineReadingSchema, {
        label: { az: 'Müddətin oxunuşu', en: 'Reading of the deadline', ru: 'Прочтение срока' },
      }),
    ),
    removed_at: optional(instant({ label: label.removed })),
  },
});

export const serves = entity('plan.serves', {
  label: { az: 'Xidmət etdiyi tədbir', en: 'Serves', ru: 'Служит мероприятию' },
  about: 'Which item of a roadmap serves which item of the national plan.',
  fields: {
    item: reference('plan.item', { label: label.item }),
    served: reference('plan.item', { label: { az: 'Tədbir', en: 'Measure served', ru: 'Мероприятие' } }),
  },
});

export const party = entity('plan.party', {
  label: partyRoles.executor,
  about: 'Which institution carries out a measure, as executor or co-executor, since when; nobody is invented.',
  fields: {
    id: id(),
    item: reference('plan.item', { label: label.item }),
    institution: institutionCode(),
    role: choice(partyRoles, { label: { az: 'Rol', en: 'Role', ru: 'Роль' } }),
    from_day: day({ label: label.from }),
    to_day: optional(day({ label: label.to })),
    sample: yesNo({ label: label.sample }),
    source: text({ label: label.source, max: 500 }),
    entered_at: instant({ label: label.entered }),
  },
});

export const responsible = entity('plan.responsible', {
  label: { az: 'Məsul rəhbər müavini', en: 'Responsible deputy head', ru: 'Ответственный заместитель руководителя' },
  about: 'The deputy head who answers for an institution’s digital targets: public by office, with term dates.',
  fields: {
    id: id(),
    institution: institutionCode(),
    name: text({ label: { az: 'Ad və soyad', en: 'Name', ru: 'Имя и фамилия' }, max: 200 }),
    post: structure(titleSchema, { label: { az: 'Vəzifə', en: 'Post', ru: 'Должность' } }),
    from_day: day({ label: label.from }),
    to_day: optional(day({ label: label.to })),
    act: optional(text({ label: { az: 'Təyinat sənədi', en: 'Appointing act', ru: 'Акт о назначении' }, max: 500 })),
    sample: yesNo({ label: label.sample }),
    source: text({ label: label.source, max: 500 }),
    entered_at: instant({ label: label.entered }),
  },
});

export const deliverable = entity('plan.deliverable', {
  label: label.deliverable,
  about: 'What a measure has to have made when it is done.',
  fields: {
    id: id(),
    item: reference('plan.item', { label: label.item }),
    code: text({ label: label.code, max: 40 }),
    title: structure(titleSchema, { label: label.title }),
    position: integer({ label: label.position, minimum: 0 }),
    sample: yesNo({ label: label.sample }),
    removed_at: optional(instant({ label: label.removed })),
  },
});

export const milestone = entity('plan.milestone', {
  label: label.milestone,
  about: 'A step of a measure, with its weight; it is reached when evidence of it was verified.',
  fields: {
    id: id(),
    item: reference('plan.item', { label: label.item }),
    code: text({ label: label.code, max: 40 }),
    title: structure(titleSchema, { label: label.title }),
    weight: decimal({ label: { az: 'Çəki', en: 'Weight', ru: 'Вес' } }),
    deliverable: optional(reference('plan.deliverable', { label: label.deliverable })),
    position: integer({ label: label.position, minimum: 0 }),
    sample: yesNo({ label: label.sample }),
    removed_at: optional(instant({ label: label.removed })),
  },
});

export const dependency = entity('plan.dependency', {
  label: { az: 'Asılılıq', en: 'Dependency', ru: 'Зависимость' },
  about: 'Which milestone must be reached before another.',
  fields: {
    milestone: reference('plan.milestone', { label: label.milestone }),
    needs: reference('plan.milestone', { label: { az: 'Ondan əvvəlki', en: 'Needs', ru: 'Требует' } }),
  },
});

export const baseline = entity('plan.baseline', {
  label: { az: 'Təqvim', en: 'Baseline', ru: 'Базовый график' },
  about: 'The dates of a measure as once set. Version 0, the first, stays beside every later one.',
  // Of the demonstration alone: `vahid plan sample --remove`.
  grant: 'append and delete by retention',
  fields: {
    id: id(),
    item: reference('plan.item', { label: label.item }),
    version: integer({ label: { az: 'Versiya', en: 'Version', ru: 'Версия' }, minimum: 0 }),
    reason: text({ label: label.reason, max: 2000 }),
    source: text({ label: label.source, max: 500 }),
    sample: yesNo({ label: label.sample }),
    instance: optional(reference('process.instance', { label: label.instance })),
    entered_at: instant({ label: label.entered }),
  },
});

export const baselineDate = entity('plan.baseline_date', {
  label: { az: 'Təqvimin tarixi', en: 'Date of a baseline', ru: 'Дата графика' },
  about: 'When a milestone, or the measure itself, starts and is due by one baseline.',
  // Of the demonstration alone: `vahid plan sample --remove`.
  grant: 'append and delete by retention',
  fields: {
    baseline: reference('plan.baseline', { label: { az: 'Təqvim', en: 'Baseline', ru: 'График' } }),
    milestone: optional(reference('plan.milestone', { label: label.milestone })),
    starts: optional(day({ label: { az: 'Başlanğıc', en: 'Starts', ru: 'Начало' } })),
    due: day({ label: label.due }),
  },
});

export const measureEntities = [
  plan,
  item,
  serves,
  party,
  responsible,
  deliverable,
  milestone,
  dependency,
  baseline,
  baselineDate,
  standing,
  comment,
  change,
  reminder,
] as const;
export type PlanTables = Tables<(typeof measureEntities)[number]>;

export type PlanRow = Row<typeof plan>;
export type ItemRow = Row<typeof item>;
export type PartyRow = Row<typeof party>;
export type ResponsibleRow = Row<typeof responsible>;
export type MilestoneRow = Row<typeof milestone>;
export type DeliverableRow = Row<typeof deliverable>;
