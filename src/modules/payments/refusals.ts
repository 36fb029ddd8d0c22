import { refusal } from '../../kernel/refusal.ts';

export const statementUnreadable = refusal('payments.statement_unreadable', 422, {
  az: 'Çıxarış oxunmadı: {part}. Onu bankdan camt.053 (XML) formatında və ya nümunədəki sütunlarla CSV kimi yenidən yükləyin.',
  en: 'The statement cannot be read: {part}. Download it from the bank again as camt.053 (XML), or as CSV with the columns of the sample.',
  ru: 'Выписка не читается: {part}. Скачайте её в банке заново в формате camt.053 (XML) или CSV со столбцами образца.',
});

/** `row`: of the file, the headings are the first. */
export const statementLineWrong = refusal('payments.statement_line_wrong', 422, {
  az: 'Çıxarış oxunmadı: {row} nömrəli sətirdə {column} sütununun qiyməti səhvdir. Günü 24.11.2026, məbləği 25,00, valyutanı AZN kimi, direction sütununda isə C, D, RC və ya RD yazın.',
  en: 'The statement cannot be read: in row {row} the column {column} is wrong. Write the day like 24.11.2026, the amount like 25.00, the currency like AZN, and C, D, RC or RD under direction.',
  ru: 'Выписка не читается: в строке {row} неверное значение столбца {column}. Дату пишите так: 24.11.2026, сумму – 25,00, валюту – AZN, а в столбце direction – C, D, RC или RD.',
});

export const statementColumnsMissing = refusal('payments.statement_columns_missing', 422, {
  az: 'Çıxarış oxunmadı: bu sütunlar yoxdur: {columns}. CSV-nin birinci sətrində bütün sütunların adını yazın.',
  en: 'The statement cannot be read: these columns are missing: {columns}. Name every column in the first row of the CSV.',
  ru: 'Выписка не читается, нет столбцов: {columns}. Укажите названия всех столбцов в первой строке CSV.',
});

export const statementTooLarge = refusal('payments.statement_too_large', 422, {
  az: 'Çıxarış çox böyükdür. Bankdan daha qısa müddət üçün çıxarış götürün.',
  en: 'The statement is too large. Take one for a shorter time from the bank.',
  ru: 'Выписка слишком большая. Возьмите в банке выписку за более короткий срок.',
});

export const accountUnknown = refusal('payments.account_unknown', 422, {
  az: 'Çıxarış başqa bank hesabına aiddir: {iban}. Qurumun öz bank hesabının çıxarışını seçin.',
  en: 'The statement is of another account: {iban}. Choose one of an account of your institution.',
  ru: 'Выписка по другому счёту: {iban}. Выберите выписку по счёту вашего учреждения.',
});

export const noteNeeded = refusal('payments.note_needed', 422, {
  az: 'Əsası yazın: nə üçün belə qərar verirsiniz?',
  en: 'Write the ground: why do you decide so?',
  ru: 'Напишите основание: почему вы так решаете?',
});

export const noteTooLong = refusal('payments.note_too_long', 422, {
  az: 'Əsas çox uzundur. Ən çoxu {max} simvol yazın.',
  en: 'The ground is too long. Write at most {max} characters.',
  ru: 'Основание слишком длинное. Напишите не больше {max} знаков.',
});

export const billUnknown = refusal('payments.bill_unknown', 422, {
  az: 'Qurumun belə nömrəli hesabı yoxdur. Nömrəni hesablar siyahısından götürün.',
  en: 'Your institution has no bill with this reference. Take the reference from the list of bills.',
  ru: 'У учреждения нет счёта с таким номером. Возьмите номер из списка счетов.',
});

export const billClosed = refusal('payments.bill_closed', 409, {
  az: 'Hesab artıq ödənilib və ya ləğv edilib. Pulu qaytarın və ya başqa hesab seçin.',
  en: 'The bill is paid already or void. Send the money back, or choose another bill.',
  ru: 'Счёт уже оплачен или аннулирован. Верните деньги или выберите другой счёт.',
});

export const entrySettled = refusal('payments.entry_settled', 409, {
  az: 'Bu pul artıq bir hesaba aid edilib və ya qaytarılır. Səhifəni yeniləyin.',
  en: 'This money belongs to a bill already, or is being sent back. Reload the page.',
  ru: 'Эти деньги уже отнесены к счёту или возвращаются. Обновите страницу.',
});

export const entryNotOurs = refusal('payments.entry_not_money', 422, {
  az: 'Bu məbləği hesaba aid etmək olmaz: başqa valyutadadır və ya bank onu geri alıb. Bankla aydınlaşdırın.',
  en: 'This sum cannot be put to a bill: it is in another currency, or the bank has taken it back. Ask the bank.',
  ru: 'Эту сумму нельзя отнести к счёту: она в другой валюте или отозвана банком. Уточните в банке.',
});

export const amountWrong = refusal('payments.amount_wrong', 422, {
  az: 'Məbləği belə yazın: 15,00. Ən çoxu {most} ₼ qaytarmaq olar.',
  en: 'Write the amount like 15.00. At most {most} ₼ can be sent back.',
  ru: 'Напишите сумму так: 15,00. Вернуть можно не больше {most} ₼.',
});

export const ibanWrong = refusal('payments.iban_wrong', 422, {
  az: 'IBAN-ı tam yazın: AZ ilə başlayan 28 simvol. Onu ödəyəndən soruşun.',
  en: 'Write the whole IBAN: 28 characters, beginning with AZ. Ask the payer for it.',
  ru: 'Напишите IBAN полностью: 28 знаков, начиная с AZ. Узнайте его у плательщика.',
});

export const holderNeeded = refusal('payments.holder_needed', 422, {
  az: 'Bank hesabı sahibinin adını yazın.',
  en: 'Write the name of the account’s holder.',
  ru: 'Напишите имя владельца счёта.',
});

export const sameEyes = refusal('payments.same_eyes', 403, {
  az: 'Qaytarmanı təklif edən onu özü təsdiq edə bilməz. Başqa təsdiqedici baxmalıdır.',
  en: 'Whoever ordered a refund may not confirm it. Another approver has to.',
  ru: 'Предложивший возврат не может утвердить его сам. Это должен сделать другой утверждающий.',
});

export const broughtMoney = refusal('payments.brought_money', 403, {
  az: 'Bu pulu hesaba özünüz aid etmisiniz və ya çıxarışı özünüz yükləmisiniz. Qaytarmanı başqa təsdiqedici təsdiq etməlidir.',
  en: 'You brought this money to the bill yourself: you read in the statement, or put the sum to the bill. Another approver has to confirm the refund.',
  ru: 'Эти деньги отнесли к счёту вы сами: загрузили выписку или указали счёт. Возврат должен утвердить другой утверждающий.',
});

export const ownBill = refusal('payments.own_bill', 403, {
  az: 'Bu hesabı siz və ya rəhbəri olduğunuz təşkilat ödəyir. Onun pulu ilə başqa əməkdaş məşğul olmalıdır.',
  en: 'You, or an organisation that you head, pay this bill. Another official has to deal with its money.',
  ru: 'Этот счёт оплачиваете вы или организация, которой вы руководите. Его деньгами должен заняться другой сотрудник.',
});

export const refundSettled = refusal('payments.refund_settled', 409, {
  az: 'Bu qaytarma üzrə qərar artıq verilib. Səhifəni yeniləyin.',
  en: 'This refund has been decided already. Reload the page.',
  ru: 'По этому возврату решение уже принято. Обновите страницу.',
});

export const accountMissing = refusal('payments.account_missing', 422, {
  az: 'Hara qaytarılacağı məlum deyil. Qaytarmanı rədd edin və ödəyənin IBAN-ı ilə yenisini təklif edin.',
  en: 'It is not known where the money should go. Reject the refund and order another with the payer’s IBAN.',
  ru: 'Неизвестно, куда вернуть деньги. Отклоните возврат и предложите новый с IBAN плательщика.',
});

export const nothingToSend = refusal('payments.nothing_to_send', 409, {
  az: 'Banka göndəriləcək təsdiqlənmiş qaytarma yoxdur: hamısı artıq faylda ola bilər. Səhifəni yeniləyin.',
  en: 'No confirmed refund is left to be sent: all may be in a file already. Reload the page.',
  ru: 'Утверждённых возвратов для отправки нет: возможно, все уже в файле. Обновите страницу.',
});

export const statementSameEyes = refusal('payments.statement_same_eyes', 403, {
  az: 'Çıxarışı oxuyan onu özü təsdiq edə bilməz. Başqa təsdiqedici baxmalıdır.',
  en: 'Whoever read a statement in may not confirm it. Another approver has to.',
  ru: 'Загрузивший выписку не может подтвердить её сам. Это должен сделать другой утверждающий.',
});

export const statementDecided = refusal('payments.statement_decided', 409, {
  az: 'Bu çıxarış üzrə qərar artıq verilib və ya təsdiq tələb olunmur. Səhifəni yeniləyin.',
  en: 'This statement has been decided already, or needs no decision. Reload the page.',
  ru: 'По этой выписке решение уже принято или не требуется. Обновите страницу.',
});
