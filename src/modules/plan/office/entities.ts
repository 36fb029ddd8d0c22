import { choice, day, entity, id, instant, integer, optional, reference, text } from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';

/** What one who answers for digital targets has to know. */
export const areas = {
  governance: { az: 'Rəqəmsal idarəetmə', en: 'Digital governance', ru: 'Цифровое управление' },
  services: { az: 'Xidmətlərin layihələndirilməsi', en: 'Service design', ru: 'Проектирование услуг' },
  data: { az: 'Məlumatların idarə edilməsi', en: 'Data governance', ru: 'Управление данными' },
  ai: { az: 'Süni intellekt', en: 'Artificial intelligence', ru: 'Искусственный интеллект' },
  cyber: { az: 'Kibertəhlükəsizlik', en: 'Cybersecurity', ru: 'Кибербезопасность' },
  projects: { az: 'Layihələrin idarə edilməsi', en: 'Project management', ru: 'Управление проектами' },
  procurement: { az: 'Rəqəmsal satınalma', en: 'Digital procurement', ru: 'Цифровые закупки' },
} as const satisfies Record<string, Text>;
export type Area = keyof typeof areas;
export const areaNames = Object.keys(areas) as readonly Area[];

/** From none to one who teaches others. */
export const levels: readonly Text[] = [
  { az: 'yoxdur', en: 'none', ru: 'нет' },
  { az: 'əsasları bilir', en: 'knows the basics', ru: 'знает основы' },
  { az: 'köməklə işləyir', en: 'works with help', ru: 'работает с помощью' },
  { az: 'sərbəst işləyir', en: 'works independently', ru: 'работает самостоятельно' },
  { az: 'başqalarına öyrədir', en: 'teaches others', ru: 'обучает других' },
];

const label = {
  responsible: { az: 'Məsul rəhbər müavini', en: 'Responsible deputy head', ru: 'Ответственный заместитель' },
  area: { az: 'Sahə', en: 'Area', ru: 'Область' },
  person: { az: 'Kim daxil edib', en: 'Entered by', ru: 'Кем внесено' },
  at: { az: 'Vaxt', en: 'Moment', ru: 'Момент' },
} as const;

export const competence = entity('plan.competence', {
  label: { az: 'Bacarıq', en: 'Competence', ru: 'Компетенция' },
  about: 'How well a responsible deputy head knows an area, on what ground; the newest of an area counts.',
  grant: 'append',
  fields: {
    id: id(),
    responsible: reference('plan.responsible', { label: label.responsible }),
    area: choice(areas, { label: label.area }),
    level: integer({ label: { az: 'Səviyyə', en: 'Level', ru: 'Уровень' }, minimum: 0, maximum: 4 }),
    ground: text({ label: { az: 'Əsas', en: 'Ground', ru: 'Основание' }, max: 500 }),
    person: optional(reference('identity.person', { label: label.person })),
    at: instant({ label: label.at }),
  },
});

export const training = entity('plan.training', {
  label: { az: 'Təlim', en: 'Training', ru: 'Обучение' },
  about: 'A course that a responsible deputy head has finished.',
  grant: 'append',
  fields: {
    id: id(),
    responsible: reference('plan.responsible', { label: label.responsible }),
    area: choice(areas, { label: label.area }),
    title: text({ label: { az: 'Təlimin adı', en: 'Title', ru: 'Название' }, max: 300 }),
    provider: text({ label: { az: 'Kim keçirib', en: 'Provider', ru: 'Кто проводил' }, max: 300 }),
    hours: integer({ label: { az: 'Saat', en: 'Hours', ru: 'Часы' }, minimum: 1, maximum: 2000 }),
    ended_on: day({ label: { az: 'Bitdiyi gün', en: 'Ended on', ru: 'Дата окончания' } }),
    person: optional(reference('identity.person', { label: label.person })),
    at: instant({ label: label.at }),
  },
});
