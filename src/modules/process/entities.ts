import { type Static, Type } from 'typebox';
import type { Role } from '../../kernel/access.ts';
import {
  bytes,
  choice,
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
  texts,
  transactionNumber,
  yesNo,
} from '../../kernel/entity.ts';
import type { Json } from '../../kernel/job.ts';
import type { Text } from '../../language/lang.ts';

/** The legal states of a case. Every state of a definition is one of them, under a name of its own. */
export const statuses = {
  draft: { az: 'Qaralama', en: 'Draft', ru: 'Черновик' },
  submitted: { az: 'Göndərilib', en: 'Submitted', ru: 'Подано' },
  in_review: { az: 'Baxılır', en: 'In review', ru: 'На рассмотрении' },
  waiting_for_applicant: {
    az: 'Müraciətçidən cavab gözlənilir',
    en: 'Waiting for the applicant',
    ru: 'Ожидается ответ заявителя',
  },
  decided: { az: 'Qərar qəbul edilib', en: 'Decided', ru: 'Решение принято' },
  issued: { az: 'Sənəd verilib', en: 'Issued', ru: 'Документ выдан' },
  appealed: { az: 'Şikayət verilib', en: 'Appealed', ru: 'Обжаловано' },
  closed: { az: 'Bağlanıb', en: 'Closed', ru: 'Закрыто' },
  withdrawn: { az: 'Geri götürülüb', en: 'Withdrawn', ru: 'Отозвано' },
} as const;
export type Status = keyof typeof statuses;
export const statusNames = Object.keys(statuses) as readonly Status[];

/**
 * In what capacity one acts: for the owner (an institution's registrar, or `owner_…`: another office of it), as an
 * official of the institution that decides, or as the program.
 */
export const actors = {
  applicant: { az: 'Müraciətçi', en: 'Applicant', ru: 'Заявитель' },
  registrar: { az: 'Qeydiyyatçı', en: 'Registrar', ru: 'Регистратор' },
  owner_officer: {
    az: 'Sahib qurumun icraçısı',
    en: 'Officer of the owner',
    ru: 'Исполнитель учреждения-владельца',
  },
  owner_deputy_head: {
    az: 'Sahib qurumun rəhbərinin müavini',
    en: 'Deputy head of the owner',
    ru: 'Заместитель руководителя учреждения-владельца',
  },
  owner_head: { az: 'Sahib qurumun rəhbəri', en: 'Head of the owner', ru: 'Руководитель учреждения-владельца' },
  officer: { az: 'İcraçı', en: 'Officer', ru: 'Исполнитель' },
  approver: { az: 'Təsdiq edən', en: 'Approver', ru: 'Утверждающий' },
  deputy_head: { az: 'Rəhbərin müavini', en: 'Deputy head', ru: 'Заместитель руководителя' },
  head: { az: 'Rəhbər', en: 'Head', ru: 'Руководитель' },
  project_office: { az: 'Layihə ofisi', en: 'Project office', ru: 'Проектный офис' },
  system: { az: 'Sistem', en: 'System', ru: 'Система' },
} as const;
export type ActorKind = keyof typeof actors;
export const officeTitle = (kind: ActorKind): Text => actors[kind];
export const officialNames = ['officer', 'approver', 'deputy_head', 'head', 'project_office'] as const;
export type Official = (typeof officialNames)[number];
/** Offices of an institution that owns an instance, with the role that holds each. */
export const ownerOffices = {
  registrar: 'registrar',
  owner_officer: 'officer',
  owner_deputy_head: 'deputy_head',
  owner_head: 'head',
} as const satisfies Partial<Record<ActorKind, Role>>;
export type OwnerOffice = keyof typeof ownerOffices;
export const ownerOfficeNames = Object.keys(ownerOffices) as readonly OwnerOffice[];
/** Offices that a process can wait for: of the institution that decides, and of one that owns it. */
export const officeNames = [...officialNames, ...ownerOfficeNames] as const;
export type Office = Official | OwnerOffice;

export const isOfficial = (capacity: string): capacity is Official =>
  (officialNames as readonly string[]).includes(capacity);
export const isOwnerOffice = (capacity: string): capacity is OwnerOffice => Object.hasOwn(ownerOffices, capacity);
/** Those who act for the owner: a person or the head of an organisation, or an institution's offices. */
export const isOwners = (capacity: string): boolean => capacity === 'applicant' || isOwnerOffice(capacity);

/** Where an office is held, and the role that holds it. */
export function postOf(office: Office): { readonly who: Role; readonly where: 'own' | 'owner' } {
  return isOwnerOffice(office) ? { who: ownerOffices[office], where: 'owner' } : { who: office, where: 'own' };
}

const textSchema = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() });

const day = Type.String({ format: 'date' });

/** One clock of an instance: the stretches of days in which it ran, and since when it is late. */
const clockState = Type.Object({
  spans: Type.Array(Type.Object({ from: day, to: Type.Union([day, Type.Null()]) })),
  /** The day whose end found the clock run out. */
  late: Type.Optional(day),
  /** How many steps of its escalation have been told since. */
  told: Type.Optional(Type.Integer()),
});
export type ClockState = Static<typeof clockState>;

/** Clocks by name. */
const clockStates = Type.Record(Type.String(), clockState);
export type ClockStates = Static<typeof clockStates>;

/** Who last took each action: what four eyes are judged by. */
const takenBy = Type.Record(
  Type.String(),
  Type.Object({
    person: Type.String(),
    as: Type.String(),
    /** Who took it earlier: a case that is sent back is still the work of all of them. */
    before: Type.Optional(Type.Array(Type.String())),
  }),
);
export type TakenBy = Static<typeof takenBy>;

/** How the clock stood that an act found running: the first to be due of those the state runs. */
const clockReading = Type.Object({
  name: Type.String(),
  workingDays: Type.Integer(),
  spent: Type.Integer(),
  late: Type.Boolean(),
});
export type ClockReading = Static<typeof clockReading>;

const moment = { az: 'Vaxt', en: 'Moment', ru: 'Момент' };
const actionLabel = { az: 'Əməliyyat', en: 'Action', ru: 'Действие' };
const instanceLabel = { az: 'İş', en: 'Instance', ru: 'Дело' };
const personLabel = { az: 'Şəxs', en: 'Person', ru: 'Лицо' };
const organisationLabel = { az: 'Təşkilat', en: 'Organisation', ru: 'Организация' };
const institutionLabel = { az: 'Qurum', en: 'Institution', ru: 'Учреждение' };
const sequenceLabel = { az: 'Sıra nömrəsi', en: 'Sequence', ru: 'Порядковый номер' };

export const instance = entity('process.instance', {
  label: instanceLabel,
  about: 'Present state of every process under way or ended: one row an instance, always in step with its journal.',
  fields: {
    id: id(),
    kind: text({ label: { az: 'Tərifin növü', en: 'Kind of definition', ru: 'Вид определения' }, max: 60 }),
    name: text({ label: { az: 'Tərif', en: 'Definition', ru: 'Определение' }, max: 100 }),
    definition_version: integer({
      label: { az: 'Tərifin versiyası', en: 'Version of the definition', ru: 'Версия определения' },
      minimum: 1,
    }),
    reference: text({ label: { az: 'Nömrə', en: 'Reference', ru: 'Номер' }, max: 100 }),
    title: structure(textSchema, { label: { az: 'Ad', en: 'Title', ru: 'Название' } }),
    institution: {
      ...text({ label: institutionLabel, max: 60 }),
      references: 'identity.institution',
    },
    owner_person: optional(reference('identity.person', { label: personLabel, class: 'personal' })),
    owner_organisation: optional(reference('identity.organisation', { label: organisationLabel })),
    owner_institution: optional({
      ...text({ label: { az: 'Sahib qurum', en: 'Owner institution', ru: 'Учреждение-владелец' }, max: 60 }),
      references: 'identity.institution',
    }),
    parent: optional(reference('process.instance', { label: { az: 'Əsas iş', en: 'Parent', ru: 'Основное дело' } })),
    state: text({ label: { az: 'Vəziyyət', en: 'State', ru: 'Состояние' }, max: 60 }),
    status: choice(statuses, { label: { az: 'Status', en: 'Status', ru: 'Статус' } }),
    awaits: texts({ label: { az: 'Kimi gözləyir', en: 'Who can act now', ru: 'Кого ожидает' } }),
    assignee: optional(reference('identity.person', { label: { az: 'İcraçı', en: 'Assignee', ru: 'Исполнитель' } })),
    version: integer({ label: { az: 'Dəyişiklik nömrəsi', en: 'Version', ru: 'Версия' }, minimum: 1 }),
    seq: integer({ label: { az: 'Son qeydin nömrəsi', en: 'Last sequence', ru: 'Последний номер' }, minimum: 1 }),
    taken: structure(takenBy, {
      label: { az: 'Əməliyyatları kim edib', en: 'Who took which action', ru: 'Кто выполнил действия' },
      class: 'personal',
    }),
    spoke_for_owner: texts({
      label: { az: 'Sahibin adından çıxış edənlər', en: 'Who acted for the owner', ru: 'Кто действовал за владельца' },
    }),
    clocks: structure(clockStates, { label: { az: 'Müddətlər', en: 'Clocks', ru: 'Сроки' } }),
    flags: texts({ label: { az: 'İşarələr', en: 'Flags', ru: 'Пометки' } }),
    due_at: optional(instant({ label: { az: 'Son tarix', en: 'Due', ru: 'Крайний срок' } })),
    overdue: yesNo({ label: { az: 'Gecikir', en: 'Overdue', ru: 'Просрочено' } }),
    calendar_version: integer({
      label: { az: 'Təqvimin versiyası', en: 'Version of the calendar', ru: 'Версия календаря' },
      minimum: 1,
    }),
    created_at: instant({ label: { az: 'Yaradılıb', en: 'Created', ru: 'Создано' } }),
    updated_at: instant({ label: { az: 'Dəyişdirilib', en: 'Updated', ru: 'Изменено' } }),
  },
});

export const journal = entity('process.journal', {
  label: { az: 'Jurnal', en: 'Journal', ru: 'Журнал' },
  about:
    'What was done with every instance, in order. Append-only. Holds ids and digests; names and notes lie in journal_value.',
  grant: 'append',
  fields: {
    instance: id(instanceLabel),
    seq: integer({ label: sequenceLabel, minimum: 1 }),
    at: instant({ label: moment }),
    xid: transactionNumber(),
    action: text({ label: actionLabel, max: 60 }),
    from_state: optional(text({ label: { az: 'Haradan', en: 'From', ru: 'Откуда' }, max: 60 })),
    to_state: text({ label: { az: 'Haraya', en: 'To', ru: 'Куда' }, max: 60 }),
    from_status: optional(choice(statuses, { label: { az: 'Əvvəlki status', en: 'From status', ru: 'Из статуса' } })),
    to_status: choice(statuses, { label: { az: 'Yeni status', en: 'To status', ru: 'В статус' } }),
    acted_as: choice(actors, { label: { az: 'Kim kimi', en: 'Acted as', ru: 'В качестве' } }),
    person: optional(id(personLabel)),
    organisation: optional(id(organisationLabel)),
    effects: texts({ label: { az: 'Nəticələr', en: 'Effects', ru: 'Последствия' } }),
    details: structure(Type.Unsafe<Readonly<Record<string, Json>>>(Type.Object({})), {
      label: { az: 'Təfərrüat', en: 'Details', ru: 'Подробности' },
    }),
    clock: optional(structure(clockReading, { label: { az: 'Müddət', en: 'Clock', ru: 'Срок' } })),
    name_hmac: optional(bytes({ label: { az: 'Adın izi', en: 'Digest of the name', ru: 'Отпечаток имени' } })),
    note_hmac: optional(bytes({ label: { az: 'Qeydin izi', en: 'Digest of the note', ru: 'Отпечаток примечания' } })),
  },
});

const valueFields = {
  name: { az: 'Ad', en: 'Name', ru: 'Имя' },
  note: { az: 'Qeyd', en: 'Note', ru: 'Примечание' },
} as const;

export const journalValue = entity('process.journal_value', {
  label: { az: 'Jurnalın şəxsi məlumatı', en: 'Personal value of the journal', ru: 'Личные данные журнала' },
  about:
    'Names and notes of journal entries, each with the key of its digest. Only the retention role deletes a row; the journal then still proves that it was there.',
  grant: 'append and delete by retention',
  fields: {
    instance: id(instanceLabel),
    seq: integer({ label: sequenceLabel, minimum: 1 }),
    field: choice(valueFields, { label: { az: 'Sahə', en: 'Field', ru: 'Поле' } }),
    at: instant({ label: moment }),
    key: bytes({ label: { az: 'Açar', en: 'Key', ru: 'Ключ' } }),
    value: text({ label: { az: 'Dəyər', en: 'Value', ru: 'Значение' }, max: 20_000, class: 'personal' }),
  },
});

export const receipt = entity('process.receipt', {
  label: { az: 'Təkrarın izi', en: 'Receipt', ru: 'Квитанция' },
  about: 'What an act with an idempotency key answered, so that a repeat gets the same answer and does nothing.',
  grant: 'append',
  fields: {
    instance: { ...id(instanceLabel), references: 'process.instance' },
    key: text({ label: { az: 'Açar', en: 'Key', ru: 'Ключ' }, max: 200 }),
    action: text({ label: actionLabel, max: 60 }),
    person: optional(id(personLabel)),
    seq: integer({ label: sequenceLabel, minimum: 1 }),
    state: text({ label: { az: 'Vəziyyət', en: 'State', ru: 'Состояние' }, max: 60 }),
    status: choice(statuses, { label: { az: 'Status', en: 'Status', ru: 'Статус' } }),
  },
});

export const notification = entity('process.notification', {
  label: { az: 'Bildiriş', en: 'Notification', ru: 'Уведомление' },
  about:
    'Messages shown in the portal to a person, to those who act for an organisation, or to an office of an institution.',
  grant: 'append',
  fields: {
    id: id(),
    at: instant({ label: moment }),
    person: optional(reference('identity.person', { label: personLabel, class: 'personal' })),
    organisation: optional(reference('identity.organisation', { label: organisationLabel })),
    institution: optional({ ...text({ label: institutionLabel, max: 60 }), references: 'identity.institution' }),
    role: optional(text({ label: { az: 'Vəzifə', en: 'Office', ru: 'Должность' }, max: 60 })),
    text: structure(textSchema, { label: { az: 'Mətn', en: 'Text', ru: 'Текст' }, class: 'personal' }),
    link: optional(text({ label: { az: 'Keçid', en: 'Link', ru: 'Ссылка' }, max: 500 })),
    instance: optional({ ...id(instanceLabel), references: 'process.instance' }),
    effect_key: optional(
      text({ label: { az: 'Nəticənin açarı', en: 'Effect key', ru: 'Ключ последствия' }, max: 300 }),
    ),
  },
});

export const notificationRead = entity('process.notification_read', {
  label: { az: 'Oxunmuş bildiriş', en: 'Notification read', ru: 'Прочитанное уведомление' },
  about: 'Who has read which notification, and when: one to an office is read by each of its holders on their own.',
  grant: 'append',
  fields: {
    notification: { ...id(), references: 'process.notification' },
    person: reference('identity.person', { label: personLabel }),
    at: instant({ label: moment }),
  },
});

export const entities = [instance, journal, journalValue, receipt, notification, notificationRead] as const;
export type ProcessTables = Tables<(typeof entities)[number]>;

/** One process as it stands now. */
export type Instance = Row<typeof instance>;
export type JournalRow = Row<typeof journal>;
