import { isPersonNumber, isVoen } from '../../../language/index.ts';
import type { RestRequest } from '../../../protocols/x-road/index.ts';
import type { UsageAsked } from './usage.ts';

/** A number of a person or an organisation. */
export interface Code {
  readonly kind: 'person' | 'organisation';
  readonly number: string;
}

/** What a question lacks or has wrong: told to whoever wrote the program that asks. */
export class WrongQuestion extends Error {}

const defaultLimit = 1000;
const mostAtOnce = 10_000;
/** So far one goes back by pages; beyond, by periods. */
export const mostReached = 100_000;

/** Reads a question to `/v2/findUsage`. Throws {@link WrongQuestion}. */
export function readQuestion({ headers, query = '' }: Pick<RestRequest, 'headers' | 'query'>): UsageAsked {
  const user = headers.findLast(([name]) => name.toLowerCase() === 'x-road-userid')?.[1];
  const given = new URLSearchParams(query);
  const about = given.get('userCode');
  if (user === undefined) throw new WrongQuestion('The header X-Road-UserId is missing');
  if (about === null) throw new WrongQuestion('The parameter userCode is missing');
  const offset = numberOf(given, 'offset', { least: 0, most: mostReached, without: 0 });
  const limit = numberOf(given, 'limit', { least: 1, most: mostAtOnce, without: defaultLimit });
  if (offset + limit > mostReached)
    throw new WrongQuestion(`offset and limit reach beyond ${mostReached}: ask for a shorter period by periodEnd`);
  return {
    user: codeOf(user, 'X-Road-UserId'),
    about: codeOf(about, 'userCode'),
    from: momentOf(given, 'periodStart'),
    to: momentOf(given, 'periodEnd'),
    offset,
    limit,
  };
}

/** `AZ` and the number of a person or the VÖEN; the country may be left out. */
function codeOf(text: string, name: string): Code {
  const number = text.replace(/^AZ(?=.{7}$|.{10,11}$)/, '');
  if (isPersonNumber(number)) return { kind: 'person', number };
  if (isVoen(number)) return { kind: 'organisation', number };
  throw new WrongQuestion(`${name} is no FİN or VÖEN after the country: AZ5ABC123`);
}

const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?$/;

/** A moment without an offset is one of Baku. */
function momentOf(given: URLSearchParams, name: string): Date | undefined {
  const text = given.get(name);
  if (text === null || text === '') return undefined;
  // A plus that was not encoded arrives as a space.
  const whole = text.replace(' ', '+');
  const [, offset] = written.exec(whole) ?? [];
  const time = written.test(whole) ? Date.parse(offset === undefined ? `${whole}+04:00` : whole) : Number.NaN;
  if (Number.isNaN(time)) throw new WrongQuestion(`${name} is no moment: 2026-11-23T09:00:00+04:00`);
  return new Date(time);
}

function numberOf(
  given: URLSearchParams,
  name: string,
  { least, most, without }: { readonly least: number; readonly most: number; readonly without: number },
): number {
  const text = given.get(name);
  if (text === null || text === '') return without;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw new WrongQuestion(`${name} is no number from ${least} to ${most}`);
  return value;
}
