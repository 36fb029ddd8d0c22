import { refusal } from '../../kernel/refusal.ts';

export const wardsNotTaken = refusal('services.wards_not_taken', 409, {
  az: 'Bu xidmətə övladın adından müraciət edilmir. Öz adınızdan müraciət edin.',
  en: 'Nobody applies for a child to this service. Apply for yourself.',
  ru: 'В этой услуге нельзя обратиться за ребёнка. Обратитесь от своего имени.',
});

export const noSuchWard = refusal('services.no_such_ward', 422, {
  az: 'Kimin üçün müraciət etdiyinizi seçin: reyestrə görə yetkinlik yaşına çatmayan övladınız.',
  en: 'Choose for whom you apply: a child of yours under age, as the register says.',
  ru: 'Выберите, за кого вы обращаетесь: вашего несовершеннолетнего ребёнка по данным реестра.',
});

export const representationUnknown = refusal('services.representation_unknown', 503, {
  az: 'Reyestr cavab vermir, övladınızın adından çıxış etmək hüququnuz yoxlanmadı. Heç nə dəyişdirilməyib: bir neçə dəqiqədən sonra yenidən cəhd edin.',
  en: 'The register does not answer, so your right to act for your child could not be checked. Nothing was changed: try again in a few minutes.',
  ru: 'Реестр не отвечает, проверить ваше право действовать за ребёнка не удалось. Ничего не изменено: попробуйте через несколько минут.',
});

export const conductsIt = refusal('services.conducts_it', 409, {
  az: 'Bu müraciəti övladınız üçün siz aparırsınız. Ona başqa əməkdaş baxmalıdır.',
  en: 'You conduct this case for your child. A colleague has to handle it.',
  ru: 'Вы ведёте это заявление за своего ребёнка. Его должен рассматривать другой сотрудник.',
});
