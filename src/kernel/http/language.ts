import type { IncomingMessage } from 'node:http';
import type { Lang } from '../../language/lang.ts';

// The address carries the language: /… is Azerbaijani, /en/… and /ru/… the others. So every page can be linked,
// cached and printed in its language without a cookie.
const languages = new WeakMap<IncomingMessage, Lang>();

/** Takes the language off an address, before routing. */
export function takeLanguage(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const match = /^\/(en|ru)(?=\/|\?|$)/.exec(url);
  if (!match) return url;
  languages.set(request, match[1] as Lang);
  const rest = url.slice(3);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

export function languageOf(request: IncomingMessage): Lang {
  return languages.get(request) ?? 'az';
}

/** Path of our own in a language; full addresses and anchors stay as they are. */
export function inLanguage(lang: Lang, given: string): string {
  // What begins with two slashes names another host, and /en//elsewhere.example must not become a link to it.
  const path = given.replace(/^\/[/\\]+/, '/');
  if (lang === 'az' || !path.startsWith('/') || path.startsWith('/a/')) return path;
  return path === '/' ? `/${lang}` : `/${lang}${path}`;
}
