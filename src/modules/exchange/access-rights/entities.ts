import {
  choice,
  day,
  entity,
  instant,
  integer,
  optional,
  reference,
  structure,
  text,
  transactionNumber,
} from '../../../kernel/entity.ts';
import { rightContent } from './content.ts';
import { standings } from './standing.ts';

const label = { az: 'Müraciət hüququ', en: 'Right', ru: 'Право' };
const institution = (of: { az: string; en: string; ru: string }) => ({
  ...text({ label: of, max: 60 }),
  references: 'identity.institution',
});
const standing = choice(standings, { label: { az: 'Vəziyyəti', en: 'Standing', ru: 'Состояние' } });

export const accessRight = entity('exchange.access_right', {
  label,
  about:
    'A right of a system to call a service: what was asked, what an officer of the provider proposes and what is granted. Its states are those of its process.',
  grant: 'append',
  sets: ['standing', 'proposed', 'granted', 'granted_at', 'until', 'service_version'],
  fields: {
    id: reference('process.instance', { label }),
    service: reference('exchange.service', { label: { az: 'Xidmət', en: 'Service', ru: 'Сервис' } }),
    institution: institution({ az: 'Soruşan qurum', en: 'Institution that calls', ru: 'Учреждение-потребитель' }),
    system: text({ label: { az: 'Soruşan sistem', en: 'System that calls', ru: 'Система-потребитель' }, max: 100 }),
    provider: institution({ az: 'Məlumatı verən qurum', en: 'Institution that provides', ru: 'Учреждение-поставщик' }),
    reason: text({ label: { az: 'Əsaslandırma', en: 'Reason', ru: 'Обоснование' }, max: 2000 }),
    asked: structure(rightContent, { label: { az: 'İstənilən', en: 'Asked for', ru: 'Запрошено' } }),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
    standing,
    proposed: optional(structure(rightContent, { label: { az: 'Təklif', en: 'Proposed', ru: 'Предложено' } })),
    granted: optional(structure(rightContent, { label: { az: 'Verilən', en: 'Granted', ru: 'Выдано' } })),
    granted_at: optional(instant({ label: { az: 'Verilib', en: 'Granted at', ru: 'Когда выдано' } })),
    until: day({ label: { az: 'Son gün', en: 'Last day', ru: 'Последний день' } }),
    service_version: integer({
      label: { az: 'Xidmətin versiyası', en: 'Version of the service', ru: 'Версия сервиса' },
      minimum: 1,
    }),
  },
});

export const accessRightStep = entity('exchange.access_right_step', {
  label: { az: 'Hüququn gedişatı', en: 'Step of a right', ru: 'Шаг права' },
  about: 'How a right came to stand as it does, in order. Append-only.',
  grant: 'append',
  fields: {
    access_right: reference('exchange.access_right', { label }),
    seq: integer({ label: { az: 'Sıra nömrəsi', en: 'Sequence', ru: 'Порядковый номер' }, minimum: 1 }),
    standing,
    person: optional(reference('identity.person', { label: { az: 'Kim', en: 'Who', ru: 'Кто' } })),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
    fields: integer({ label: { az: 'Cavabın sahələri', en: 'Fields of the answers', ru: 'Поля ответов' }, minimum: 0 }),
    fields_left_out: integer({
      label: { az: 'Verilməyən sahələr', en: 'Fields left out', ru: 'Невыданные поля' },
      minimum: 0,
    }),
    xid: transactionNumber(),
  },
});

export const accessRightNumber = entity('exchange.access_right_number', {
  label: { az: 'Hüquqların nömrələri', en: 'Numbers of rights', ru: 'Номера прав' },
  about: 'The last number under which a right was asked for in a year.',
  fields: {
    year: integer({ label: { az: 'İl', en: 'Year', ru: 'Год' } }),
    last: integer({ label: { az: 'Son nömrə', en: 'Last number', ru: 'Последний номер' }, minimum: 1 }),
  },
});

export const rightEntities = [accessRight, accessRightStep, accessRightNumber];
