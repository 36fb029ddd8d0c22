import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { killRounds } from './kill-harness.ts';
import { median } from './measure.ts';
import type { Line, Proof } from './proof.ts';

const rounds = 34;

export const kill: Proof = {
  name: 'kill',
  about:
    '`kill -9` of the program, of PostgreSQL and of both, at 34 random moments each, 102 in all, while companies apply, correct and withdraw, and officials decide, over the API; founders pay a fee, whose bank’s statements prove themselves or are confirmed by a second official, or take their application back and get their money by a file for the bank; and letters of all this go by SMTP to a server that takes every fifth without saying so. A quarter of the program’s kills are followed by another during its start. In the end the database is searched: every acknowledged act is there, whole and once, with journal, effects, entry, document, messages, money, timers and measurements, and every letter that arrived again is the same, under the same Message-ID.',
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
        { what: `${victim}: payments`, value: report.payments, unit: '' },
        { what: `${victim}: refunds`, value: report.refunds, unit: '' },
        { what: `${victim}: letters that arrived`, value: report.letters.arrived, unit: '' },
        { what: `${victim}: of these once more`, value: report.letters.repeated, unit: '' },
        { what: `${victim}: lost, half done or twice`, value: report.faults.length, unit: '', limit: { most: 0 } },
        { what: `${victim}: seconds to the next write`, value: median(report.recoveries), unit: 's' },
        { what: `${victim}: the longest`, value: Math.max(...report.recoveries), unit: 's' },
      );
    }
    return lines;
  },
};
