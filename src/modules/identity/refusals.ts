import { refusal } from '../../kernel/refusal.ts';

export const badFin = refusal('identity.bad_fin', 422, {
  az: 'FİN 7 simvoldan ibarətdir: rəqəmlər və latın əlifbasının böyük hərfləri, I və O istisna olmaqla.',
  en: 'A FIN has 7 characters: digits and Latin capitals, without I and O.',
  ru: 'FİN состоит из 7 знаков: цифры и заглавные латинские буквы, кроме I и O.',
});

export const badVoen = refusal('identity.bad_voen', 422, {
  az: 'VÖEN 10 rəqəmdən ibarətdir, yoxlama rəqəmi uyğun olmalıdır və sonuncu rəqəm 1 və ya 2 olur.',
  en: 'A VÖEN has 10 digits, a check digit that fits, and ends in 1 or 2.',
  ru: 'VÖEN состоит из 10 цифр, контрольная цифра должна сходиться, последняя цифра 1 или 2.',
});

export const unknownInstitution = refusal('identity.unknown_institution', 404, {
  az: '“{code}” kodlu qurum yoxdur. Kodlar definitions/institutions.yaml faylındadır.',
  en: 'There is no institution with the code “{code}”. The codes are in definitions/institutions.yaml.',
  ru: 'Учреждения с кодом «{code}» нет. Коды указаны в definitions/institutions.yaml.',
});

export const institutionClosed = refusal('identity.institution_closed', 409, {
  az: '“{code}” kodlu qurum təyinatın ilk günü artıq fəaliyyət göstərmir. Şəxsi hüquqi varis olan quruma təyin edin.',
  en: 'The institution “{code}” is closed by the first day of the appointment. Appoint in its successor.',
  ru: 'К первому дню назначения учреждение «{code}» уже упразднено. Назначайте в учреждение-правопреемник.',
});

export const alreadyAppointed = refusal('identity.already_appointed', 409, {
  az: 'Bu şəxs həmin qurumda bu vəzifəyə artıq təyin edilib.',
  en: 'This person already holds this role in that institution.',
  ru: 'Это лицо уже имеет данное полномочие в этом учреждении.',
});

export const appointmentEnded = refusal('identity.appointment_ended', 409, {
  az: 'Belə qüvvədə olan təyinat yoxdur, ya da bitmə günü ilk gündən əvvəldir.',
  en: 'There is no such appointment in force, or its end lies before its first day.',
  ru: 'Такого действующего назначения нет, либо день окончания раньше первого дня.',
});

export const noMandate = refusal('identity.no_mandate', 403, {
  az: 'Bu təşkilatın adından çıxış edə bilməzsiniz: reyestrdə rəhbər kimi başqa şəxs göstərilib. Məlumat köhnəlibsə, qeydiyyat orqanına müraciət edin.',
  en: 'You cannot act for this organisation: the register names another person as its head. If that is out of date, turn to the registering authority.',
  ru: 'Вы не можете действовать от имени этой организации: в реестре руководителем указано другое лицо. Если сведения устарели, обратитесь в регистрирующий орган.',
});

export const mandateEnded = refusal('identity.mandate_ended', 403, {
  az: 'Reyestrə görə artıq bu təşkilatın rəhbəri deyilsiniz: {name}. Bundan sonra öz adınızdan davam edirsiniz. Məlumat yanlışdırsa, qeydiyyat orqanına müraciət edin.',
  en: 'The register no longer names you as the head of this organisation: {name}. From now on you act for yourself. If that is wrong, turn to the registering authority.',
  ru: 'По данным реестра вы больше не руководите этой организацией: {name}. Теперь вы действуете от своего имени. Если это ошибка, обратитесь в регистрирующий орган.',
});

export const mandatesUnavailable = refusal('identity.mandates_unavailable', 503, {
  az: 'Şirkətlərin reyestri cavab vermir, kimin rəhbəri olduğunuz yoxlanmadı. Heç nə dəyişdirilməyib: geri qayıdıb bir neçə dəqiqədən sonra yenidən cəhd edin və ya öz adınızdan davam edin.',
  en: 'The register of companies does not answer, so it could not be checked which ones you head. Nothing was changed: go back and try again in a few minutes, or go on for yourself.',
  ru: 'Реестр компаний не отвечает, поэтому проверить, чем вы руководите, не удалось. Ничего не изменено: вернитесь и попробуйте через несколько минут или продолжите от своего имени.',
});

export const signInFailed = refusal('identity.sign_in_failed', 400, {
  az: 'Giriş başa çatmadı: vaxt bitib və ya bu cavabdan artıq istifadə olunub. Yenidən daxil olun.',
  en: 'Signing in was not completed: it took too long, or this answer was used before. Sign in again.',
  ru: 'Вход не завершён: истекло время или этот ответ уже использован. Войдите ещё раз.',
});

export const signInCancelled = refusal('identity.sign_in_cancelled', 400, {
  az: 'Girişdən imtina etdiniz. Davam etmək üçün yenidən daxil olun.',
  en: 'You cancelled signing in. To go on, sign in again.',
  ru: 'Вы отменили вход. Чтобы продолжить, войдите ещё раз.',
});

export const providerUnavailable = refusal('identity.provider_unavailable', 503, {
  az: 'Giriş xidməti hazırda cavab vermir. Bir neçə dəqiqədən sonra yenidən cəhd edin.',
  en: 'The sign-in service does not answer at the moment. Try again in a few minutes.',
  ru: 'Служба входа сейчас не отвечает. Попробуйте через несколько минут.',
});

export const unusableClaims = refusal('identity.unusable_claims', 502, {
  az: 'Giriş xidməti adınızı və ya şəxsi nömrənizi (FİN) düzgün göndərmədi. Həmin xidmətin dəstəyinə müraciət edin.',
  en: 'The sign-in service did not give your name or personal number (FIN) correctly. Turn to the support of that service.',
  ru: 'Служба входа передала ваше имя или личный номер (FİN) неверно. Обратитесь в её поддержку.',
});
