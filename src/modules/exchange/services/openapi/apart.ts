import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../../kernel/refusal.ts';
import { readOpenApi, type ReadService } from './read.ts';
import * as refusals from './refusals.ts';
import type { Told } from './worker.ts';

/* A long document is read by a thread of its own, which is ended when it takes too long: meanwhile others are served. */

/** A document of so many letters is read at once: whatever stands in it, nobody notices. */
const fewLetters = 10_000;
const longestMs = 10_000;
const mostWaiting = 10;
const resourceLimits = { maxOldGenerationSizeMb: 512 };

/** Beside this file, and beside the program once it is built. */
const place = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './openapi-worker.mjs', import.meta.url);

let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Reads an OpenAPI document as `readOpenApi` does. @throws tooHard, and the refusals of this folder */
export async function readApart(text: string, milliseconds = longestMs): Promise<ReadService> {
  if (text.length <= fewLetters) return readOpenApi(text);
  if (waiting >= mostWaiting) throw refusals.tooHard({ seconds: milliseconds / 1000 });
  waiting += 1;
  const before = last;
  const reading = before.then(() => inThread(text, milliseconds));
  last = reading.catch(() => undefined);
  return reading.finally(() => (waiting -= 1));
}

async function inThread(text: string, milliseconds: number): Promise<ReadService> {
  const worker = new Worker(place, { workerData: text, resourceLimits, execArgv: [] });
  try {
    return await answerOf(worker, milliseconds);
  } finally {
    await worker.terminate();
  }
}

const answerOf = (worker: Worker, milliseconds: number): Promise<ReadService> =>
  new Promise<ReadService>((done, failed) => {
    const tooHard = () => failed(refusals.tooHard({ seconds: milliseconds / 1000 }));
    const timer = setTimeout(tooHard, milliseconds);
    worker.once('exit', () => clearTimeout(timer));
    worker.once('message', (told: Told) => {
      if ('read' in told) return done(told.read);
      const { code, status, text, details } = told.refused;
      return failed(new Refusal(code, status, text, details));
    });
    worker.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooHard() : failed(error),
    );
  });
