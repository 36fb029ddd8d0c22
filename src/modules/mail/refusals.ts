import { refusal } from '../../kernel/refusal.ts';

export const addressWrong = refusal('mail.address_wrong', 422, {
  az: 'E-poçt ünvanını tam yazın, məsələn, ad@misal.az',
  en: 'Write the whole e-mail address, for example name@example.az',
  ru: 'Напишите адрес эл. почты полностью, например имя@пример.az',
});

export const linkOld = refusal('mail.link_old', 422, {
  az: 'Təsdiq keçidinin müddəti bitib və ya ünvan sonradan dəyişdirilib. Ünvanı yenidən yazın, yeni məktub göndərəcəyik.',
  en: 'The link is too old, or the address was changed since. Write the address again and we will send a new letter.',
  ru: 'Срок ссылки истёк, или адрес с тех пор изменён. Введите адрес ещё раз, и мы отправим новое письмо.',
});
