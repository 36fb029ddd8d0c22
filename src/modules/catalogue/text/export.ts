import type { Text } from '../../../language/index.ts';

/** What is said in the data that other catalogues take over. */
export const exportTexts = {
  free: { az: 'Ödənişsiz', en: 'Free of charge', ru: 'Бесплатно' },
  portal: { az: 'Onlayn, bu portalda', en: 'Online, on this portal', ru: 'Онлайн, на этом портале' },
  centre: { az: 'Xidmət mərkəzində', en: 'At a service centre', ru: 'В центре услуг' },
  sampleMark: { az: '(nümunə)', en: '(sample)', ru: '(образец)' },
  sampleContact: {
    az: 'Nümunə: əlaqə məlumatı şərtidir.',
    en: 'Sample: these contact details are invented.',
    ru: 'Образец: контактные данные условны.',
  },
  feedTitle: { az: 'Kataloqda dəyişikliklər', en: 'Changes of the catalogue', ru: 'Изменения каталога' },
} as const satisfies Record<string, Text>;
