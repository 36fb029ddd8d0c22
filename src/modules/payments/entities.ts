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
  type Row,
  structure,
  type Tables,
  text,
  transactionNumber,
} from '../../kernel/entity.ts';
import type { Text } from '../../language/lang.ts';

/** The only currency in which the state bills. */
export const currencies = { AZN: { az: 'Manat', en: 'Manat', ru: 'Манат' } } as const;

export const formats = {
  camt053: { az: 'camt.053', en: 'camt.053', ru: 'camt.053' },
  csv: { az: 'CSV', en: 'CSV', ru: 'CSV' },
} as const;
export type Format = keyof typeof formats;

/** Why money that came in belongs to no bill by itself. */
export const problems = {
  no_reference: { az: 'Ödəniş nömrəsi yoxdur', en: 'No payment reference', ru: 'Нет номера платежа' },
  unknown_reference: {
    az: 'Belə nömrəli hesab yoxdur',
    en: 'No bill has this reference',
    ru: 'Счёта с таким номером нет',
  },
  part: { az: 'Məbləğ azdır', en: 'Less than the bill', ru: 'Сумма меньше счёта' },
  over: { az: 'Məbləğ çoxdur', en: 'More than the bill', ru: 'Сумма больше счёта' },
  currency: { az: 'Başqa valyuta', en: 'Another currency', ru: 'Другая валюта' },
  reversed: { az: 'Bank geri alıb', en: 'Taken back by the bank', ru: 'Отозвано банком' },
  paid_already: { az: 'Hesab artıq ödənilib', en: 'The bill is paid already', ru: 'Счёт уже оплачен' },
  void: { az: 'Hesab ləğv edilib', en: 'The bill is void', ru: 'Счёт аннулирован' },
} as const;
export type Problem = keyof typeof problems;

/** What the ledger notes, in the order in which it can happen. */
export const entryKinds = {
  issued: { az: 'Hesab açılıb', en: 'Bill issued', ru: 'Счёт выставлен' },
  received: { az: 'Ödəniş daxil olub', en: 'Payment received', ru: 'Платёж получен' },
  paid: { az: 'Hesab ödənilib', en: 'Bill paid', ru: 'Счёт оплачен' },
  void: { az: 'Hesab ləğv edilib', en: 'Bill void', ru: 'Счёт аннулирован' },
  set_aside: {
    az: 'Baxılıb, tədbir lazım deyil',
    en: 'Looked into, nothing to do',
    ru: 'Рассмотрено, мер не требуется',
  },
  refund_ordered: { az: 'Qaytarılması təklif edilib', en: 'Refund ordered', ru: 'Предложен возврат' },
  refund_confirmed: { az: 'Qaytarılması təsdiq edilib', en: 'Refund confirmed', ru: 'Возврат утверждён' },
  refund_rejected: { az: 'Qaytarılmasından imtina edilib', en: 'Refund rejected', ru: 'Возврат отклонён' },
  refund_sent: { az: 'Qaytarılması banka göndərilib', en: 'Refund sent', ru: 'Возврат отправлен' },
} as const;
export type EntryKind = keyof typeof entryKinds;

export const billStates = {
  open: { az: 'Ödəniş gözlənilir', en: 'To be paid', ru: 'Ожидает оплаты' },
  paid: { az: 'Ödənilib', en: 'Paid', ru: 'Оплачен' },
  refunded: { az: 'Qaytarılıb', en: 'Refunded', ru: 'Возвращён' },
  void: { az: 'Ləğv edilib', en: 'Void', ru: 'Аннулирован' },
} as const;
export type BillState = keyof typeof billStates;

const money = (label: Text) => ({ ...decimal({ label }), sql: 'numeric(14,2)' });
const words = Type.Unsafe<Text>(Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }));
const institutionLabel = { az: 'Qurum', en: 'Institution', ru: 'Учреждение' };
const institution = { ...text({ label: institutionLabel, max: 60 }), references: 'identity.institution' } as const;
const billLabel = { az: 'Hesab', en: 'Bill', ru: 'Счёт' };
const amountLabel = { az: 'Məbləğ', en: 'Amount', ru: 'Сумма' };
const accountLabel = { az: 'IBAN', en: 'IBAN', ru: 'IBAN' };
const official = optional(
  reference('identity.person', { label: { az: 'Vəzifəli şəxs', en: 'Official', ru: 'Должностное лицо' } }),
);
const bankEntryLabel = { az: 'Bank əməliyyatı', en: 'Bank entry', ru: 'Банковская операция' };
const refundLabel = { az: 'Qaytarma', en: 'Refund', ru: 'Возврат' };

export const counter = entity('payments.counter', {
  label: { az: 'Nömrələr', en: 'Numbers', ru: 'Номера' },
  about: 'Last number given to a bill, by year.',
  fields: {
    year: integer({ label: { az: 'İl', en: 'Year', ru: 'Год' }, minimum: 2020 }),
    last: integer({ label: { az: 'Sonuncu', en: 'Last', ru: 'Последний' }, minimum: 0 }),
  },
});

export const bill = entity('payments.bill', {
  label: billLabel,
  about: 'What somebody owes an institution, for which step of which process. How it stands, the ledger tells.',
  grant: 'append',
  fields: {
    id: id(),
    person: optional(reference('identity.person', { label: { az: 'Ödəyən', en: 'Payer', ru: 'Плательщик' } })),
    organisation: optional(
      reference('identity.organisation', { label: { az: 'Təşkilat', en: 'Organisation', ru: 'Организация' } }),
    ),
    institution,
    iban: text({ label: accountLabel, max: 34 }),
    bank: structure(words, { label: { az: 'Bank', en: 'Bank', ru: 'Банк' } }),
    amount: money(amountLabel),
    currency: choice(currencies, { label: { az: 'Valyuta', en: 'Currency', ru: 'Валюта' } }),
    reference: text({ label: { az: 'Ödəniş nömrəsi', en: 'Reference', ru: 'Номер платежа' }, max: 25 }),
    subject_kind: text({ label: { az: 'Növü', en: 'Kind', ru: 'Вид' }, max: 60 }),
    subject: reference('process.instance', { label: { az: 'İş', en: 'Instance', ru: 'Дело' } }),
    subject_name: text({ label: { az: 'Tərif', en: 'Definition', ru: 'Определение' }, max: 63 }),
    title: structure(words, { label: { az: 'Nə üçün', en: 'What for', ru: 'За что' } }),
    effect_key: text({ label: { az: 'Açar', en: 'Key', ru: 'Ключ' }, max: 200 }),
    due_at: instant({ label: { az: 'Son tarix', en: 'Due', ru: 'Срок' } }),
    issued_at: instant({ label: { az: 'Açılıb', en: 'Issued', ru: 'Выставлен' } }),
  },
});

export const statement = entity('payments.statement', {
  label: { az: 'Bank çıxarışı', en: 'Bank statement', ru: 'Банковская выписка' },
  about: 'Every file of a bank that was read, also one that told nothing new.',
  grant: 'append',
  fields: {
    id: id(),
    institution,
    iban: text({ label: accountLabel, max: 34 }),
    number: text({ label: { az: 'Nömrə', en: 'Number', ru: 'Номер' }, max: 100 }),
    format: choice(formats, { label: { az: 'Format', en: 'Format', ru: 'Формат' } }),
    entries: integer({ label: { az: 'Sətirlər', en: 'Entries', ru: 'Записи' }, minimum: 0 }),
    person: official,
    imported_at: instant({ label: { az: 'Oxunub', en: 'Read', ru: 'Прочитана' } }),
  },
});

export const bankEntry = entity('payments.bank_entry', {
  label: bankEntryLabel,
  about: 'Money that came in, or was taken back, as the bank tells it: once, whichever statements tell of it.',
  grant: 'append and delete by retention',
  fields: {
    id: id(),
    statement: reference('payments.statement', { label: { az: 'Çıxarış', en: 'Statement', ru: 'Выписка' } }),
    key: text({ label: { az: 'Bankın nömrəsi', en: 'Bank reference', ru: 'Номер банка' }, max: 200 }),
    institution,
    iban: text({ label: accountLabel, max: 34 }),
    booked_on: day({ label: { az: 'Gün', en: 'Day', ru: 'День' } }),
    amount: { ...decimal({ label: amountLabel }), sql: 'numeric(16,5)' },
    currency: text({ label: { az: 'Valyuta', en: 'Currency', ru: 'Валюта' }, max: 3 }),
    reference: optional(text({ label: { az: 'Ödəniş nömrəsi', en: 'Reference', ru: 'Номер платежа' }, max: 25 })),
    bill: optional(reference('payments.bill', { label: billLabel })),
    problem: optional(choice(problems, { label: { az: 'Uyğunsuzluq', en: 'Problem', ru: 'Несоответствие' } })),
    remittance: optional(
      text({ label: { az: 'Təyinat', en: 'What the payer wrote', ru: 'Назначение' }, max: 1000, class: 'personal' }),
    ),
    payer_name: optional(
      text({ label: { az: 'Ödəyənin adı', en: 'Payer’s name', ru: 'Имя плательщика' }, max: 200, class: 'personal' }),
    ),
    payer_iban: optional(
      text({
        label: { az: 'Ödəyənin hesabı', en: 'Payer’s account', ru: 'Счёт плательщика' },
        max: 34,
        class: 'personal',
      }),
    ),
    imported_at: instant({ label: { az: 'Oxunub', en: 'Read', ru: 'Прочитана' } }),
  },
});

export const refund = entity('payments.refund', {
  label: refundLabel,
  about: 'Money that is to go back: of a bill, or as it came. Ordered by one, confirmed by another.',
  grant: 'append and delete by retention',
  fields: {
    id: id(),
    institution,
    bill: optional(reference('payments.bill', { label: billLabel })),
    bank_entry: optional(reference('payments.bank_entry', { label: bankEntryLabel })),
    amount: money(amountLabel),
    iban: optional(text({ label: accountLabel, max: 34, class: 'personal' })),
    holder: optional(
      text({ label: { az: 'Alanın adı', en: 'Recipient', ru: 'Получатель' }, max: 200, class: 'personal' }),
    ),
    note: text({ label: { az: 'Əsas', en: 'Ground', ru: 'Основание' }, max: 1000, class: 'personal' }),
    effect_key: optional(text({ label: { az: 'Açar', en: 'Key', ru: 'Ключ' }, max: 200 })),
    person: official,
    ordered_at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
  },
});

export const entry = entity('payments.entry', {
  label: { az: 'Uçot yazısı', en: 'Ledger entry', ru: 'Запись учёта' },
  about: 'The ledger: everything that happened to a bill or to money that came in. From it follows how a bill stands.',
  grant: 'append',
  fields: {
    id: id(),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
    xid: transactionNumber(),
    institution,
    kind: choice(entryKinds, { label: { az: 'Növü', en: 'Kind', ru: 'Вид' } }),
    bill: optional(reference('payments.bill', { label: billLabel })),
    bank_entry: optional(reference('payments.bank_entry', { label: bankEntryLabel })),
    refund: optional(reference('payments.refund', { label: refundLabel })),
    amount: money(amountLabel),
    person: official,
  },
});

export const note = entity('payments.note', {
  label: { az: 'Qeyd', en: 'Note', ru: 'Примечание' },
  about: 'What an official wrote with an entry of the ledger.',
  grant: 'append and delete by retention',
  fields: {
    entry: reference('payments.entry', { label: { az: 'Uçot yazısı', en: 'Ledger entry', ru: 'Запись учёта' } }),
    text: text({ label: { az: 'Mətn', en: 'Text', ru: 'Текст' }, max: 1000, class: 'personal' }),
  },
});

export const entities = [counter, bill, statement, bankEntry, refund, entry, note] as const;
export type PaymentTables = Tables<(typeof entities)[number]>;
export type BillRow = Row<typeof bill>;
export type StatementRow = Row<typeof statement>;
export type BankEntryRow = Row<typeof bankEntry>;
export type RefundRow = Row<typeof refund>;
export type EntryRow = Row<typeof entry>;
