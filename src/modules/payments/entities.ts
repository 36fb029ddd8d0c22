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
  sequence,
  structure,
  type Tables,
  text,
  texts,
  transactionNumber,
  yesNo,
} from '../../kernel/entity.ts';
import type { Text } from '../../language/lang.ts';
import type { AccountStatement } from '../../protocols/camt053/index.ts';

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

/** Why a statement does not prove itself. */
export const faults = {
  no_balances: {
    az: 'Bankın qalıqları göstərilməyib',
    en: 'It bears no balances of the bank',
    ru: 'В ней нет остатков банка',
  },
  sum: {
    az: 'İlkin qalıqla əməliyyatların cəmi son qalığa bərabər deyil',
    en: 'Opening balance and entries do not make the closing balance',
    ru: 'Начальный остаток и операции не дают конечного остатка',
  },
  gap: {
    az: 'Əvvəlki çıxarışın son qalığı ilə başlamır: aralarında çıxarış çatmır və ya təkrar var',
    en: 'It does not begin with the balance at which the last one ended: a statement is missing, or repeated in part',
    ru: 'Начинается не с остатка, на котором закончилась прежняя: выписки не хватает или есть повтор',
  },
  outgoing: {
    az: 'Hesabdan pul da çıxıb: qalıqlar daxil olan məbləğləri sübut etmir',
    en: 'Money went out as well: the balances do not prove what came in',
    ru: 'Деньги и списывались: остатки не подтверждают поступлений',
  },
  number: {
    az: 'Bu nömrəli başqa çıxarış artıq oxunub',
    en: 'Another statement with this number was read already',
    ru: 'Другая выписка с таким номером уже прочитана',
  },
} as const;
export type Fault = keyof typeof faults;

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
  refund_rejected: { az: 'Qaytarılması rədd edilib', en: 'Refund rejected', ru: 'Возврат отклонён' },
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
const balance = (label: Text) => ({ ...decimal({ label }), sql: 'numeric(16,5)' });
const told = Type.Unsafe<AccountStatement>(Type.Object({ entries: Type.Array(Type.Unknown()) }));
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
  about: 'Every statement of a bank that was read; one that is read again is the same one.',
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
    turn: sequence({ az: 'Sıra', en: 'Turn', ru: 'Очередь' }),
    opening: optional(balance({ az: 'İlkin qalıq', en: 'Opening balance', ru: 'Начальный остаток' })),
    closing: optional(balance({ az: 'Son qalıq', en: 'Closing balance', ru: 'Конечный остаток' })),
    expected: optional(balance({ az: 'Gözlənilən qalıq', en: 'Balance expected', ru: 'Ожидаемый остаток' })),
    digest: text({ label: { az: 'SHA-256', en: 'SHA-256', ru: 'SHA-256' }, max: 64 }),
    faults: texts({ label: { az: 'Uyğunsuzluqlar', en: 'What does not fit', ru: 'Несоответствия' } }),
  },
});

const statementLabel = { az: 'Çıxarış', en: 'Statement', ru: 'Выписка' };

export const statementDecision = entity('payments.statement_decision', {
  label: { az: 'Çıxarış üzrə qərar', en: 'Decision on a statement', ru: 'Решение по выписке' },
  about: 'What a second official decided on a statement that did not prove itself.',
  grant: 'append',
  fields: {
    statement: reference('payments.statement', { label: statementLabel }),
    confirmed: yesNo({ label: { az: 'Təsdiq edilib', en: 'Confirmed', ru: 'Подтверждена' } }),
    person: official,
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
  },
});

export const statementContent = entity('payments.statement_content', {
  label: { az: 'Çıxarışın məzmunu', en: 'Content of a statement', ru: 'Содержание выписки' },
  about: 'What a statement tells that waits, or has waited, for a second official.',
  grant: 'append and delete by retention',
  fields: {
    statement: reference('payments.statement', { label: statementLabel }),
    content: { ...structure(told, { label: { az: 'Məzmun', en: 'Content', ru: 'Содержание' } }), class: 'personal' },
  },
});

export const bankEntry = entity('payments.bank_entry', {
  label: bankEntryLabel,
  about: 'Money that came in, or was taken back, as the bank tells it: once, whichever statements tell of it.',
  grant: 'append',
  fields: {
    id: id(),
    statement: reference('payments.statement', { label: statementLabel }),
    key: text({ label: { az: 'Bankın nömrəsi', en: 'Bank reference', ru: 'Номер банка' }, max: 200 }),
    institution,
    iban: text({ label: accountLabel, max: 34 }),
    booked_on: day({ label: { az: 'Gün', en: 'Day', ru: 'День' } }),
    amount: { ...decimal({ label: amountLabel }), sql: 'numeric(16,5)' },
    currency: text({ label: { az: 'Valyuta', en: 'Currency', ru: 'Валюта' }, max: 3 }),
    reference: optional(text({ label: { az: 'Ödəniş nömrəsi', en: 'Reference', ru: 'Номер платежа' }, max: 25 })),
    bill: optional(reference('payments.bill', { label: billLabel })),
    problem: optional(choice(problems, { label: { az: 'Uyğunsuzluq', en: 'Problem', ru: 'Несоответствие' } })),
    imported_at: instant({ label: { az: 'Oxunub', en: 'Read', ru: 'Прочитана' } }),
  },
});

export const payer = entity('payments.payer', {
  label: { az: 'Ödəyən', en: 'Payer', ru: 'Плательщик' },
  about: 'Whose money it was that came in, and what they wrote. Deleted when its time is over; the money stays.',
  grant: 'append and delete by retention',
  fields: {
    bank_entry: reference('payments.bank_entry', { label: bankEntryLabel }),
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
  },
});

export const refund = entity('payments.refund', {
  label: refundLabel,
  about: 'Money that is to go back: of a bill, or as it came. Ordered by one, confirmed by another.',
  grant: 'append',
  fields: {
    id: id(),
    institution,
    bill: optional(reference('payments.bill', { label: billLabel })),
    bank_entry: optional(reference('payments.bank_entry', { label: bankEntryLabel })),
    amount: money(amountLabel),
    effect_key: optional(text({ label: { az: 'Açar', en: 'Key', ru: 'Ключ' }, max: 200 })),
    person: official,
    ordered_at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
  },
});

export const recipient = entity('payments.recipient', {
  label: { az: 'Alan', en: 'Recipient', ru: 'Получатель' },
  about: 'To whom a refund goes, and why. Deleted when its time is over; the sum stays.',
  grant: 'append and delete by retention',
  fields: {
    refund: reference('payments.refund', { label: refundLabel }),
    iban: optional(text({ label: accountLabel, max: 34, class: 'personal' })),
    holder: optional(
      text({ label: { az: 'Alanın adı', en: 'Recipient', ru: 'Получатель' }, max: 200, class: 'personal' }),
    ),
    note: text({ label: { az: 'Əsas', en: 'Ground', ru: 'Основание' }, max: 1000, class: 'personal' }),
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

const bankFileLabel = { az: 'Banka göndərilən fayl', en: 'Bank file', ru: 'Файл для банка' };

export const bankFile = entity('payments.bank_file', {
  label: bankFileLabel,
  about: 'Refunds that were handed to the bank together: made once, and never changed.',
  grant: 'append',
  fields: {
    id: id(),
    institution,
    refunds: integer({ label: { az: 'Qaytarmalar', en: 'Refunds', ru: 'Возвраты' }, minimum: 1 }),
    amount: money(amountLabel),
    digest: text({ label: { az: 'SHA-256', en: 'SHA-256', ru: 'SHA-256' }, max: 64 }),
    person: official,
    made_at: instant({ label: { az: 'Hazırlanıb', en: 'Made', ru: 'Создан' } }),
  },
});

export const bankFileRefund = entity('payments.bank_file_refund', {
  label: { az: 'Fayldakı qaytarma', en: 'Refund in a bank file', ru: 'Возврат в файле' },
  about: 'In which file a refund is: in one, or in none yet.',
  grant: 'append',
  fields: {
    refund: reference('payments.refund', { label: refundLabel }),
    bank_file: reference('payments.bank_file', { label: bankFileLabel }),
  },
});

export const bankFileContent = entity('payments.bank_file_content', {
  label: { az: 'Faylın mətni', en: 'Content of a bank file', ru: 'Содержание файла' },
  about: 'The bytes of a bank file, with whose accounts stand in it.',
  grant: 'append and delete by retention',
  fields: {
    bank_file: reference('payments.bank_file', { label: bankFileLabel }),
    content: text({ label: { az: 'Mətn', en: 'Text', ru: 'Текст' }, max: 2_000_000, class: 'personal' }),
  },
});

export const entities = [
  counter,
  bill,
  statement,
  statementDecision,
  statementContent,
  bankEntry,
  payer,
  refund,
  recipient,
  entry,
  note,
  bankFile,
  bankFileRefund,
  bankFileContent,
] as const;
export type PaymentTables = Tables<(typeof entities)[number]>;
export type BillRow = Row<typeof bill>;
export type StatementRow = Row<typeof statement>;
/** With whose money it was, as long as that is kept. */
export type BankEntryRow = Row<typeof bankEntry> & Omit<Row<typeof payer>, 'bank_entry'>;
/** With to whom it goes, as long as that is kept. */
export type RefundRow = Row<typeof refund> &
  Omit<Row<typeof recipient>, 'refund' | 'note'> & { readonly note: string | null };
export type EntryRow = Row<typeof entry>;
export type BankFileRow = Row<typeof bankFile>;
