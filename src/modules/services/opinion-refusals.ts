import { Refusal, refusal } from '../../kernel/refusal.ts';
import type { Text } from '../../language/lang.ts';
import { say } from './text/index.ts';

export const gaveOpinion = refusal('services.gave_opinion', 409, {
  az: 'Bu müraciət üzrə rəyin və ya sorğuya cavabın hazırlanmasında iştirak etmisiniz. Qərarla bağlı işi başqa əməkdaş aparmalıdır.',
  en: 'You took part in an opinion on this case, or in the answer to an inquiry. A colleague has to handle the decision.',
  ru: 'Вы участвовали в подготовке заключения или ответа на запрос по этому заявлению. Решением должен заниматься другой сотрудник.',
});

export const tookPart = refusal('services.took_part', 409, {
  az: 'Qərar verən qurumda bu müraciətə siz baxmısınız. Rəyi başqa əməkdaş verməlidir.',
  en: 'You have handled this case where it is decided. A colleague has to give the opinion.',
  ru: 'Вы рассматривали это заявление там, где принимают решение. Заключение должен дать другой сотрудник.',
});

export const ownOpinion = refusal('services.own_opinion', 409, {
  az: 'Müraciət sizin və ya rəhbəri olduğunuz təşkilatındır. Rəyi başqa əməkdaş verməlidir.',
  en: 'The case is your own, or of an organisation you head. A colleague has to give the opinion.',
  ru: 'Это ваше заявление или заявление организации, которую вы возглавляете. Заключение должен дать другой сотрудник.',
});

export const opinionOver = refusal('services.opinion_over', 409, {
  az: 'Müraciət üzrə iş bitib, rəyə ehtiyac qalmayıb. İşlərin siyahısına qayıdın.',
  en: 'The case has come to its end, the opinion is no longer needed. Go back to the list of your work.',
  ru: 'Работа по заявлению завершена, заключение больше не требуется. Вернитесь к списку дел.',
});

/** An approval waits for these: each with its institution and its last day, ready to be read. */
export const opinionsAwaited = (opinions: Text): Refusal =>
  new Refusal(
    'services.opinions_awaited',
    409,
    say('opinionsAwaited', (lang) => ({ opinions: opinions[lang] })),
  );
