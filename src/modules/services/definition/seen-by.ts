import { Type } from 'typebox';
import type { FieldWords } from '../../../kernel/definition-schema.ts';
import type { Finding, Path } from '../../../kernel/definition.ts';
import { nameField } from '../rules/name-field.ts';
import { coApplicantsOf } from './co-applicant.ts';
import type { CompiledField, CompiledService } from './compiled.ts';
import { quotedFields } from './field-retention.ts';
import { finding } from './finding.ts';
import { behind, deliveryTypes, inputsOf, inputsOfLine } from './types.ts';

/** Offices that read cases at the desk: those that decide, and who examines how it is decided. */
export const readers = ['officer', 'approver', 'deputy_head', 'auditor'] as const;
export type Reader = (typeof readers)[number];

/** `seenBy:` of a field: the offices that read its value; the others see that there is one. */
export const seenBySection = Type.Array(Type.Enum([...readers]), { minItems: 1, uniqueItems: true });

/** A field of which not everybody at the desk reads the value. */
export type KeptField = CompiledField & { readonly seenBy: readonly Reader[] };

export const keptFields = ({ fields }: Pick<CompiledService, 'fields'>): readonly KeptField[] =>
  fields.filter((field): field is KeptField => field.seenBy !== undefined);

/** Everything by which a value would come before those from whom it is kept, or before nobody. */
export function checkSeenBy(service: CompiledService): Finding[] {
  const kept = keptFields(service);
  if (kept.length === 0) return [];
  const [quoted, shown] = [quotedFields(service), shownToAll(service)];
  const acting = new Set<string>(service.process.actions.map(({ actor }) => actor));
  return kept.flatMap(({ name, seenBy }) => {
    const path: Path = ['data', name, 'seenBy'];
    return [
      ...(seenBy.some((office) => acting.has(office)) ? [] : [seenByNobody(path, name)]),
      ...(service.backOffice ? [readElsewhere(path, name)] : []),
      ...(shown.includes(name) ? [shownAnyway(path, name)] : []),
      ...(quoted.includes(name) ? [quotedInReason(path, name)] : []),
    ];
  });
}

/** What everybody at the desk reads besides: the document, what may be corrected in it, fee, points and quota, and who takes part. */
function shownToAll(service: CompiledService): readonly string[] {
  const { fields, document, correction, fee, scores, quota } = service;
  const inputs = (sources: readonly (string | undefined)[]) =>
    sources.flatMap((source) => (source === undefined ? [] : inputsOf(fields, source, deliveryTypes)));
  return behind(fields, [
    ...(document?.lines ?? []).flatMap((line) => inputsOfLine(fields, line)),
    ...inputs([document?.number, document?.validFrom, document?.validTo]),
    ...inputs([quota?.amount, quota?.number, quota?.validFrom, quota?.validTo]),
    ...(correction?.fields ?? []),
    ...(fee?.uses ?? []),
    ...(scores ?? []).flatMap(({ uses }) => uses),
    ...coApplicantsOf(service).map(({ who }) => who.split('.')[0] ?? who),
    ...[nameField(service) ?? []].flat(),
  ]);
}

const seenByNobody = (path: Path, name: string): Finding =>
  finding(
    path,
    'seen-by-nobody',
    [
      `“${name}” sahəsini görənlərdən heç biri bu xidmətdə iş görmür.`,
      `None of those who see “${name}” does anything in this service.`,
      `Никто из тех, кто видит «${name}», в этой услуге не действует.`,
    ],
    [
      'Gedişdə əməliyyatı olan vəzifəni əlavə edin: officer, approver və ya deputy_head.',
      'Add an office that has an action in the process: officer, approver or deputy_head.',
      'Добавьте должность, у которой есть действие: officer, approver или deputy_head.',
    ],
  );

const readElsewhere = (path: Path, name: string): Finding =>
  finding(
    path,
    'seen-by-elsewhere',
    [
      `Müraciətlərə qurumun öz sistemində baxılır: “${name}” sahəsini orada kimin gördüyü burada bilinmir.`,
      `Cases are worked on in the institution’s own system: who sees “${name}” there is not known here.`,
      `Дела ведутся в системе учреждения: кто видит там «${name}», здесь неизвестно.`,
    ],
    [
      'seenBy hissəsini silin və ya backOffice: here yazın.',
      'Remove seenBy, or write backOffice: here.',
      'Удалите seenBy или укажите backOffice: here.',
    ],
  );

const shownAnyway = (path: Path, name: string): Finding =>
  finding(
    path,
    'seen-by-shown',
    [
      `“${name}” sənəddə, düzəlişdə, kvotada və ya işin başlığında hər kəsə görünür.`,
      `“${name}” is shown to everybody on the document, in a correction, by the quota or at the head of the case.`,
      `«${name}» видно всем: в документе, исправлении, квоте или заголовке дела.`,
    ],
    [
      'seenBy hissəsini silin və ya sahəni oradan çıxarın.',
      'Remove seenBy, or leave the field out there.',
      'Удалите seenBy или уберите поле оттуда.',
    ],
  );

const quotedInReason = (path: Path, name: string): Finding =>
  finding(
    path,
    'seen-by-reason',
    [
      `Qərar cədvəlinin səbəblərində “${name}” sahəsinin qiyməti yazılır, səbəbləri isə hər kəs oxuyur.`,
      `Reasons of the table quote “${name}”, and everybody reads the reasons.`,
      `В причинах таблицы приводится значение «${name}», а причины читают все.`,
    ],
    [
      'Səbəbi qiymətsiz yazın və ya seenBy hissəsini silin.',
      'Word the reason without the value, or remove seenBy.',
      'Сформулируйте причину без значения или удалите seenBy.',
    ],
  );

export const seenByWords: FieldWords = {
  'data.*.seenBy': {
    az: 'Qiyməti görən vəzifələr; qalanlar yalnız qiymətin olduğunu görür. Yazılmayıbsa, işə baxanların hamısı görür',
    en: 'Offices that read the value; the others see that there is one. Without it all who read the case do',
    ru: 'Должности, которые видят значение; остальные видят, что оно есть. Если не указано – видят все, кто читает дело',
  },
};
