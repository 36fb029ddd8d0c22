import { refusal } from '../../../kernel/refusal.ts';

export const wordsNeeded = refusal('plan.risk_words', 422, {
  az: 'Mətni yazın.',
  en: 'Write the text.',
  ru: 'Напишите текст.',
});

export const gradeNeeded = refusal('plan.risk_grade', 422, {
  az: 'Ehtimalı və təsiri 1-dən 5-dək seçin.',
  en: 'Choose likelihood and impact from 1 to 5.',
  ru: 'Выберите вероятность и воздействие от 1 до 5.',
});

export const ownerNeeded = refusal('plan.risk_owner', 422, {
  az: '“{name}” adlı qurum tapılmadı. Cavabdeh qurumun qısa adını və ya kodunu yazın.',
  en: 'There is no institution “{name}”. Write the acronym or code of the owner.',
  ru: 'Учреждение «{name}» не найдено. Укажите сокращение или код ответственного.',
});

export const riskClosed = refusal('plan.risk_closed', 409, {
  az: 'Bu risk bağlanıb.',
  en: 'This risk is closed.',
  ru: 'Этот риск закрыт.',
});

export const notOffered = refusal('plan.risk_not_offered', 409, {
  az: 'Bu risk artıq sizə təklif edilmir.',
  en: 'This risk is no longer offered to you.',
  ru: 'Этот риск вам больше не предлагается.',
});
