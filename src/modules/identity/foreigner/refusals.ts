import { refusal } from '../../../kernel/refusal.ts';

export const emailWrong = refusal('identity.email_wrong', 422, {
  az: 'E-poçt ünvanını tam yazın, məsələn: ad@example.com.',
  en: 'Write the whole e-mail address, for example name@example.com.',
  ru: 'Укажите адрес эл. почты полностью, например name@example.com.',
});

export const emailCodeWrong = refusal('identity.email_code_wrong', 422, {
  az: 'Kod uyğun gəlmir, köhnəlib və ya bir neçə dəfə səhv yazılıb. Məktubdakı rəqəmləri yoxlayın və ya yeni kod istəyin.',
  en: 'The code does not fit, is too old, or was mistyped several times. Check the digits in the letter, or ask for a new code.',
  ru: 'Код не подходит, устарел или несколько раз введён неверно. Проверьте цифры в письме или запросите новый код.',
});

export const emailStepGone = refusal('identity.email_step_gone', 409, {
  az: 'Ünvanın təsdiqi köhnəlib və ya ondan artıq istifadə olunub. E-poçt ünvanını yenidən yazın: göndərilən kodla davam edəcəksiniz.',
  en: 'The confirmation of the address is too old, or was used already. Write the e-mail address again: you go on by the code that is sent.',
  ru: 'Подтверждение адреса устарело или уже использовано. Укажите адрес эл. почты снова и продолжите с присланным кодом.',
});

export const nameWrong = refusal('identity.passport_name_wrong', 422, {
  az: 'Ad və soyadı pasportdakı kimi, latın hərfləri ilə yazın (2–120 simvol).',
  en: 'Write the name as in the passport, in Latin letters (2 to 120 characters).',
  ru: 'Укажите имя и фамилию как в паспорте, латинскими буквами (2–120 знаков).',
});

export const birthWrong = refusal('identity.birth_date_wrong', 422, {
  az: 'Doğum tarixini gün.ay.il şəklində yazın. O, bu gündən əvvəl olmalıdır.',
  en: 'Write the date of birth as day.month.year. It lies before today.',
  ru: 'Укажите дату рождения в виде день.месяц.год. Она должна быть раньше сегодняшнего дня.',
});

export const citizenshipWrong = refusal('identity.citizenship_wrong', 422, {
  az: 'Pasportu verən dövlətin adını yazın (2–80 simvol).',
  en: 'Write the name of the state that issued the passport (2 to 80 characters).',
  ru: 'Укажите название государства, выдавшего паспорт (2–80 знаков).',
});

export const passportWrong = refusal('identity.passport_number_wrong', 422, {
  az: 'Pasportun nömrəsi 5–20 simvoldan ibarətdir: latın hərfləri və rəqəmlər.',
  en: 'A passport number has 5 to 20 characters: Latin letters and digits.',
  ru: 'Номер паспорта состоит из 5–20 знаков: латинские буквы и цифры.',
});

export const passportOver = refusal('identity.passport_over', 422, {
  az: 'Pasportun etibarlılıq müddətini gün.ay.il şəklində yazın. Pasport hələ qüvvədə olmalıdır: müddəti bitibsə, əvvəlcə yenisini alın.',
  en: 'Write until when the passport is valid, as day.month.year. It has to be valid still: if it is not, first get a new one.',
  ru: 'Укажите срок действия паспорта в виде день.месяц.год. Паспорт должен действовать: если срок истёк, сначала получите новый.',
});

export const passportKnown = refusal('identity.passport_known', 422, {
  az: 'Bu pasportla artıq hesab var. Həmin hesabı açdığınız e-poçt ünvanı ilə daxil olun: o ünvana xatırlatma məktubu göndərilir. Pasportun məlumatını səhv yazmısınızsa, düzəldin.',
  en: 'There is an account with this passport already. Sign in by the e-mail address with which you opened it: a reminder is sent there. If you mistyped the passport, correct it.',
  ru: 'С этим паспортом уже есть аккаунт. Войдите по адресу эл. почты, на который он открыт: туда отправлено напоминание. Если данные паспорта введены с ошибкой, исправьте их.',
});
