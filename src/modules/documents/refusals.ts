import { refusal } from '../../kernel/refusal.ts';

export const alreadyRevoked = refusal('documents.already_revoked', 409, {
  az: 'Bu sənəd artıq ləğv edilib.',
  en: 'This document has been revoked already.',
  ru: 'Этот документ уже отозван.',
});

export const reasonNeeded = refusal('documents.reason_needed', 422, {
  az: 'Ləğvin səbəbini yazın: onu sənədi yoxlayan hər kəs görəcək.',
  en: 'Write why it is revoked: everyone who checks the document will see it.',
  ru: 'Напишите причину отзыва: её увидит каждый, кто проверит документ.',
});

export const reasonTooLong = refusal('documents.reason_too_long', 422, {
  az: 'Səbəbi qısaldın: ən çoxu {max} simvol.',
  en: 'Shorten the reason to at most {max} characters.',
  ru: 'Сократите причину: не более {max} знаков.',
});
