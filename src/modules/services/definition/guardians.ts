import { Type } from 'typebox';
import type { Finding } from '../../../kernel/definition.ts';
import type { FieldWords } from '../../../kernel/definition-schema.ts';
import type { ProcessSource } from '../../process/index.ts';
import { takesChildren } from './applicants.ts';
import type { CompiledField, CompiledService } from './compiled.ts';
import { finding } from './finding.ts';
import type { ServiceSource } from './schema.ts';

/** Kinds of guardianship that an authority decides on: the choices of the concept `person.guardianship`. */
export const guardianshipKinds = ['minor', 'incapable', 'limited', 'foster', 'temporary'] as const;
export type GuardianshipKind = (typeof guardianshipKinds)[number];

/** Of a child: it ends with full age, whatever the register says. */
export const isOfChild = (kind: string): boolean => kind === 'minor' || kind === 'foster' || kind === 'temporary';

/** Which guardians may apply for whom they look after; `payments`: only those who may apply for payments. */
export const guardiansSection = Type.Object(
  {
    kinds: Type.Array(Type.Enum([...guardianshipKinds]), { minItems: 1, uniqueItems: true }),
    payments: Type.Optional(Type.Literal(true)),
  },
  { additionalProperties: false },
);

export const guardianWords: FieldWords = {
  guardians: {
    az: 'Himayəsində olan şəxs üçün müraciət edə bilən qəyyum və himayəçilər',
    en: 'Guardians who may apply for those they look after',
    ru: 'Опекуны и попечители, которые могут обратиться за подопечного',
  },
  'guardians.kinds': {
    az: 'Qəyyumluğun növləri: minor – uşaq, incapable – fəaliyyət qabiliyyəti olmayan, limited – məhdudlaşdırılmış, foster – patronat, temporary – müvəqqəti',
    en: 'Kinds of guardianship: minor, of a child; incapable, of a person without legal capacity; limited, of one with limited capacity; foster; temporary',
    ru: 'Виды опеки: minor – ребёнок, incapable – недееспособный, limited – ограниченно дееспособный, foster – патронат, temporary – временная',
  },
  'guardians.payments': {
    az: 'true: yalnız ödənişlər üçün müraciət etmək səlahiyyəti olanlar',
    en: 'true: only those who may apply for payments',
    ru: 'true: только имеющие право обращаться за выплатами',
  },
};

const capacityConcept = 'person.guardianship';

/** Does somebody besides the applicant conduct cases here: a parent for a child, or a guardian for a ward? */
export const takesRepresentatives = (service: Pick<CompiledService, 'applicants' | 'guardians'>): boolean =>
  takesChildren(service) || service.guardians !== undefined;

/** The field that says whether somebody looks after the applicant; of a service that takes guardians. */
export function capacityField({
  guardians,
  fields,
}: Pick<CompiledService, 'guardians' | 'fields'>): string | undefined {
  return guardians && fields.find(isCapacity)?.name;
}

const isCapacity = (field: CompiledField): boolean =>
  field.source === 'register' && field.concept === capacityConcept && field.path.length === 0;

/** What registers tell of somebody for whom another may apply; of a child too, as an authority may have named a guardian. */
const ofRepresented = ['person.fin', 'person.name', 'person.birthDate', capacityConcept];

/** What registers tell of a parent's children. */
export const childConcepts: readonly string[] = ['parentOf', ...ofRepresented];

/** What registers tell of those whom a guardian looks after. */
export function guardianConcepts({ payments }: NonNullable<CompiledService['guardians']>): readonly string[] {
  const ends = 'person.guardianshipEndsOn';
  return ['guardianOf', ...ofRepresented, ends, ...(payments ? ['person.guardianPayments'] : [])];
}

/**
 * Who applies for another does so in the portal, in a service for people, with no signature: that would be the other's. At
 * a centre, where a service is taken there too, one applies for oneself. A
 * service that takes guardians reads whether somebody looks after its applicant, so that nobody without legal capacity is
 * taken at their word.
 */
export function checkRepresentatives(
  source: ServiceSource<ProcessSource>,
  fields: readonly CompiledField[],
): Finding[] {
  const { applicants = ['person'], audience, channels, process, coApplicants, guardians } = source;
  if (!takesRepresentatives(source)) return [];
  const signs = Object.values(process.actions).some(({ actor, sign }) => actor === 'applicant' && sign);
  const alone = channels.includes('portal') && !coApplicants;
  const fits = audience === 'person' && applicants.includes('person') && alone && !signs;
  const unread = guardians !== undefined && !fields.some(isCapacity);
  return [...(fits ? [] : [unfit(guardians ? 'guardians' : 'applicants')]), ...(unread ? [withoutCapacity] : [])];
}

const unfit = (section: string): Finding =>
  finding(
    [section],
    'representatives',
    [
      'Övladı və ya himayəsində olan şəxs üçün yalnız fiziki şəxslərin xidmətinə, portalda, e-imzasız və başqa şəxslərin razılığı olmadan müraciət etmək olar.',
      'One can apply for a child or a ward only to a service for people, in the portal, without an e-signature and without co-applicants.',
      'Подать заявление за ребёнка или подопечного можно только в услуге для физических лиц, на портале, без электронной подписи и без согласия других лиц.',
    ],
    [
      'audience: person yazın, channels sətrində portal, applicants sətrində person olsun, müraciətçinin sign sətrini və coApplicants bölməsini silin.',
      'Write audience: person, let channels name portal and applicants person, and take out sign of the applicant and coApplicants.',
      'Укажите audience: person, включите portal в channels и person в applicants, удалите sign заявителя и coApplicants.',
    ],
  );

const withoutCapacity = finding(
  ['guardians'],
  'guardians',
  [
    'Müraciətçinin qəyyumu olub-olmadığı soruşulmur: fəaliyyət qabiliyyəti olmayan şəxs özü müraciət etmiş olar.',
    'Whether the applicant has a guardian is not asked: somebody without legal capacity would apply alone.',
    'Не запрашивается, есть ли у заявителя опекун: недееспособное лицо обратилось бы само.',
  ],
  [
    'data bölməsinə əlavə edin: guardianship: { source: register, concept: person.guardianship }',
    'Add to data: guardianship: { source: register, concept: person.guardianship }',
    'Добавьте в data: guardianship: { source: register, concept: person.guardianship }',
  ],
);
