import { refusal } from '../../../kernel/refusal.ts';

export const noRightByConsent = refusal('exchange.consent_no_right', 403, {
  az: 'Bu sistemin həmin xidmətə, bu məqsədlə, razılığa əsaslanan hüququ yoxdur. Əvvəlcə xidmətin sahibindən hüquq istəyin.',
  en: 'This system has no right by consent to that service for this purpose. Ask the owner of the service for it first.',
  ru: 'У этой системы нет основанного на согласии права на этот сервис с этой целью. Сначала запросите его у владельца.',
});

export const consentWrong = refusal('exchange.consent_request', 422, {
  az: 'Razılıq sorğusu düzgün deyil: {why}.',
  en: 'The request for consent is not right: {why}.',
  ru: 'Запрос согласия неверен: {why}.',
});

export const refusedLately = refusal('exchange.consent_refused_lately', 409, {
  az: 'Bu razılıq yaxınlarda verilməyib və ya geri götürülüb. {days} gün keçmədən yenidən istəmək olmaz.',
  en: 'This consent was lately refused or withdrawn. It may not be asked for again within {days} days.',
  ru: 'В этом согласии недавно отказано, либо оно отозвано. Запросить снова можно через {days} дн.',
});

export const askedLately = refusal('exchange.consent_asked_lately', 409, {
  az: 'Eyni məqsədlə razılıq yaxınlarda istənilib, cavab gözlənilir. Başqa şərtlərlə {days} gün keçmədən yenidən istəmək olmaz.',
  en: 'Consent for this purpose was asked for lately and waits for its answer. It may not be asked for on other terms within {days} days.',
  ru: 'Согласие с этой целью недавно запрошено и ожидает ответа. На других условиях запросить его можно через {days} дн.',
});

export const decidedAlready = refusal('exchange.consent_decided', 409, {
  az: 'Bu sorğuya artıq cavab verilib və ya vaxtı keçib. Səhifəni yeniləyin.',
  en: 'This request was answered already, or its time is over. Reload the page.',
  ru: 'На этот запрос уже ответили, либо его срок истёк. Обновите страницу.',
});

export const noConsent = refusal('exchange.no_consent', 404, {
  az: 'Belə razılıq sorğusu yoxdur. Ünvanı yoxlayın.',
  en: 'There is no such request for consent. Check the path.',
  ru: 'Такого запроса согласия нет. Проверьте путь.',
});

export const notYourService = refusal('exchange.consent_not_yours', 403, {
  az: 'Razılıqları yalnız xidmətin sahibi olan qurum yoxlaya bilər.',
  en: 'Only the institution whose service it is may ask who has agreed.',
  ru: 'Проверять согласия может только учреждение, которому принадлежит сервис.',
});
