import { fold, type Text } from '../../../language/index.ts';
import { text } from './finding-words.ts';

export type SheetName = 'measures' | 'deliverables' | 'milestones' | 'responsible';

/** What a cell offers: institutions, the items that measures stand under, measures of the item chosen beside. */
export type Offer = 'institutions' | 'parents' | 'measures';

export interface FormColumn {
  readonly path: string;
  readonly heading: Text;
  readonly type: 'text' | 'number' | 'day' | 'list';
  readonly needed?: boolean;
  readonly offer?: Offer;
  /** Longest text. */
  readonly max?: number;
  readonly width?: number;
  /** Shown when the heading is pointed at. */
  readonly note?: Text;
}

export interface FormSheet {
  readonly name: SheetName;
  readonly title: Text;
  readonly columns: readonly FormColumn[];
}

const titles = (path: string, heading: Text, needed: boolean): readonly FormColumn[] =>
  (['az', 'en', 'ru'] as const).map((lang) => ({
    path: `${path}.${lang}`,
    heading: text(`${heading.az} (${lang})`, `${heading.en} (${lang})`, `${heading.ru} (${lang})`),
    type: 'text',
    needed: needed && lang === 'az',
    max: 2000,
    width: 40,
  }));

const title = text('Adı', 'Title', 'Название');
const parent: FormColumn = {
  path: 'parent',
  heading: text('İstiqamət', 'Direction', 'Направление'),
  type: 'text',
  offer: 'parents',
  max: 300,
  width: 24,
  note: text(
    'Siyahıdan seçin: yanındakı siyahı yalnız onun tədbirlərini göstərir.',
    'Choose from the list: the list beside shows only its measures.',
    'Выберите из списка: соседний список покажет только его мероприятия.',
  ),
};
const measure: FormColumn = {
  path: 'measure',
  heading: text('Tədbir', 'Measure', 'Мероприятие'),
  type: 'text',
  needed: true,
  offer: 'measures',
  max: 300,
  width: 30,
  note: text(
    'Tədbirin nömrəsi. Siyahıdan seçin və ya yazın.',
    'Number of the measure. Choose it from the list or type it.',
    'Номер мероприятия. Выберите из списка или введите.',
  ),
};
const code: FormColumn = {
  path: 'code',
  heading: text('Kod', 'Code', 'Код'),
  type: 'text',
  needed: true,
  max: 40,
  width: 10,
  note: text(
    'Tədbirin içində təkrarlanmır: M1, M2.',
    'Unique within the measure: M1, M2.',
    'Не повторяется внутри мероприятия: M1, M2.',
  ),
};
const starts: FormColumn = { path: 'starts', heading: text('Başlanğıc', 'Start', 'Начало'), type: 'day', width: 13 };
const due: FormColumn = {
  path: 'due',
  heading: text('Son tarix', 'Due', 'Срок'),
  type: 'day',
  width: 13,
  note: text('Tarix kimi yazın: 31.12.2027.', 'Type it as a date: 31.12.2027.', 'Введите как дату: 31.12.2027.'),
};

/** The form as a workbook, sheet by sheet. */
export const formSheets: readonly FormSheet[] = [
  {
    name: 'measures',
    title: text('Tədbirlər', 'Measures', 'Мероприятия'),
    columns: [
      parent,
      {
        ...measure,
        path: 'number',
        note: text(
          'Sətir tədbiri tam bildirir: boş xana “yoxdur” deməkdir.',
          'A row tells all of its measure: an empty cell means that there is none.',
          'Строка описывает мероприятие полностью: пустая ячейка означает «нет».',
        ),
      },
      ...titles('title', title, false),
      {
        path: 'executor',
        heading: text('İcraçı', 'Executor', 'Исполнитель'),
        type: 'text',
        offer: 'institutions',
        max: 300,
        width: 16,
        note: text(
          'Qurumun qısaltması, kodu və ya tam adı.',
          'Acronym, code or full name of the institution.',
          'Сокращение, код или полное название учреждения.',
        ),
      },
      {
        path: 'coExecutors',
        heading: text('Birgə icraçılar', 'Co-executors', 'Соисполнители'),
        type: 'list',
        max: 300,
        width: 24,
        note: text(
          'Nöqtəli vergüllə ayırın: RİNN; İN.',
          'Divide with semicolons: RİNN; İN.',
          'Разделяйте точкой с запятой: RİNN; İN.',
        ),
      },
      {
        path: 'deadlineText',
        heading: text('Müddət, yazıldığı kimi', 'Deadline as written', 'Срок, как написано'),
        type: 'text',
        max: 500,
        width: 26,
        note: text(
          'Məsələn: “2027-ci ilin payızına qədər”. Son tarix boşdursa, mətndən oxunur.',
          'For example “by autumn 2027”. Where no date is given it is read from the text.',
          'Например: «до осени 2027 года». Если дата не указана, она читается из текста.',
        ),
      },
      starts,
      due,
    ],
  },
  {
    name: 'deliverables',
    title: text('Çıxış nəticələri', 'Deliverables', 'Результаты работ'),
    columns: [parent, measure, code, ...titles('title', title, true)],
  },
  {
    name: 'milestones',
    title: text('Mərhələlər', 'Milestones', 'Этапы'),
    columns: [
      parent,
      measure,
      code,
      ...titles('title', title, true),
      {
        path: 'weight',
        heading: text('Çəki', 'Weight', 'Вес'),
        type: 'number',
        needed: true,
        width: 9,
        note: text(
          'Tədbirin digər mərhələlərinə nisbətən payı.',
          'Its share against the other milestones of the measure.',
          'Доля относительно других этапов мероприятия.',
        ),
      },
      starts,
      due,
      {
        path: 'needs',
        heading: text('Ondan əvvəlkilər', 'Needs', 'Требует'),
        type: 'list',
        max: 100,
        width: 18,
        note: text(
          'Əvvəl bitməli mərhələlərin kodları: M1; 6.1.1.2.2/M3.',
          'Codes of the milestones that come before: M1; 6.1.1.2.2/M3.',
          'Коды предшествующих этапов: M1; 6.1.1.2.2/M3.',
        ),
      },
      {
        path: 'deliverable',
        heading: text('Çıxış nəticəsinin kodu', 'Code of the deliverable', 'Код результата'),
        type: 'text',
        max: 40,
        width: 14,
      },
    ],
  },
  {
    name: 'responsible',
    title: text('Məsul şəxslər', 'Responsible', 'Ответственные'),
    columns: [
      {
        path: 'institution',
        heading: text('Qurum', 'Institution', 'Учреждение'),
        type: 'text',
        needed: true,
        offer: 'institutions',
        max: 300,
        width: 16,
      },
      {
        path: 'name',
        heading: text('Ad və soyad', 'Name', 'Имя и фамилия'),
        type: 'text',
        needed: true,
        max: 200,
        width: 28,
      },
      ...titles('post', text('Vəzifə', 'Post', 'Должность'), true),
      { path: 'from', heading: text('İlk gün', 'From', 'С'), type: 'day', needed: true, width: 13 },
      {
        path: 'to',
        heading: text('Qüvvədən düşdüyü gün', 'First day no longer', 'День прекращения'),
        type: 'day',
        width: 13,
      },
      {
        path: 'act',
        heading: text('Təyinat sənədi', 'Appointing act', 'Акт о назначении'),
        type: 'text',
        max: 500,
        width: 30,
      },
    ],
  },
];

export const listsTitle = text('Siyahılar', 'Lists', 'Списки');

/** Heading, in the hidden sheet, of what each measure was when the form was taken. */
export const marks = 'marks';

/** Is this the text, in whatever language? */
export const called = (given: Text, name: string): boolean =>
  Object.values(given).some((word) => fold(word) === fold(name.trim()));
