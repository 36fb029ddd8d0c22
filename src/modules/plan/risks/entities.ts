import {
  day,
  entity,
  id,
  instant,
  integer,
  optional,
  reference,
  structure,
  text,
  yesNo,
} from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';
import { titleSchema } from '../measures/index.ts';

const label = {
  risk: { az: 'Risk', en: 'Risk', ru: 'Риск' },
  title: { az: 'Adı', en: 'Title', ru: 'Название' },
  owner: { az: 'Cavabdeh qurum', en: 'Owner', ru: 'Ответственное учреждение' },
  person: { az: 'Şəxs', en: 'Person', ru: 'Лицо' },
  at: { az: 'Vaxt', en: 'Moment', ru: 'Момент' },
  mitigation: { az: 'Azaldılma tədbiri', en: 'Mitigation', ru: 'Мера снижения' },
} as const;

const institution = (of: Text) => ({
  ...text({ label: of, max: 20 }),
  references: 'identity.institution',
});

export const risk = entity('plan.risk', {
  label: label.risk,
  about: 'A risk of a plan: one that the plan names, or one that an institution raised about a measure.',
  fields: {
    id: id(),
    plan: { ...text({ label: { az: 'Plan', en: 'Plan', ru: 'План' }, max: 60 }), references: 'plan.plan' },
    item: optional(
      reference('plan.item', { label: { az: 'Planın bəndi', en: 'Item of the plan', ru: 'Пункт плана' } }),
    ),
    title: structure(titleSchema, { label: label.title }),
    raised_by: optional({
      ...text({ label: { az: 'Kim qaldırıb', en: 'Raised by', ru: 'Кем поднят' }, max: 20 }),
      references: 'identity.institution',
    }),
    owner: optional(institution(label.owner)),
    offered_to: optional(institution({ az: 'Təklif olunan qurum', en: 'Offered to', ru: 'Предложено учреждению' })),
    raised_at: instant({ label: { az: 'Qaldırılıb', en: 'Raised', ru: 'Поднят' } }),
    closed_at: optional(instant({ label: { az: 'Bağlanıb', en: 'Closed', ru: 'Закрыт' } })),
    closing: optional(text({ label: { az: 'Bağlanma səbəbi', en: 'Why closed', ru: 'Причина закрытия' }, max: 2000 })),
  },
});

export const riskAssessment = entity('plan.risk_assessment', {
  label: { az: 'Riskin qiymətləndirilməsi', en: 'Assessment of a risk', ru: 'Оценка риска' },
  about: 'How likely and how grave a risk was found, by whom and why; the newest counts.',
  grant: 'append',
  fields: {
    id: id(),
    risk: reference('plan.risk', { label: label.risk }),
    likelihood: integer({ label: { az: 'Ehtimal', en: 'Likelihood', ru: 'Вероятность' }, minimum: 1, maximum: 5 }),
    impact: integer({ label: { az: 'Təsir', en: 'Impact', ru: 'Воздействие' }, minimum: 1, maximum: 5 }),
    owner: institution(label.owner),
    reason: text({ label: { az: 'Əsaslandırma', en: 'Reason', ru: 'Обоснование' }, max: 2000 }),
    person: optional(reference('identity.person', { label: label.person })),
    at: instant({ label: label.at }),
  },
});

export const mitigation = entity('plan.mitigation', {
  label: label.mitigation,
  about: 'What is to be done so that a risk becomes less likely or less grave.',
  fields: {
    id: id(),
    risk: reference('plan.risk', { label: label.risk }),
    title: structure(titleSchema, { label: label.title }),
    owner: optional(institution(label.owner)),
    due: optional(day({ label: { az: 'Son tarix', en: 'Due', ru: 'Срок' } })),
    entered_at: instant({ label: { az: 'Daxil edilib', en: 'Entered', ru: 'Внесено' } }),
  },
});

export const mitigationStep = entity('plan.mitigation_step', {
  label: { az: 'Azaldılma tədbirinin gedişi', en: 'Step of a mitigation', ru: 'Ход меры снижения' },
  about: 'What was done of a mitigation, and whether it is finished.',
  grant: 'append',
  fields: {
    id: id(),
    mitigation: reference('plan.mitigation', { label: label.mitigation }),
    text: text({ label: { az: 'Mətn', en: 'Text', ru: 'Текст' }, max: 2000 }),
    done: yesNo({ label: { az: 'Bitib', en: 'Done', ru: 'Завершено' } }),
    person: optional(reference('identity.person', { label: label.person })),
    at: instant({ label: label.at }),
  },
});

export const riskEntities = [risk, riskAssessment, mitigation, mitigationStep] as const;
