/*
 * Answers that could not be sent, kept on the device until they are. A device may be shared: what is kept is sealed
 * (AES-256-GCM) with a key that comes with the pages of the one who is signed in and is kept nowhere, and even the name
 * under which it lies says nothing.
 */

/** One press of a button: where it was to go, and what was in the form. */
export interface Unsent {
  /** Address of the question, with its language and query. */
  readonly path: string;
  /** What of the answers was there when the page was opened. */
  readonly version: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly at: number;
}

export interface Kept {
  readonly name: string;
  readonly unsent: Unsent;
}

const prefix = 'vahid-unsent ';
const mostDays = 7;
const dayMs = 86_400_000;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const textOf = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** The key of whoever is signed in; undefined where nobody is, and where the browser cannot seal. */
async function currentKey(): Promise<CryptoKey | undefined> {
  const given = document.querySelector<HTMLElement>('body > header')?.dataset['unsentKey'];
  if (given === undefined || !isSecureContext) return undefined;
  return crypto.subtle.importKey('raw', bytesOf(given), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Pages of one question in different languages and from different places are one question. */
export const placeOf = (path: string): string => path.replace(/^\/(en|ru)(?=\/)/, '').replace(/[?#].*/s, '');

/** Keeps it in place of what was kept of the same question; false where that is not possible. */
export async function keep(unsent: Unsent): Promise<boolean> {
  try {
    const key = await currentKey();
    if (!key) return false;
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(unsent));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, plain));
    const earlier = await keptOf(unsent.path);
    localStorage.setItem(
      prefix + crypto.randomUUID(),
      JSON.stringify({ at: unsent.at, nonce: textOf(nonce), sealed: textOf(sealed) }),
    );
    drop(earlier);
    return true;
  } catch {
    return false;
  }
}

/** What whoever is signed in has kept, the oldest first. What is too old is deleted, whosever it was. */
export async function keptAnswers(): Promise<readonly Kept[]> {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
    const key = names.length > 0 ? await currentKey() : undefined;
    const found = await Promise.all(names.map((name) => opened(name, key)));
    return found.flatMap((one) => one ?? []).sort((a, b) => a.unsent.at - b.unsent.at);
  } catch {
    return [];
  }
}

async function opened(name: string, key: CryptoKey | undefined): Promise<Kept | undefined> {
  try {
    const { at, nonce, sealed } = JSON.parse(localStorage.getItem(name) ?? '') as Record<'nonce' | 'sealed', string> & {
      at: number;
    };
    const isOld = Date.now() - at > mostDays * dayMs;
    if (isOld) localStorage.removeItem(name);
    if (isOld || !key) return undefined;
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(nonce) }, key, bytesOf(sealed));
    return { name, unsent: JSON.parse(new TextDecoder().decode(plain)) as Unsent };
  } catch {
    // Another person's.
    return undefined;
  }
}

export const keptOf = async (path: string): Promise<readonly Kept[]> =>
  (await keptAnswers()).filter(({ unsent }) => placeOf(unsent.path) === placeOf(path));

export function drop(kept: readonly Kept[]): void {
  for (const { name } of kept) localStorage.removeItem(name);
}
