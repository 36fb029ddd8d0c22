import { Type } from 'typebox';
import {
  choice,
  entity,
  instant,
  integer,
  optional,
  reference,
  structure,
  text,
  texts,
  yesNo,
} from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';
import type { Envelope } from '../envelope.ts';
import { entryKinds } from '../kinds.ts';
import type { Draft } from './draft.ts';

/** What is asked for: the life cycle of an entry. */
export const requestTypes = {
  establish: { az: 'Yaradılma', en: 'Establishment', ru: 'Создание' },
  take_into_use: { az: 'İstifadəyə verilmə', en: 'Taking into use', ru: 'Ввод в эксплуатацию' },
  change: { az: 'Dəyişiklik', en: 'Change', ru: 'Изменение' },
  finish: { az: 'İstifadədən çıxarılma', en: 'Taking out of use', ru: 'Вывод из эксплуатации' },
} as const satisfies Record<string, Text>;
export type RequestType = keyof typeof requestTypes;

const label = { az: 'Kataloq müraciəti', en: 'Catalogue request', ru: 'Заявка в каталог' };

export const request = entity('catalogue.request', {
  label,
  about: 'A request of an institution about one entry: what it asks for, and the entry as it is to be.',
  fields: {
    id: reference('process.instance', { label }),
    type: choice(requestTypes, { label: { az: 'Nə istənilir', en: 'What is asked for', ru: 'Что запрашивается' } }),
    kind: choice(entryKinds, { label: { az: 'Qeydin növü', en: 'Kind of entry', ru: 'Вид записи' } }),
    code: text({ label: { az: 'Kod', en: 'Code', ru: 'Код' }, max: 63 }),
    institution: {
      ...text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 20 }),
      references: 'identity.institution',
    },
    draft: structure(Type.Unsafe<Draft>(Type.Object({})), {
      label: { az: 'Məzmun', en: 'Content', ru: 'Содержание' },
    }),
    open: yesNo({ label: { az: 'Bitməyib', en: 'Open', ru: 'Не завершена' } }),
    writers: texts({ label: { az: 'Yazanlar', en: 'Writers', ru: 'Авторы' }, class: 'personal' }),
    changed_at: instant({ label: { az: 'Dəyişdirilib', en: 'Changed', ru: 'Изменено' } }),
    base_version: integer({
      label: { az: 'Qeydin ilkin versiyası', en: 'Version of the entry at the start', ru: 'Исходная версия записи' },
      minimum: 0,
    }),
  },
});

export const requestVersion = entity('catalogue.request_version', {
  label: { az: 'Göndərilmiş məzmun', en: 'Content as sent', ru: 'Отправленное содержание' },
  about: 'The entry as a request asked for it, each time it was sent: what sections agree to. Append-only.',
  grant: 'append',
  fields: {
    request: reference('catalogue.request', { label }),
    seq: integer({ label: { az: 'Addımın nömrəsi', en: 'Number of the step', ru: 'Номер шага' }, minimum: 1 }),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
    envelope: structure(Type.Unsafe<Envelope>(Type.Object({})), {
      label: { az: 'Məzmun', en: 'Content', ru: 'Содержание' },
    }),
  },
});

export const review = entity('catalogue.review', {
  label: { az: 'Bölmə üzrə rəy', en: 'Review of a section', ru: 'Заключение по разделу' },
  about: 'Which process reviews which topic of a request.',
  fields: {
    instance: reference('process.instance', { label: { az: 'İş', en: 'Instance', ru: 'Дело' } }),
    request: reference('catalogue.request', { label }),
    topic: text({ label: { az: 'Mövzu', en: 'Topic', ru: 'Тема' }, max: 60 }),
    agreed: optional(
      integer({
        label: { az: 'Razılıq verilmiş məzmun', en: 'Content agreed to', ru: 'Согласованное содержание' },
        minimum: 1,
      }),
    ),
  },
});
