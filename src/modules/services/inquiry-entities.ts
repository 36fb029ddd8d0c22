import { entity, id, instant, optional, reference, type Row, type Tables, text, texts } from '../../kernel/entity.ts';

export const inquiry = entity('services.inquiry', {
  label: { az: 'Qurumlararası sorğu', en: 'Inquiry', ru: 'Межведомственный запрос' },
  about:
    'What officers ask other institutions about a case in words of their own. The id is a process instance within that of the case; the answer lies in its journal.',
  fields: {
    instance: {
      ...id({ az: 'Sorğu', en: 'Inquiry', ru: 'Запрос' }),
      references: 'process.instance',
    },
    case: reference('services.case', { label: { az: 'Müraciət', en: 'Case', ru: 'Обращение' } }),
    institution: {
      ...text({ label: { az: 'Cavab verən qurum', en: 'Institution asked', ru: 'Запрошенное учреждение' }, max: 60 }),
      references: 'identity.institution',
    },
    /** Of the form with which it was asked: sent twice it is asked once. */
    key: id({ az: 'Formanın açarı', en: 'Key of the form', ru: 'Ключ формы' }),
    question: optional(text({ label: { az: 'Sual', en: 'Question', ru: 'Вопрос' }, max: 2000, class: 'personal' })),
    author: optional(
      text({
        label: { az: 'Soruşanın adı', en: 'Name of who asked', ru: 'Имя запросившего' },
        max: 200,
        class: 'personal',
      }),
    ),
    sees: texts({
      label: { az: 'Göstərilən sahələr', en: 'Fields that are shown', ru: 'Показываемые поля' },
    }),
    asked_at: instant({ label: { az: 'Soruşulub', en: 'Asked', ru: 'Запрошено' } }),
    answered_at: optional(instant({ label: { az: 'Cavab verilib', en: 'Answered', ru: 'Ответ дан' } })),
  },
});

export type InquiryTables = Tables<typeof inquiry>;
export type InquiryRow = Row<typeof inquiry>;
