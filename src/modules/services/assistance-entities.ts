import { bytes, choice, entity, id, instant, optional, reference, type Row, text } from '../../kernel/entity.ts';
import { consents } from './entity-choices.ts';

export const assistance = entity('services.assistance', {
  label: { az: 'Mərkəzdə kömək', en: 'Assistance', ru: 'Помощь в центре' },
  about: 'Cases that a clerk of a service centre entered for a person who was present, and on what consent.',
  grant: 'append',
  fields: {
    instance: { ...id({ az: 'Müraciət', en: 'Case', ru: 'Обращение' }), references: 'services.case' } as const,
    centre: {
      ...text({ label: { az: 'Mərkəz', en: 'Centre', ru: 'Центр' }, max: 60 }),
      references: 'identity.institution',
    } as const,
    clerk: reference('identity.person', { label: { az: 'Operator', en: 'Clerk', ru: 'Оператор' } }),
    consent: choice(consents, { label: { az: 'Razılıq', en: 'Consent', ru: 'Согласие' } }),
    paper: optional(text({ label: { az: 'Blankın nömrəsi', en: 'Number of the paper', ru: 'Номер бланка' }, max: 60 })),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
  },
});

export const assistCode = entity('services.assist_code', {
  label: { az: 'Kömək kodu', en: 'Code for help', ru: 'Код для помощи' },
  about: 'The one-time code that a person shows to a clerk, as a keyed digest.',
  fields: {
    person: reference('identity.person', { label: { az: 'Şəxs', en: 'Person', ru: 'Лицо' } }),
    digest: bytes({ label: { az: 'Heş', en: 'Digest', ru: 'Хеш' } }),
    made_at: instant({ label: { az: 'Yaradılıb', en: 'Made', ru: 'Создан' } }),
    used_at: optional(instant({ label: { az: 'İstifadə olunub', en: 'Used', ru: 'Использован' } })),
  },
});

export type AssistanceRow = Row<typeof assistance>;
