import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { freePort } from '../../src/app/commands/run.ts';
import { openServer } from '../../src/app/server.ts';
import { mailServer, openTestVahid, root, type TestVahid } from '../database.ts';
import { openBrowser, watch } from './chromium.ts';

/** The whole program on a port of its own with the demo state, and a browser to visit it. */
export interface Portal {
  /** A person with a browser of their own: cookies and settings, on the portal's address. */
  visit(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** What went wrong in all these browsers since it was asked last; see `watch`. */
  faults(): string[];
  /** For calling an action behind the pages, as somebody. */
  readonly ctx: TestVahid['ctx'];
  /** Turns the program's clock to a moment; who is signed in may have to sign in again. */
  turn(to: string): void;
  close(): Promise<void>;
}

export async function openPortal(): Promise<Portal> {
  await build();
  const port = await freePort();
  const test = await openTestVahid({ seeded: true, env: { PORT: String(port), ...mailServer } });
  const { config, jobs } = test.vahid;
  const http = await openServer(test.vahid, root);
  await http.listen({ host: config.host, port });
  const stopWork = jobs.start();
  // Timers fall due by the program's own clock, which stands still in a test unless it is turned.
  const turning = setInterval(() => test.clock.advance(tick), tick);
  const browser: Browser = await openBrowser();
  const watched: string[][] = [];
  return {
    async visit(options = {}) {
      const context = await browser.newContext({ baseURL: config.publicUrl, reducedMotion: 'reduce', ...options });
      context.setDefaultTimeout(30_000);
      watched.push(watch(context));
      return context;
    },
    faults: () => watched.flatMap((faults) => faults.splice(0)),
    ctx: test.ctx,
    turn: (to) => test.clock.set(to),
    async close() {
      await browser.close();
      await http.close();
      await stopWork();
      clearInterval(turning);
      await test.close();
    },
  };
}

const tick = 250;

/** What browsers load is served from `dist`. */
async function build(): Promise<void> {
  const tool = pathToFileURL(join(root, 'tools/build.mjs')).href;
  const { buildIfStale } = (await import(tool)) as { buildIfStale: (root: string) => Promise<void> };
  await buildIfStale(root);
}
