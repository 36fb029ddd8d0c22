import { refusal } from '../../kernel/refusal.ts';

export const inquiriesUnlawful = refusal('services.inquiries_unlawful', 409, {
  az: 'Bu xidmətin qaydaları müraciət üzrə digər quruma sorğu göndərməyə əsas vermir.',
  en: 'The rules of this service give no ground to ask another institution about a case.',
  ru: 'Правила этой услуги не дают основания направлять запрос в другое учреждение по заявлению.',
});

export const inquiryNotNow = refusal('services.inquiry_not_now', 409, {
  az: 'Müraciətin indiki vəziyyətində digər quruma sorğu göndərmək olmaz. Səhifəni yeniləyin.',
  en: 'As the case stands now no other institution can be asked. Reload the page.',
  ru: 'В нынешнем состоянии заявления направить запрос в другое учреждение нельзя. Обновите страницу.',
});

export const inquiryInstitutionNeeded = refusal('services.inquiry_institution_needed', 422, {
  az: 'Siyahıdan qurum seçin.',
  en: 'Choose an institution from the list.',
  ru: 'Выберите учреждение из списка.',
});

export const inquiryOfItself = refusal('services.inquiry_of_itself', 422, {
  az: 'Müraciətə sizin qurumunuz baxır, sorğunu başqa quruma göndərin.',
  en: 'Your own institution has the case; send the inquiry to another one.',
  ru: 'Заявление рассматривает ваше учреждение, направьте запрос в другое.',
});

export const inquiryQuestionNeeded = refusal('services.inquiry_question_needed', 422, {
  az: 'Nəyi soruşduğunuzu yazın.',
  en: 'Write what you ask.',
  ru: 'Напишите, о чём вы спрашиваете.',
});

export const inquiryTooLong = refusal('services.inquiry_too_long', 422, {
  az: 'Sualı qısaldın: ən çoxu {max} simvol.',
  en: 'Shorten the question to at most {max} characters.',
  ru: 'Сократите вопрос: не более {max} знаков.',
});

export const inquiryFieldBarred = refusal('services.inquiry_field_barred', 422, {
  az: 'Bu məlumatı digər quruma göstərməyə qaydalar icazə vermir. Yalnız siyahıdakıları seçin.',
  en: 'The rules do not let another institution see this. Choose only from the list.',
  ru: 'Правила не разрешают показывать эти сведения другому учреждению. Выбирайте только из списка.',
});

export const inquirySentAlready = refusal('services.inquiry_sent_already', 409, {
  az: 'Bu formadan artıq bir sorğu göndərilib. Bu, yeni sorğudursa, onu bir də göndərin.',
  en: 'An inquiry was sent from this form already. If this is another one, send it once more.',
  ru: 'Из этой формы запрос уже отправлен. Если это новый запрос, отправьте его ещё раз.',
});

export const inquiryOver = refusal('services.inquiry_over', 409, {
  az: 'Sorğunun cavabına ehtiyac qalmayıb. İşlərin siyahısına qayıdın.',
  en: 'The answer is no longer needed. Go back to the list of your work.',
  ru: 'Ответ на запрос больше не требуется. Вернитесь к списку дел.',
});

export const ownInquiry = refusal('services.own_inquiry', 409, {
  az: 'Müraciət sizin və ya rəhbəri olduğunuz təşkilatındır. Sorğuya başqa əməkdaş cavab verməlidir.',
  en: 'The case is your own, or of an organisation you head. A colleague has to answer.',
  ru: 'Это ваше заявление или заявление организации, которую вы возглавляете. Ответить должен другой сотрудник.',
});

export const inquiryTookPart = refusal('services.inquiry_took_part', 409, {
  az: 'Qərar verən qurumda bu müraciətə siz baxmısınız. Sorğuya başqa əməkdaş cavab verməlidir.',
  en: 'You have handled this case where it is decided. A colleague has to answer.',
  ru: 'Вы рассматривали это заявление там, где принимают решение. Ответить должен другой сотрудник.',
});
