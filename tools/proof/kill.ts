import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { killRounds } from './kill-harness.ts';
import { median } from './measure.ts';
import type { Line, Proof } from './proof.ts';

const rounds = 20;

export const kill: Proof = {
  name: 'kill',
  about:
    '`kill -9` of the program, of PostgreSQL and of both, at 20 random moments each, while companies apply, correct and withdraw, and officials decide, over the API; a quarter of the program’s kills are followed by another during its start. In the end the database is searched: every acknowledged act is there, whole and once, with journal, effects, entry, document, messages, timers and measurements.',
  runs: 1,
  async run({ root, folder, say }) {
    const lines: Line[] = [];
    for (const victim of ['program', 'postgres', 'both'] as const) {
      const own = join(folder, victim);
      await mkdir(own);
      const seed = Math.floor(Math.random() * 1e9);
      say(`${victim}, seed ${seed}`);
      const report = await killRounds({ root, folder: own, victim, rounds, seed });
      for (const fault of report.faults) say(fault);
      lines.push(
        { what: `${victim}: kills`, value: report.kills, unit: '', limit: { least: rounds } },
        { what: `${victim}: acknowledged writes`, value: report.acknowledged, unit: '' },
        { what: `${victim}: cases`, value: report.cases, unit: '' },
        { what: `${victim}: lost, half done or twice`, value: report.faults.length, unit: '', limit: { most: 0 } },
        { what: `${victim}: seconds to the next write`, value: median(report.recoveries), unit: 's' },
        { what: `${victim}: the longest`, value: Math.max(...report.recoveries), unit: 's' },
      );
    }
    return lines;
  },
};
