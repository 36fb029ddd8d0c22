import { Type } from 'typebox';
import {
  bytes,
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
  texts,
  transactionNumber,
  yesNo,
} from '../../kernel/entity.ts';
import type { Text } from '../../language/lang.ts';
import type { Json } from '../../kernel/job.ts';
import { channels, factStates, origins, verdicts } from './entity-choices.ts';
import { agreement } from './agreement-entities.ts';
import { amendment } from './amendment-entities.ts';
import { assistance, assistCode } from './assistance-entities.ts';
import { correctionRequest, correctionValue } from './correction-request/entities.ts';
import { representation } from './representation-entities.ts';
import { forgotten } from './forgotten-entities.ts';
import { inquiry } from './inquiry-entities.ts';
import { opinionEntities } from './opinion-entities.ts';
import { reviewEntities } from './review-entities.ts';
import type { Reason } from './rules/judging.ts';

export const outcomes = {
  approved: { az: 'Təsdiq edilib', en: 'Approved', ru: 'Одобрено' },
  refused: { az: 'İmtina edilib', en: 'Refused', ru: 'Отказано' },
  lapsed: { az: 'Baxılmadan bağlanıb', en: 'Closed without a decision', ru: 'Закрыто без рассмотрения' },
  revoked: { az: 'Ləğv edilib', en: 'Revoked', ru: 'Отозвано' },
} as const;
export type Outcome = keyof typeof outcomes;
export const outcomeNames = Object.keys(outcomes) as readonly Outcome[];

const deciders = {
  table: { az: 'Qərar cədvəli', en: 'Decision table', ru: 'Таблица решений' },
  official: { az: 'Vəzifəli şəxs', en: 'Official', ru: 'Должностное лицо' },
  clock: { az: 'Müddətin bitməsi', en: 'End of a time limit', ru: 'Истечение срока' },
} as const;
export type Decider = keyof typeof deciders;

const caseLabel = { az: 'Müraciət', en: 'Case', ru: 'Обращение' };
const moment = { az: 'Vaxt', en: 'Moment', ru: 'Момент' };
const serviceLabel = { az: 'Xidmət', en: 'Service', ru: 'Услуга' };
const institutionLabel = { az: 'Qurum', en: 'Institution', ru: 'Учреждение' };
const fieldLabel = { az: 'Sahə', en: 'Field', ru: 'Поле' };
const valueLabel = { az: 'Dəyər', en: 'Value', ru: 'Значение' };
const seqLabel = { az: 'Sıra nömrəsi', en: 'Sequence', ru: 'Порядковый номер' };
const originLabel = { az: 'Təşəbbüs', en: 'Origin', ru: 'Инициатива' };
const outcomeLabel = { az: 'Nəticə', en: 'Outcome', ru: 'Итог' };

const words = Type.Unsafe<Text>(Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }));
const json = Type.Unsafe<Json>(Type.Unknown());
const reasons = Type.Unsafe<readonly Reason[]>(Type.Array(Type.Unknown()));
const institution = { ...text({ label: institutionLabel, max: 60 }), references: 'identity.institution' } as const;
const instance = { ...id(caseLabel), references: 'services.case' } as const;

export const serviceCase = entity('services.case', {
  label: caseLabel,
  about:
    'Every application: its service in the pinned version, who applies, and how it ended. The id is the process instance.',
  fields: {
    id: { ...id(), references: 'process.instance' },
    service: text({ label: serviceLabel, max: 63 }),
    version: integer({ label: { az: 'Tərifin versiyası', en: 'Version', ru: 'Версия' }, minimum: 1 }),
    reference: text({ label: { az: 'Nömrə', en: 'Reference', ru: 'Номер' }, max: 40 }),
    institution,
    person: reference('identity.person', {
      label: { az: 'Müraciətçi', en: 'Applicant', ru: 'Заявитель' },
      class: 'personal',
    }),
    organisation: optional(
      reference('identity.organisation', { label: { az: 'Təşkilat', en: 'Organisation', ru: 'Организация' } }),
    ),
    origin: choice(origins, { label: originLabel }),
    submitted_at: optional(instant({ label: { az: 'Göndərilib', en: 'Submitted', ru: 'Подано' } })),
    outcome: optional(choice(outcomes, { label: outcomeLabel })),
    appeal_until: optional(
      day({ label: { az: 'Şikayət üçün son gün', en: 'Last day to appeal', ru: 'Последний день обжалования' } }),
    ),
    correct_pages: texts({
      label: { az: 'Düzəldiləcək səhifələr', en: 'Pages to correct', ru: 'Страницы для исправления' },
    }),
    document: optional(reference('documents.document', { label: { az: 'Sənəd', en: 'Document', ru: 'Документ' } })),
    document_code: optional(
      text({ label: { az: 'Sənədin kodu', en: 'Code of the document', ru: 'Код документа' }, max: 32 }),
    ),
    created_at: instant({ label: { az: 'Yaradılıb', en: 'Created', ru: 'Создано' } }),
    channel: choice(channels, { label: { az: 'Müraciət yolu', en: 'Channel', ru: 'Канал' } }),
  },
});

export const draftOutcome = entity('services.draft_outcome', {
  label: { az: 'Başlanmış müraciətin taleyi', en: 'What became of a draft', ru: 'Итог начатого заявления' },
  about: 'Whether an application that somebody began was sent within thirty days: written when they are over.',
  grant: 'append',
  fields: {
    instance,
    xid: transactionNumber(),
    at: instant({ label: moment }),
    institution,
    service: text({ label: serviceLabel, max: 63 }),
    channel: choice(channels, { label: { az: 'Müraciət yolu', en: 'Channel', ru: 'Канал' } }),
    sent: yesNo({ label: { az: 'Göndərilib', en: 'Sent', ru: 'Подано' } }),
  },
});

export const counter = entity('services.counter', {
  label: { az: 'Nömrələr', en: 'Numbers', ru: 'Номера' },
  about: 'Last number given to a case, by service and year.',
  fields: {
    service: text({ label: serviceLabel, max: 63 }),
    year: integer({ label: { az: 'İl', en: 'Year', ru: 'Год' }, minimum: 2020 }),
    last: integer({ label: { az: 'Sonuncu', en: 'Last', ru: 'Последний' }, minimum: 0 }),
  },
});

export const answer = entity('services.answer', {
  label: { az: 'Cavab', en: 'Answer', ru: 'Ответ' },
  about: 'What the applicant answered; drafts are kept page by page. `changed_at`: corrected after submission.',
  fields: {
    instance,
    field: text({ label: fieldLabel, max: 60 }),
    value: structure(json, { label: valueLabel, class: 'personal' }),
    answered_at: instant({ label: moment }),
    changed_at: optional(instant({ label: { az: 'Dəyişdirilib', en: 'Changed', ru: 'Изменено' } })),
  },
});

export const evidence = entity('services.evidence', {
  label: { az: 'Sübut faylı', en: 'Evidence', ru: 'Подтверждающий файл' },
  about:
    'Files that applicants uploaded, by the field that asked for them. Name, kind and size stand in the answer; `removed_as` keeps them of a file that was removed after officials had it.',
  fields: {
    id: id(),
    instance,
    field: text({ label: fieldLabel, max: 60 }),
    file: { ...id({ az: 'Fayl', en: 'File', ru: 'Файл' }), references: 'kernel.file' } as const,
    added_at: instant({ label: moment }),
    handed_at: optional(instant({ label: { az: 'Təqdim edilib', en: 'Before officials since', ru: 'Представлено' } })),
    removed_at: optional(instant({ label: { az: 'Çıxarılıb', en: 'Removed', ru: 'Изъято' } })),
    removed_as: optional(structure(json, { label: valueLabel, class: 'personal' })),
  },
});

const correctionKinds = {
  asked: { az: 'İstənilib', en: 'Asked', ru: 'Запрошено' },
  answered: { az: 'Cavablandırılıb', en: 'Answered', ru: 'Отвечено' },
} as const;

export const correction = entity('services.correction', {
  label: { az: 'Düzəliş', en: 'Correction', ru: 'Исправление' },
  about:
    'What a return asked to be corrected, by page, with the answers as they were; and which changed when it was answered.',
  grant: 'append and delete by retention',
  fields: {
    instance,
    seq: integer({ label: seqLabel, minimum: 1 }),
    page: text({ label: { az: 'Səhifə', en: 'Page', ru: 'Страница' }, max: 63 }),
    kind: choice(correctionKinds, { label: { az: 'Növ', en: 'Kind', ru: 'Вид' } }),
    at: instant({ label: moment }),
    remark: optional(text({ label: { az: 'Qeyd', en: 'Remark', ru: 'Замечание' }, max: 1000, class: 'personal' })),
    before: optional(
      structure(json, {
        label: { az: 'Əvvəlki cavablar', en: 'Answers before', ru: 'Прежние ответы' },
        class: 'personal',
      }),
    ),
    changed: texts({ label: { az: 'Dəyişən sahələr', en: 'Fields that changed', ru: 'Изменённые поля' } }),
  },
});

export const note = entity('services.note', {
  label: { az: 'Daxili qeyd', en: 'Internal note', ru: 'Внутренняя заметка' },
  about: 'What officials of the deciding institution note on a case for one another. Never shown to the applicant.',
  grant: 'append and delete by retention',
  fields: {
    id: id(),
    instance,
    at: instant({ label: moment }),
    institution,
    person: reference('identity.person', { label: { az: 'Müəllif', en: 'Author', ru: 'Автор' }, class: 'personal' }),
    author: optional(
      text({ label: { az: 'Müəllifin adı', en: 'Name of the author', ru: 'Имя автора' }, max: 200, class: 'personal' }),
    ),
    words: text({ label: { az: 'Mətn', en: 'Text', ru: 'Текст' }, max: 4000, class: 'personal' }),
  },
});

export const fact = entity('services.fact', {
  label: { az: 'Fakt', en: 'Fact', ru: 'Факт' },
  about: 'What registers said, each time they were asked, with where it came from. The newest of a field is in force.',
  grant: 'append and delete by retention',
  fields: {
    id: id(),
    instance,
    field: text({ label: fieldLabel, max: 60 }),
    state: choice(factStates, { label: { az: 'Vəziyyət', en: 'State', ru: 'Состояние' } }),
    value: optional(structure(json, { label: valueLabel, class: 'personal' })),
    recorded_at: optional(
      instant({ label: { az: 'Reyestrdə qeyd olunub', en: 'Recorded in the register', ru: 'Записано в реестре' } }),
    ),
    read_at: instant({ label: { az: 'Alınıb', en: 'Read', ru: 'Получено' } }),
    retry_at: optional(instant({ label: { az: 'Yenidən soruşulacaq', en: 'Asked again at', ru: 'Повторный запрос' } })),
  },
});

export const submission = entity('services.submission', {
  label: { az: 'Təqdimat', en: 'Submission', ru: 'Подача' },
  about:
    'Journal of cases submitted: how much was asked, how much registers knew, what the table said. No personal values.',
  grant: 'append',
  fields: {
    instance,
    at: instant({ label: moment }),
    xid: transactionNumber(),
    service: text({ label: serviceLabel, max: 63 }),
    institution,
    fields_asked: integer({
      label: { az: 'Tələb olunan sahələr', en: 'Fields needed', ru: 'Требуемые поля' },
      minimum: 0,
    }),
    fields_known: integer({
      label: { az: 'Reyestrlərdən doldurulan', en: 'Filled from registers', ru: 'Заполнено из реестров' },
      minimum: 0,
    }),
    verdict: choice(verdicts, { label: { az: 'Cədvəlin cavabı', en: 'What the table said', ru: 'Ответ таблицы' } }),
  },
});

export const decision = entity('services.decision', {
  label: { az: 'Qərar', en: 'Decision', ru: 'Решение' },
  about: 'Every decision with its reasons and articles, in the order of the process. Never changed.',
  grant: 'append and delete by retention',
  fields: {
    instance,
    seq: integer({ label: seqLabel, minimum: 1 }),
    at: instant({ label: moment }),
    xid: transactionNumber(),
    service: text({ label: serviceLabel, max: 63 }),
    institution,
    origin: choice(origins, { label: originLabel }),
    outcome: choice(outcomes, { label: outcomeLabel }),
    decided_by: choice(deciders, { label: { az: 'Kim qərar verib', en: 'Decided by', ru: 'Кем решено' } }),
    reasons: structure(reasons, { label: { az: 'Səbəblər', en: 'Reasons', ru: 'Причины' }, class: 'personal' }),
  },
});

export const ownReason = entity('services.own_reason', {
  label: { az: 'Əlavə səbəb', en: 'Further reason', ru: 'Дополнительная причина' },
  about: 'What officials add to the reasons of a decision in their own words. The decision keeps the article.',
  grant: 'append and delete by retention',
  fields: {
    instance,
    seq: integer({ label: seqLabel, minimum: 1 }),
    at: instant({ label: moment }),
    words: text({ label: { az: 'Mətn', en: 'Text', ru: 'Текст' }, max: 2000, class: 'personal' }),
  },
});

export const effect = entity('services.effect', {
  label: { az: 'Qərarın nəticəsi', en: 'Effect', ru: 'Последствие' },
  about: 'What followed an action and is done: entry, document, notice. One row an effect, so that none happens twice.',
  grant: 'append',
  fields: {
    instance,
    seq: integer({ label: seqLabel, minimum: 1 }),
    name: text({ label: { az: 'Ad', en: 'Name', ru: 'Название' }, max: 60 }),
    at: instant({ label: moment }),
    record: optional(text({ label: { az: 'Reyestr qeydi', en: 'Register record', ru: 'Запись реестра' }, max: 60 })),
  },
});

const feeStates = {
  due: { az: 'Ödənilməlidir', en: 'To be paid', ru: 'К оплате' },
  covered: { az: 'Artıq hesab açılıb', en: 'Billed already', ru: 'Счёт уже выставлен' },
  waived: { az: 'Azad edilib', en: 'Waived', ru: 'Освобождён' },
  none: { az: 'Rüsum yoxdur', en: 'No fee', ru: 'Пошлины нет' },
} as const;

export const fee = entity('services.fee', {
  label: { az: 'Rüsum', en: 'Fee', ru: 'Пошлина' },
  about:
    'What was to be paid for a case, each time that was worked out: of `due` what a bill was issued for, beside those before it. How its bill stands, payments tells.',
  grant: 'append',
  fields: {
    instance,
    seq: integer({ label: seqLabel, minimum: 1 }),
    at: instant({ label: moment }),
    state: choice(feeStates, { label: { az: 'Vəziyyət', en: 'State', ru: 'Состояние' } }),
    amount: optional({
      ...decimal({ label: { az: 'Məbləğ', en: 'Amount', ru: 'Сумма' } }),
      sql: 'numeric(14,2)',
    }),
    reason: optional(structure(words, { label: { az: 'Səbəb', en: 'Reason', ru: 'Причина' } })),
    article: optional(text({ label: { az: 'Maddə', en: 'Article', ru: 'Статья' }, max: 100 })),
    bill: optional(reference('payments.bill', { label: { az: 'Hesab', en: 'Bill', ru: 'Счёт' } })),
  },
});

export const rating = entity('services.rating', {
  label: { az: 'Qiymət', en: 'Rating', ru: 'Оценка' },
  about: 'What applicants say of a service once their case is decided; once a case.',
  grant: 'append and delete by retention',
  fields: {
    instance,
    at: instant({ label: moment }),
    xid: transactionNumber(),
    service: text({ label: serviceLabel, max: 63 }),
    institution,
    score: integer({ label: { az: 'Bal', en: 'Score', ru: 'Балл' }, minimum: 1, maximum: 5 }),
    comment: optional(text({ label: { az: 'Rəy', en: 'Comment', ru: 'Отзыв' }, max: 1000, class: 'personal' })),
  },
});

export const signature = entity('services.signature', {
  label: { az: 'Elektron imza', en: 'Signature', ru: 'Электронная подпись' },
  about:
    'E-signatures with which applicants and officials acted, once a step. The journal of the process keeps their digest; what was signed holds digests under `key` of `contents`.',
  grant: 'append and delete by retention',
  fields: {
    instance,
    seq: integer({ label: seqLabel, minimum: 1 }),
    at: instant({ label: moment }),
    jws: text({ label: { az: 'İmza', en: 'Signature', ru: 'Подпись' }, max: 200_000, class: 'personal' }),
    key: bytes({ label: { az: 'İzlərin açarı', en: 'Key of the digests', ru: 'Ключ отпечатков' } }),
    contents: text({
      label: { az: 'İmzalanan məzmun', en: 'What was signed', ru: 'Подписанное содержание' },
      max: 1_000_000,
      class: 'personal',
    }),
  },
});

export const entities = [
  serviceCase,
  draftOutcome,
  counter,
  answer,
  evidence,
  correction,
  amendment,
  note,
  assistance,
  assistCode,
  fact,
  submission,
  decision,
  ownReason,
  effect,
  fee,
  rating,
  signature,
  forgotten,
  ...opinionEntities,
  inquiry,
  agreement,
  representation,
  ...reviewEntities,
  correctionRequest,
  correctionValue,
] as const;
export type ServiceTables = Tables<(typeof entities)[number]>;
export type CaseRow = Row<typeof serviceCase>;
export type AnswerRow = Row<typeof answer>;
export type CorrectionRow = Row<typeof correction>;
export type NoteRow = Row<typeof note>;
export type EvidenceRow = Row<typeof evidence>;
export type FactRow = Row<typeof fact>;
export type DecisionRow = Row<typeof decision>;
export type OwnReasonRow = Row<typeof ownReason>;
export type FeeRow = Row<typeof fee>;
export type EffectRow = Row<typeof effect>;
export type RatingRow = Row<typeof rating>;
export type SignatureRow = Row<typeof signature>;
