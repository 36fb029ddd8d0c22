import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { locateNative } from '../../src/kernel/embedded/native.ts';
import { type Calibration, median } from './measure.ts';
import type { Line, Proof } from './proof.ts';

/** A line of all runs together. */
export interface Figure extends Line {
  readonly lowest: number;
  readonly highest: number;
  /** Median of the runs' own ratios of ours to the baseline. */
  readonly ratio?: number;
  /** False when the median passes the limit. */
  readonly kept: boolean;
}

/** Medians over the runs, line by line. */
export function figuresOf(runs: readonly (readonly Line[])[]): readonly Figure[] {
  return (runs[0] ?? []).map((first) => {
    const same = runs.flatMap((lines) => lines.filter(({ what }) => what === first.what));
    const values = same.map(({ value }) => value);
    const value = median(values);
    const { baseline, limit } = first;
    const ratios = same.flatMap((line) => (line.baseline ? [line.value / line.baseline.value] : []));
    return {
      ...first,
      value,
      lowest: Math.min(...values),
      highest: Math.max(...values),
      ...(baseline
        ? {
            baseline: { what: baseline.what, value: median(same.map((line) => line.baseline?.value ?? Number.NaN)) },
            ratio: median(ratios),
          }
        : {}),
      kept: !limit || ('most' in limit ? value <= limit.most : value >= limit.least),
    };
  });
}

/** The table for the terminal, and whether a limit was missed. */
export function print(
  proof: Proof,
  figures: readonly Figure[],
  calibrations: readonly Calibration[],
  minutes: number,
): void {
  const rows = [heads, ...figures.map(cells)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  process.stdout.write(`\n${proof.name}: ${conditions(proof, calibrations)}; took ${minutes.toFixed(1)} min\n`);
  for (const row of rows) {
    const line = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    process.stdout.write(`${line.join('  ').trimEnd()}\n`);
  }
}

/** Replaces the lines of this proof in docs/figures.md, and no others. */
export async function write(
  root: string,
  proof: Proof,
  figures: readonly Figure[],
  calibrations: readonly Calibration[],
): Promise<void> {
  const path = join(root, 'docs/figures.md');
  const row = (words: readonly string[]) => `| ${words.join(' | ')} |`;
  const rule = heads.map((_, column) => (column === 0 ? '---' : '---:'));
  const table = [heads, rule, ...figures.map(cells)].map(row).join('\n');
  const own = [proof.about, `${today()}: ${machine()}; ${conditions(proof, calibrations)}.`, table].join('\n\n');
  await writeFile(path, replaceOwn(await readFile(path, 'utf8'), proof.name, own));
}

/** The text with what stands between the marks of a proof replaced, and all else as it was. */
export function replaceOwn(text: string, name: string, own: string): string {
  const [begin, end] = [`<!-- proof:${name} -->`, `<!-- /proof:${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/figures.md has no place for the proof ${name}: ${begin} … ${end}`);
  return `${text.slice(0, from)}${begin}\n\n${own}\n\n${text.slice(to)}`;
}

const heads = ['figure', 'ours', 'lowest–highest', 'baseline', 'ours ÷ baseline', 'limit'];

function cells(figure: Figure): readonly string[] {
  const { what, value, unit, lowest, highest, baseline, ratio, limit, kept } = figure;
  const limits = !limit ? '' : 'most' in limit ? `≤ ${short(limit.most)}` : `≥ ${short(limit.least)}`;
  return [
    what,
    `${short(value)} ${unit}`.trim(),
    lowest === highest ? '' : `${short(lowest)}–${short(highest)}`,
    baseline ? `${baseline.what}: ${short(baseline.value)}` : '',
    ratio === undefined ? '' : short(ratio),
    kept ? limits : `${limits} missed`,
  ];
}

/** Three significant digits; whole numbers from a thousand on. */
function short(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return Number(value.toPrecision(3)).toString();
}

function conditions({ runs }: Proof, calibrations: readonly Calibration[]): string {
  const hashes = median(calibrations.map((one) => one.hashes));
  const flush = median(calibrations.map((one) => one.flush));
  const many = runs === 1 ? 'one run' : `median of ${runs} runs`;
  return `${many}; beside it SHA-256 of 1 kB ${short(hashes)}/s on one core, fdatasync ${short(flush)} ms`;
}

function machine(): string {
  const all = cpus();
  const postgres = execFileSync(locateNative().postgres, ['--version'], { encoding: 'utf8' });
  const version = /[\d.]+/.exec(postgres)?.[0] ?? '';
  const model = all[0]?.model.replace(/\s+/g, ' ').trim() ?? 'unknown processor';
  return `${all.length} cores, ${model}, Node ${process.versions.node}, PostgreSQL ${version}`;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
