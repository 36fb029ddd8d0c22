import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../../../kernel/refusal.ts';
import { readOpenApi, type ReadService } from './read.ts';

/** What a thread that reads one document answers. */
export type Told =
  | { readonly read: ReadService }
  | { readonly refused: Pick<Refusal, 'code' | 'status' | 'text' | 'details'> };

function told(document: string): Told {
  try {
    return { read: readOpenApi(document) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, status, text, details } = error;
    return { refused: { code, status, text, details } };
  }
}

parentPort?.postMessage(told(String(workerData)), []);
