import { fold, type Text } from '../../../language/index.ts';
import { nearest } from '../../../feel/index.ts';
import type { Envelope } from '../envelope.ts';
import { type DataClass, dataClasses } from '../choices.ts';
import { fits } from '../fits.ts';
import { line, mostFields, type Spec } from '../kinds.ts';
import type { DraftProblem } from './draft.ts';

type DataObject = NonNullable<Spec<'register'>['objects']>[number];
type DataField = DataObject['fields'][number];

const classes: ReadonlyMap<string, DataClass> = new Map(
  (Object.keys(dataClasses) as DataClass[]).flatMap((name) =>
    [name, ...Object.values(dataClasses[name])].map((word) => [fold(word), name] as const),
  ),
);
const primaryWords = new Set(['ilkin', 'primary', 'первичный'].map(fold));

/**
 * Reads the fields of a register, one a line: `Ad; fərdi; person.name; ilkin`. They make one data object, which is called
 * after the register or as it was; further objects, as a file gave them, are kept. What a field is called in other
 * languages is kept where one of that label was there.
 */
export function readFields(
  typed: string,
  title: Text,
  concepts: readonly string[],
  base: Envelope | undefined,
): { readonly objects: readonly DataObject[]; readonly problems: readonly DraftProblem[] } {
  const problems: DraftProblem[] = [];
  const wrong = (text: Text) => void problems.push({ name: 'objects', text });
  const [first, ...others] = base && 'objects' in base.spec ? (base.spec.objects ?? []) : [];
  const lines = typed
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (lines.length > mostFields) wrong(tooManyFields(lines.length));
  const fields: DataField[] = [];
  for (const one of lines.slice(0, mostFields)) {
    const field = readField(one, concepts, first?.fields ?? [], wrong);
    if (!field) continue;
    if (fields.some(({ label }) => label.az === field.label.az)) wrong(fieldTwice(field.label.az));
    fields.push({ ...field, name: freeName(field.name, fields) });
  }
  const object = { name: first?.name ?? 'qeyd', label: first?.label ?? title, fields };
  return { objects: [object, ...others], problems };
}

/** Two labels may give one name; two fields never have it. */
function freeName(name: string, taken: readonly DataField[]): string {
  const isTaken = (one: string) => taken.some((field) => field.name === one);
  let free = name;
  for (let number = 2; isTaken(free); number += 1) free = `${name}${number}`;
  return free;
}

function readField(
  typed: string,
  concepts: readonly string[],
  before: readonly DataField[],
  wrong: (text: Text) => void,
): DataField | undefined {
  // A label that was there may hold a semicolon itself.
  const known = before
    .filter((field) => typed.startsWith(`${field.label.az};`))
    .sort((a, b) => b.label.az.length - a.label.az.length)[0];
  const label = known?.label.az ?? typed.split(';')[0]?.trim() ?? '';
  const rest = known ? typed.slice(label.length + 1) : typed.split(';').slice(1).join(';');
  const [typedClass = '', concept = '', primary = '', ...more] = rest.split(';').map((part) => part.trim());
  const name = known?.name ?? nameOf(label);
  const dataClass = classes.get(fold(typedClass));
  if (name === '') wrong(noLabel(typed));
  else if (!fits(line, label)) wrong(longLabel(label));
  else if (!dataClass) wrong(noClass(label, typedClass));
  else if (concept !== '' && !concepts.includes(concept)) wrong(noSuchConcept(concept, nearest(concept, concepts)));
  else if (primary !== '' && !primaryWords.has(fold(primary))) wrong(fourthIsPrimary(label));
  else if (more.some((part) => part !== '')) wrong(fourParts(label));
  if (!dataClass || name === '') return undefined;
  return {
    name,
    label: known?.label ?? { az: label, en: label, ru: label },
    class: dataClass,
    ...(concept === '' ? {} : { concept }),
    ...(primary === '' ? {} : { primary: true }),
  };
}

/** Room for a number behind it. */
const longestName = 56;

function nameOf(label: string): string {
  const words = fold(label).match(/[a-z0-9]+/g) ?? [];
  const [first = '', ...rest] = words;
  const name = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return (/^[a-z]/.test(name) ? name : name === '' ? '' : `s${name}`).slice(0, longestName);
}

/** The fields of a register as the form shows them. */
export function writeFields(objects: readonly DataObject[]): string {
  const [first] = objects;
  return (first?.fields ?? [])
    .map(({ label, class: dataClass, concept = '', primary }) =>
      [label.az, dataClasses[dataClass].az, concept, primary ? 'ilkin' : ''].join('; ').replace(/(; )+$/, ''),
    )
    .join('\n');
}

const noLabel = (line: string): Text => ({
  az: `“${line}” sətrində sahənin adı yoxdur. Əvvəlcə adını yazın.`,
  en: `The line “${line}” has no label. Write it first.`,
  ru: `В строке «${line}» нет названия поля. Сначала укажите его.`,
});
const noClass = (label: string, typed: string): Text => ({
  az: `“${label}”: “${typed}” sinif deyil. “açıq”, “fərdi” və ya “həssas” yazın.`,
  en: `“${label}”: “${typed}” is no class. Write “open”, “personal” or “sensitive”.`,
  ru: `«${label}»: «${typed}» не класс. Напишите «открытый», «персональный» или «чувствительный».`,
});
const noSuchConcept = (concept: string, near: string | undefined): Text => ({
  az: `Lüğətdə “${concept}” anlayışı yoxdur.${near ? ` Bəlkə “${near}”?` : ''}`,
  en: `The dictionary has no concept “${concept}”.${near ? ` Perhaps “${near}”?` : ''}`,
  ru: `В словаре нет понятия «${concept}».${near ? ` Возможно, «${near}»?` : ''}`,
});
const fourthIsPrimary = (label: string): Text => ({
  az: `“${label}”: dördüncü yerdə yalnız “ilkin” yazıla bilər.`,
  en: `“${label}”: the fourth place takes only the word “primary”.`,
  ru: `«${label}»: на четвёртом месте может стоять только слово «первичный».`,
});
const longLabel = (label: string): Text => {
  const shown = `${label.slice(0, 80)}…`;
  return {
    az: `“${shown}”: sahənin adını 250 simvola qədər qısaldın.`,
    en: `“${shown}”: shorten the label to 250 characters.`,
    ru: `«${shown}»: сократите название поля до 250 знаков.`,
  };
};
const fourParts = (label: string): Text => ({
  az: `“${label}”: sətirdə ən çoxu dörd hissə olur: adı; sinfi; anlayış; “ilkin”. Artığını silin.`,
  en: `“${label}”: a line has at most four parts: label; class; concept; “primary”. Remove the rest.`,
  ru: `«${label}»: в строке не больше четырёх частей: название; класс; понятие; «первичный». Уберите лишнее.`,
});
const tooManyFields = (count: number): Text => ({
  az: `Sətirlərin sayı: ${count}. Ən çoxu ${mostFields} ola bilər. Qalan sahələri ayrıca obyekt kimi cədvəldən göndərin.`,
  en: `There are ${count} lines where at most ${mostFields} fit. Send the other fields in a table, as an object of their own.`,
  ru: `Строк ${count}, а может быть не больше ${mostFields}. Остальные поля отправьте таблицей как отдельный объект.`,
});
const fieldTwice = (name: string): Text => ({
  az: `“${name}” sahəsi iki dəfə yazılıb. Birini silin və ya adını dəyişin.`,
  en: `The field “${name}” stands twice. Remove one or change its label.`,
  ru: `Поле «${name}» указано дважды. Удалите одно или измените название.`,
});
