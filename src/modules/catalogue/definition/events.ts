import type { Static } from 'typebox';
import type { Finding, Path } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import type { Provision, RegisterField } from './compiled.ts';
import { twice, unknownName } from './finding.ts';
import { own } from './own.ts';
import type { eventMoments, eventSchema } from './schema.ts';

/** How long an event can be fetched where the definition does not say, in days. */
const usualKeepDays = 30;

type Source = Static<typeof eventSchema>;

/** What a register tells others that happened. */
export interface CompiledEvent {
  /** `birth_registered`; unique within the register. */
  readonly name: string;
  readonly title: Text;
  readonly about?: Text;
  readonly when: (typeof eventMoments)[number];
  /** Fields of which one must differ; empty: any. */
  readonly fields: readonly string[];
  readonly subject: string;
  /** Whom the subject's number belongs to. */
  readonly entity: 'person' | 'organisation';
  readonly data: readonly string[];
  readonly keepDays: number;
}

interface Register {
  readonly fields: Readonly<Record<string, RegisterField>>;
  readonly validTo?: string | undefined;
  readonly provides: readonly Provision[];
}

/** Compiles the section `events` of a register, once its fields and provisions are known. */
export function eventsOf(
  sources: readonly Source[],
  register: Register,
): { readonly events: readonly CompiledEvent[]; readonly findings: readonly Finding[] } {
  const findings = sources.flatMap((source, at) => [
    ...(sources.findIndex(({ name }) => name === source.name) < at ? [twice(['events', at, 'name'], source.name)] : []),
    ...findingsOf(source, register, ['events', at]),
  ]);
  const events = sources.map(
    ({ name, title, about, when, fields = [], subject, data, keepDays = usualKeepDays }): CompiledEvent => ({
      name,
      title,
      ...(about ? { about } : {}),
      when,
      fields,
      subject,
      entity: entityOf(subject, register) ?? 'person',
      data,
      keepDays,
    }),
  );
  return { events, findings };
}

/** Whose number a field holds, as the provisions tell. */
function entityOf(field: string, { provides }: Register): CompiledEvent['entity'] | undefined {
  for (const one of provides) {
    const entity = one.by === field ? one.entity : one.kind === 'relation' && one.to === field ? one.target : undefined;
    if (entity === 'person' || entity === 'organisation') return entity;
  }
  return undefined;
}

function findingsOf(source: Source, register: Register, path: Path): Finding[] {
  const known = Object.keys(register.fields);
  const named = [
    [source.subject, [...path, 'subject']] as const,
    ...source.data.map((name, at) => [name, [...path, 'data', at]] as const),
    ...(source.fields ?? []).map((name, at) => [name, [...path, 'fields', at]] as const),
  ];
  const unknown = named.filter(([name]) => !own(register.fields, name));
  if (unknown.length > 0) return unknown.map(([name, at]) => unknownName('field', at, name, known));
  return [
    ...(entityOf(source.subject, register) ? [] : [withoutNumber([...path, 'subject'], source.subject)]),
    ...source.data.flatMap((name, at) =>
      own(register.fields, name)?.class === 'sensitive' ? [tooMuch([...path, 'data', at], name)] : [],
    ),
    ...(source.when === 'ended' && register.validTo === undefined ? [withoutEnd([...path, 'when'], source.name)] : []),
    ...(source.fields && source.when !== 'changed' ? [onlyOfChange([...path, 'fields'], source.name)] : []),
  ];
}

const withoutNumber = (path: Path, field: string): Finding => ({
  path,
  rule: 'event-subject',
  message: {
    az: `“${field}” sahəsində nə FİN, nə VÖEN var, ona görə hadisənin kimə aid olduğu bilinmir.`,
    en: `The field “${field}” holds neither a FİN nor a VÖEN, so nobody knows whom the event is about.`,
    ru: `Поле «${field}» не содержит ни FİN, ни VÖEN, поэтому неизвестно, кого касается событие.`,
  },
  remedy: {
    az: 'subject-də provides bölməsinin by və ya to ilə göstərdiyi sahəni yazın.',
    en: 'Name in subject a field that stands as by or to under provides.',
    ru: 'Укажите в subject поле, которое стоит в provides как by или to.',
  },
});

const tooMuch = (path: Path, field: string): Finding => ({
  path,
  rule: 'event-sensitive',
  message: {
    az: `“${field}” həssas məlumatdır, hadisə ilə hamıya birdən göndərilə bilməz.`,
    en: `“${field}” is sensitive, so no event may carry it to everybody who subscribes.`,
    ru: `«${field}» относится к особо охраняемым данным и не может рассылаться с событием.`,
  },
  remedy: {
    az: 'Sahəni data siyahısından çıxarın: ona ehtiyacı olan qurum reyestrdən öz hüququ ilə soruşsun.',
    en: 'Take it off data: who needs it asks the register by a right of its own.',
    ru: 'Уберите поле из data: кому оно нужно, тот запросит его в реестре по своему праву.',
  },
});

const withoutEnd = (path: Path, event: string): Finding => ({
  path,
  rule: 'event-ended',
  message: {
    az: `“${event}” hadisəsi qeydin bitməsini bildirir, amma bu reyestrin qeydlərində son gün yoxdur.`,
    en: `The event “${event}” tells that a record ended, but records of this register have no last day.`,
    ru: `Событие «${event}» сообщает об окончании записи, но у записей этого реестра нет последнего дня.`,
  },
  remedy: {
    az: 'record.validTo ilə son günün sahəsini göstərin və ya when: changed yazın.',
    en: 'Name the field of the last day in record.validTo, or write when: changed.',
    ru: 'Укажите поле последнего дня в record.validTo или напишите when: changed.',
  },
});

const onlyOfChange = (path: Path, event: string): Finding => ({
  path,
  rule: 'event-fields',
  message: {
    az: `“${event}” hadisəsində fields yazılıb, amma o yalnız dəyişiklikdə (when: changed) məna daşıyır.`,
    en: `The event “${event}” has fields, which mean something only for a change (when: changed).`,
    ru: `У события «${event}» указано fields, но оно имеет смысл только при изменении (when: changed).`,
  },
  remedy: {
    az: 'fields sətrini silin və ya when: changed yazın.',
    en: 'Remove fields, or write when: changed.',
    ru: 'Удалите fields или напишите when: changed.',
  },
});
