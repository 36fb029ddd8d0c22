import { refusal } from '../../../kernel/refusal.ts';

/** Answered to information systems, in English too: they are read by developers. */
export const filterWrong = refusal('exchange.event_filter', 422, {
  az: 'Süzgəc oxunmur: {why}. data.sahə adlarından istifadə edən və doğru və ya yanlış verən FEEL ifadəsi yazın.',
  en: 'The filter cannot be read: {why}. Write a FEEL expression over data.field that gives true or false.',
  ru: 'Фильтр не читается: {why}. Запишите выражение FEEL над data.поле, дающее истину или ложь.',
});

export const eventMalformed = refusal('exchange.event_malformed', 422, {
  az: 'Göndərilən CloudEvents hadisəsi deyil: {why}.',
  en: 'What was sent is no event by CloudEvents: {why}.',
  ru: 'Отправленное не является событием CloudEvents: {why}.',
});

export const eventNotYours = refusal('exchange.event_not_yours', 403, {
  az: 'Bu hadisəni yalnız reyestrin saxlandığı sistem dərc edir: {system}.',
  en: 'Only the system in which the register is kept publishes this event: {system}.',
  ru: 'Это событие публикует только система, в которой ведётся реестр: {system}.',
});

export const noSubscription = refusal('exchange.no_subscription', 404, {
  az: 'Belə abunəlik və ya hadisə növü yoxdur. Ünvanı yoxlayın.',
  en: 'There is no such subscription or event type. Check the path.',
  ru: 'Такой подписки или такого вида событий нет. Проверьте путь.',
});

export const notStopped = refusal('exchange.subscription_not_stopped', 409, {
  az: 'Abunəlik dayandırılmayıb, bərpa etməyə ehtiyac yoxdur.',
  en: 'The subscription is not stopped, so there is nothing to resume.',
  ru: 'Подписка не остановлена, возобновлять нечего.',
});

export const addressWrong = refusal('exchange.webhook_address', 422, {
  az: 'Bu ünvana göndərmək olmaz: {address}. Açıq https:// ünvanı yazın; daxili ünvanlara inzibatçı icazə verir.',
  en: 'Nothing may be sent to {address}. Give a public https:// address; internal ones are opened by the administrator.',
  ru: 'На {address} отправлять нельзя. Укажите открытый адрес https://; внутренние разрешает администратор.',
});

export const noWebhook = refusal('exchange.webhook_none', 409, {
  az: 'Bu abunəlikdə hadisələr ünvana göndərilmir, imza açarı yoxdur.',
  en: 'Nothing is sent for this subscription, so it has no key.',
  ru: 'По этой подписке ничего не отправляется, ключа подписи нет.',
});

export const keyChanging = refusal('exchange.webhook_key_changing', 409, {
  az: 'Açar artıq dəyişir: əvvəlki açar {until} tarixinədək imzalayır. Açar başqasının əlindədirsə, günlərin sayını 0 edin.',
  en: 'The key is being changed already: the one before signs until {until}. If it is in wrong hands, give 0 days.',
  ru: 'Ключ уже меняется: прежний подписывает до {until}. Если он попал в чужие руки, укажите 0 дней.',
});

export const tooManySubscriptions = refusal('exchange.too_many_subscriptions', 409, {
  az: 'Bir sistemin bir hadisə növünə ən çox {most} abunəliyi ola bilər. Lazım olmayanı ləğv edin.',
  en: 'A system has at most {most} subscriptions to one type. End one that is not needed.',
  ru: 'У системы может быть не более {most} подписок на один вид событий. Завершите ненужную.',
});

export const positionWrong = refusal('exchange.event_position', 422, {
  az: 'Bu, hadisənin yeri deyil. after sahəsində hadisənin sequence atributunu, since sahəsində vaxtı göndərin.',
  en: 'This is no position. Send the attribute sequence of an event in after, or a time in since.',
  ru: 'Это не позиция. Укажите в after атрибут sequence события или время в since.',
});
