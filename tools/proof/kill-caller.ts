import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../../src/kernel/job.ts';
import { formToken } from '../../src/kernel/session.ts';

/** Seconds after which something is lost rather than late: a machine that does other work may be slow for a minute. */
export const patience = 180;

/** Counts what the program acknowledged, and lets others wait for the next. */
export class Acknowledgements {
  count = 0;
  readonly #waiting: { readonly since: number; readonly done: () => void }[] = [];

  note(askedAt: number): void {
    this.count += 1;
    for (const waiting of this.#waiting.splice(0)) {
      if (askedAt > waiting.since) waiting.done();
      else this.#waiting.push(waiting);
    }
  }

  /** Nobody asks any more: whoever waits need not. */
  giveUp(): void {
    for (const { done } of this.#waiting.splice(0)) done();
  }

  /** Resolves at the first answer to something asked from now on. */
  async next(seconds: number): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#waiting.push({ since: performance.now(), done: done.resolve });
    const late = sleep(seconds * 1000, 'late', { ref: false });
    if ((await Promise.race([done.promise, late])) === 'late')
      throw new Error(`nothing was acknowledged for ${seconds} s`);
  }
}

/** Somebody signed in, who repeats a request with the same key until it is acknowledged. */
export class Caller {
  readonly #base: string;
  /** Value of the session's cookie. */
  readonly token: string;
  readonly #acknowledgements: Acknowledgements;

  constructor(base: string, token: string, acknowledgements: Acknowledgements) {
    this.#base = base;
    this.token = token;
    this.#acknowledgements = acknowledgements;
  }

  /** @throws Error when the program refuses: nothing sent here may be refused, however often it is sent. */
  async post<T>(path: string, body: Readonly<Record<string, Json>>): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const { text } = await this.#until(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return JSON.parse(text) as T;
  }

  async get<T>(path: string): Promise<T> {
    return JSON.parse((await this.#until(path, { method: 'GET' })).text) as T;
  }

  /** Sends a form of a page; answers where it leads. Only a repetition may be refused, as done already (409). */
  async form(path: string, fields: Readonly<Record<string, string>> | FormData): Promise<string> {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    return (await this.#until(path, { method: 'POST', body })).location;
  }

  /** Repeats a request until it is answered; a form that may have been taken already may then be refused as done. */
  async #until(path: string, asked: RequestInit): Promise<Answer> {
    const end = Date.now() + patience * 1000;
    for (let repeated = false; ; repeated = true) {
      const askedAt = performance.now();
      const answer = await this.#try(path, asked);
      const { status } = answer;
      const isForm = asked.method === 'POST' && typeof asked.body !== 'string';
      if ((status >= 200 && status < 300 && !isForm) || (isForm && (status === 303 || (status === 409 && repeated)))) {
        if (asked.method === 'POST') this.#acknowledgements.note(askedAt);
        return answer;
      }
      if (status >= 200 && status < 500)
        throw new Error(`${path} ${said(asked.body)}: ${status} ${answer.text.slice(0, 2000)}`);
      if (Date.now() > end) throw new Error(`${path} was not acknowledged within ${patience} s, last ${status}`);
      await sleep(20);
    }
  }

  /** Status 0: no answer came, or half of one. */
  async #try(path: string, asked: RequestInit): Promise<Answer> {
    try {
      const answer = await fetch(this.#base + path, {
        ...asked,
        redirect: 'manual',
        headers: { ...asked.headers, cookie: `vahid=${this.token}`, 'x-form-token': formToken(this.token) },
        signal: AbortSignal.timeout(20_000),
      });
      const { status, headers } = answer;
      return { status, text: await answer.text(), location: headers.get('location') ?? '' };
    } catch {
      return { status: 0, text: '', location: '' };
    }
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location: string;
}

const said = (body: RequestInit['body']): string => (typeof body === 'string' ? body : String(body ?? ''));
