import { entity, id, instant, optional, reference, type Row, type Tables, text } from '../../../kernel/entity.ts';

const requestLabel = { az: 'Düzəliş müraciəti', en: 'Request for correction', ru: 'Обращение об исправлении' };

export const correctionRequest = entity('services.correction_request', {
  label: requestLabel,
  about:
    'Requests to correct what a register holds about a person, to the owner of the register. The id is a process instance; what the person wrote lies beside its journal.',
  fields: {
    instance: { ...id(requestLabel), references: 'process.instance' } as const,
    person: reference('identity.person', {
      label: { az: 'Şəxs', en: 'Person', ru: 'Лицо' },
      class: 'personal',
    }),
    register: text({ label: { az: 'Reyestr', en: 'Register', ru: 'Реестр' }, max: 63 }),
    concept: text({ label: { az: 'Məlumat', en: 'Fact', ru: 'Сведение' }, max: 100 }),
    at: instant({ label: { az: 'Göndərilib', en: 'Sent', ru: 'Отправлено' } }),
    forgotten_at: optional(instant({ label: { az: 'Silinib', en: 'Forgotten', ru: 'Удалено' } })),
  },
});

export type CorrectionRequestTables = Tables<typeof correctionRequest>;
export type CorrectionRequestRow = Row<typeof correctionRequest>;
