import { refusal } from '../../kernel/refusal.ts';

export const wardsNotTaken = refusal('services.wards_not_taken', 409, {
  az: 'Bu xidmətə övladın və ya himayədə olan şəxsin adından müraciət edilmir. Öz adınızdan müraciət edin.',
  en: 'Nobody applies for a child or a ward to this service. Apply for yourself.',
  ru: 'В этой услуге нельзя обратиться за ребёнка или подопечного. Обратитесь от своего имени.',
});

export const noSuchWard = refusal('services.no_such_ward', 422, {
  az: 'Kimin üçün müraciət etdiyinizi seçin: reyestrə görə yetkinlik yaşına çatmayan övladınız və ya himayənizdə olan şəxs.',
  en: 'Choose for whom you apply: a child of yours under age, or a ward of yours, as the register says.',
  ru: 'Выберите, за кого вы обращаетесь: вашего несовершеннолетнего ребёнка или подопечного по данным реестра.',
});

export const representationUnknown = refusal('services.representation_unknown', 503, {
  az: 'Reyestr cavab vermir, övladınızın və ya himayənizdə olan şəxsin adından çıxış etmək hüququnuz yoxlanmadı. Heç nə dəyişdirilməyib: bir neçə dəqiqədən sonra yenidən cəhd edin.',
  en: 'The register does not answer, so your right to act for your child or ward could not be checked. Nothing was changed: try again in a few minutes.',
  ru: 'Реестр не отвечает, проверить ваше право действовать за ребёнка или подопечного не удалось. Ничего не изменено: попробуйте через несколько минут.',
});

export const conductsIt = refusal('services.conducts_it', 409, {
  az: 'Bu müraciəti övladınız və ya himayənizdə olan şəxs üçün siz aparırsınız və ya aparmısınız. Ona başqa əməkdaş baxmalıdır.',
  en: 'You conduct this case for your child or ward, or did before. A colleague has to handle it.',
  ru: 'Вы ведёте или вели это заявление за своего ребёнка или подопечного. Его должен рассматривать другой сотрудник.',
});

export const guardianApplies = refusal('services.guardian_applies', 409, {
  az: 'Reyestrə görə bu müraciəti sizin adınızdan qəyyumunuz edir. Yazdıqlarınız saxlanılıb: qəyyumunuz portala daxil olub sizi seçdikdə onu davam etdirəcək.',
  en: 'The register says that your guardian makes this application for you. What you wrote is kept: your guardian signs in, chooses you and goes on with it.',
  ru: 'По данным реестра это заявление за вас подаёт опекун. Написанное сохранено: опекун войдёт на портал, выберет вас и продолжит.',
});
