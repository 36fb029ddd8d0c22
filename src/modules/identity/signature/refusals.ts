import { type Refusal, refusal } from '../../../kernel/refusal.ts';
import type { SignatureFault } from '../../../protocols/jades/index.ts';

export const signingNotOffered = refusal('identity.signing_not_offered', 409, {
  az: 'Burada elektron imza qoşulmayıb. İmzasız göndərin; imza məcburidirsə, sistemin inzibatçısına müraciət edin.',
  en: 'No signing service is connected here. Send it without a signature; where one is required, turn to the administrator of this installation.',
  ru: 'Электронная подпись здесь не подключена. Отправьте без подписи; если она обязательна, обратитесь к администратору системы.',
});

export const signingUnavailable = refusal('identity.signing_unavailable', 503, {
  az: 'İmza xidməti hazırda cavab vermir. Heç nə göndərilmədi: bir neçə dəqiqədən sonra yenidən imzalayın.',
  en: 'The signing service does not answer at the moment. Nothing was sent: sign again in a few minutes.',
  ru: 'Служба подписи сейчас не отвечает. Ничего не отправлено: подпишите ещё раз через несколько минут.',
});

export const signingFailed = refusal('identity.signing_failed', 400, {
  az: 'İmzalama başa çatmadı: vaxt bitib və ya bu cavabdan artıq istifadə olunub. Müraciətə qayıdıb yenidən imzalayın.',
  en: 'Signing was not completed: it took too long, or this answer was used before. Go back to the case and sign again.',
  ru: 'Подписание не завершено: истекло время или этот ответ уже использован. Вернитесь к делу и подпишите ещё раз.',
});

export const signingUnderWay = refusal('identity.signing_under_way', 409, {
  az: 'Bu imza artıq yoxlanılır. Bir neçə saniyədən sonra müraciətin səhifəsini açın.',
  en: 'This signature is being checked already. Open the page of the case in a few seconds.',
  ru: 'Эта подпись уже проверяется. Откройте страницу дела через несколько секунд.',
});

export const signingCancelled = refusal('identity.signing_cancelled', 400, {
  az: 'İmzalamaqdan imtina etdiniz. Heç nə göndərilmədi: fikrinizi dəyişsəniz, yenidən imzalayın.',
  en: 'You declined to sign. Nothing was sent: if you change your mind, sign again.',
  ru: 'Вы отказались подписать. Ничего не отправлено: если передумаете, подпишите ещё раз.',
});

export const numberNeeded = refusal('identity.number_needed', 409, {
  az: 'Elektron imza FİN ilə yoxlanılır, sizin isə FİN-iniz qeydə alınmayıb. FİN göndərən giriş xidməti ilə yenidən daxil olun.',
  en: 'A signature is checked against your FIN, and none is known here. Sign in again with a service that gives your FIN.',
  ru: 'Подпись сверяется с вашим FİN, а он здесь не известен. Войдите снова через службу, которая его передаёт.',
});

export const noCertificate = refusal('identity.no_certificate', 409, {
  az: 'İmza xidmətində sizin adınıza qüvvədə olan imza sertifikatı yoxdur. Öz hesabınızla daxil olduğunuzu yoxlayın və ya sertifikat alın.',
  en: 'The signing service holds no valid certificate in your name. Check that you signed in there with your own account, or get a certificate.',
  ru: 'В службе подписи нет действующего сертификата на ваше имя. Проверьте, что вошли под своей учётной записью, или получите сертификат.',
});

export const foreignCertificate = refusal('identity.foreign_certificate', 409, {
  az: 'Sertifikat başqa şəxsin adınadır. Yalnız öz imzanızla imzalayın: imza xidmətinə öz hesabınızla daxil olub yenidən cəhd edin.',
  en: 'The certificate is another person’s. Sign with your own signature only: sign in at the signing service with your own account and try again.',
  ru: 'Сертификат выдан другому лицу. Подписывайте только своей подписью: войдите в службу подписи под своей учётной записью и повторите.',
});

export const certificateNotInForce = refusal('identity.certificate_not_in_force', 409, {
  az: 'İmza sertifikatının müddəti bitib və ya hələ başlamayıb. Sertifikatı yeniləyin və yenidən imzalayın.',
  en: 'The certificate has expired or does not hold yet. Renew it and sign again.',
  ru: 'Срок сертификата истёк или ещё не начался. Обновите сертификат и подпишите ещё раз.',
});

export const certificateRevoked = refusal('identity.certificate_revoked', 409, {
  az: 'İmza sertifikatı ləğv edilib və ya dayandırılıb. Onu verən mərkəzə müraciət edin, sonra yenidən imzalayın.',
  en: 'The certificate is revoked or suspended. Turn to the authority that issued it, then sign again.',
  ru: 'Сертификат отозван или приостановлен. Обратитесь в выдавший его центр, затем подпишите ещё раз.',
});

export const certificateUntrusted = refusal('identity.certificate_untrusted', 409, {
  az: 'Sertifikatı burada tanınmayan mərkəz verib və ya o, imza üçün deyil. Gücləndirilmiş elektron imza sertifikatından istifadə edin.',
  en: 'The certificate comes from an authority that is not recognised here, or is not for signing. Use a certificate for qualified signatures.',
  ru: 'Сертификат выдан центром, который здесь не признан, или не предназначен для подписи. Используйте сертификат квалифицированной подписи.',
});

export const signatureWrong = refusal('identity.signature_wrong', 502, {
  az: 'İmza xidmətinin qaytardığı imza imzaladığınıza uyğun gəlmir. Heç nə göndərilmədi: yenidən imzalayın, təkrarlansa, həmin xidmətin dəstəyinə müraciət edin.',
  en: 'The signature that came back does not fit what you signed. Nothing was sent: sign again, and if it happens once more, turn to the support of the signing service.',
  ru: 'Полученная подпись не соответствует подписанному. Ничего не отправлено: подпишите ещё раз, а если повторится, обратитесь в поддержку службы подписи.',
});

const byFault: Readonly<Partial<Record<SignatureFault, () => Refusal>>> = {
  not_in_force: certificateNotInForce,
  untrusted: certificateUntrusted,
  not_for_signing: certificateUntrusted,
};

export const refusalFor = (fault: SignatureFault): Refusal => (byFault[fault] ?? signatureWrong)();
