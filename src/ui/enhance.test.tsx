import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import chromium from '@sparticuz/chromium';
import { build } from 'esbuild';
import { type Browser, chromium as playwright, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as ui from './index.ts';
import { sampleFrame, samples } from './samples.tsx';

/*
 * The script against a real browser and a real server under the strict policy: pages of three kinds, and answers as
 * the platform gives them (303 after success, 422 with errors, a file, another front).
 */

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

let script = '';
let style = '';
let server: Server;
let browser: Browser;
let origin = '';
const received: string[] = [];
const opened: Page[] = [];

const question = (error?: string) =>
  ui.renderPage(
    <ui.QuestionPage
      frame={sampleFrame('az')}
      action="/question"
      fields={[{ name: 'action', kind: 'text', label: 'Sual', error }]}
      later
    />,
  );

const simple = (title: string, over: Partial<ui.Frame> = {}, action = '/file') =>
  ui.renderPage(
    <ui.Page frame={sampleFrame('az', over)} title={title}>
      <h1>{title}</h1>
      <ui.Knot sign="late" label="Gecikir" />
      <ui.Form action={action}>
        <ui.Button>Göndər</ui.Button>
      </ui.Form>
    </ui.Page>,
  );

const desk = (at: number) =>
  ui.renderPage(
    <ui.Page frame={sampleFrame('az', { brand: 'desk' })} title={`Desk ${at}`} layout="panes">
      <ui.Queue
        title="Mine"
        summary="3"
        items={[1, 2, 3].map((n) => ({ href: `/desk/${n}`, title: `${n}`, about: 'x', current: n === at }))}
      />
      <div class="file">
        <h1>Desk {at}</h1>
        <ui.SearchForm action="/find" label="Axtarış" />
      </div>
      <div class="file decide" id="decide">
        <ui.Form action="/decide">
          <ui.TextArea name="note" label="Note" press="N" />
          <ui.Button press="T" name="do" value="approve">
            Təsdiq
          </ui.Button>
          <ui.Button press="İ" name="do" value="refuse">
            İmtina
          </ui.Button>
        </ui.Form>
      </div>
    </ui.Page>,
  );

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function answer(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
  response.end(page);
}

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/';
  if (path === '/assets/enhance.js') return void response.setHeader('content-type', 'text/javascript').end(script);
  if (path === '/assets/look.css') return void response.setHeader('content-type', 'text/css').end(style);
  if (path.startsWith('/assets/')) return void response.writeHead(404).end();
  const body = await bodyOf(request);
  if (request.method === 'POST') received.push(`${path} ${body}`);
  const given = new URLSearchParams(body);
  const redirect = (to: string) => response.writeHead(303, { location: to }).end();
  if (path === '/question' && request.method === 'POST') {
    await new Promise((done) => setTimeout(done, 150));
    if (!given.get('action')) return answer(response, 422, question('Cavabı yazın'));
    return void redirect(given.get('later') ? '/desk/1' : '/next');
  }
  if (path === '/file') return void response.setHeader('content-type', 'text/plain').end(`file ${request.method}`);
  if (path === '/decide') return void redirect(`/desk/3?${given.get('do')}`);
  if (path.startsWith('/desk/')) return answer(response, 200, desk(Number(path.slice(6, 7))));
  if (path === '/parts') return answer(response, 200, everyPart());
  return answer(response, 200, path === '/question' ? question() : simple(`Page ${path}`));
}

/** All components on one page; those with ids of the page's own would stand twice and are looked at alone. */
function everyPart(): string {
  const alone = new Set(['Form', 'FormField', 'Hero', 'DirectionRow', 'Verdict', 'Within', 'Hidden', 'Csrf']);
  const shown = Object.entries(samples.parts).filter(([name]) => !alone.has(name));
  return ui.renderPage(
    <ui.Page frame={sampleFrame('az')} title="Parts">
      <div class="stack">
        <h1>Parts</h1>
        <h2>All of them</h2>
        {shown.map(([, part]) => (
          <div>{part('az')}</div>
        ))}
      </div>
    </ui.Page>,
  );
}

async function open(path: string, options: { width?: number; javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const { width = 1280, ...rest } = options;
  const page = await browser.newPage({ viewport: { width, height: 800 }, reducedMotion: 'reduce', ...rest });
  opened.push(page);
  await page.goto(origin + path);
  // Survives an exchange of the main part, not a loaded page.
  await page.evaluate('document.body.dataset.stayed = ""');
  return page;
}

const stayed = (page: Page) => page.evaluate<boolean>('"stayed" in document.body.dataset');
const focused = (page: Page) =>
  page.evaluate<string>('document.activeElement.className || document.activeElement.tagName');

beforeAll(async () => {
  const bundled = { bundle: true, write: false, minify: true } as const;
  const made = await build({ ...bundled, entryPoints: ['src/ui/enhance.ts'], format: 'esm' });
  script = made.outputFiles[0]?.text ?? '';
  const look = await build({ ...bundled, entryPoints: ['src/ui/styles/look.css'], external: ['*.woff2'] });
  style = look.outputFiles[0]?.text ?? '';
  server = createServer((request, response) => void respond(request, response)).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const executablePath = await chromium.executablePath();
  browser = await playwright.launch({ executablePath, args: ['--no-sandbox', '--headless=shell'] });
}, 60_000);

afterEach(async () => {
  received.length = 0;
  await Promise.all(opened.splice(0).map((page) => page.close()));
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

test('the script is small', () => {
  expect(gzipSync(script).length).toBeLessThan(5000);
});

describe('a form', () => {
  test('shows its errors without a new page and leads to them', async () => {
    const page = await open('/question');
    await page.click('button:not([name])');
    await page.waitForSelector('.alarm');
    expect(await stayed(page)).toBe(true);
    expect(await focused(page)).toBe('alarm');
    expect(await page.title()).toBe('Səhv: Sual – Mygov');
    expect(new URL(page.url()).pathname).toBe('/question');
    expect(received).toEqual(['/question action=&csrf=token']);
  });

  test('goes on to the next page, its heading in focus, and back again', async () => {
    const page = await open('/question');
    await page.fill('#action', 'cavab');
    await page.press('#action', 'Enter');
    await page.waitForURL('**/next');
    expect(await stayed(page)).toBe(true);
    expect(await focused(page)).toBe('H1');
    expect(await page.title()).toBe('Page /next – Mygov');
    expect(await page.locator('symbol#late').count()).toBe(1);
    await page.goBack();
    await page.waitForSelector('#action');
    expect(await stayed(page)).toBe(false);
  });

  test('is sent once, however often its button is pressed', async () => {
    const page = await open('/question');
    await page.fill('#action', 'x');
    await page.evaluate('for (const n of [1, 2, 3]) document.querySelector("main button").click()');
    await page.waitForURL('**/next');
    expect(received).toEqual(['/question action=x&csrf=token']);
  });

  test('opens an answer of another front as a page of its own, without sending twice', async () => {
    const page = await open('/question');
    await page.fill('#action', 'x');
    await page.click('button[name=later]');
    await page.waitForURL('**/desk/1');
    expect(await stayed(page)).toBe(false);
    expect(received).toEqual(['/question action=x&later=1&csrf=token']);
  });

  test('is sent plainly when the answer is no page', async () => {
    const page = await open('/sender');
    await page.click('main button');
    await page.waitForURL('**/file');
    expect(await page.textContent('body')).toBe('file POST');
  });

  test('is sent plainly when the network fails once', async () => {
    const page = await open('/question');
    let calls = 0;
    await page.route('**/question', (route) => (calls++ === 0 ? route.abort() : route.continue()));
    await page.fill('#action', 'x');
    await page.click('button:not([name])');
    await page.waitForURL('**/next');
    expect(calls).toBe(2);
    expect(await stayed(page)).toBe(false);
  });

  test('works without any script', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    opened.push(page);
    await page.goto(`${origin}/question`);
    await page.click('button:not([name])');
    await page.waitForSelector('.alarm');
    await page.fill('#action', 'x');
    await page.click('button:not([name])');
    await page.waitForURL('**/next');
    expect(received).toEqual(['/question action=&csrf=token', '/question action=x&csrf=token']);
  });
});

describe('keys of the desk', () => {
  test.each([
    ['i', '?refuse'],
    ['İ', '?refuse'],
    ['I', '?refuse'],
    ['ı', '?refuse'],
    ['t', '?approve'],
  ])('%s decides', async (key, search) => {
    const page = await open('/desk/2');
    await page.evaluate((pressed) => document.dispatchEvent(new KeyboardEvent('keydown', { key: pressed })), key);
    await page.waitForURL('**/desk/3?*');
    expect(new URL(page.url()).search).toBe(search);
  });

  test('follow the place of the key on a Cyrillic layout', async () => {
    const page = await open('/desk/2');
    await page.evaluate(() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'о', code: 'KeyJ' })));
    await page.waitForURL('**/desk/3');
    expect(await page.title()).toContain('Desk 3');
  });

  test('step through the queue, and search', async () => {
    const page = await open('/desk/2');
    await page.keyboard.press('k');
    await page.waitForURL('**/desk/1');
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('q');
  });

  test('lead into a field in which one writes, and are keys again once it is left', async () => {
    const page = await open('/desk/2');
    await page.keyboard.press('n');
    await page.keyboard.type('not');
    expect(await page.inputValue('#note')).toBe('not');
    expect(await page.getByRole('textbox', { name: 'Note', exact: true }).count()).toBe(1);
    await page.keyboard.press('Tab');
    await page.keyboard.press('t');
    await page.waitForURL('**/desk/3?approve');
  });

  test('are letters while a field is filled in, and do nothing with Control', async () => {
    const page = await open('/desk/2');
    await page.focus('#note');
    await page.keyboard.type('jt i');
    expect(await page.inputValue('#note')).toBe('jt i');
    await page.focus('h1, a');
    await page.keyboard.press('Control+j');
    expect(received).toEqual([]);
    expect(page.url()).toBe(`${origin}/desk/2`);
  });

  test('can be switched off, and stay off', async () => {
    const page = await open('/desk/2');
    await page.click('button[data-keys]');
    expect(await page.textContent('button[data-keys]')).toBe('Qısayol düymələrini yandır');
    await page.keyboard.press('j');
    await page.reload();
    expect(await page.textContent('button[data-keys]')).toBe('Qısayol düymələrini yandır');
    expect(page.url()).toBe(`${origin}/desk/2`);
    await page.click('button[data-keys]');
    await page.keyboard.press('j');
    await page.waitForURL('**/desk/3');
  });

  test('are only the desk’s', async () => {
    const page = await open('/parts');
    expect(await page.locator('main [data-key="/"]').count()).toBe(1);
    const before = await focused(page);
    await page.keyboard.press('/');
    expect(await focused(page)).toBe(before);
  });
});

describe('every component', () => {
  test.each([360, 1280])('is accessible and stays within %i pixels', async (width) => {
    const page = await open('/parts', { width });
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'));
    const violations = await page.evaluate<string[]>(
      'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + " " + target.join(" "))))',
    );
    expect(violations).toEqual([]);
  });
});
