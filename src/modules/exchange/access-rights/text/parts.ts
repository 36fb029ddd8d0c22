import type { Lang, Text } from '../../../../language/lang.ts';
import type { Wider } from '../rules.ts';

const titles: Readonly<Record<Wider, Text>> = {
  scopes: { az: 'əməliyyatlar', en: 'endpoints', ru: 'операции' },
  fields: { az: 'sahələr', en: 'fields', ru: 'поля' },
  ground: { az: 'məqsəd və hüquqi əsas', en: 'purpose and legal ground', ru: 'цель и правовое основание' },
  byDefault: { az: 'məqsədsiz sorğuya tətbiq', en: 'use without a purpose', ru: 'применение без цели' },
  massRun: { az: 'kütləvi sorğu', en: 'mass run', ru: 'массовый запрос' },
  consent: { az: 'razılıq', en: 'consent', ru: 'согласие' },
  hidden: { az: 'baxışın gizlədilməsi', en: 'hiding', ru: 'сокрытие' },
  until: { az: 'son gün', en: 'last day', ru: 'последний день' },
};

/** What a part of a right is called. */
export const partTitle = (lang: Lang, part: Wider): string => titles[part][lang];
