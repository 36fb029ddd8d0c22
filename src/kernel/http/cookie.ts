import type { FastifyReply } from 'fastify';
import type { Config } from '../config.ts';
import type { Cookie } from './route.ts';

/** Cookie that carries the session. */
export const sessionCookie = 'vahid';

export function sessionCookieFor(token: string, seconds: number): Cookie {
  return { name: sessionCookie, value: token, seconds };
}

const prefix = '__Host-';
const isSecure = (config: Config) => config.publicUrl.startsWith('https://');

/** A cookie's name in the browser: by the prefix it takes it only from us, not from a neighbouring host (RFC 6265bis). */
export function browserName(config: Config, name: string): string {
  return isSecure(config) ? prefix + name : name;
}

/** The cookies that are ours, by their own names; under https what has no prefix may be of a neighbour. */
export function ownCookies(
  config: Config,
  cookies: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  if (!isSecure(config)) return cookies;
  const own = Object.entries(cookies).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
}

export function setCookie(config: Config, reply: FastifyReply, { name, value, seconds }: Cookie): void {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(config) } as const;
  if (value === '') reply.clearCookie(browserName(config, name), options);
  else reply.setCookie(browserName(config, name), value, { ...options, maxAge: seconds });
}
