import { refusal } from '../../kernel/refusal.ts';

export const agreesToOwn = refusal('services.agrees_to_own', 422, {
  az: 'Öz FİN-inizi yazmısınız. Razılıq verməli olan başqa şəxsin FİN-ini yazın.',
  en: 'You have written your own FİN. Write that of the other person who has to agree.',
  ru: 'Вы указали собственный FİN. Укажите FİN другого лица, которое должно дать согласие.',
});

export const agreementsAwaited = refusal('services.agreements_awaited', 409, {
  az: 'Razılıq verməli olan şəxslərin hamısı hələ razılıq verməyib. Yoxlama səhifəsində kimin gözlənildiyinə baxın.',
  en: 'Not everybody who has to agree has done so. See on the check page who is awaited.',
  ru: 'Ещё не все, чьё согласие нужно, его дали. На странице проверки видно, кого ждут.',
});

export const agreementChanged = refusal('services.agreement_changed', 409, {
  az: 'Siz oxuyarkən müraciətçi məlumatı dəyişib. Yenidən oxuyub cavab verin.',
  en: 'The applicant changed something while you were reading. Read it again and answer.',
  ru: 'Пока вы читали, заявитель изменил сведения. Прочитайте ещё раз и ответьте.',
});

export const agreementClosed = refusal('services.agreement_closed', 409, {
  az: 'Bu razılıq artıq gözlənilmir.',
  en: 'This agreement is no longer awaited.',
  ru: 'Это согласие больше не ожидается.',
});

export const declineReason = refusal('services.decline_reason', 422, {
  az: 'Niyə razı olmadığınızı yazın: müraciətçi bunu oxuyacaq.',
  en: 'Write why you do not agree: the applicant will read it.',
  ru: 'Напишите, почему вы не согласны: заявитель это прочтёт.',
});

export const declineTooLong = refusal('services.decline_too_long', 422, {
  az: 'Səbəbi qısaldın: ən çoxu {max} simvol.',
  en: 'Shorten the reason to at most {max} characters.',
  ru: 'Сократите причину: не более {max} знаков.',
});

export const namedByRegister = refusal('services.named_by_register', 409, {
  az: 'Bu şəxsi reyestr göstərir, onu müraciətdən çıxarmaq olmaz.',
  en: 'A register names this person; they cannot be taken out of the application.',
  ru: 'Это лицо указано реестром, исключить его из заявления нельзя.',
});

export const partyDecides = refusal('services.party_decides', 409, {
  az: 'Bu müraciət üzrə sizdən razılıq soruşulub. Ona başqa əməkdaş baxmalıdır.',
  en: 'Your own agreement to this case was asked. A colleague has to handle it.',
  ru: 'По этому заявлению запрашивалось ваше согласие. Его должен рассматривать другой сотрудник.',
});
