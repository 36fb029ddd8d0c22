/*
 * Lets the portal be installed, and says so when there is no connection. It keeps what is the same for everybody: style,
 * script, sign, typeface, and one page in three languages that says that there is no connection. No other page and no
 * answer of the server is ever kept. A new build is another file: it takes over when the last page of the old one is
 * closed, so that no page gets the style or script of another build.
 */

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Worker {
  /** Written in front of this program by the server. */
  readonly shell: {
    readonly base: string;
    readonly files: readonly string[];
    /** The page that stands for every other one while there is no connection, by language. */
    readonly pages: Readonly<Record<string, string>>;
  };
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
}

const worker = self as unknown as Worker;
const { base, files, pages } = worker.shell;
const mine = 'vahid ';
const name = mine + base;

async function keepShell(): Promise<void> {
  const cache = await caches.open(name);
  // Without cookies: the pages must say nothing of who is signed in.
  await cache.addAll([...files, ...Object.values(pages)].map((path) => new Request(path, { credentials: 'omit' })));
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((one) => one.startsWith(mine) && one !== name).map((one) => caches.delete(one)));
}

/** A file of this build, kept when it comes: the typeface of another script is loaded where it is needed. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(name);
  const kept = await cache.match(request.url);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request.url, answer.clone());
  return answer;
}

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const lang = /^\/(en|ru)(?=\/|$)/.exec(new URL(request.url).pathname)?.[1] ?? 'az';
    const kept = await (await caches.open(name)).match(pages[lang] ?? '');
    if (!kept) throw error;
    return kept;
  }
}

worker.addEventListener('install', (event) => event.waitUntil(keepShell()));
worker.addEventListener('activate', (event) => event.waitUntil(dropOthers()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (new URL(request.url).pathname.startsWith(`${base}/`)) event.respondWith(asset(request));
});
