import { Type } from 'typebox';
import {
  entity,
  id,
  instant,
  optional,
  reference,
  type Row,
  structure,
  type Tables,
  text,
} from '../../../kernel/entity.ts';

const value = Type.Unsafe<string | number>(Type.Union([Type.String(), Type.Number()]));
const requestLabel = { az: 'Düzəliş müraciəti', en: 'Request for correction', ru: 'Обращение об исправлении' };

export const correctionRequest = entity('services.correction_request', {
  label: requestLabel,
  about:
    'Requests to correct what a register holds about a person or a company, to the owner of the register. The id is a process instance; what was written lies beside its journal.',
  fields: {
    instance: { ...id(requestLabel), references: 'process.instance' } as const,
    person: reference('identity.person', {
      label: { az: 'Şəxs', en: 'Person', ru: 'Лицо' },
      class: 'personal',
    }),
    organisation: optional(
      reference('identity.organisation', {
        label: { az: 'Şirkət', en: 'Company', ru: 'Компания' },
      }),
    ),
    register: text({ label: { az: 'Reyestr', en: 'Register', ru: 'Реестр' }, max: 63 }),
    concept: text({ label: { az: 'Məlumat', en: 'Fact', ru: 'Сведение' }, max: 100 }),
    at: instant({ label: { az: 'Göndərilib', en: 'Sent', ru: 'Отправлено' } }),
    forgotten_at: optional(instant({ label: { az: 'Silinib', en: 'Forgotten', ru: 'Удалено' } })),
  },
});

export const correctionValue = entity('services.correction_value', {
  label: { az: 'Düzgün məlumat', en: 'How it is right', ru: 'Как правильно' },
  about:
    'How a fact is right, as the person typed it for the field of the register: entered there when the owner agrees.',
  grant: 'append and delete by retention',
  fields: {
    instance: { ...id(requestLabel), references: 'services.correction_request' } as const,
    value: {
      ...structure(value, { label: { az: 'Məlumat', en: 'Value', ru: 'Значение' } }),
      class: 'personal',
    } as const,
  },
});

export type CorrectionRequestTables = Tables<typeof correctionRequest | typeof correctionValue>;
export type CorrectionRequestRow = Row<typeof correctionRequest>;
