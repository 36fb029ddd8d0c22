import { bytes, day, entity, instant, integer, structure, text, transactionNumber } from '../../../kernel/entity.ts';
import { regulationDocument } from './document.ts';

export const regulation = entity('catalogue.regulation', {
  label: { az: 'Xidmətin reqlamenti', en: 'Regulation of a service', ru: 'Регламент услуги' },
  about: 'Every version of the regulation of every e-service, as it was written from the definition. Append-only.',
  grant: 'append',
  fields: {
    service: text({ label: { az: 'Xidmət', en: 'Service', ru: 'Услуга' }, max: 63 }),
    version: integer({ label: { az: 'Versiya', en: 'Version', ru: 'Версия' }, minimum: 1 }),
    definition: integer({
      label: { az: 'Tərifin versiyası', en: 'Version of the definition', ru: 'Версия определения' },
      minimum: 1,
    }),
    in_force_from: day({ label: { az: 'Qüvvəyə minib', en: 'In force from', ru: 'Действует с' } }),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
    xid: transactionNumber(),
    document: structure(regulationDocument, { label: { az: 'Mətn', en: 'Text', ru: 'Текст' } }),
    digest: bytes({ label: { az: 'Mətnin izi', en: 'Digest of the text', ru: 'Отпечаток текста' } }),
  },
});
