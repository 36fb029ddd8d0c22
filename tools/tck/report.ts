import type { Outcome } from './run.ts';

const key = ({ level, folder }: Outcome): string => `${level}/${folder}`;

/** `tck_results.csv` as the kit's vendors publish it: folder, file, case, SUCCESS or ERROR, detail. */
export function csv(outcomes: readonly Outcome[]): string {
  return outcomes
    .map((outcome) => {
      const { file, id, passed, detail } = outcome;
      return `${[key(outcome), file, id, passed ? 'SUCCESS' : 'ERROR', passed ? '' : detail].map(cell).join(',')}\n`;
    })
    .join('');
}

const cell = (text: string): string => `"${text.replaceAll('"', '""').replaceAll(/\s*\n\s*/g, ' ')}"`;

/** Passed and total by folder under its level; then, where asked for, what failed and why; the grand total last. */
export function report(outcomes: readonly Outcome[], verbose: boolean): string {
  const lines: string[] = [];
  for (const [level, ofLevel] of groups(outcomes, (outcome) => outcome.level)) {
    lines.push(`${level}: ${score(ofLevel)}`);
    for (const [folder, ofFolder] of groups(ofLevel, (outcome) => outcome.folder)) {
      lines.push(`  ${folder}: ${score(ofFolder)}`);
    }
  }
  if (verbose) lines.push('', ...outcomes.filter(({ passed }) => !passed).map(failed));
  const external = outcomes.filter(({ passed, external }) => !passed && external).length;
  if (external > 0) lines.push('', `${external} failed for want of an external Java function, which is never run`);
  return `${[...lines, score(outcomes)].join('\n')}\n`;
}

function groups(outcomes: readonly Outcome[], by: (outcome: Outcome) => string): ReadonlyMap<string, Outcome[]> {
  return Map.groupBy(outcomes, by);
}

const score = (outcomes: readonly Outcome[]): string =>
  `${outcomes.filter(({ passed }) => passed).length}/${outcomes.length}`;

const failed = (outcome: Outcome): string =>
  `${key(outcome)}/${outcome.file} ${outcome.id}: ${outcome.external ? 'external Java; ' : ''}${outcome.detail}`;
