import type { Lang } from '../../../language/index.ts';
import { writeWorkbook, type WriteValue } from '../../../protocols/xlsx/index.ts';
import type { Institution } from '../../identity/index.ts';
import type { ItemRow, StandingMeasure, Title } from '../measures/index.ts';
import { readDeadline } from './deadline.ts';
import { keptReading } from './draft.ts';
import { formSheets } from './form.ts';
import type { StandingPlan } from './form-read.ts';
import { ownersAmong } from './owners.ts';

const same = (word: string) => ({ az: word, en: word, ru: word });
export const institutions = ['bax', 'sun', 'əkn'].map((code): Institution => {
  const [acronym, name] = [same(code.toUpperCase()), same(`Nazirlik ${code}`)];
  return { code: code.replace('ə', 'e'), kind: 'ministry', acronym, name, successor: null, closedOn: null };
});
const owners = ownersAmong(new Map(institutions.map((one) => [one.code, one])), '2026-11-23');

export const gather = async (chunks: AsyncIterable<Buffer>) => Buffer.concat(await Array.fromAsync(chunks));

export interface Made {
  readonly direction: string;
  readonly measure: Omit<StandingMeasure, 'id' | 'number' | 'version'> & {
    readonly title: Title;
    readonly text: string | null;
  };
}
export function standingOf(made: readonly Made[]): StandingPlan {
  const row = (
    number: string,
    kind: ItemRow['kind'],
    name: Title,
    parent: string | null,
    text: string | null = null,
  ): ItemRow => ({
    id: number,
    plan: 'p',
    number,
    parent,
    kind,
    position: 0,
    title: name,
    note: null,
    absolute: false,
    wording: null,
    wording_source: null,
    deadline_text: text,
    deadline_reading: text === null ? null : (keptReading(readDeadline(text).reading) ?? null),
    removed_at: null,
  });
  const items = [row('1', 'direction', same('Bir'), null), row('2.A', 'group', same('İki'), '1')];
  const measures = new Map<string, StandingMeasure>();
  made.forEach(({ direction, measure: { title: name, text, ...rest } }, at) => {
    const number = direction === '' ? `T-${at}` : `${direction}.${at}0`;
    items.push(row(number, 'measure', name, direction === '' ? null : direction, text));
    measures.set(number, { id: number, number, version: rest.due ? 0 : null, ...rest });
  });
  const responsible = [
    { institution: 'bax', name: 'Aysel Ə.', post: same('Müavin'), from: '2025-01-01', to: '2026-05-01', act: null },
    { institution: 'bax', name: 'İlqar I.', post: { az: 'Müavin' }, from: '2026-05-01', to: null, act: 'Əmr 1' },
  ];
  return { plan: { code: 'p', origin: 'import', period_from: '2026-01-01' }, items, measures, responsible, owners };
}

export const filled: Made['measure'] = {
  title: { az: 'Xəritə' },
  text: null,
  starts: '2027-01-01',
  due: '2027-06-30',
  parties: [{ institution: 'bax', role: 'executor' }],
  deliverables: [{ code: 'D1', title: { az: 'Xəritə' } }],
  milestones: [
    {
      code: 'M1',
      title: { az: 'Bir' },
      weight: '1.000',
      deliverable: null,
      needs: [],
      starts: null,
      due: '2027-02-28',
    },
    { code: 'M2', title: { az: 'İki' }, weight: '1.000', deliverable: 'D1', needs: ['M1'], starts: null, due: null },
  ],
};
export const standing = standingOf([
  { direction: '1', measure: filled },
  { direction: '1', measure: { ...filled, due: null, starts: null, deliverables: [], milestones: [], parties: [] } },
]);

/** A workbook of the form with these rows, by the headings of a language, and with a hidden sheet if there is one. */
export async function bookOf(
  sheets: Readonly<Record<string, readonly Readonly<Record<string, WriteValue>>[]>>,
  lang: Lang = 'az',
  hidden: readonly (readonly string[])[] = [],
) {
  const named = formSheets.flatMap(({ name, title: heading, columns }) => {
    const rows = sheets[name];
    if (!rows) return [];
    const used = columns.filter(({ path, needed }) => needed || rows.some((row) => path in row));
    return [
      {
        name: heading[lang],
        columns: used.map((one) => ({ heading: one.heading[lang] })),
        rows: rows.map((row) => used.map(({ path }) => row[path])),
      },
    ];
  });
  const [head = [], ...rows] = hidden;
  const lists = { name: 'Lists', hidden: true, columns: head.map((heading) => ({ heading })), rows };
  return gather(writeWorkbook({ sheets: hidden.length === 0 ? named : [...named, lists] }));
}
