// Stands for this site while an address is resolved; the name can belong to nobody (RFC 2606 §2).
const here = 'http://own.invalid';
// Coming back to these would sign in or out again, or show a choice that is no longer there.
const never = /^\/(giris|cixis|xarici|demo-oidc)(\/|\?|$)/;

/**
 * Path of our own, with its query, to return to after a step; `/` for everything else: another site in any
 * disguise (`//evil`, `/\evil`, a tab between the slashes), an address that is no path, and sign-in itself.
 */
export function ownPath(given: string | undefined): string {
  if (!given || given.length > 2000 || !given.startsWith('/') || /[\\\s\p{Cc}]/u.test(given)) return '/';
  if (!URL.canParse(given, here)) return '/';
  const { origin, pathname, search } = new URL(given, here);
  // A browser reads a path that begins with two slashes as a host; `/.//evil` becomes one.
  if (origin !== here || pathname.startsWith('//') || never.test(pathname)) return '/';
  return pathname + search;
}
