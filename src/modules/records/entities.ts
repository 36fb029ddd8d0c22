import { Type } from 'typebox';
import { day, entity, id, instant, optional, structure, text } from '../../kernel/entity.ts';

/**
 * One version of one record. Valid time is when the thing was so, recorded time is when the register said so. What was
 * once said stays: a newer version only ends the recorded time of an older one.
 */
export const record = entity('records.record', {
  label: { az: 'Reyestr qeydi', en: 'Record', ru: 'Запись реестра' },
  about: 'Versions of the records of hosted registers, by valid time and recorded time; nothing is overwritten.',
  fields: {
    id: id(),
    register: text({ label: { az: 'Reyestr', en: 'Register', ru: 'Реестр' }, max: 80 }),
    key: text({ label: { az: 'Açar', en: 'Key', ru: 'Ключ' }, max: 200, class: 'personal' }),
    valid_from: day({ label: { az: 'Qüvvəyə minib', en: 'In force from', ru: 'Действует с' } }),
    valid_to: optional(
      day({ label: { az: 'Qüvvədən düşdüyü gün', en: 'First day no longer in force', ru: 'День прекращения' } }),
    ),
    recorded_at: instant({ label: { az: 'Qeydə alınıb', en: 'Recorded', ru: 'Записано' } }),
    superseded_at: optional(instant({ label: { az: 'Əvəz edilib', en: 'Superseded', ru: 'Заменено' } })),
    data: structure(Type.Record(Type.String(), Type.Unknown()), {
      label: { az: 'Məzmun', en: 'Content', ru: 'Содержание' },
      class: 'sensitive',
    }),
    effect_key: optional(
      text({ label: { az: 'Təsirin açarı', en: 'Key of the effect', ru: 'Ключ действия' }, max: 300 }),
    ),
  },
});

export const outage = entity('records.outage', {
  label: { az: 'Reyestrin dayandırılması', en: 'Outage of a register', ru: 'Остановка реестра' },
  about: 'The last declared outage of each register: while it lasts the register answers nothing and takes no entry.',
  fields: {
    register: text({ label: { az: 'Reyestr', en: 'Register', ru: 'Реестр' }, max: 80 }),
    since: instant({ label: { az: 'Dayandırılıb', en: 'Stopped', ru: 'Остановлен' } }),
    until: instant({ label: { az: 'Bərpa vaxtı', en: 'Resumes', ru: 'Возобновление' } }),
    reason: structure(Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }), {
      label: { az: 'Səbəb', en: 'Reason', ru: 'Причина' },
    }),
  },
});

export const entities = [record, outage];
