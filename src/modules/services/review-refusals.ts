import { refusal } from '../../kernel/refusal.ts';

export const reviewOver = refusal('services.review_over', 409, {
  az: 'Bu rəyə daha ehtiyac yoxdur və ya o artıq verilib. Rəylərinizin siyahısına qayıdın.',
  en: 'This review is no longer needed, or was given already. Go back to the list of your reviews.',
  ru: 'Эта рецензия больше не нужна или уже дана. Вернитесь к списку своих рецензий.',
});

export const reviewIncomplete = refusal('services.review_incomplete', 409, {
  az: 'Hər meyar üzrə bal və əsaslandırma yazın, sonra göndərin.',
  en: 'Write points and a reason for each criterion, then send it.',
  ru: 'Укажите балл и обоснование по каждому критерию, затем отправьте.',
});

export const declineNeedsReason = refusal('services.decline_needs_reason', 422, {
  az: 'İmtinanın səbəbini yazın.',
  en: 'Write why you decline.',
  ru: 'Напишите причину отказа.',
});

export const reviewsIt = refusal('services.reviews_it', 409, {
  az: 'Bu müraciət üzrə rəyçi seçilmisiniz. Ona başqa əməkdaş baxmalıdır.',
  en: 'You were drawn as a reviewer of this case. A colleague has to handle it.',
  ru: 'Вы были выбраны рецензентом этого заявления. Его должен рассматривать другой сотрудник.',
});
