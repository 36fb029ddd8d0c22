import { compareAz, type Lang, pick } from '../../../language/index.ts';
import {
  type ColumnPlan,
  columnName,
  type SheetPlan,
  sheetName,
  writeWorkbook,
  type WriteValue,
} from '../../../protocols/xlsx/index.ts';
import type { ItemRow, StandingMeasure, Title } from '../measures/index.ts';
import { type FormColumn, type FormSheet, formSheets, listsTitle, marks, type SheetName } from './form.ts';
import { type StandingPlan, standingMark } from './form-read.ts';

/** The empty form of a plan, with its lists to choose from. */
export function writeTemplate(standing: StandingPlan, lang: Lang): AsyncGenerator<Buffer> {
  return write(standing, lang, () => []);
}

/** The form with everything that is entered. */
export function writeForm(standing: StandingPlan, lang: Lang): AsyncGenerator<Buffer> {
  return write(standing, lang, (sheet) => rowsOf[sheet](standing, lang));
}

type Values = Readonly<Record<string, WriteValue>>;

function write(
  standing: StandingPlan,
  lang: Lang,
  rows: (sheet: SheetName) => readonly Values[],
): AsyncGenerator<Buffer> {
  const lists = new Lists(lang, standing);
  const sheets = formSheets.map(
    (sheet): SheetPlan => ({
      name: pick(sheet.title, lang),
      columns: sheet.columns.map((column) => planOf(sheet, column, lang, lists)),
      rows: rows(sheet.name).map((values) => sheet.columns.map(({ path }) => values[path])),
    }),
  );
  return writeWorkbook({ sheets: [...sheets, lists.sheet()], names: lists.names });
}

const refusal = {
  az: { title: 'Siyahıda yoxdur', text: 'Siyahıdan seçin.' },
  en: { title: 'Not in the list', text: 'Choose from the list.' },
  ru: { title: 'Нет в списке', text: 'Выберите из списка.' },
} as const;

function planOf({ name, columns }: FormSheet, column: FormColumn, lang: Lang, lists: Lists): ColumnPlan {
  const { heading, type, needed = false, offer, width = 20, note } = column;
  const parents = columnName(
    Math.max(
      0,
      columns.findIndex((one) => one.offer === 'parents'),
    ),
  );
  const formula = offer && lists.formula(offer, parents);
  // A plan that is not kept as a definition takes new measures, and a number may stand without its title.
  const strict = offer === 'parents' && name !== 'measures';
  return {
    heading: pick(heading, lang),
    needed,
    width,
    format: type === 'day' ? 'date' : type === 'number' ? 'number' : 'text',
    ...(note ? { note: pick(note, lang) } : {}),
    ...(formula === undefined ? {} : { list: { formula, ...(strict ? { refusal: refusal[lang] } : {}) } }),
  };
}

const longestOffer = 120;
const shown = (number: string, title: string): string => {
  const text = `${number} ${title.replace(/\s+/g, ' ')}`;
  return text.length > longestOffer ? `${text.slice(0, longestOffer - 1)}…` : text;
};
const titleFor = (title: Title, lang: Lang): string => title[lang] ?? title.az;

/** The hidden sheet with what cells offer: institutions, what measures stand under, and the measures under each. */
class Lists {
  readonly names: Record<string, string> = {};
  readonly #columns: { readonly name: string; readonly words: readonly string[] }[] = [];
  readonly #lang: Lang;

  constructor(lang: Lang, standing: StandingPlan) {
    const { items, owners } = standing;
    this.#lang = lang;
    const names = owners.institutions.map(({ code }) => owners.nameOf(code, lang));
    this.#add('institutions', names.toSorted(compareAz));
    const under = new Map<string, ItemRow[]>();
    for (const item of items) {
      if (item.kind !== 'measure') continue;
      under.set(item.parent ?? '', [...(under.get(item.parent ?? '') ?? []), item]);
    }
    const parents = items.filter(({ number, kind }) => under.has(number) || kind === 'direction' || kind === 'group');
    const words = (rows: readonly ItemRow[]) => rows.map(({ number, title }) => shown(number, titleFor(title, lang)));
    this.#add('parents', words(parents));
    const measures = items.filter(({ kind }) => kind === 'measure');
    this.#columns.push({
      name: marks,
      words: measures.map((item) => `${item.number} ${standingMark(standing, item)}`),
    });
    for (const [parent, own] of under) this.#add(`m_${parent.replace(/[.\-/]/g, '_')}`, words(own));
  }

  #add(name: string, words: readonly string[]): void {
    const letter = columnName(this.#columns.push({ name, words }) - 1);
    // An empty list stands for one empty cell: a name must point somewhere.
    const last = Math.max(1, words.length) + 1;
    this.names[name] = `'${sheetName(pick(listsTitle, this.#lang))}'!$${letter}$2:$${letter}$${last}`;
  }

  /** For the second row of a sheet; the measures follow the cell in which their direction was chosen. */
  formula(offer: NonNullable<FormColumn['offer']>, parents: string): string {
    if (offer !== 'measures') return offer;
    const number = `LEFT($${parents}2,FIND(" ",$${parents}2&" ")-1)`;
    const joined = ['.', '-', '/'].reduce((inner, sign) => `SUBSTITUTE(${inner},"${sign}","_")`, number);
    return `INDIRECT("m_"&${joined})`;
  }

  sheet(): SheetPlan {
    const longest = Math.max(0, ...this.#columns.map(({ words }) => words.length));
    const rows = Array.from({ length: longest }, (_, row) => this.#columns.map(({ words }) => words[row] ?? null));
    const columns = this.#columns.map(({ name }) => ({ heading: name }));
    return { name: pick(listsTitle, this.#lang), hidden: true, columns, rows };
  }
}

const day = (date: string | null): WriteValue => (date === null ? null : { date });
const texts = (path: string, title: Title): Values => ({
  [`${path}.az`]: title.az,
  [`${path}.en`]: title.en,
  [`${path}.ru`]: title.ru,
});

function parentIn({ items }: StandingPlan, number: string, lang: Lang): WriteValue {
  const parent = items.find((item) => item.number === number)?.parent;
  const above = items.find((item) => item.number === parent);
  return above ? shown(above.number, titleFor(above.title, lang)) : null;
}

/** Deliverables or milestones of all measures, each with the measure that it belongs to. */
function inMeasures<T>(
  standing: StandingPlan,
  lang: Lang,
  list: (measure: StandingMeasure) => readonly T[],
  values: (one: T) => Values,
): readonly Values[] {
  return [...standing.measures.values()].flatMap((measure) =>
    list(measure).map((one) => ({
      parent: parentIn(standing, measure.number, lang),
      measure: measure.number,
      ...values(one),
    })),
  );
}

const rowsOf: Readonly<Record<SheetName, (standing: StandingPlan, lang: Lang) => readonly Values[]>> = {
  measures: (standing, lang) =>
    standing.items
      .filter(({ kind }) => kind === 'measure')
      .map((item) => {
        const measure = standing.measures.get(item.number);
        const names = (role: string) =>
          (measure?.parties ?? [])
            .filter((party) => party.role === role)
            .map(({ institution }) => standing.owners.nameOf(institution, lang));
        return {
          parent: parentIn(standing, item.number, lang),
          number: item.number,
          ...texts('title', item.title),
          executor: names('executor')[0],
          coExecutors: names('co_executor').join('; '),
          deadlineText: item.deadline_text,
          starts: day(measure?.starts ?? null),
          due: day(measure?.due ?? null),
        };
      }),
  deliverables: (standing, lang) =>
    inMeasures(
      standing,
      lang,
      ({ deliverables }) => deliverables,
      ({ code, title }) => ({ code, ...texts('title', title) }),
    ),
  milestones: (standing, lang) =>
    inMeasures(
      standing,
      lang,
      ({ milestones }) => milestones,
      ({ code, title, weight, deliverable, needs, starts, due }) => ({
        code,
        ...texts('title', title),
        weight: Number(weight),
        starts: day(starts),
        due: day(due),
        needs: needs.join('; '),
        deliverable,
      }),
    ),
  responsible: ({ responsible, owners }, lang) =>
    responsible.map(({ institution, name, post, from, to, act }) => ({
      institution: owners.nameOf(institution, lang),
      name,
      ...texts('post', post),
      from: day(from),
      to: day(to),
      act,
    })),
};
