import type { Finding, Path } from '../../../kernel/definition.ts';
import { finding } from './finding.ts';

export const noCost = (): Finding =>
  finding(
    [],
    'no-cost',
    ['Xidmətin ödənişi göstərilməyib.', 'It is not said what the service costs.', 'Не указано, сколько стоит услуга.'],
    [
      'cost: free yazın və ya fee bölməsini doldurun.',
      'Write cost: free, or fill in the section fee.',
      'Напишите cost: free или заполните раздел fee.',
    ],
  );

export const freeAndFee = (): Finding =>
  finding(
    ['cost'],
    'fee-free',
    [
      'Xidmət həm ödənişsizdir (cost: free), həm də rüsumu var.',
      'The service is free (cost: free) and takes a fee.',
      'Услуга бесплатна (cost: free) и при этом с пошлиной.',
    ],
    ['Birini silin.', 'Remove one of the two.', 'Удалите одно из двух.'],
  );

export const binaryAmount = (path: Path, amount: string): Finding =>
  finding(
    path,
    'fee-binary',
    [
      `Məbləğ ikilik ədəd kimi yazılıb: ${amount}. Belə ədəddə qəpiklər dəqiq qalmır.`,
      `The amount is written as a binary number: ${amount}. In such a number qəpik do not stay exact.`,
      `Сумма записана двоичным числом: ${amount}. В таком числе копейки не точны.`,
    ],
    [
      `Dırnaqda yazın: amount: "${amount}".`,
      `Write it in quotes: amount: "${amount}".`,
      `Возьмите в кавычки: amount: "${amount}".`,
    ],
  );

export const wrongAmount = (path: Path, amount: string): Finding =>
  finding(
    path,
    'fee-amount',
    [
      `“${amount}” rüsum ola bilməz: mənfidir, sıfırdır və ya qəpikdən kiçik hissəsi var.`,
      `“${amount}” can be no fee: it is negative or nothing, or has a part of a qəpik.`,
      `«${amount}» не может быть пошлиной: число отрицательное, ноль или с долей гяпика.`,
    ],
    [
      'Belə yazın: amount: "15.00"; rüsum yoxdursa, fee əvəzinə cost: free.',
      'Write it like amount: "15.00"; where there is no fee, cost: free in place of fee.',
      'Пишите так: amount: "15.00"; если пошлины нет, вместо fee укажите cost: free.',
    ],
  );

export const noNumber = (path: Path): Finding =>
  finding(
    path,
    'fee-amount',
    ['Məbləğ ifadəsi ədəd vermir.', 'The expression of the amount gives no number.', 'Выражение суммы не даёт числа.'],
    [
      'İfadəni elə yazın ki, manatla məbləğ alınsın.',
      'Write an expression that gives an amount in manat.',
      'Напишите выражение, которое даёт сумму в манатах.',
    ],
  );

export const noQuestion = (path: Path): Finding =>
  finding(
    path,
    'fee-waiver',
    [
      'Azadolmanın ifadəsi “hə” və ya “yox” cavabı vermir.',
      'The expression of the waiver is neither true nor false.',
      'Выражение освобождения не истинно и не ложно.',
    ],
    [
      'Müqayisə yazın, məsələn: when: charter = "standard".',
      'Write a comparison, for example: when: charter = "standard".',
      'Напишите сравнение, например: when: charter = "standard".',
    ],
  );

export const noAccount = (path: Path, institution: string): Finding =>
  finding(
    path,
    'no-account',
    [
      `“${institution}” qurumunun hesabı göstərilməyib: ödəniş haraya gedəcək?`,
      `No account of “${institution}” is named: where would the payment go?`,
      `Счёт учреждения «${institution}» не указан: куда пойдёт платёж?`,
    ],
    [
      'accounts.yaml faylına qurumun IBAN-ını və bankını əlavə edin.',
      'Add the institution’s IBAN and bank to accounts.yaml.',
      'Добавьте в accounts.yaml IBAN и банк учреждения.',
    ],
  );

export const unawaited = (state: string): Finding =>
  finding(
    ['fee'],
    'fee-unawaited',
    [
      `Rüsum var, amma onu gözləyən vəziyyət yoxdur: “ask-payment” “${state}” vəziyyətindən başlamır.`,
      `There is a fee, but no state waits for it: “ask-payment” does not begin in “${state}”.`,
      `Пошлина есть, но ни одно состояние её не ждёт: «ask-payment» не начинается в «${state}».`,
    ],
    [
      `actions bölməsinə yazın: ask-payment: {from: [${state}], to: payment, actor: system, …}.`,
      `Write under actions: ask-payment: {from: [${state}], to: payment, actor: system, …}.`,
      `Напишите в actions: ask-payment: {from: [${state}], to: payment, actor: system, …}.`,
    ],
  );

export const unaskedAnew = (action: string, state: string, from: string): Finding =>
  finding(
    ['process', 'actions', 'ask-payment', 'from'],
    'fee-unawaited',
    [
      `“${action}” ilə göndərilən yeni cavablar üzrə rüsum arta bilər, “ask-payment” isə “${state}” vəziyyətindən başlamır.`,
      `Answers sent anew by “${action}” may cost more, but “ask-payment” does not begin in “${state}”.`,
      `Новые ответы, отправленные через «${action}», могут стоить больше, но «ask-payment» не начинается в «${state}».`,
    ],
    [
      `Yazın: ask-payment: {from: [${from}, ${state}], …}.`,
      `Write ask-payment: {from: [${from}, ${state}], …}.`,
      `Напишите ask-payment: {from: [${from}, ${state}], …}.`,
    ],
  );

export const shortAnew = (clock: string): Finding =>
  finding(
    ['process', 'clocks', clock],
    'payment-stuck',
    [
      `Rüsum bir müraciətdə iki dəfə gözlənilə bilər, “${clock}” isə ikinci dəfə yenidən sayılmır.`,
      `The fee may be waited for twice in a case, but “${clock}” does not count anew the second time.`,
      `Пошлину в одном деле могут ждать дважды, но срок «${clock}» во второй раз не отсчитывается заново.`,
    ],
    [
      `clocks bölməsində yazın: ${clock}: {anew: true, …}.`,
      `Write under clocks: ${clock}: {anew: true, …}.`,
      `Напишите в clocks: ${clock}: {anew: true, …}.`,
    ],
  );

export const neverPaid = (waits: string, from: string, to: string): Finding =>
  finding(
    ['process', 'states', waits],
    'payment-stuck',
    [
      `Ödəniş gələndə iş “${waits}” vəziyyətində qalır: “paid” oradan çıxarmır.`,
      `When the payment comes the case stays in “${waits}”: “paid” does not lead out of it.`,
      `Когда платёж придёт, дело останется в «${waits}»: «paid» из него не выводит.`,
    ],
    [
      `actions bölməsinə yazın: paid: {from: [${from}], to: ${to}, actor: system, …}.`,
      `Write under actions: paid: {from: [${from}], to: ${to}, actor: system, …}.`,
      `Напишите в actions: paid: {from: [${from}], to: ${to}, actor: system, …}.`,
    ],
  );

export const waitsForEver = (state: string): Finding =>
  finding(
    ['process', 'states', state],
    'payment-stuck',
    [
      `Ödəniş gəlməsə, iş “${state}” vəziyyətində həmişəlik qalar.`,
      `If no payment comes the case stays in “${state}” for ever.`,
      `Если платёж не придёт, дело навсегда останется в «${state}».`,
    ],
    [
      `clocks bölməsinə yazın: payment: {workingDays: 10, runs: [${state}], due: unpaid}.`,
      `Write under clocks: payment: {workingDays: 10, runs: [${state}], due: unpaid}.`,
      `Напишите в clocks: payment: {workingDays: 10, runs: [${state}], due: unpaid}.`,
    ],
  );

export const uncharged = (action: string): Finding =>
  finding(
    ['process', 'actions', action, 'effects'],
    'fee-unawaited',
    [
      `“${action}” təsdiqdən sonra rüsumu istəmir.`,
      `“${action}” approves and does not ask for the fee.`,
      `«${action}» одобряет и не запрашивает пошлину.`,
    ],
    ['Onun effects siyahısına charge əlavə edin.', 'Add charge to its effects.', 'Добавьте charge в его effects.'],
  );
