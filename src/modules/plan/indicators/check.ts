import { FeelError, nearest } from '../../../feel/index.ts';
import type { Finding, Path } from '../../../kernel/definition.ts';
import type { Measurement } from '../../../kernel/measurement.ts';
import type { Text } from '../../../language/lang.ts';
import { circleFrom, readFormula } from './formula.ts';
import type { Sheet, Unit } from './sheet.ts';

/** What a sheet is held against. */
export interface Known {
  /** Is it an item of a plan, as `6.1.1.2.4` or `2026-2028/6.1.1.2.4`? */
  item(number: string): boolean;
  institution(code: string): boolean;
  /** Formulas of all indicators by their codes; empty for those that have none. */
  readonly formulas: ReadonlyMap<string, string>;
  /** What rooms measure; absent where no rooms are at hand, as when files are compiled. */
  readonly measurements?: readonly Pick<Measurement, 'name' | 'unit'>[];
}

const unitOf: Readonly<Record<Measurement['unit'], Unit>> = {
  share: 'percent',
  count: 'count',
  'working days': 'days',
};

/** Which field belongs to which kind: it must be there, and no other. */
const sources = { measured: 'measurement', derived: 'formula', external: 'publication' } as const;

/** Everything that keeps a sheet from being approved. */
export function checkSheet(sheet: Sheet, known: Known): readonly Finding[] {
  return [
    ...checkSource(sheet),
    ...checkMeasurement(sheet, known),
    ...checkFormula(sheet, known),
    ...checkDays(sheet),
    ...sheet.serves.flatMap((number, index) => (known.item(number) ? [] : [unknownNumber(['serves', index], number)])),
    ...(known.institution(sheet.owner) ? [] : [finding(['owner'], 'unknown-institution', noInstitution(sheet.owner))]),
  ];
}

function checkSource(sheet: Sheet): readonly Finding[] {
  const needed = sheet.kind === 'reported' ? undefined : sources[sheet.kind];
  const missing = needed !== undefined && sheet[needed] === undefined;
  const strange = Object.values(sources).filter((name) => name !== needed && sheet[name] !== undefined);
  return [
    ...(missing ? [finding([needed], 'indicator-source', noSource(sheet.kind, needed))] : []),
    ...strange.map((name) => finding([name], 'indicator-source', foreignSource(sheet.kind, name))),
    ...(sheet.sampled && !(sheet.kind === 'measured' && sheet.unit === 'percent')
      ? [finding(['sampled'], 'indicator-sample', noSample)]
      : []),
  ];
}

function checkMeasurement({ measurement, unit }: Sheet, { measurements }: Known): readonly Finding[] {
  if (measurement === undefined || !measurements) return [];
  const found = measurements.find(({ name }) => name === measurement);
  if (!found)
    return [
      finding(
        ['measurement'],
        'unknown-measurement',
        noMeasurement(
          measurement,
          measurements.map(({ name }) => name),
        ),
      ),
    ];
  return unitOf[found.unit] === unit ? [] : [finding(['unit'], 'indicator-unit', otherUnit(unitOf[found.unit]))];
}

function checkFormula({ code, formula }: Sheet, { formulas }: Known): readonly Finding[] {
  if (formula === undefined) return [];
  const all = new Map([...formulas, [code, formula]]);
  // To FEEL a hyphen is a minus, so it would point at the middle of a name.
  const strange = (formula.match(hyphened) ?? []).find((name) => !all.has(name));
  if (strange !== undefined) return [finding(['formula'], 'unknown-indicator', noIndicator(strange, [...all.keys()]))];
  try {
    const { inputs } = readFormula(formula, all.keys());
    if (inputs.length === 0) return [finding(['formula'], 'indicator-formula', noInputs)];
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    return [finding(['formula'], error.code, { message: error.text, remedy: error.remedy })];
  }
  const circle = circleFrom(code, all);
  return circle ? [finding(['formula'], 'indicator-circle', inCircle(circle))] : [];
}

const hyphened = /[a-z][a-z0-9]*(?:-[a-z0-9]+)+/g;

const isDay = (day: string) =>
  !Number.isNaN(Date.parse(day)) && new Date(Date.parse(day)).toISOString().slice(0, 10) === day;

function checkDays({ baseline, targets = [], breaks = [] }: Sheet): readonly Finding[] {
  const days: readonly (readonly [Path, string])[] = [
    ...(baseline ? [[['baseline', 'asOf'], baseline.asOf] as const] : []),
    ...targets.map(({ due }, index) => [['targets', index, 'due'], due] as const),
    ...breaks.map(({ on }, index) => [['breaks', index, 'on'], on] as const),
  ];
  const early = targets.flatMap(({ due }, index) =>
    baseline && due <= baseline.asOf ? [finding(['targets', index, 'due'], 'indicator-day', tooEarly)] : [],
  );
  return [...days.flatMap(([path, day]) => (isDay(day) ? [] : [finding(path, 'indicator-day', noDay(day))])), ...early];
}

interface Said {
  readonly message: Text;
  readonly remedy: Text;
}

const finding = (path: Path, rule: string, said: Said): Finding => ({ path, rule, ...said });

export function twiceFinding(path: Path, given: string): Finding {
  return finding(path, 'indicator-code', {
    message: { az: `${given} iki dəfə yazılıb.`, en: `${given} stands twice.`, ru: `${given} указан дважды.` },
    remedy: {
      az: 'Hər göstəricinin öz kodu olmalıdır.',
      en: 'Every indicator needs a code of its own.',
      ru: 'У каждого показателя должен быть свой код.',
    },
  });
}

function unknownNumber(path: Path, given: string): Finding {
  return finding(path, 'plan-number', {
    message: {
      az: `Planda ${given} nömrəli bənd yoxdur.`,
      en: `The plan has no item ${given}.`,
      ru: `В плане нет пункта ${given}.`,
    },
    remedy: {
      az: 'Planın mətnindəki nömrəni yoxlayın.',
      en: 'Check the number in the plan’s text.',
      ru: 'Сверьте номер с текстом плана.',
    },
  });
}

const noInstitution = (code: string): Said => ({
  message: {
    az: `“${code}” kodlu qurum yoxdur.`,
    en: `There is no institution “${code}”.`,
    ru: `Нет учреждения «${code}».`,
  },
  remedy: {
    az: 'Göstəriciyə cavabdeh qurumun kodunu yazın.',
    en: 'Write the code of the institution that answers for the indicator.',
    ru: 'Укажите код учреждения, отвечающего за показатель.',
  },
});

const noSource = (kind: string, name: string): Said => ({
  message: {
    az: `Bu növ göstəricinin (${kind}) mənbəyi yazılmayıb: ${name}.`,
    en: `An indicator of this kind (${kind}) needs its source: ${name}.`,
    ru: `У показателя этого вида (${kind}) должен быть источник: ${name}.`,
  },
  remedy: {
    az: 'Rəqəmin haradan gəldiyini yazın.',
    en: 'Write where the figure comes from.',
    ru: 'Укажите, откуда берётся цифра.',
  },
});

const foreignSource = (kind: string, name: string): Said => ({
  message: {
    az: `Bu növ göstəricidə (${kind}) “${name}” ola bilməz.`,
    en: `An indicator of this kind (${kind}) cannot have “${name}”.`,
    ru: `У показателя этого вида (${kind}) не может быть «${name}».`,
  },
  remedy: {
    az: 'Sətri silin və ya göstəricinin növünü dəyişin.',
    en: 'Remove it, or change the kind of the indicator.',
    ru: 'Удалите строку или измените вид показателя.',
  },
});

const noSample: Said = {
  message: {
    az: 'Seçmə yalnız faizlə ölçülən göstəricidə ola bilər.',
    en: 'Only a measured percentage can be of a sample.',
    ru: 'Выборочной может быть только измеряемая доля.',
  },
  remedy: { az: 'Sətri silin.', en: 'Remove the line.', ru: 'Удалите строку.' },
};

const noMeasurement = (name: string, names: readonly string[]): Said => {
  const near = nearest(name, names);
  return {
    message: {
      az: `Heç bir bölmə “${name}” ölçmür.`,
      en: `No room measures “${name}”.`,
      ru: `Ни один раздел не измеряет «${name}».`,
    },
    remedy: near
      ? { az: `“${near}” nəzərdə tutulur?`, en: `Is “${near}” meant?`, ru: `Имеется в виду «${near}»?` }
      : {
          az: 'Siyahıdan ölçmə seçin.',
          en: 'Choose a measurement of the list.',
          ru: 'Выберите измерение из списка.',
        },
  };
};

const noIndicator = (code: string, codes: readonly string[]): Said => {
  const near = nearest(code, codes);
  return {
    message: {
      az: `“${code}” kodlu göstərici yoxdur.`,
      en: `There is no indicator “${code}”.`,
      ru: `Показателя «${code}» нет.`,
    },
    remedy: near
      ? { az: `“${near}” nəzərdə tutulur?`, en: `Is “${near}” meant?`, ru: `Имеется в виду «${near}»?` }
      : {
          az: 'Mövcud göstəricinin kodunu yazın.',
          en: 'Write the code of an existing indicator.',
          ru: 'Укажите код существующего показателя.',
        },
  };
};

const otherUnit = (unit: Unit): Said => ({
  message: {
    az: `Bu ölçmənin vahidi başqadır: ${unit}.`,
    en: `This measurement has another unit: ${unit}.`,
    ru: `У этого измерения другая единица: ${unit}.`,
  },
  remedy: { az: 'Vahidi dəyişin.', en: 'Change the unit.', ru: 'Измените единицу.' },
});

const noInputs: Said = {
  message: {
    az: 'Düstur heç bir göstəricidən asılı deyil.',
    en: 'The formula uses no other indicator.',
    ru: 'Формула не использует других показателей.',
  },
  remedy: {
    az: 'Düsturda göstəricilərin kodlarını yazın.',
    en: 'Name other indicators by their codes.',
    ru: 'Укажите в формуле коды показателей.',
  },
};

const inCircle = (circle: readonly string[]): Said => ({
  message: {
    az: `Düsturlar bir-birindən asılıdır: ${circle.join(' → ')}.`,
    en: `The formulas lean on each other: ${circle.join(' → ')}.`,
    ru: `Формулы зависят друг от друга: ${circle.join(' → ')}.`,
  },
  remedy: {
    az: 'Dairəni açın: göstəricilərdən biri ölçülməlidir.',
    en: 'Open the circle: one of them has to be measured.',
    ru: 'Разомкните круг: один из показателей должен измеряться.',
  },
});

const noDay = (day: string): Said => ({
  message: { az: `“${day}” tarixi yoxdur.`, en: `There is no day “${day}”.`, ru: `Нет даты «${day}».` },
  remedy: { az: 'Tarixi düzəldin.', en: 'Correct the date.', ru: 'Исправьте дату.' },
});

const tooEarly: Said = {
  message: {
    az: 'Hədəfin müddəti başlanğıcdan əvvəldir.',
    en: 'The target is due before its baseline.',
    ru: 'Срок цели раньше исходной даты.',
  },
  remedy: {
    az: 'Hədəfin və ya başlanğıcın tarixini düzəldin.',
    en: 'Correct the day of the target or of the baseline.',
    ru: 'Исправьте дату цели или исходного значения.',
  },
};
