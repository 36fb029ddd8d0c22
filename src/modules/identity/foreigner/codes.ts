import { timingSafeEqual } from 'node:crypto';
import { allow } from '../../../kernel/access.ts';
import { countAttempt, origin } from '../../../kernel/attempt.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { Cookie, Request } from '../../../kernel/http/route.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { newToken, tokenHash } from '../../../kernel/session.ts';
import type { Lang } from '../../../language/index.ts';
import { ownPath } from '../own-path.ts';
import type { EmailCodeRow } from './entities.ts';
import { codeLetterPort } from './ports.ts';
import { emailCodeWrong, emailStepGone, emailWrong } from './refusals.ts';
import * as store from './store.ts';

/** So long a code holds, and so long, once it was given, the registration may take. */
export const codeMinutes = 15;
const registrationMinutes = 60;
/** A code has 10⁸ values: with a hundred letters a day and five tries each, guessing one takes hundreds of years. */
const mostTries = 5;
/** Counted by who asks: whoever has asked too often for another's address keeps nobody out but themselves. */
const lettersFromOnePlace = { limit: 10, minutes: 24 * 60 };
const letters = { limit: 100, minutes: 24 * 60 };
const source = { limit: 20, minutes: 60 };
const longestPath = 300;
const sealedFor = 'e-mail of a code';

const cookie = 'xarici';
const pattern = /^[^\s@<>"(),:;\\[\]]{1,64}@(?=.{3,180}$)[^\s@<>"(),:;\\[\]]+\.[^\s@<>"(),:;\\[\]]+$/u;

export const cookieFor = (token: string): Cookie => {
  return { name: cookie, value: token, seconds: token === '' ? 0 : registrationMinutes * 60 };
};

/** A demo without a mail server shows the letter on the page; elsewhere nobody gets in this way without one. */
export const showsCode = ({ vahid }: Pick<Context, 'vahid'>): boolean =>
  !vahid.ports.has(codeLetterPort.name) && vahid.config.mode === 'demo';

/** @throws notFound where no letter can be sent */
export function refuseWithoutLetters(ctx: Context): void {
  if (!ctx.vahid.ports.has(codeLetterPort.name) && !showsCode(ctx)) throw notFound();
}

/**
 * Sends a one-time code to an address. It says the same, and does the same, whether the address has an account or not.
 * @throws emailWrong, tooManyAttempts, notFound
 */
export async function askCode(request: Request, input: { address: string; davam?: string | undefined }) {
  allow(request, 'identity.signIn');
  refuseWithoutLetters(request);
  const address = input.address.trim().toLowerCase();
  if (!pattern.test(address)) throw emailWrong();
  const from = origin(request.ip);
  const { limit, minutes } = lettersFromOnePlace;
  await countAttempt(request, `e-mail codes from ${from}`, source.limit, source.minutes);
  await countAttempt(request, `e-mail codes from ${from} to ${address}`, limit, minutes);
  await countAttempt(request, `e-mail codes to ${address}`, letters.limit, letters.minutes);
  const { vahid, lang } = request;
  const now = vahid.now();
  const token = newToken();
  const to = ownPath(input.davam);
  const row: EmailCodeRow = {
    id: newId(now.getTime()),
    browser: tokenHash(token),
    account: vahid.keys.digest('e-mail account', address),
    address: vahid.keys.wrap(sealedFor, Buffer.from(address)),
    lang,
    leads_to: to.length > longestPath ? '/' : to,
    tries: 0,
    until: new Date(now.getTime() + codeMinutes * 60_000),
    confirmed: false,
  };
  await inTransaction(request, async (inner) => {
    await store.deleteOverdue(inner.db, now);
    await store.insertCode(inner.db, row);
    if (!showsCode(inner)) await codeLetterPort.of(vahid)(inner, row.id);
  });
  return cookieFor(token);
}

/** The code of a row: eight digits, told from the row by the key of the installation and kept nowhere. */
function codeOf({ vahid }: Pick<Context, 'vahid'>, { id }: Pick<EmailCodeRow, 'id'>): string {
  const number = vahid.keys.digest('e-mail code', id).readBigUInt64BE() % 100_000_000n;
  return String(number).padStart(8, '0');
}

export const addressOf = ({ vahid }: Pick<Context, 'vahid'>, { address }: Pick<EmailCodeRow, 'address'>): string =>
  vahid.keys.unwrap(sealedFor, address).toString();

/** What a letter says, for whoever sends it; undefined once the code is of no use. Checks no access. */
export async function codeLetter(
  ctx: Context,
  id: string,
): Promise<{ readonly to: string; readonly lang: Lang; readonly code: string } | undefined> {
  const row = await store.findCode(ctx.db, id);
  if (!row || row.confirmed || row.until < ctx.vahid.now()) return undefined;
  return { to: addressOf(ctx, row), lang: row.lang, code: codeOf(ctx, row) };
}

/** What this browser has begun. @throws emailStepGone */
export async function begun(request: Request): Promise<EmailCodeRow> {
  const token = request.cookies[cookie];
  const row = token && (await store.codeOfBrowser(request.db, tokenHash(token), request.vahid.now()));
  if (!row) throw emailStepGone();
  return row;
}

/** The code of this browser's letter, in a demo without a mail server. */
export async function shownCode(request: Request): Promise<string | undefined> {
  return showsCode(request) ? codeOf(request, await begun(request)) : undefined;
}

/**
 * The code that came by the letter, as typed. It holds once, for the browser that asked for it.
 * @throws emailCodeWrong, emailStepGone
 */
export async function giveCode(request: Request, typed: string): Promise<{ row: EmailCodeRow; cookie: Cookie }> {
  allow(request, 'identity.signIn');
  const row = await begun(request);
  const given = Buffer.from(typed.replace(/[\s\p{Pd}]/gu, ''));
  const expected = Buffer.from(codeOf(request, row));
  // Counted before it is compared, and outside any transaction: whatever follows, the try is gone.
  if (!(await store.takeTry(request.vahid.db, row.id, mostTries))) throw emailCodeWrong();
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw emailCodeWrong();
  const token = newToken();
  const until = new Date(request.vahid.now().getTime() + registrationMinutes * 60_000);
  // A key that somebody planted in this browser leads no further.
  if (!(await store.confirm(request.db, row.id, { browser: tokenHash(token), until }))) throw emailCodeWrong();
  return { row, cookie: cookieFor(token) };
}
