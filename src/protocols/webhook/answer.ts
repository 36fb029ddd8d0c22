/*
 * HTTP 1.1 Web Hooks for Event Delivery 1.0.2 (CloudEvents): whom may be sent to, and what an answer means.
 */

/** What a receiver's answer says of a delivery. */
export type Verdict =
  | { readonly kind: 'taken' }
  /** Nothing is to be sent there any more. */
  | { readonly kind: 'gone' }
  /** Too much at once: nothing at all is sent before that moment. */
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'failed' };

/** Whoever says longer is asked again after a day. */
const longestWaitMs = 86_400_000;

/** Redirects are not followed, so they are failures (§2.2). */
export function verdictOf(status: number, retryAfter: string | undefined, now: Date): Verdict {
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status === 410) return { kind: 'gone' };
  if (status !== 429 && status !== 503) return { kind: 'failed' };
  const until = momentOf(retryAfter, now);
  return until === undefined ? { kind: 'failed' } : { kind: 'wait', until };
}

/** Seconds, or a date (RFC 9110 §10.2.3). */
function momentOf(retryAfter: string | undefined, now: Date): Date | undefined {
  const text = retryAfter?.trim() ?? '';
  const at = /^\d{1,9}$/.test(text) ? now.getTime() + Number(text) * 1000 : Date.parse(text);
  if (text === '' || Number.isNaN(at)) return undefined;
  return new Date(Math.min(Math.max(at, now.getTime() + 1000), now.getTime() + longestWaitMs));
}

export const originHeader = 'WebHook-Request-Origin';

/**
 * What the target of an OPTIONS request answered (§4.2): undefined where it does not agree, whatever its status; else how
 * many deliveries a minute it takes, null for any number.
 */
export function agreementOf(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  origin: string,
): { readonly rate: number | null } | undefined {
  const value = (name: string) => [headers[name] ?? []].flat()[0]?.trim();
  const allowed = value('webhook-allowed-origin');
  if (allowed !== '*' && allowed?.toLowerCase() !== origin.toLowerCase()) return undefined;
  const rate = value('webhook-allowed-rate') ?? '*';
  return { rate: /^[1-9]\d{0,6}$/.test(rate) ? Number(rate) : null };
}

/** Seconds between attempts as Standard Webhooks proposes them: three days in all. */
const waits = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

/** How many attempts there are before something is laid aside. */
export const mostAttempts = waits.length + 1;

/** Milliseconds until the next attempt after so many, by a fifth more or less, so that not all come at once. */
export function waitAfter(attempts: number, random: number = Math.random()): number {
  const seconds = waits[Math.min(Math.max(attempts, 1), waits.length) - 1] ?? 0;
  return Math.round(seconds * 1000 * (0.8 + 0.4 * random));
}
