import { Type } from 'typebox';
import { entity, instant, reference, structure, text, texts, yesNo } from '../../../kernel/entity.ts';
import type { Proposed } from './draft.ts';

const label = { az: 'Lüğətə təklif', en: 'Proposal to the dictionary', ru: 'Предложение по словарю' };

export const conceptProposal = entity('catalogue.concept_proposal', {
  label,
  about:
    'A proposal of an institution about one concept of the dictionary: what it is to be called and of which class.',
  fields: {
    id: reference('process.instance', { label }),
    concept: text({ label: { az: 'Anlayışın kodu', en: 'Code of the concept', ru: 'Код понятия' }, max: 120 }),
    institution: {
      ...text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 20 }),
      references: 'identity.institution',
    },
    draft: structure(Type.Unsafe<Proposed>(Type.Object({})), {
      label: { az: 'Məzmun', en: 'Content', ru: 'Содержание' },
    }),
    open: yesNo({ label: { az: 'Bitməyib', en: 'Open', ru: 'Не завершено' } }),
    writers: texts({ label: { az: 'Yazanlar', en: 'Writers', ru: 'Авторы' }, class: 'personal' }),
    changed_at: instant({ label: { az: 'Dəyişdirilib', en: 'Changed', ru: 'Изменено' } }),
  },
});
