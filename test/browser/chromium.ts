import { setTimeout as sleep } from 'node:timers/promises';
import packed from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

/** The browser that comes with npm; its own list of switches is for another machine and changes what pages may do. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await packed.executablePath();
  for (let turn = 1; ; turn += 1) {
    try {
      return await chromium.launch({ executablePath, args: ['--no-sandbox', '--headless=shell'] });
    } catch (error) {
      // On a new machine another test is unpacking it just now.
      if ((error as { code?: string }).code !== 'ETXTBSY' || turn === 120) throw error;
      await sleep(500);
    }
  }
}

/**
 * What goes wrong while pages are open: errors and warnings of the console (the content security policy speaks there
 * too), scripts that throw, requests that fail, answers from 400 up as “422 POST /path”.
 */
export function watch(context: BrowserContext): string[] {
  const faults: string[] = [];
  context.on('console', (message) => {
    // The browser says of every answer from 400 up that it failed to load; below it is named with its address.
    if (/^(error|warning)$/.test(message.type()) && !message.text().startsWith('Failed to load resource'))
      faults.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', ({ error }) => void faults.push(String(error())));
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Who leaves a page before its last font is there breaks that request off; nothing is wrong with it.
    if (why !== 'net::ERR_ABORTED') faults.push(`${why} ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400)
      faults.push(`${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`);
  });
  return faults;
}
