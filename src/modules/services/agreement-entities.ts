import { choice, entity, id, instant, optional, reference, type Row, type Tables, text } from '../../kernel/entity.ts';

const agreementAnswers = {
  agrees: { az: 'Razıdır', en: 'Agrees', ru: 'Согласие' },
  declines: { az: 'Razı deyil', en: 'Declines', ru: 'Отказ' },
} as const;
export type AgreementAnswer = keyof typeof agreementAnswers;

const label = { az: 'Razılıq', en: 'Agreement', ru: 'Согласие' };

export const agreement = entity('services.agreement', {
  label,
  about:
    'Agreements of people besides the applicant to an application, as they stand. The id is a process instance within that of the case; what they write lies in its journal.',
  fields: {
    instance: { ...id(label), references: 'process.instance' } as const,
    case: reference('services.case', { label: { az: 'Müraciət', en: 'Case', ru: 'Обращение' } }),
    name: text({ label: { az: 'Razılığın kodu', en: 'Name of the agreement', ru: 'Код согласия' }, max: 41 }),
    person: reference('identity.person', { label: { az: 'Kimin razılığı', en: 'Whose', ru: 'Чьё' } }),
    asked_at: instant({ label: { az: 'Soruşulub', en: 'Asked', ru: 'Запрошено' } }),
    read_at: optional(instant({ label: { az: 'İlk dəfə oxunub', en: 'First read', ru: 'Впервые прочитано' } })),
    answer: optional(choice(agreementAnswers, { label: { az: 'Cavab', en: 'Answer', ru: 'Ответ' } })),
    answered_at: optional(instant({ label: { az: 'Cavab verilib', en: 'Answered', ru: 'Ответ дан' } })),
    seen: optional(
      text({
        label: { az: 'Görülən cavabların izi', en: 'Digest of the answers seen', ru: 'Отпечаток увиденных ответов' },
        min: 64,
        max: 64,
        pattern: '^[0-9a-f]{64}$',
      }),
    ),
  },
});

export type AgreementTables = Tables<typeof agreement>;
export type AgreementRow = Row<typeof agreement>;
