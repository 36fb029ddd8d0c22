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

export const releaseNeedsReason = refusal('services.release_needs_reason', 422, {
  az: 'Rəyçini niyə azad etdiyinizi yazın.',
  en: 'Write why the reviewer is released.',
  ru: 'Напишите, почему рецензент освобождается.',
});

export const reviewNotLate = refusal('services.review_not_late', 409, {
  az: 'Yalnız müddəti bitmiş rəyçi azad edilir. Müddətin sonunu gözləyin.',
  en: 'Only a reviewer whose time is over is released. Wait until the time is over.',
  ru: 'Освободить можно только рецензента, срок которого истёк. Дождитесь окончания срока.',
});

export const reviewsIt = refusal('services.reviews_it', 409, {
  az: 'Bu müraciət üzrə rəyçi seçilmisiniz. Ona başqa əməkdaş baxmalıdır.',
  en: 'You were drawn as a reviewer of this case. A colleague has to handle it.',
  ru: 'Вы были выбраны рецензентом этого заявления. Его должен рассматривать другой сотрудник.',
});
