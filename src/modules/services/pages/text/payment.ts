import { formatDate, type Lang, lower, plural, suffixed } from '../../../../language/index.ts';
import type { ExpectedView } from '../../fee-views.ts';

/** As it stands within a sentence. */
const within = (cost: string): string => lower(cost.slice(0, 1)) + cost.slice(1);
const daysEn = (n: number) => `${n} ${plural(n, 'en', { one: 'working day', other: 'working days' })}`;
/** In the genitive, after “в течение”. */
const daysRu = (n: number) => `${n} ${n % 10 === 1 && n % 100 !== 11 ? 'рабочего дня' : 'рабочих дней'}`;

const az = {
  title: 'Rüsum',
  detail: 'Rekvizit',
  value: 'Nə yazılır',
  pay: 'Rüsumu ödəyin',
  lead: (amount: string, day: Date) =>
    `Müraciətə rüsum ödəniləndən sonra baxılacaq. ${amount} məbləği ${suffixed(formatDate(day, 'az'), 'limit')} istənilən bankdan bu rekvizitlərlə köçürün.`,
  late: 'Ödəniş müddəti bitib, pul köçürməyin: müraciət bağlanır.',
  amount: 'Məbləğ',
  payee: 'Kimə',
  bank: 'Bank',
  account: 'IBAN',
  reference: 'Ödənişin təyinatı',
  referenceNote: 'Bu nömrəni olduğu kimi yazın: ödəniş ona görə tanınır.',
  by: 'Son tarix',
  copy: 'Kopyalamaq üçün nömrəyə bir dəfə toxunun və ya klikləyin: bütöv seçilir.',
  noCard: 'Bank kartınızın məlumatlarını bu səhifədə heç kim soruşmur, onları heç kimə verməyin.',
  wait: 'Pul banka daxil olandan sonra müraciət özü davam edir. Bu, adətən, bir-iki iş günü çəkir.',
  part: (sum: string) => `Hesaba ${sum} daxil olub, qalan məbləğ gözlənilir.`,
  paid: (sum: string, day: Date) => `Rüsum ödənilib: ${sum}, ${formatDate(day, 'az')}.`,
  returning: (sum: string) =>
    `Rüsum qaytarılır: ${sum}. Qurum təsdiq edəndən sonra məbləğ ödəniş hansı bank hesabından edilibsə, ora göndəriləcək.`,
  returned: (sum: string) => `Rüsum qaytarılıb: ${sum}, məbləğ ödəniş hansı bank hesabından edilibsə, ora göndərilib.`,
  further: (line: string) => `Cavablar düzəldiləndən sonra əlavə: ${lower(line.slice(0, 1))}${line.slice(1)}`,
  closed: 'Hesab ləğv edilib, heç nə ödəməyin.',
  waived: 'Rüsum tutulmur',
  standing: (day: Date) =>
    `Rüsum ${suffixed(formatDate(day, 'az'), 'limit')} ödənilməlidir. Müraciətə ondan sonra baxılacaq.`,
  expected: 'Rüsum və müddət',
  willCost: {
    due: (cost: string) => `Rüsum: ${cost}.`,
    waived: () => 'Rüsum tutulmur.',
    none: () => 'Müraciət ödənişsizdir.',
    unknown: (cost: string) =>
      `Rüsum: ${within(cost)}. Nə qədər ödəyəcəyiniz reyestr cavab verəndən sonra bildiriləcək.`,
  } as Readonly<Record<ExpectedView['state'], (cost: string) => string>>,
  paidWithin: {
    sending: (days: number) => `Göndərəndən sonra ${days} iş günü ərzində ödənilir.`,
    approval: (days: number) => `Müraciət təsdiq ediləndən sonra ${days} iş günü ərzində ödənilir.`,
  },
  decidedOncePaid: (days: number) => `Qərar rüsum ödəniləndən sonra ən çoxu ${days} iş günü ərzində verilir.`,
  decidedWithin: (days: number) => `Qərar ən çoxu ${days} iş günü ərzində verilir.`,
  payBy: (day: Date) => `Rüsumu ödəyin, ${suffixed(formatDate(day, 'az'), 'limit')}`,
};

export type PaymentWords = typeof az;

const en: PaymentWords = {
  title: 'Fee',
  detail: 'Detail',
  value: 'What to write',
  pay: 'Pay the fee',
  lead: (amount, day) =>
    `Your application is worked on once the fee is paid. Transfer ${amount} by ${formatDate(day, 'en')} from any bank, with these details.`,
  late: 'The time to pay has run out. Do not pay: the application is being closed.',
  amount: 'Amount',
  payee: 'To',
  bank: 'Bank',
  account: 'IBAN',
  reference: 'Payment reference',
  referenceNote: 'Write this number as it is: your payment is recognised by it.',
  by: 'Pay by',
  copy: 'To copy, tap or click the number once: all of it is selected.',
  noCard: 'Nobody asks for the details of your bank card here. Do not give them to anyone.',
  wait: 'Once the money has reached the bank the application goes on by itself. This usually takes one or two working days.',
  part: (sum) => `${sum} has come in. The rest is awaited.`,
  paid: (sum, day) => `The fee is paid: ${sum}, ${formatDate(day, 'en')}.`,
  returning: (sum) =>
    `The fee is being refunded: ${sum}. Once the institution confirms it, the money goes to the account you paid from.`,
  returned: (sum) => `The fee has been refunded: ${sum} was sent to the account you paid from.`,
  further: (line) => `In addition, after the answers were corrected: ${lower(line.slice(0, 1))}${line.slice(1)}`,
  closed: 'The bill is void. Do not pay anything.',
  waived: 'No fee',
  standing: (day) => `The fee has to be paid by ${formatDate(day, 'en')}. Your application is worked on after that.`,
  expected: 'Fee and term',
  willCost: {
    due: (cost) => `Fee: ${cost}.`,
    waived: () => 'No fee is taken.',
    none: () => 'The application is free of charge.',
    unknown: (cost) => `Fee: ${within(cost)}. What you pay will be told once the register has answered.`,
  },
  paidWithin: {
    sending: (days) => `To be paid within ${daysEn(days)} of sending.`,
    approval: (days) => `To be paid within ${daysEn(days)} of the approval.`,
  },
  decidedOncePaid: (days) => `The decision is made within ${daysEn(days)} once the fee is paid.`,
  decidedWithin: (days) => `The decision is made within ${daysEn(days)}.`,
  payBy: (day) => `Pay the fee by ${formatDate(day, 'en')}`,
};

const ru: PaymentWords = {
  title: 'Пошлина',
  detail: 'Реквизит',
  value: 'Что указать',
  pay: 'Оплатите пошлину',
  lead: (amount, day) =>
    `Заявление рассмотрят после оплаты пошлины. Переведите ${amount} до ${formatDate(day, 'ru')} из любого банка по этим реквизитам.`,
  late: 'Срок оплаты истёк. Не платите: заявление закрывается.',
  amount: 'Сумма',
  payee: 'Кому',
  bank: 'Банк',
  account: 'IBAN',
  reference: 'Назначение платежа',
  referenceNote: 'Укажите этот номер без изменений: по нему узнают ваш платёж.',
  by: 'Срок',
  copy: 'Чтобы скопировать, нажмите на номер один раз: он выделится целиком.',
  noCard: 'Данные банковской карты на этой странице никто не спрашивает. Никому их не сообщайте.',
  wait: 'Когда деньги поступят в банк, заявление пойдёт дальше само. Обычно это занимает один-два рабочих дня.',
  part: (sum) => `Поступило ${sum}, ожидается остаток.`,
  paid: (sum, day) => `Пошлина оплачена: ${sum}, ${formatDate(day, 'ru')}.`,
  returning: (sum) =>
    `Пошлина возвращается: ${sum}. После утверждения учреждением деньги поступят на счёт, с которого вы платили.`,
  returned: (sum) => `Пошлина возвращена: ${sum}, деньги отправлены на счёт, с которого вы платили.`,
  further: (line) => `Доплата после исправления ответов: ${lower(line.slice(0, 1))}${line.slice(1)}`,
  closed: 'Счёт аннулирован, ничего не платите.',
  waived: 'Пошлина не взимается',
  standing: (day) => `Пошлину нужно оплатить до ${formatDate(day, 'ru')}. После этого заявление рассмотрят.`,
  expected: 'Пошлина и срок',
  willCost: {
    due: (cost) => `Пошлина: ${cost}.`,
    waived: () => 'Пошлина не взимается.',
    none: () => 'Заявление рассматривается бесплатно.',
    unknown: (cost) => `Пошлина: ${within(cost)}. Сколько нужно заплатить, сообщат после ответа реестра.`,
  },
  paidWithin: {
    sending: (days) => `Её нужно оплатить в течение ${daysRu(days)} после отправки.`,
    approval: (days) => `Её нужно оплатить в течение ${daysRu(days)} после одобрения.`,
  },
  decidedOncePaid: (days) => `Решение принимают в течение ${daysRu(days)} после оплаты пошлины.`,
  decidedWithin: (days) => `Решение принимают в течение ${daysRu(days)}.`,
  payBy: (day) => `Оплатите пошлину до ${formatDate(day, 'ru')}`,
};

export const paymentTexts: Readonly<Record<Lang, PaymentWords>> = { az, en, ru };
