import { randomInt } from 'node:crypto';
import { allow } from '../../../kernel/access.ts';
import { countAttempt } from '../../../kernel/attempt.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { sessionCookieFor } from '../../../kernel/http/cookie.ts';
import type { Cookie, Request } from '../../../kernel/http/route.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notAllowed, type Refusal } from '../../../kernel/refusal.ts';
import { sessionHours } from '../../../kernel/session.ts';
import { plainText } from '../../../kernel/text.ts';
import { bakuDate, makeForeignNumber } from '../../../language/index.ts';
import { enterSession } from '../sign-in.ts';
import { addressOf, begun, cookieFor, giveCode } from './codes.ts';
import { confirmedAddressPort, foreignersPort, type Passport } from './ports.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

/** Where to go on, and the cookies that go along. */
interface Step {
  readonly to: string;
  readonly cookies: readonly Cookie[];
}

export const detailsPath = '/xarici/melumat';
const changes = { limit: 10, minutes: 24 * 60 };

/**
 * Takes the code that came by e-mail. Whose address has an account is signed in, by a new session; whoever has none
 * goes on to register. @throws emailCodeWrong, emailStepGone
 */
export async function signInByCode(request: Request, typed: string): Promise<Step> {
  allow(request, 'identity.signIn');
  const { row, cookie } = await giveCode(request, typed);
  const person = await store.findForeigner(request.db, row.account);
  if (person === undefined) return { to: detailsPath, cookies: [cookie] };
  return inTransaction(request, async (inner) => {
    if (!(await store.useUp(inner.db, row.id))) throw refusals.emailStepGone();
    const number = (await store.numberOf(inner.db, person)) ?? '';
    const token = await enterSession(inner, request, { person, name: number });
    return { to: row.leads_to, cookies: [cookieFor(''), sessionCookieFor(token, sessionHours * 3600)] };
  });
}

/** What is wrong with each part of a passport; nothing where it may be kept. Pure. */
export function passportProblems(given: Passport, today: string): Partial<Record<keyof Passport, Refusal>> {
  const { name, birthDate, citizenship, number, validTo } = given;
  return {
    ...(/^(?=.{2,120}$)\p{Script=Latin}[\p{Script=Latin}\p{M} .'’-]+$/u.test(name)
      ? {}
      : { name: refusals.nameWrong() }),
    ...(birthDate >= '1900-01-01' && birthDate < today ? {} : { birthDate: refusals.birthWrong() }),
    ...(/^(?=.{2,80}$)\p{L}[\p{L}\p{M} .,'’()-]+$/u.test(citizenship)
      ? {}
      : { citizenship: refusals.citizenshipWrong() }),
    ...(/^[A-Z0-9]{5,20}$/.test(number) ? {} : { number: refusals.passportWrong() }),
    ...(validTo > today && validTo < '2100' ? {} : { validTo: refusals.passportOver() }),
  };
}

/** As it was typed, made regular; days stay as they are. */
export const regular = ({ name, birthDate, citizenship, number, validTo }: Passport): Passport => {
  return {
    name: plainText(name),
    birthDate,
    citizenship: plainText(citizenship),
    number: number.replace(/[\s\p{Pd}]/gu, '').toUpperCase(),
    validTo,
  };
};

/** Whether this visitor may give passport details: they have just confirmed an address, or are such an applicant. */
export async function mayGiveDetails(request: Request): Promise<void> {
  allow(request, 'identity.registerForeigner');
  if (request.actor.assurance === 'low') return;
  if (request.actor.kind === 'person') throw notAllowed();
  if (!(await begun(request)).confirmed) throw refusals.emailStepGone();
}

/**
 * Registers whoever has confirmed an address, and signs them in; of an applicant who is signed in, takes the details of
 * a new passport. @throws the first of `passportProblems`, emailStepGone, notAllowed, tooManyAttempts
 */
export async function giveDetails(request: Request, typed: Passport): Promise<Step> {
  await mayGiveDetails(request);
  const passport = regular(typed);
  const [wrong] = Object.values(passportProblems(passport, bakuDate(request.vahid.now())));
  if (wrong) throw wrong;
  return request.actor.assurance === 'low' ? changePassport(request, passport) : register(request, passport);
}

async function changePassport(request: Request, passport: Passport): Promise<Step> {
  const person = request.actor.person ?? '';
  await countAttempt(request, `passport of ${person}`, changes.limit, changes.minutes);
  return inTransaction(request, async (inner) => {
    const applicant = await store.numberOf(inner.db, person);
    if (applicant === undefined) throw notAllowed();
    await foreignersPort.of(inner.vahid)(inner, { ...passport, applicant });
    await audit(inner, 'identity.registerForeigner', person);
    return { to: '/', cookies: [] };
  });
}

async function register(request: Request, passport: Passport): Promise<Step> {
  const row = await begun(request);
  return inTransaction(request, async (inner) => {
    if (!row.confirmed || !(await store.useUp(inner.db, row.id))) throw refusals.emailStepGone();
    const { person, number } = await insertApplicant(inner, row.account);
    await foreignersPort.of(inner.vahid)(inner, { ...passport, applicant: number });
    const known = { person, address: addressOf(inner, row), lang: row.lang };
    if (inner.vahid.ports.has(confirmedAddressPort.name)) await confirmedAddressPort.of(inner.vahid)(inner, known);
    const token = await enterSession(inner, request, { person, name: number });
    return { to: row.leads_to, cookies: [cookieFor(''), sessionCookieFor(token, sessionHours * 3600)] };
  });
}

/** A number that nobody has yet: drawn, not counted, so that it does not tell how many there are. @throws emailStepGone */
async function insertApplicant(ctx: Context, account: Buffer): Promise<{ person: string; number: string }> {
  const now = ctx.vahid.now();
  const person = newId(now.getTime());
  for (let draw = 0; draw < 5; draw += 1) {
    const number = makeForeignNumber(String(randomInt(100_000_000)).padStart(8, '0'));
    if (await store.insertForeigner(ctx.db, { id: person, number, account, now })) return { person, number };
    // Registered meanwhile in another window, with the same address.
    if (await store.findForeigner(ctx.db, account)) throw refusals.emailStepGone();
  }
  throw new Error('no number for an applicant was free');
}
