import { Type } from 'typebox';
import type { FieldWords } from '../../../kernel/definition-schema.ts';
import type { Finding, Path } from '../../../kernel/definition.ts';
import { momentBefore, shortestDays } from '../rules/retention.ts';
import { coApplicantsOf } from './co-applicant.ts';
import type { CompiledField, CompiledService, FieldRetention } from './compiled.ts';
import { finding } from './finding.ts';
import { behind, deliveryTypes, inputsOf, inputsOfLine } from './types.ts';

/** `retention:` of a field: one of the three, counted as that of the service is. */
export const fieldRetention = Type.Object(
  {
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
    months: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })),
    years: Type.Optional(Type.Integer({ minimum: 1, maximum: 75 })),
  },
  { additionalProperties: false, minProperties: 1, maxProperties: 1 },
);

/** A field that goes before the file does, and for how long it is kept. */
export type PassingField = CompiledField & { readonly retention: FieldRetention };

export const passingFields = ({ fields }: Pick<CompiledService, 'fields'>): readonly PassingField[] =>
  fields.filter((field): field is PassingField => field.retention !== undefined);

/** Any day will do to hold two terms against each other. */
const someDay = new Date('2026-01-01T00:00:00Z');

/** Everything that stands against deleting fields before their file: it is no shorter, or something needs them longer. */
export function checkFieldRetention(service: CompiledService): Finding[] {
  const lasting = neededLater(service);
  const quoted = quotedFields(service);
  return passingFields(service).flatMap((field) => {
    const { name, retention } = field;
    const path: Path = ['data', name, 'retention'];
    const longer = openedLonger(service, field);
    const isShorter = momentBefore(someDay, retention) > momentBefore(someDay, service.retention);
    return [
      ...(isShorter ? [] : [notShorter(path, name, service.retention.years)]),
      ...(shortestDays(retention) < service.appeal.days ? [beforeAppeal(path, name, service.appeal.days)] : []),
      ...(lasting.includes(name) ? [needed(path, name)] : []),
      ...(quoted.includes(name) ? [quotedInReason(path, name)] : []),
      ...(longer === undefined ? [] : [beforeOpened(path, name, longer)]),
    ];
  });
}

/** What a choice of the field opens and is kept for longer: nobody would see it once the choice is gone. */
function openedLonger({ fields, retention }: CompiledService, field: PassingField): string | undefined {
  const opened = field.source === 'applicant' ? (field.choices ?? []).flatMap(({ opens }) => opens) : [];
  const goes = (name: string) => fields.find((one) => one.name === name)?.retention ?? retention;
  return opened.find((name) => momentBefore(someDay, goes(name)) < momentBefore(someDay, field.retention));
}

/**
 * Fields without which something could not be done that may be asked for as long as the file is kept: an entry is ended or
 * corrected, a document issued anew, an approval that was taken back given again; and whose agreement it was.
 */
function neededLater({ fields, entry, document, quota, fee, correction, outcomes, within = [] }: CompiledService) {
  const inputs = (sources: readonly (string | undefined)[]) =>
    sources.flatMap((source) => (source === undefined ? [] : inputsOf(fields, source, deliveryTypes)));
  const given = [
    ...(document?.lines ?? []).flatMap((line) => inputsOfLine(fields, line)),
    ...inputs([document?.number, document?.validFrom, document?.validTo, ...Object.values(entry?.fields ?? {})]),
    ...inputs([quota?.amount, quota?.number, quota?.validFrom, quota?.validTo]),
    ...(fee?.uses ?? []),
  ];
  const isGivenAgain = correction !== undefined || (outcomes.revoked ?? []).length > 0;
  const parties = coApplicantsOf({ within }).map(({ who }) => who.split('.')[0] ?? who);
  return behind(fields, [...(isGivenAgain ? given : []), ...inputs(Object.values(entry?.ends ?? {})), ...parties]);
}

/** Fields whose values stand in the reasons of decisions, which are never deleted and which everybody who decides reads. */
export function quotedFields({ fields, decision }: Pick<CompiledService, 'fields' | 'decision'>): readonly string[] {
  const holes = decision.rules.flatMap(({ reason }) =>
    Object.values(reason).flatMap((one: string) => [...one.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '')),
  );
  return behind(
    fields,
    holes.flatMap((hole) => inputsOf(fields, hole)),
  );
}

const notShorter = (path: Path, name: string, years: number): Finding =>
  finding(
    path,
    'retention-longer',
    [
      `“${name}” iş qədər və ya işdən uzun saxlanılır: işin özü ${years} ildən sonra silinir.`,
      `“${name}” is kept as long as its case or longer: the case itself is deleted after ${years} years.`,
      `«${name}» хранится не меньше самого дела, а дело удаляется через (лет): ${years}.`,
    ],
    [
      'Daha qısa müddət yazın və ya sahənin retention hissəsini silin.',
      'Write a shorter term, or remove retention from the field.',
      'Укажите более короткий срок или удалите retention у поля.',
    ],
  );

const beforeAppeal = (path: Path, name: string, days: number): Finding =>
  finding(
    path,
    'retention-appeal',
    [
      `“${name}” şikayət müddəti (${days} gün) bitməmiş silinə bilər: şikayətə onsuz baxmaq olmaz.`,
      `“${name}” may be deleted before the time to appeal (${days} days) is over: an appeal cannot be judged without it.`,
      `«${name}» может быть удалено до окончания срока обжалования (${days} дней): без него жалобу не рассмотреть.`,
    ],
    [
      `Müddəti ən azı ${days} gün edin.`,
      `Keep it for at least ${days} days.`,
      `Установите срок не меньше ${days} дней.`,
    ],
  );

const needed = (path: Path, name: string): Finding =>
  finding(
    path,
    'retention-needed',
    [
      `“${name}” sənəd, reyestr qeydi, rüsum və ya razılıq üçün lazımdır: düzəliş və ya ləğv olanda onsuz keçinmək olmaz.`,
      `“${name}” is needed for the document, the entry, the fee or an agreement: nothing could be corrected or ended without it.`,
      `«${name}» нужно для документа, записи реестра, пошлины или согласия: без него ничего не исправить и не прекратить.`,
    ],
    [
      'Sahənin retention hissəsini silin və ya onu sənəddən və qeyddən çıxarın.',
      'Remove retention from the field, or leave it out of the document and the entry.',
      'Удалите retention у поля или уберите его из документа и записи.',
    ],
  );

const quotedInReason = (path: Path, name: string): Finding =>
  finding(
    path,
    'retention-reason',
    [
      `Qərar cədvəlinin səbəblərində “${name}” sahəsinin qiyməti yazılır, qərar isə silinmir.`,
      `Reasons of the table quote “${name}”, and a decision is not deleted.`,
      `В причинах таблицы приводится значение «${name}», а решение не удаляется.`,
    ],
    [
      'Səbəbi qiymətsiz yazın və ya sahənin retention hissəsini silin.',
      'Word the reason without the value, or remove retention from the field.',
      'Сформулируйте причину без значения или удалите retention у поля.',
    ],
  );

const beforeOpened = (path: Path, name: string, opened: string): Finding =>
  finding(
    path,
    'retention-opener',
    [
      `“${name}” cavabının açdığı “${opened}” sahəsi ondan uzun saxlanılır: cavab silinəndən sonra onu heç kim görməyəcək.`,
      `“${opened}”, which a choice of “${name}” opens, is kept for longer: nobody would see it once the choice is deleted.`,
      `«${opened}», которое открывает выбор «${name}», хранится дольше: после удаления выбора его никто не увидит.`,
    ],
    [
      `“${opened}” sahəsinə də eyni və ya daha qısa retention yazın.`,
      `Give “${opened}” the same retention, or a shorter one.`,
      `Укажите у «${opened}» такой же retention или короче.`,
    ],
  );

export const fieldRetentionWords: FieldWords = {
  'data.*.retention': {
    az: 'İş bağlanandan sonra sahə nə qədər saxlanılır: xidmətin müddətindən qısa',
    en: 'How long the field is kept after the case is closed: shorter than the service keeps it',
    ru: 'Сколько поле хранится после закрытия дела: меньше срока услуги',
  },
  'data.*.retention.days': { az: 'Neçə gün', en: 'Days', ru: 'Сколько дней' },
  'data.*.retention.months': { az: 'Neçə ay', en: 'Months', ru: 'Сколько месяцев' },
  'data.*.retention.years': { az: 'Neçə il', en: 'Years', ru: 'Сколько лет' },
};
