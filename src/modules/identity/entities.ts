import { type Static, Type } from 'typebox';
import {
  bytes,
  choice,
  day,
  entity,
  id,
  instant,
  integer,
  optional,
  reference,
  type Row,
  structure,
  text,
} from '../../kernel/entity.ts';

/** One text in the three languages, as a definition writes it. */
export const textSchema = Type.Object(
  {
    az: Type.String({ minLength: 1, maxLength: 300 }),
    en: Type.String({ minLength: 1, maxLength: 300 }),
    ru: Type.String({ minLength: 1, maxLength: 300 }),
  },
  { additionalProperties: false },
);

export const finPattern = '^[0-9A-HJ-NP-Z]{7}$';
export const institutionCodePattern = '^[a-z][a-z0-9-]{0,19}$';

export const person = entity('identity.person', {
  label: { az: 'Şəxs', en: 'Person', ru: 'Лицо' },
  about: 'Identifiers of a person; everything else about them is a fact of some register.',
  fields: {
    id: id(),
    fin: optional(
      text({ label: { az: 'FİN', en: 'FIN', ru: 'FİN' }, min: 7, max: 7, pattern: finPattern, class: 'personal' }),
    ),
    number: optional(
      text({
        label: { az: 'Müraciətçi nömrəsi', en: 'Applicant’s number', ru: 'Номер заявителя' },
        min: 11,
        max: 11,
        pattern: '^F[0-9]{10}$',
        class: 'personal',
      }),
    ),
    subject: optional(
      bytes({
        label: {
          az: 'Giriş xidmətindəki hesabın və ya e-poçt ünvanının açarı',
          en: 'Keyed digest of the account at the sign-in provider, or of the e-mail address',
          ru: 'Ключ учётной записи у службы входа или адреса эл. почты',
        },
        class: 'personal',
      }),
    ),
    created_at: instant({ label: { az: 'Qeydə alınıb', en: 'Entered', ru: 'Внесено' } }),
  },
});

export const organisationKinds = {
  legal: { az: 'Hüquqi şəxs', en: 'Legal person', ru: 'Юридическое лицо' },
  natural: { az: 'Fiziki şəxs', en: 'Natural person', ru: 'Физическое лицо' },
} as const;

export const organisation = entity('identity.organisation', {
  label: { az: 'Təşkilat', en: 'Organisation', ru: 'Организация' },
  about: 'Identifier of a taxpayer, legal person or sole trader.',
  fields: {
    id: id(),
    voen: text({ label: { az: 'VÖEN', en: 'VÖEN', ru: 'VÖEN' }, min: 10, max: 10, pattern: '^[0-9]{9}[12]$' }),
    kind: choice(organisationKinds, { label: { az: 'Növü', en: 'Kind', ru: 'Вид' } }),
  },
});

export const institutionKinds = {
  ministry: { az: 'Nazirlik', en: 'Ministry', ru: 'Министерство' },
  agency: { az: 'Agentlik', en: 'Agency', ru: 'Агентство' },
  service: { az: 'Xidmət', en: 'Service', ru: 'Служба' },
  committee: { az: 'Komitə', en: 'Committee', ru: 'Комитет' },
  centre: { az: 'Mərkəz', en: 'Centre', ru: 'Центр' },
  fund: { az: 'Fond', en: 'Fund', ru: 'Фонд' },
  academy: { az: 'Akademiya', en: 'Academy', ru: 'Академия' },
  bank: { az: 'Bank', en: 'Bank', ru: 'Банк' },
  holding: { az: 'Holdinq', en: 'Holding', ru: 'Холдинг' },
  other: { az: 'Digər qurum', en: 'Other body', ru: 'Иной орган' },
} as const;

export const institution = entity('identity.institution', {
  label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' },
  about: 'A state institution, as the released definitions name it; one that was closed points to its successor.',
  fields: {
    code: text({ label: { az: 'Kod', en: 'Code', ru: 'Код' }, max: 20, pattern: institutionCodePattern }),
    kind: choice(institutionKinds, { label: { az: 'Növü', en: 'Kind', ru: 'Вид' } }),
    name: structure(textSchema, { label: { az: 'Adı', en: 'Name', ru: 'Название' } }),
    acronym: structure(textSchema, { label: { az: 'Qısa adı', en: 'Acronym', ru: 'Сокращение' } }),
    successor: optional({
      ...text({ label: { az: 'Hüquqi varis', en: 'Successor', ru: 'Правопреемник' }, max: 20 }),
      references: 'identity.institution',
    }),
    closed_on: optional(day({ label: { az: 'Ləğv edildiyi gün', en: 'Closed on', ru: 'Упразднено' } })),
    number: integer({ label: { az: 'Sıra', en: 'Order', ru: 'Порядок' }, minimum: 1 }),
  },
});

export const roleTitles = {
  officer: { az: 'İcraçı', en: 'Officer', ru: 'Ответственный сотрудник' },
  approver: { az: 'Təsdiq edən şəxs', en: 'Approver', ru: 'Утверждающий' },
  registrar: { az: 'Qeydiyyatçı', en: 'Registrar', ru: 'Регистратор' },
  deputy_head: { az: 'Rəhbərin müavini', en: 'Deputy head', ru: 'Заместитель руководителя' },
  head: { az: 'Rəhbər', en: 'Head', ru: 'Руководитель' },
  project_office: { az: 'Layihə ofisi', en: 'Project office', ru: 'Проектный офис' },
  auditor: { az: 'Auditor', en: 'Auditor', ru: 'Аудитор' },
  clerk: { az: 'Xidmət mərkəzinin operatoru', en: 'Clerk of a service centre', ru: 'Оператор центра услуг' },
} as const;

export const appointment = entity('identity.appointment', {
  label: { az: 'Təyinat', en: 'Appointment', ru: 'Назначение' },
  about: 'An office a person holds in an institution, from a day until the day before another.',
  fields: {
    id: id(),
    person: reference('identity.person', { label: { az: 'Şəxs', en: 'Person', ru: 'Лицо' } }),
    institution: {
      ...text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 20 }),
      references: 'identity.institution',
    },
    role: choice(roleTitles, { label: { az: 'Səlahiyyət', en: 'Role', ru: 'Полномочие' } }),
    title: structure(textSchema, { label: { az: 'Vəzifə', en: 'Title', ru: 'Должность' } }),
    from_day: day({ label: { az: 'İlk gün', en: 'First day', ru: 'Первый день' } }),
    to_day: optional(
      day({
        label: { az: 'Qüvvədən düşdüyü gün', en: 'First day no longer in force', ru: 'День прекращения' },
      }),
    ),
  },
});

/** How anyone may reach an office of an institution; never a person's own number. */
export const publicContactSchema = Type.Object(
  {
    phone: Type.Optional(Type.String({ pattern: '^\\+?[0-9][0-9 ()-]{2,29}$' })),
    email: Type.Optional(Type.String({ pattern: '^[^\\s@<>"]{1,64}@[^\\s@<>"]{1,180}$' })),
    /** Whole address of the page that says where and when. */
    page: Type.Optional(Type.String({ pattern: '^https?://[^\\s"<>]{1,240}$' })),
    /** Invented for the demonstration: shown everywhere with the mark “nümunə”. */
    sample: Type.Optional(Type.Literal(true)),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type PublicContact = Static<typeof publicContactSchema>;

/** An entry of the catalogue, `<kind>/<code>`. */
export const entryNamePattern = '^(service|register|system|api|portal|hosting)/[a-z0-9][a-z0-9-]{0,62}$';

/** A successor that took over some things of a closed institution, each named as `entryNamePattern` says. */
export const splitSchema = Type.Object(
  {
    successor: Type.String({ pattern: institutionCodePattern }),
    takes: Type.Array(Type.String({ pattern: entryNamePattern }), { minItems: 1, maxItems: 5000 }),
  },
  { additionalProperties: false },
);
export type SplitPart = Static<typeof splitSchema>;

/** A name and the first day on which it was no longer the institution's, `YYYY-MM-DD`. */
export const formerNameSchema = Type.Object(
  { name: textSchema, until: Type.String({ format: 'date' }) },
  { additionalProperties: false },
);
export type FormerName = Static<typeof formerNameSchema>;

/** A state institution as other rooms see it. */
export interface Institution {
  readonly code: string;
  readonly kind: keyof typeof institutionKinds;
  readonly name: Static<typeof textSchema>;
  readonly acronym: Static<typeof textSchema>;
  readonly successor: string | null;
  /** First day on which the institution is no more, `YYYY-MM-DD`. */
  readonly closedOn: string | null;
  /** Of an institution of the definitions in force, where they tell it. */
  readonly contact?: PublicContact;
  /** What other successors than the general one took over; of the definitions in force. */
  readonly split?: readonly SplitPart[];
  /** Names that it bore before, oldest first; of the definitions in force. */
  readonly formerNames?: readonly FormerName[];
}

/** An office a person holds: half-open, `to` is the first day no longer in force. */
export interface AppointmentRecord {
  readonly id: string;
  readonly person: string;
  readonly institution: string;
  readonly role: Row<typeof appointment>['role'];
  readonly title: Static<typeof textSchema>;
  readonly from: string;
  readonly to: string | null;
  /** For whom it is held while they are away; absent: by appointment. `id` is then that of the substitution. */
  readonly instead?: string;
}
