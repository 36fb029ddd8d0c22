import { randomInt } from 'node:crypto';
import { allow } from '../../../kernel/access.ts';
import { countAttempt, origin } from '../../../kernel/attempt.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { sessionCookieFor } from '../../../kernel/http/cookie.ts';
import type { Cookie, Request } from '../../../kernel/http/route.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notAllowed, type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { sessionHours } from '../../../kernel/session.ts';
import { plainText } from '../../../kernel/text.ts';
import { bakuDate, makeForeignNumber } from '../../../language/index.ts';
import { enterSession } from '../sign-in.ts';
import { addressOf, begun, cookieFor, giveCode } from './codes.ts';
import { passportKey } from './passport-key.ts';
import { confirmedAddressPort, foreignersPort, type Passport, reminderPort } from './ports.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

/** Where to go on, and the cookies that go along. */
interface Step {
  readonly to: string;
  readonly cookies: readonly Cookie[];
}

export const detailsPath = '/xarici/melumat';
const changes = { limit: 10, minutes: 24 * 60 };
const tries = { limit: 20, minutes: 60 };
const reminders = { limit: 3, minutes: 24 * 60 };

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
 * a new passport. @throws the first of `passportProblems`, passportKnown, emailStepGone, notAllowed, tooManyAttempts
 */
export async function giveDetails(request: Request, typed: Passport): Promise<Step> {
  await mayGiveDetails(request);
  const passport = regular(typed);
  const [wrong] = Object.values(passportProblems(passport, bakuDate(request.vahid.now())));
  if (wrong) throw wrong;
  // What is registered is not to be found out by trying.
  await countAttempt(request, `passports from ${origin(request.ip)}`, tries.limit, tries.minutes);
  const give = request.actor.assurance === 'low' ? changePassport : register;
  const done = await give(request, passport);
  if (!('known' in done)) return done;
  await remind(request, done.known);
  throw refusals.passportKnown();
}

/** Another account has this passport; nothing was changed. */
interface Known {
  readonly known: string;
}

class PassportKnown extends Error {
  readonly person: string;
  constructor(person: string) {
    super('another account has this passport');
    this.person = person;
  }
}

async function unlessKnown(work: Promise<Step>): Promise<Step | Known> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof PassportKnown) return { known: error.person };
    throw error;
  }
}

async function claim(ctx: Context, person: string, passport: Passport): Promise<void> {
  const of = await store.claimPassport(ctx.db, { key: passportKey(ctx, passport), person, at: ctx.vahid.now() });
  if (of !== person) throw new PassportKnown(of);
}

/** Whose passport it is hears of it at their own address; who asks learns nothing of that address. */
async function remind(ctx: Context, person: string): Promise<void> {
  if (!ctx.vahid.ports.has(reminderPort.name)) return;
  const refused = await refusedBy(
    () => countAttempt(ctx, `reminders to ${person}`, reminders.limit, reminders.minutes),
    [429],
  );
  if (!refused) await inTransaction(ctx, (inner) => reminderPort.of(inner.vahid)(inner, person));
}

async function changePassport(request: Request, passport: Passport): Promise<Step | Known> {
  const person = request.actor.person ?? '';
  await countAttempt(request, `passport of ${person}`, changes.limit, changes.minutes);
  const change = inTransaction(request, async (inner) => {
    const applicant = await store.numberOf(inner.db, person);
    if (applicant === undefined) throw notAllowed();
    await claim(inner, person, passport);
    await foreignersPort.of(inner.vahid)(inner, { ...passport, applicant });
    await audit(inner, 'identity.registerForeigner', person);
    return { to: '/', cookies: [] };
  });
  return unlessKnown(change);
}

async function register(request: Request, passport: Passport): Promise<Step | Known> {
  const row = await begun(request);
  const registration = inTransaction(request, async (inner): Promise<Step> => {
    if (!row.confirmed || !(await store.useUp(inner.db, row.id))) throw refusals.emailStepGone();
    const { person, number } = await insertApplicant(inner, row.account);
    await claim(inner, person, passport);
    await foreignersPort.of(inner.vahid)(inner, { ...passport, applicant: number });
    const known = { person, address: addressOf(inner, row), lang: row.lang };
    if (inner.vahid.ports.has(confirmedAddressPort.name)) await confirmedAddressPort.of(inner.vahid)(inner, known);
    const token = await enterSession(inner, request, { person, name: number });
    return { to: row.leads_to, cookies: [cookieFor(''), sessionCookieFor(token, sessionHours * 3600)] };
  });
  return unlessKnown(registration);
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
