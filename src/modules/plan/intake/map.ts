import { type Static, type TSchema, Type } from 'typebox';
import { compileDefinitions, type DefinitionKind, type Finding, type Problem } from '../../../kernel/definition.ts';
import type { Lang } from '../../../language/index.ts';

const closed = { additionalProperties: false };
const words = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }, closed);
const name = Type.String({ minLength: 1, maxLength: 100 });
const lang = Type.Unsafe<Lang>(Type.String({ enum: ['az', 'en', 'ru'] }));

const levelKinds = ['direction', 'group', 'measure', 'milestone'] as const;
export type LevelKind = (typeof levelKinds)[number];

/** Where something stands: in YAML keys from the entry inwards, with dots; in CSV the heading of a column. */
const fields = {
  /** Left out: entries are numbered in their order. */
  number: Type.Optional(name),
  /** One place for a title in the map's language, or a place for each language. */
  title: Type.Union([
    name,
    Type.Object({ az: Type.Optional(name), en: Type.Optional(name), ru: Type.Optional(name) }, closed),
  ]),
  owner: Type.Optional(name),
  partners: Type.Optional(name),
  deadline: Type.Optional(name),
  status: Type.Optional(name),
  indicator: Type.Optional(name),
  weight: Type.Optional(name),
};
const kind = Type.Unsafe<LevelKind>(Type.String({ enum: [...levelKinds] }));
const levels = <S extends TSchema>(level: S) => Type.Array(level, { minItems: 1, maxItems: 4 });

/** A fact of the plan itself: as it is, or where it stands in the file (in CSV a column, in its first row). */
const fact = Type.Union([name, Type.Object({ at: name }, closed)]);

const plan = Type.Object(
  {
    code: Type.Optional(fact),
    title: fact,
    from: fact,
    to: fact,
    act: Type.Optional(fact),
    /** Code of the plan that it takes the place of; without it the plan is followed beside the national one. */
    supersedes: Type.Optional(fact),
  },
  closed,
);
export type Fact = Static<typeof fact>;
export type PlanPlaces = Static<typeof plan>;

export const mapSchema = Type.Object(
  {
    title: words,
    /** Of the titles in the file. */
    language: lang,
    /** `whole`: a number contains those above it (2.1.3). `joined`: it does not, and is put behind them. */
    numbers: Type.Unsafe<'whole' | 'joined'>(Type.String({ enum: ['whole', 'joined'] })),
    /** What divides several institutions in one text; a semicolon and a new line always do. */
    divide: Type.Optional(Type.String({ minLength: 1, maxLength: 3 })),
    yaml: Type.Optional(
      Type.Object(
        {
          plan,
          levels: levels(
            Type.Object(
              {
                kind,
                /** Keys to the list of entries, from the entry above or the top. */
                list: name,
                /** The list is a map whose keys are the numbers. */
                keyed: Type.Optional(Type.Boolean()),
                ...fields,
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    csv: Type.Optional(
      Type.Object(
        {
          plan,
          delimiter: Type.Unsafe<',' | ';' | '\t' | '|'>(Type.String({ enum: [',', ';', '\t', '|'] })),
          /** Row of the headings, from 1; what stands above it is passed over. */
          header: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
          /**
           * `columns`: each level has columns of its own, and a cell left empty means the same as above.
           * `depth`: one column holds the numbers, and how many steps one has (2.1.3) says its level.
           */
          by: Type.Unsafe<'columns' | 'depth'>(Type.String({ enum: ['columns', 'depth'] })),
          levels: levels(Type.Object({ kind, ...fields }, closed)),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type PlanMap = Static<typeof mapSchema>;
export type YamlLevel = NonNullable<PlanMap['yaml']>['levels'][number];
export type CsvLevel = NonNullable<PlanMap['csv']>['levels'][number];

/** How a plan of another shape is read; shipped ones and those that an installation keeps with its definitions. */
export const mapKind: DefinitionKind<typeof mapSchema, PlanMap> = {
  kind: 'plan-map',
  files: /^plan\/maps\/([^/]+)\.yaml$/,
  schema: mapSchema,
  needs: [],
  compile(source) {
    const findings = (['yaml', 'csv'] as const).flatMap((form) => levelFindings(form, source[form]?.levels ?? []));
    if (!source.yaml && !source.csv) findings.push(noForm);
    if (source.csv?.by === 'depth')
      source.csv.levels.forEach((level, at) => {
        if (level.number === undefined) findings.push(noNumber(['csv', 'levels', at]));
      });
    return { compiled: source, findings };
  },
};

/** From the top: directions, groups below each other, one level of measures, their milestones. */
function levelFindings(form: 'yaml' | 'csv', given: readonly { readonly kind: LevelKind }[]): Finding[] {
  const kinds = given.map((level) => level.kind).join(' ');
  if (given.length === 0 || /^(direction )?(group )*measure( milestone)?$/.test(kinds)) return [];
  return [
    {
      path: [form, 'levels'],
      rule: 'plan-map-levels',
      message: {
        az: `Səviyyələr bu ardıcıllıqla ola bilməz: ${kinds}.`,
        en: `Levels cannot follow each other like this: ${kinds}.`,
        ru: `Уровни не могут идти так: ${kinds}.`,
      },
      remedy: {
        az: 'Yuxarıdan aşağı yazın: direction, group, measure, milestone; measure bir dəfə, milestone ondan dərhal sonra.',
        en: 'Write from the top down: direction, group, measure, milestone; measure once, milestone right after it.',
        ru: 'Пишите сверху вниз: direction, group, measure, milestone; measure один раз, milestone сразу за ним.',
      },
    },
  ];
}

const noForm: Finding = {
  path: [],
  rule: 'plan-map-form',
  message: {
    az: 'Xəritədə nə yaml, nə də csv var.',
    en: 'The map has neither yaml nor csv.',
    ru: 'В карте нет ни yaml, ни csv.',
  },
  remedy: {
    az: 'Oxunacaq faylın formasını təsvir edin: yaml və ya csv.',
    en: 'Describe the form of the file to be read: yaml or csv.',
    ru: 'Опишите форму файла: yaml или csv.',
  },
};

const noNumber = (path: Finding['path']): Finding => ({
  path,
  rule: 'plan-map-number',
  message: {
    az: 'Səviyyəni nömrə göstərir, nömrə sütunu isə yazılmayıb.',
    en: 'The number says the level, and no column of numbers is named.',
    ru: 'Уровень определяет номер, а столбец номеров не указан.',
  },
  remedy: {
    az: 'number üçün sütunun başlığını yazın.',
    en: 'Write the heading of the column as number.',
    ru: 'Укажите в number заголовок столбца.',
  },
});

/** Reads a map from the text of its file. */
export function readMap(
  file: string,
  text: string,
):
  | { readonly map: PlanMap; readonly problems: readonly [] }
  | { readonly map?: never; readonly problems: readonly Problem[] } {
  const { definitions, problems } = compileDefinitions([{ file: 'plan/maps/map.yaml', text }], [mapKind]);
  const [found] = definitions;
  if (found) return { map: found.compiled as PlanMap, problems: [] };
  return { problems: problems.map((problem) => ({ ...problem, file })) };
}
