import type { FieldWords } from '../../../kernel/definition-schema.ts';
import { fieldRetentionWords } from './field-retention.ts';
import { seenByWords } from './seen-by.ts';
import { article } from './words-of-grounds.ts';

/** What is possible once a case is decided. */
export const afterwardsWords: FieldWords = {
  appeal: { az: 'Qərardan şikayət', en: 'Appeal against the decision', ru: 'Обжалование решения' },
  'appeal.route': { az: 'Kimə', en: 'To whom', ru: 'Кому' },
  'appeal.days': { az: 'Neçə gün ərzində', en: 'Within how many days', ru: 'В течение скольких дней' },
  'appeal.article': article,
  rating: { az: 'Xidmətin qiymətləndirilməsi', en: 'How the service is rated', ru: 'Оценка услуги' },
  'rating.question': { az: 'Sual', en: 'The question', ru: 'Вопрос' },
  retention: { az: 'Saxlanılma müddəti', en: 'How long data is kept', ru: 'Срок хранения' },
  'retention.years': { az: 'Neçə il', en: 'Years', ru: 'Сколько лет' },
  ...fieldRetentionWords,
  ...seenByWords,
  proactive: {
    az: 'none: müraciətsiz göstərilmir',
    en: 'none: it is not delivered without an application',
    ru: 'none: без обращения не оказывается',
  },
};
