import { entity, id, instant, integer, text, yesNo } from '../../../kernel/entity.ts';

/** A run of one client at one service, as the provider's gateway last told of it. */
export const massRun = entity('exchange.mass_run', {
  label: { az: 'Kütləvi baxış', en: 'Mass run', ru: 'Массовое обращение' },
  about: 'Runs over the data of many people, one public line each. Only grows, and not once it is final.',
  grant: 'append',
  sets: ['reached_at', 'people', 'final'],
  fields: {
    id: id(),
    run: id({ az: 'Baxışın nömrəsi', en: 'Number of the run', ru: 'Номер обращения' }),
    gateway: text({ label: { az: 'Şlüz', en: 'Gateway', ru: 'Шлюз' }, max: 1500 }),
    client: text({ label: { az: 'Sistem', en: 'System', ru: 'Система' }, max: 1500 }),
    service: text({ label: { az: 'Xidmət', en: 'Service', ru: 'Сервис' }, max: 1500 }),
    consumer: text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 1500 }),
    purpose: text({ label: { az: 'Məqsəd', en: 'Purpose', ru: 'Цель' }, max: 63 }),
    act: text({ label: { az: 'Akt', en: 'Act', ru: 'Акт' }, max: 63 }),
    article: text({ label: { az: 'Maddə', en: 'Article', ru: 'Статья' }, max: 40 }),
    started_at: instant({ label: { az: 'Başlanıb', en: 'Started', ru: 'Начато' } }),
    reached_at: instant({ label: { az: 'Sonuncu baxış', en: 'Latest look-up', ru: 'Последнее обращение' } }),
    people: integer({ label: { az: 'Neçə nəfər', en: 'How many people', ru: 'Сколько человек' }, minimum: 0 }),
    final: yesNo({ label: { az: 'Başa çatıb', en: 'Over', ru: 'Завершено' } }),
  },
});
