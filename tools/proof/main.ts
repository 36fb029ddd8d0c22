import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Figure, figuresOf, print, write } from './figures.ts';
import { kill } from './kill.ts';
import { type Calibration, calibrate } from './measure.ts';
import type { Line, Proof, Tools } from './proof.ts';
import { bytes } from './bytes.ts';
import { catalogue } from './catalogue.ts';
import { exchange } from './exchange.ts';
import { feel } from './feel.ts';
import { journeys, looks } from './journeys.ts';
import { lookUps } from './look-ups.ts';
import { pages } from './pages.ts';
import { plan } from './plan.ts';
import { start } from './start.ts';
import { transitions } from './transitions.ts';
import { waiting } from './waiting.ts';
import { writer } from './writer.ts';

const proofs: readonly Proof[] = [
  start,
  pages,
  bytes,
  catalogue,
  plan,
  feel,
  transitions,
  waiting,
  writer,
  exchange,
  lookUps,
  kill,
  journeys,
  looks,
];

/** Runs the named proofs, or all; 0 when every limit was kept, 1 when one was missed, 2 for an unknown name. */
export async function main(asked: { root: string; work: string; names: readonly string[] }): Promise<number> {
  const { root, work, names } = asked;
  const unknown = names.filter((name) => !proofs.some((proof) => proof.name === name));
  if (unknown.length > 0) {
    process.stderr.write(
      `No such proof: ${unknown.join(', ')}. There are: ${proofs.map(({ name }) => name).join(', ')}\n`,
    );
    return 2;
  }
  let missed = 0;
  for (const proof of proofs.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const begun = Date.now();
    const { runs, calibrations } = await repeat(proof, root, work);
    const figures = figuresOf(runs);
    const minutes = (Date.now() - begun) / 60_000;
    print(proof, figures, calibrations, minutes);
    await write(root, proof, figures, calibrations);
    missed += figures.filter((figure: Figure) => !figure.kept).length;
  }
  if (missed > 0) process.stdout.write(`\n${missed} ${missed === 1 ? 'limit' : 'limits'} missed\n`);
  return missed > 0 ? 1 : 0;
}

async function repeat(
  proof: Proof,
  root: string,
  work: string,
): Promise<{ runs: (readonly Line[])[]; calibrations: Calibration[] }> {
  const runs: (readonly Line[])[] = [];
  const calibrations: Calibration[] = [];
  for (let run = 1; run <= proof.runs; run += 1) {
    const say = (line: string) => void process.stderr.write(`${proof.name} ${run}/${proof.runs}: ${line}\n`);
    say('…');
    await inFolder(work, async (tools) => {
      calibrations.push(calibrate(tools.folder));
      runs.push(await proof.run({ ...tools, root, say }));
    });
  }
  return { runs, calibrations };
}

/** A folder of its own for a run; what the run started is undone however it ends, by Ctrl+C too. */
async function inFolder(work: string, run: (tools: Omit<Tools, 'root' | 'say'>) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(work, 'run-'));
  const undone: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true, maxRetries: 5 })];
  const undo = async () => {
    for (let step = undone.pop(); step; step = undone.pop()) await step();
  };
  let leaving: Promise<void> | undefined;
  const interrupted = () => {
    leaving ??= undo().finally(() => process.exit(130));
  };
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
  try {
    await run({ folder, after: (step) => void undone.push(step) });
  } finally {
    // What an interrupted run then complains of is nobody's concern.
    await (leaving ?? undo());
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
}
