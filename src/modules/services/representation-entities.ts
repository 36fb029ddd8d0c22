import {
  choice,
  day,
  entity,
  id,
  instant,
  optional,
  reference,
  type Row,
  type Tables,
  texts,
} from '../../kernel/entity.ts';

/** By what somebody conducts the case of another: as a parent, or as a guardian by the kind of the guardianship. */
export const bases = {
  parent: { az: 'Valideyn', en: 'Parent', ru: 'Родитель' },
  minor: { az: 'Uşağın qəyyumu (himayəçisi)', en: 'Guardian of a child', ru: 'Опекун (попечитель) ребёнка' },
  incapable: {
    az: 'Fəaliyyət qabiliyyəti olmayan şəxsin qəyyumu',
    en: 'Guardian of a person without legal capacity',
    ru: 'Опекун недееспособного лица',
  },
  limited: {
    az: 'Fəaliyyət qabiliyyəti məhdudlaşdırılmış şəxsin himayəçisi',
    en: 'Trustee of a person of limited capacity',
    ru: 'Попечитель ограниченно дееспособного лица',
  },
  foster: { az: 'Patronat tərbiyəçisi', en: 'Foster parent', ru: 'Патронатный воспитатель' },
  temporary: { az: 'Uşağın müvəqqəti qəyyumu', en: 'Temporary guardian of a child', ru: 'Временный опекун ребёнка' },
} as const;
export type Basis = keyof typeof bases;

export const representation = entity('services.representation', {
  label: { az: 'Təmsilçilik', en: 'Representation', ru: 'Представительство' },
  about:
    'Cases that a parent conducts for a child, or a guardian for a ward. The case is the child’s or the ward’s; the right ends on its day.',
  fields: {
    instance: { ...id({ az: 'Müraciət', en: 'Case', ru: 'Обращение' }), references: 'services.case' } as const,
    guardian: reference('identity.person', { label: { az: 'Kim aparır', en: 'Conducted by', ru: 'Кто ведёт' } }),
    basis: choice(bases, { label: { az: 'Nəyin əsasında', en: 'On what basis', ru: 'На каком основании' } }),
    /** Empty: no end is known, and the register says when there is one. */
    until_day: optional(
      day({ label: { az: 'Hüququn bitdiyi gün', en: 'Day the right ends', ru: 'День окончания права' } }),
    ),
    /** Who conducted it before: they do not decide on it either. */
    earlier: texts({ label: { az: 'Əvvəllər aparanlar', en: 'Conducted before by', ru: 'Кто вёл раньше' } }),
    known_at: instant({
      label: { az: 'Reyestr təsdiq edib', en: 'Confirmed by the register', ru: 'Подтверждено реестром' },
    }),
  },
});

export type RepresentationTables = Tables<typeof representation>;
export type RepresentationRow = Row<typeof representation>;
