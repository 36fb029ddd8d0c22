import { choice, day, entity, id, instant, reference, type Row, text } from '../../../kernel/entity.ts';
import type { Actor, Role } from '../../../kernel/access.ts';

/** Offices in which somebody may be stood in for. */
export const substitutedRoles = {
  officer: { az: 'İcraçı', en: 'Officer', ru: 'Ответственный сотрудник' },
  approver: { az: 'Təsdiq edən şəxs', en: 'Approver', ru: 'Утверждающий' },
  deputy_head: { az: 'Rəhbərin müavini', en: 'Deputy head', ru: 'Заместитель руководителя' },
  head: { az: 'Rəhbər', en: 'Head', ru: 'Руководитель' },
} as const;
export type SubstitutedRole = keyof typeof substitutedRoles;

const person = { az: 'Şəxs', en: 'Person', ru: 'Лицо' };

export const substitution = entity('identity.substitution', {
  label: { az: 'Əvəzetmə', en: 'Substitution', ru: 'Замещение' },
  about: 'Who stands in for the holder of an office while they are away, from a day until the day before another.',
  fields: {
    id: id(),
    absent: reference('identity.person', { label: { az: 'Əvəz olunan', en: 'Absent', ru: 'Замещаемый' } }),
    substitute: reference('identity.person', { label: { az: 'Əvəz edən', en: 'Substitute', ru: 'Замещающий' } }),
    institution: {
      ...text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 20 }),
      references: 'identity.institution',
    },
    role: choice(substitutedRoles, { label: { az: 'Səlahiyyət', en: 'Role', ru: 'Полномочие' } }),
    from_day: day({ label: { az: 'İlk gün', en: 'First day', ru: 'Первый день' } }),
    to_day: day({ label: { az: 'Qüvvədən düşdüyü gün', en: 'First day no longer in force', ru: 'День прекращения' } }),
    named_by: reference('identity.person', { label: { az: 'Təyin edən', en: 'Named by', ru: 'Кто назначил' } }),
    named_at: instant({ label: { az: 'Təyin edilib', en: 'Named at', ru: 'Назначено' } }),
  },
});

export const officialName = entity('identity.official_name', {
  label: { az: 'Vəzifəli şəxsin adı', en: 'Name of an official', ru: 'Имя должностного лица' },
  about: 'Name under which the holder of an office signed in last, by which colleagues know them.',
  fields: {
    person: reference('identity.person', { label: person }),
    name: text({ label: { az: 'Ad', en: 'Name', ru: 'Имя' }, max: 200, class: 'personal' }),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
  },
});

export type SubstitutionRow = Row<typeof substitution>;

export const isSubstituted = (role: string): role is SubstitutedRole => Object.hasOwn(substitutedRoles, role);

/** Who may stand in for whom: an officer for an officer; above that who holds this office, the one below it or the one above. */
export const standsIn: Readonly<Record<SubstitutedRole, readonly SubstitutedRole[]>> = {
  officer: ['officer'],
  approver: ['officer', 'approver', 'deputy_head'],
  deputy_head: ['approver', 'deputy_head', 'head'],
  head: ['deputy_head', 'head'],
};

/** Pairs of an office and one whose holder may stand in for it, as SQL compares them. */
export const standInPairs: readonly (readonly [SubstitutedRole, SubstitutedRole])[] = (
  Object.keys(standsIn) as SubstitutedRole[]
).flatMap((role) => standsIn[role].map((by) => [role, by] as const));

const ranks: readonly Role[] = ['officer', 'approver', 'deputy_head', 'head'];

/** The office stands above the other one in an institution. */
export const isAbove = (role: Role, other: Role): boolean =>
  ranks.includes(other) && ranks.indexOf(role) > ranks.indexOf(other);

/** Offices above one, the nearest first. */
export const rolesAbove = (role: Role): readonly Role[] =>
  ranks.includes(role) ? ranks.slice(ranks.indexOf(role) + 1) : [];

/**
 * For whom somebody holds one of these offices there while they are away; nobody where one of them is also their own.
 * What all of these may not do is not done in their place either.
 */
export function absentIn(
  { appointments }: Pick<Actor, 'appointments'>,
  institution: string | undefined,
  roles: readonly string[],
): readonly string[] {
  const held = appointments.filter((one) => one.institution === institution && roles.includes(one.role));
  return held.every(({ instead }) => instead !== undefined) ? held.flatMap(({ instead }) => instead ?? []) : [];
}
