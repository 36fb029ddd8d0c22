import { Type } from 'typebox';
import {
  day,
  entity,
  id,
  instant,
  integer,
  optional,
  reference,
  sequence,
  structure,
  text,
  texts,
  transactionNumber,
  yesNo,
} from '../../../kernel/entity.ts';
import { describedEndpoint } from './openapi/described.ts';

const inThree = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() });
const endpointList = Type.Array(describedEndpoint);

const service = { az: 'Mübadilə xidməti', en: 'Service of the exchange', ru: 'Сервис обмена' };
const institution = {
  ...text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 60 }),
  references: 'identity.institution',
};
const moment = instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } });
const person = reference('identity.person', { label: { az: 'Kim', en: 'Who', ru: 'Кто' } });

/** What a version and a draft of one both say. */
const described = {
  title: structure(inThree, { label: { az: 'Ad', en: 'Title', ru: 'Название' } }),
  purpose: structure(inThree, { label: { az: 'Nə üçündür', en: 'What it is for', ru: 'Для чего' } }),
  personal: yesNo({ label: { az: 'Fərdi məlumat verir', en: 'Gives personal data', ru: 'Даёт персональные данные' } }),
  endpoints: structure(endpointList, { label: { az: 'Əməliyyatlar', en: 'Endpoints', ru: 'Операции' } }),
  openapi: text({ label: { az: 'OpenAPI sənədi', en: 'OpenAPI document', ru: 'Документ OpenAPI' }, max: 2_000_000 }),
};

export const exchangeService = entity('exchange.service', {
  label: service,
  about: 'A service that a system of an institution offers over the exchange, by its code.',
  grant: 'append',
  fields: {
    id: id(),
    system: text({ label: { az: 'Sistem', en: 'System', ru: 'Система' }, max: 100 }),
    code: text({ label: { az: 'Kod', en: 'Code', ru: 'Код' }, max: 63, pattern: '^[a-z0-9][a-z0-9-]{0,62}$' }),
    institution,
    at: moment,
  },
});

export const serviceVersion = entity('exchange.service_version', {
  label: { az: 'Xidmətin versiyası', en: 'Version of a service', ru: 'Версия сервиса' },
  about:
    'A service as it was described at a moment, with the document it was read from. The newest is in force. Append-only.',
  grant: 'append',
  fields: {
    service: reference('exchange.service', { label: service }),
    version: integer({ label: { az: 'Versiya', en: 'Version', ru: 'Версия' }, minimum: 1 }),
    ...described,
    person,
    at: moment,
    xid: transactionNumber(),
  },
});

export const serviceDraft = entity('exchange.service_draft', {
  label: { az: 'Xidmətin qaralaması', en: 'Draft of a service', ru: 'Черновик сервиса' },
  about: 'The next version of a service while its endpoints are looked through by a person of the provider.',
  fields: {
    service: reference('exchange.service', { label: service }),
    ...described,
    confirmed: texts({
      label: { az: 'Baxılmış əməliyyatlar', en: 'Endpoints looked at', ru: 'Просмотренные операции' },
    }),
    version: integer({
      label: { az: 'Dəyişiklik nömrəsi', en: 'Number of the change', ru: 'Номер изменения' },
      minimum: 1,
    }),
    person,
    at: moment,
  },
});

export const serviceEnd = entity('exchange.service_end', {
  label: { az: 'Xidmətin son günü', en: 'Last day of a service', ru: 'Последний день сервиса' },
  about:
    'When a service ends, announced ahead and with the reason; without a day the announcement was taken back. Append-only: the newest line of a service holds.',
  grant: 'append',
  fields: {
    number: sequence({ az: 'Sıra', en: 'Order', ru: 'Порядок' }),
    service: reference('exchange.service', { label: service }),
    last_day: optional(day({ label: { az: 'Son gün', en: 'Last day', ru: 'Последний день' } })),
    reason: text({ label: { az: 'Səbəb', en: 'Reason', ru: 'Причина' }, max: 1000 }),
    person,
    at: moment,
  },
});

export const serviceEntities = [exchangeService, serviceVersion, serviceDraft, serviceEnd];
