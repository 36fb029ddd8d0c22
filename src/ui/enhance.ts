/*
 * Makes pages quicker; every page works without it. Forms marked `data-enhance` are sent by fetch and the main part
 * is exchanged; the desk gets its keys. Whatever goes wrong ends in what the browser would have done by itself.
 */

import { unsay } from './unsent/notice.ts';
import { follow, holdBack, isReachable, patience, settle, withVersion } from './unsent/sending.ts';

const parts = ['body > svg.hidden', 'body > header', 'main'];
const quietMs = 8000;

/** Address shown, without its fragment: a step back to another one needs the server. */
const place = (): string => location.pathname + location.search;
let shown = place();

/** Sends focus to the error summary, to what the page marks, or to its heading, so that it is read aloud. */
function focusPage(): void {
  const marked =
    document.querySelector<HTMLElement>('main .alarm') ?? document.querySelector<HTMLElement>('main [autofocus]');
  const target =
    marked ?? document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main');
  if (!target) return;
  if (!marked) target.tabIndex = -1;
  if (!target.matches('[autofocus]')) scrollTo(0, 0);
  target.focus({ preventScroll: !target.matches('[autofocus]') });
}

/** Exchanges the page's parts for those of the answer; false if the answer is a page of another kind. */
function exchange(answer: Document, url: string): boolean {
  const pairs = parts.map((part) => [document.querySelector(part), answer.querySelector(part)] as const);
  if (document.body.className !== answer.body.className || pairs.some(([old, fresh]) => !old || !fresh)) return false;
  for (const [old, fresh] of pairs) if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  document.title = answer.title;
  document.documentElement.lang = answer.documentElement.lang;
  if (url !== location.href.split('#')[0]) history.pushState(null, '', url);
  shown = place();
  focusPage();
  return true;
}

/** The request that the browser would send. */
function requestOf(form: HTMLFormElement, submitter: HTMLElement | null): { url: URL; init: RequestInit } {
  // Attributes, not properties: a field named `action` or `method` would stand in front of those.
  const attribute = (name: string): string | null => submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name);
  const url = withVersion(form, new URL(attribute('action') || location.href, location.href));
  const data = new FormData(form, submitter);
  const post = attribute('method')?.toLowerCase() === 'post';
  if (post && attribute('enctype') === 'multipart/form-data') return { url, init: { method: 'POST', body: data } };
  const pairs = new URLSearchParams();
  for (const [name, value] of data) pairs.append(name, typeof value === 'string' ? value : value.name);
  if (post) return { url, init: { method: 'POST', body: pairs } };
  url.search = pairs.toString();
  return { url, init: {} };
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<boolean> {
  const { url, init } = requestOf(form, submitter);
  if (url.origin !== location.origin) return false;
  const answered = { headers: { accept: 'text/html' }, credentials: 'same-origin', signal: patience(form) } as const;
  const response = await fetch(url, { ...init, ...answered });
  const isPage = response.headers.get('content-type')?.startsWith('text/html');
  if (response.ok && response.redirected) await settle(form);
  const done = isPage && exchange(new DOMParser().parseFromString(await response.text(), 'text/html'), response.url);
  if (done || !response.redirected) return done === true;
  // What was sent has had its effect: it must not be sent twice, only its answer is opened.
  location.assign(response.url);
  return true;
}

/** It could not be sent: plainly, if there is somebody to send it to; else what was typed stays where it is. */
async function fallBack(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  if (await isReachable()) return sendPlainly(form, submitter);
  delete form.dataset['busy'];
  form.ariaBusy = 'false';
  await holdBack(form, submitter);
}

/** Sends the form as if there were no script, with the pressed button's own value. */
function sendPlainly(form: HTMLFormElement, submitter: HTMLElement | null): void {
  delete form.dataset['enhance'];
  delete form.dataset['busy'];
  form.requestSubmit(submitter);
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  if ('busy' in form.dataset) {
    event.preventDefault();
    return;
  }
  form.dataset['busy'] = '';
  // An answer that is no page, as a download, leaves this one standing: it must become usable again.
  setTimeout(() => delete form.dataset['busy'], quietMs);
  if (!('enhance' in form.dataset) || event.defaultPrevented) return;
  event.preventDefault();
  form.ariaBusy = 'true';
  unsay();
  send(form, event.submitter)
    .then(
      (done) => (done ? undefined : sendPlainly(form, event.submitter)),
      () => fallBack(form, event.submitter),
    )
    .catch(() => undefined);
});

addEventListener('popstate', () => {
  if (place() !== shown) location.reload();
});

// A page that comes back from the browser's memory still carries its marks.
addEventListener('pageshow', (event) => {
  if (event.persisted) for (const form of document.forms) delete form.dataset['busy'];
});

/* Keys of the desk ------------------------------------------------------------------------------------------- */

const setting = 'vahid-keys';

/** Without storage (a private window) the keys are on. */
function keysAreOff(): boolean {
  try {
    return localStorage.getItem(setting) === 'off';
  } catch {
    return false;
  }
}

/** One letter in all its cases: i, İ, ı and I are one key here, so that it works on every layout. */
const folded = (key: string): string => key.toLocaleUpperCase('az').replace('İ', 'I');

/** What was pressed: the letter, and on a layout without Latin letters the place of the key. */
function pressed(event: KeyboardEvent): string[] {
  const byPlace = /^Key([A-Z])$/.exec(event.code)?.[1];
  return byPlace && !/^\p{Script=Latin}$/u.test(event.key) ? [folded(event.key), byPlace] : [folded(event.key)];
}

function isTyping(target: EventTarget | null): boolean {
  const field = 'textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit])';
  return target instanceof Element && target.closest(field) !== null;
}

function stepInQueue(by: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>('.queue ol a')];
  const current = links.findIndex((link) => link.hasAttribute('aria-current'));
  const next = links[current < 0 && by < 0 ? -1 : current + by];
  next?.click();
  return next !== undefined;
}

function press(key: string): boolean {
  const marked = [...document.querySelectorAll<HTMLElement>('[data-key]')];
  const target = marked.find((element) => folded(element.dataset['key'] ?? '') === key);
  if (target?.matches('input, textarea')) target.focus();
  else target?.click();
  if (target) return true;
  return key === 'J' ? stepInQueue(1) : key === 'K' && stepInQueue(-1);
}

document.addEventListener('keydown', (event) => {
  const plain = !(event.ctrlKey || event.altKey || event.metaKey || event.repeat);
  if (!plain || !document.body.classList.contains('desk') || isTyping(event.target) || keysAreOff()) return;
  if (pressed(event).some(press)) event.preventDefault();
});

/** The button that switches the keys off says what it will do. */
function showKeys(): void {
  for (const button of document.querySelectorAll<HTMLElement>('button[data-keys]')) {
    button.hidden = false;
    button.textContent = (keysAreOff() ? button.dataset['on'] : button.dataset['off']) ?? '';
  }
}

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element && event.target.closest('button[data-keys]'))) return;
  try {
    localStorage.setItem(setting, keysAreOff() ? 'on' : 'off');
  } catch {
    return;
  }
  showKeys();
});

/* What makes it an application --------------------------------------------------------------------------------- */

if (document.querySelector('link[rel=manifest]')) navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
follow(exchange);

showKeys();
if (document.querySelector('main .alarm')) focusPage();
