import { bringIntoView, say, unsay } from './notice.ts';
import { drop, keep, type Kept, keptAnswers, keptOf, placeOf, type Unsent } from './store.ts';
import { wordsHere } from './words.ts';

/*
 * A page of questions tells by `data-version` what of its answers was there when it was opened. What could not be sent
 * is kept with it, and sent with it: whoever answered the same question elsewhere meanwhile is asked, not overwritten.
 */

const tellMs = 15_000;
const answerMs = 20_000;

/** How long a form waits for its answer before the connection is taken for lost. */
export const patience = (form: HTMLFormElement): AbortSignal | null =>
  'version' in form.dataset ? AbortSignal.timeout(answerMs) : null;

/** False only where the server does not answer at all. */
export async function isReachable(): Promise<boolean> {
  try {
    await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}

function fieldsOf(form: HTMLFormElement, submitter: HTMLElement | null): Unsent['fields'] {
  const pairs: [string, string][] = [];
  // The token is of this session: it is sent with the one that is in force then.
  for (const [name, value] of new FormData(form, submitter))
    if (name !== 'csrf' && typeof value === 'string') pairs.push([name, value]);
  return pairs;
}

/** What a press stands for that only draws the page again, as of “add another”, is not worth keeping. */
const answers = (submitter: HTMLElement | null): boolean =>
  ['', 'later'].includes(submitter?.getAttribute('name') ?? '');

/** The connection is lost: keeps what the form holds, or says that it is only on the page. */
export async function holdBack(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const { version } = form.dataset;
  const words = wordsHere();
  const path = form.getAttribute('action') ?? location.pathname;
  const isKept =
    version !== undefined &&
    answers(submitter) &&
    (await keep({ path, version, fields: fieldsOf(form, submitter), at: Date.now() }));
  say(isKept ? words.kept : words.onPage);
  bringIntoView();
  if (!isKept) return;
  form.dataset['held'] = '';
  setTimeout(tryAgain, tellMs);
}

/** What a form was sent for has been taken: nothing of that question waits any more. */
export async function settle(form: HTMLFormElement): Promise<void> {
  if ('version' in form.dataset) drop(await keptOf(form.getAttribute('action') ?? ''));
}

/** The address of a form; once it was held back, with what was there when it was opened, as {@link sendOne} says it. */
export function withVersion(form: HTMLFormElement, url: URL): URL {
  const { held, version } = form.dataset;
  if (held !== undefined && version !== undefined) url.searchParams.set('surum', version);
  return url;
}

type Exchange = (answer: Document, url: string) => boolean;
type Sent = { readonly is: 'away' } | { readonly is: 'taken' | 'asks'; readonly page?: Document; readonly url: string };

const readPage = async (answer: Response): Promise<Document> =>
  new DOMParser().parseFromString(await answer.text(), 'text/html');

const ask = (path: string, init: RequestInit): Promise<Response> =>
  fetch(path, {
    ...init,
    headers: { accept: 'text/html' },
    credentials: 'same-origin',
    signal: AbortSignal.timeout(answerMs),
  });

/** Sends it with the token of now. */
async function sendOne({ path, version, fields }: Unsent): Promise<Sent> {
  try {
    const question = await ask(path, {});
    const form = (await readPage(question)).querySelector<HTMLFormElement>('form[data-version]');
    const token = form?.querySelector<HTMLInputElement>('[name=csrf]')?.value;
    if (token === undefined) return { is: 'asks', url: question.url };
    const body = new URLSearchParams([...fields.map(([name, value]) => [name, value]), ['csrf', token]]);
    const to = new URL(path, location.href);
    to.searchParams.set('surum', version);
    const answer = await ask(to.href, { method: 'POST', body });
    const page = await readPage(answer);
    return { is: answer.ok && answer.redirected ? 'taken' : 'asks', page, url: answer.url };
  } catch {
    return { is: 'away' };
  }
}

let trying = false;
let exchange: Exchange = () => false;

function tryAgain(): void {
  if (trying) return;
  trying = true;
  sendAll()
    .catch(() => undefined)
    .finally(() => {
      trying = false;
    });
}

async function sendAll(): Promise<void> {
  for (const kept of await keptAnswers()) {
    const form = formHere(kept.unsent);
    // Its answer is on the page already.
    if (form && 'asked' in form.dataset) continue;
    if (form && 'held' in form.dataset && isTypedOn(form, kept.unsent)) return say(wordsHere().changed);
    const sent = await sendOne(kept.unsent);
    if (sent.is === 'away') return void setTimeout(tryAgain, tellMs);
    if (sent.is === 'taken') drop([kept]);
    const shown = form && sent.page && exchange(sent.page, sent.is === 'taken' ? sent.url : location.href);
    if (sent.is === 'taken') say(wordsHere().sent);
    else if (!shown) return tellOf(kept);
    else markAsked(kept.unsent);
  }
}

function markAsked(unsent: Unsent): void {
  unsay();
  const form = formHere(unsent);
  if (form) form.dataset['asked'] = '';
}

/** The question's own form, if it is the page that is open. */
const formHere = ({ path }: Unsent): HTMLFormElement | undefined =>
  [...document.querySelectorAll<HTMLFormElement>('form[data-version]')].find(
    (form) => placeOf(form.getAttribute('action') ?? '') === placeOf(path),
  );

/** Somebody has gone on typing since it was kept. */
function isTypedOn(form: HTMLFormElement, { fields }: Unsent): boolean {
  const written = (pairs: Unsent['fields']) => JSON.stringify(pairs.filter(([name]) => name !== 'later'));
  return written(fieldsOf(form, null)) !== written(fields);
}

/** It has to be looked at: where, and how to be rid of it. */
function tellOf(kept: Kept): void {
  const words = wordsHere();
  const look = document.createElement('a');
  look.className = 'button';
  look.href = kept.unsent.path;
  look.textContent = words.look;
  const remove = document.createElement('button');
  remove.className = 'button second';
  remove.type = 'button';
  remove.textContent = words.drop;
  remove.addEventListener('click', () => {
    drop([kept]);
    remove.closest('.unsent')?.replaceChildren();
  });
  say(words.waits, look, ' ', remove);
}

/** On a page that signs out: says what would be lost, and deletes it then. */
async function clearOnSignOut(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>('form[data-forgets]');
  const kept = form ? await keptAnswers() : [];
  if (!form || kept.length === 0) return;
  say(wordsHere().signOut(kept.length));
  form.addEventListener('submit', () => drop(kept));
}

const lookMs = 2000;

/** In place of a page that could not be fetched: opens it as soon as the server answers, and not a moment sooner. */
function openWhenReachable(): void {
  // Asked for by its own address it stands in place of no other.
  if (placeOf(location.pathname) === '/baglanti-yoxdur') return;
  setTimeout(() => {
    isReachable()
      .then((isThere) => (isThere ? location.reload() : openWhenReachable()))
      .catch(() => undefined);
  }, lookMs);
}

/** Follows the connection for as long as the page is open. `show` puts an answer in place of the page. */
export function follow(show: Exchange): void {
  exchange = show;
  addEventListener('online', tryAgain);
  if (document.querySelector('[data-when-online]')) openWhenReachable();
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-keeps-stored]') : null;
    if (!link) return;
    event.preventDefault();
    keptOf(location.pathname)
      .then(drop, () => undefined)
      .finally(() => location.assign(link.getAttribute('href') ?? ''));
  });
  if (document.querySelector('form[data-forgets]')) clearOnSignOut().catch(() => undefined);
  else tryAgain();
}
