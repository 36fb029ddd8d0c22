import { fold, type Text } from '../../../language/index.ts';
import { nearest } from '../../../feel/index.ts';
import type { Envelope } from '../envelope.ts';
import type { Spec } from '../kinds.ts';
import type { DraftProblem } from './draft.ts';

type DataObject = NonNullable<Spec<'register'>['objects']>[number];
type DataField = DataObject['fields'][number];

const classes: Readonly<Record<string, DataField['class']>> = {
  aciq: 'open',
  open: 'open',
  открытый: 'open',
  ferdi: 'personal',
  personal: 'personal',
  персональный: 'personal',
  hessas: 'sensitive',
  sensitive: 'sensitive',
  чувствительный: 'sensitive',
};
const primaryWords = new Set(['ilkin', 'primary', 'первичный']);

/**
 * Reads the fields of a register, one a line: `Ad; fərdi; person.name; ilkin`. They make one data object, named after
 * the register; further objects, as a file gave them, are kept. Labels in other languages are kept where a field of
 * that name had them.
 */
export function readFields(
  typed: string,
  title: Text,
  concepts: readonly string[],
  base: Envelope | undefined,
): { readonly objects: readonly DataObject[]; readonly problems: readonly DraftProblem[] } {
  const problems: DraftProblem[] = [];
  const before = base && 'objects' in base.spec ? (base.spec.objects ?? []) : [];
  const fields = typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line) => readField(line, concepts, before[0]?.fields ?? [], problems));
  const names = fields.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) problems.push({ name: 'objects', text: fieldTwice(twice) });
  const [, ...others] = before;
  return { objects: [{ name: 'qeyd', label: title, fields }, ...others], problems };
}

function readField(
  line: string,
  concepts: readonly string[],
  before: readonly DataField[],
  problems: DraftProblem[],
): DataField[] {
  const [label = '', typedClass = '', concept = '', primary = ''] = line.split(';').map((part) => part.trim());
  const wrong = (text: Text) => void problems.push({ name: 'objects', text });
  const name = nameOf(label);
  const dataClass = classes[fold(typedClass)];
  if (label === '' || name === '') wrong(noLabel(line));
  else if (!dataClass) wrong(noClass(label, typedClass));
  else if (concept !== '' && !concepts.includes(concept)) wrong(noSuchConcept(concept, nearest(concept, concepts)));
  else if (primary !== '' && !primaryWords.has(fold(primary))) wrong(fourthIsPrimary(label));
  if (!dataClass || name === '') return [];
  const known = before.find((field) => field.label.az === label);
  return [
    {
      name: known?.name ?? name,
      label: known?.label ?? { az: label, en: label, ru: label },
      class: dataClass,
      ...(concept === '' ? {} : { concept }),
      ...(primary === '' ? {} : { primary: true }),
    },
  ];
}

function nameOf(label: string): string {
  const words = fold(label).match(/[a-z0-9]+/g) ?? [];
  const [first = '', ...rest] = words;
  const name = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return (/^[a-z]/.test(name) ? name : name === '' ? '' : `s${name}`).slice(0, 60);
}

/** The fields of a register as the form shows them. */
export function writeFields(objects: readonly DataObject[]): string {
  const [first] = objects;
  const words = { open: 'açıq', personal: 'fərdi', sensitive: 'həssas' } as const;
  return (first?.fields ?? [])
    .map(({ label, class: dataClass, concept = '', primary }) =>
      [label.az, words[dataClass], concept, primary ? 'ilkin' : ''].join('; ').replace(/(; )+$/, ''),
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
const fieldTwice = (name: string): Text => ({
  az: `“${name}” sahəsi iki dəfə yazılıb. Birini silin və ya adını dəyişin.`,
  en: `The field “${name}” stands twice. Remove one or change its label.`,
  ru: `Поле «${name}» указано дважды. Удалите одно или измените название.`,
});
