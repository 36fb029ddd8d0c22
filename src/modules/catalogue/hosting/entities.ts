import {
  choice,
  entity,
  instant,
  integer,
  optional,
  reference,
  text,
  transactionNumber,
  yesNo,
} from '../../../kernel/entity.ts';
import { hostingStates, stepCauses } from './states.ts';

const entry = reference('catalogue.entry', { label: { az: 'Qeyd', en: 'Entry', ru: 'Запись' } });
const wave = optional(text({ label: { az: 'Dalğa', en: 'Wave', ru: 'Волна' }, max: 6 }));

export const hosting = entity('catalogue.hosting', {
  label: { az: 'Yerləşmə', en: 'Hosting', ru: 'Размещение' },
  about: 'Where each system and portal runs now; how it came there is in hosting_step.',
  fields: {
    entry,
    state: choice(hostingStates, { label: { az: 'Vəziyyəti', en: 'State', ru: 'Состояние' } }),
    wave,
    blocked: yesNo({ label: { az: 'Maneəli', en: 'Blocked', ru: 'С препятствием' } }),
    changed_at: instant({ label: { az: 'Dəyişdirilib', en: 'Changed', ru: 'Изменено' } }),
  },
});

export const hostingStep = entity('catalogue.hosting_step', {
  label: { az: 'Yerləşmə addımı', en: 'Step of hosting', ru: 'Шаг размещения' },
  about: 'Every step of every system and portal on its way into the government cloud or out of use. Append-only.',
  grant: 'append',
  fields: {
    entry,
    seq: integer({ label: { az: 'Sıra', en: 'Number', ru: 'Номер' }, minimum: 1 }),
    from_state: optional(choice(hostingStates, { label: { az: 'Haradan', en: 'From', ru: 'Откуда' } })),
    to_state: choice(hostingStates, { label: { az: 'Haraya', en: 'To', ru: 'Куда' } }),
    wave,
    cause: choice(stepCauses, { label: { az: 'Səbəb', en: 'Cause', ru: 'Причина' } }),
    note: optional(text({ label: { az: 'Qeyd', en: 'Note', ru: 'Примечание' }, max: 1000 })),
    person: optional(reference('identity.person', { label: { az: 'Kim', en: 'Who', ru: 'Кто' } })),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
    xid: transactionNumber(),
  },
});
