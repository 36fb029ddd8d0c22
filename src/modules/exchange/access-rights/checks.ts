import type { Context } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import { checkAct } from '../../catalogue/index.ts';
import { rightsInForce } from '../definition.ts';
import type { PublishedRow } from '../services/store.ts';
import type { RightContent } from './content.ts';
import * as refusals from './refusals.ts';
import { covered, emptyScopes, scopeName, unknownFields } from './rules.ts';

/** The farthest last day of a right that is given today. */
export function latestDay(today: string): string {
  const [year = '', month = '', day = ''] = today.split('-');
  return `${Number(year) + 3}-${month}-${month === '02' && day === '29' ? '28' : day}`;
}

/** A day that the calendar has: not 31 February. */
function isDay(day: string): boolean {
  const read = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined;
  return read !== undefined && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
}

/** That a right can be given so, for the service as it is now. @throws the refusals of this folder */
export function checkContent(
  ctx: Context,
  content: RightContent,
  { endpoints }: Pick<PublishedRow, 'endpoints'>,
): void {
  const { releases } = ctx.vahid;
  const { purpose, act, article, hidden, scopes, fields, until } = content;
  const [empty] = emptyScopes(scopes, endpoints);
  if (empty || scopes.length === 0) throw refusals.nothingCovered({ scope: empty ? scopeName(empty) : '' });
  if (!Object.hasOwn(rightsInForce(releases).purposes, purpose)) throw refusals.noPurpose();
  if (article === '' || checkAct(releases, { act, article }, []).length > 0) throw refusals.noAct();
  if (hidden && (hidden.article === '' || checkAct(releases, hidden, []).length > 0 || !isDays(hidden.days)))
    throw refusals.noHidingAct();
  if (fields?.length === 0) throw refusals.noFields();
  const [field] = fields ? unknownFields(fields, covered(scopes, endpoints)) : [];
  if (field !== undefined) throw refusals.noSuchField({ field });
  const today = bakuDate(ctx.vahid.now());
  if (!isDay(until) || until <= today || until > latestDay(today)) throw refusals.wrongDay();
}

const isDays = (days: number) => Number.isInteger(days) && days >= 1 && days <= 3650;
