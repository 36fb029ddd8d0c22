import { parse } from 'yaml';
import {
  type Column,
  type Columns,
  compileTable,
  evaluateMany,
  type Table,
  type TableSource,
} from '../../src/feel/index.ts';
import { cpuTimed } from './measure.ts';
import type { Line, Proof } from './proof.ts';
import { openRivals, type Rival } from './rivals.ts';

const people = 10_000_000;
/** As many rows as the exact path is tried on. */
const few = 200_000;

export const feel: Proof = {
  name: 'feel',
  about:
    'Decision tables. A table of twenty rows and five inputs decided, times a second of processor time; baselines are feelin 8.2.0, cell by cell, and @gorules/zen-engine 0.54.0 with the same table, after all three have given the same answers. Then ten million people decided by the first ten rows from columns; baseline is the same population row by row by the table’s own code, as rows that exceed their columns are.',
  runs: 3,
  async run(tools) {
    const rivals = await openRivals(tools, rows);
    const table = tableOf(rows);
    const inputs = Array.from({ length: 500 }, (_, row) => person(row));
    const lines: Line[] = [];
    const ours = await rate(inputs, (input) => table.decide(input).outputs?.outcome);
    for (const rival of rivals) {
      await agree(rival, table, inputs);
      const value = await rate(inputs, rival.decide);
      tools.say(`${rival.name}: ${Math.round(value)} tables a second`);
      const what = `twenty-row tables a second, beside ${rival.name}`;
      lines.push({ what, value: ours, unit: '', baseline: { what: rival.name, value }, limit: { least: 100_000 } });
    }
    return [...lines, ...(await population(tableOf(rows.slice(0, 9).concat(rows.slice(-1)))))];
  },
};

const names = ['area', 'region', 'jobs', 'turnover', 'resident'] as const;

/** Cells that mean the same to all three: texts, comparisons, intervals, truths. */
const rows: readonly (readonly string[])[] = `
"mining"             |             |          |             | false | refuse
"arms","tobacco"     |             |          |             |       | refuse
                     | "baku"      | < 3      |             |       | officer
"ai"                 | "sumqayit"  | >= 5     | > 10000.50  | true  | approve
"ai","software"      | "baku"      | [3..10)  | > 50000     |       | approve
"software"           | "ganja"     | >= 3     |             | true  | approve
"education"          | "lankaran"  |          | [0..20000]  |       | approve
"tourism"            | "shaki"     | [5..50]  | >= 1000.25  | true  | approve
"agriculture"        |             | > 20     | < 100000    |       | approve
"agriculture"        | "shaki"     |          |             | true  | officer
"logistics","trade"  | "baku"      | >= 10    | > 250000    |       | approve
"logistics"          | "sumqayit"  | < 10     |             |       | officer
"trade"              | "ganja"     | [1..5]   | [500..5000] |       | officer
"energy"             |             | > 100    | > 1000000   | true  | approve
"energy"             | "baku"      | [10..100]|             |       | officer
"health"             | "ganja","shaki" |      | > 7500.75   |       | approve
"health"             |             | < 5      |             | false | refuse
"crafts"             |             |          | < 3000      |       | approve
"crafts","tourism"   |             | >= 2     |             | true  | approve
                     |             |          |             |       | refuse
`
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));

const types = { area: 'string', region: 'string', jobs: 'number', turnover: 'number', resident: 'boolean' } as const;
const text = '{az: Ad, en: Name, ru: Имя}';

function tableOf(chosen: typeof rows): Table {
  const inputs = names.map((name) => `{name: ${name}, type: ${types[name]}, label: ${text}}`);
  const rules = chosen.map((cells) => {
    const when = names.map((name, column) => `${name}: '${cells[column] || '-'}'`);
    return `{when: {${when.join(', ')}}, then: {outcome: ${cells[names.length]}}, reason: ${text}, article: sample-act 1}`;
  });
  const outputs = '[{name: outcome, type: string}]';
  const source = `{inputs: [${inputs.join(', ')}], outputs: ${outputs}, hitPolicy: first, rules: [${rules.join(', ')}]}`;
  return compileTable(parse(source) as TableSource, types);
}

const areas = [
  ...new Set(rows.flatMap(([area = '']) => [...area.matchAll(/"(\w+)"/g)].map(([, name = '']) => name))),
  'other',
];
const regions = ['baku', 'sumqayit', 'ganja', 'lankaran', 'shaki', 'other'];

/** What a row of the population holds, the same in every run. */
const codes = (row: number) => {
  const mixed = Math.imul(row + 1, 0x9e3779b1) >>> 0;
  return {
    area: mixed % areas.length,
    region: (mixed >>> 4) % regions.length,
    jobs: (mixed >>> 8) % 120,
    turnover: (Math.imul(mixed, 0x85ebca6b) >>> 0) % 120_000_000,
    resident: (mixed >>> 13) % 3 === 0 ? 0 : 1,
  };
};

export type Person = ReturnType<typeof person>;

const person = (row: number) => {
  const { area, region, jobs, turnover, resident } = codes(row);
  return {
    area: areas[area] ?? '',
    region: regions[region] ?? '',
    jobs,
    turnover: turnover / 100,
    resident: resident === 1,
  };
};

async function agree(rival: Rival, table: Table, inputs: readonly Person[]): Promise<void> {
  for (const input of inputs) {
    const [ours, theirs] = [table.decide(input).outputs?.outcome, await rival.decide(input)];
    if (ours !== theirs) throw new Error(`${rival.name} decides ${String(theirs)}, not ${String(ours)}`);
  }
}

/** Decisions a second of processor time, all threads together, after a second to warm up. */
async function rate(inputs: readonly Person[], decide: (input: Person) => unknown): Promise<number> {
  let count = 0;
  const run = async (milliseconds: number) => {
    const end = performance.now() + milliseconds;
    for (count = 0; performance.now() < end; count += 1) {
      const decided = decide(inputs[count % inputs.length] ?? person(0));
      if (decided instanceof Promise) await decided;
    }
  };
  await run(1000);
  const seconds = await cpuTimed(() => run(2000));
  return count / seconds;
}

async function population(table: Table): Promise<Line[]> {
  const columns = columnsOf(people);
  let exact = 0;
  const seconds = await cpuTimed(() => {
    exact = evaluateMany(table, columns).exact;
  });
  if (exact > 0) throw new Error(`${exact} rows were decided one by one`);
  const plain = Array.from({ length: few }, (_, row) => person(row));
  const values = Object.fromEntries(
    names.map((name): [string, Column] => [name, { kind: 'values', values: plain.map((one) => one[name]) }]),
  );
  const exactSeconds = await cpuTimed(() => void evaluateMany(table, values));
  const baseline = { what: 'row by row', value: few / exactSeconds };
  return [
    { what: 'ten million people, ten rows', value: seconds, unit: 's', limit: { most: 30 } },
    { what: 'people a second, ten rows', value: people / seconds, unit: '', baseline },
  ];
}

function columnsOf(count: number): Columns {
  const [area, region] = [new Int32Array(count), new Int32Array(count)];
  const [jobs, turnover, resident] = [new Float64Array(count), new Float64Array(count), new Uint8Array(count)];
  for (let row = 0; row < count; row += 1) {
    const found = codes(row);
    area[row] = found.area;
    region[row] = found.region;
    jobs[row] = found.jobs;
    turnover[row] = found.turnover;
    resident[row] = found.resident;
  }
  return {
    area: { kind: 'string', codes: area, dictionary: areas },
    region: { kind: 'string', codes: region, dictionary: regions },
    jobs: { kind: 'number', scale: 0, values: jobs },
    turnover: { kind: 'number', scale: 2, values: turnover },
    resident: { kind: 'boolean', values: resident },
  };
}
