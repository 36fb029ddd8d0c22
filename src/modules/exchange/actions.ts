import { allow } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import type { Text } from '../../language/lang.ts';
import { cite, type CitedArticle, dictionary } from '../catalogue/index.ts';
import { institutions, roleTitles } from '../identity/index.ts';
import { rightsInForce, signIn } from './definition.ts';
import type { LookUpRow } from './store.ts';
import { countLookUps, readLookUps } from './store.ts';

/** Whose log: a person, or an organisation. */
export type Owner = { readonly person: string } | { readonly organisation: string };

/** One look-up as its subject reads it. */
export interface LookUp {
  readonly id: string;
  readonly at: Date;
  readonly operation: LookUpRow['operation'];
  readonly institution: Text;
  /** Concepts; of a case that was opened, the office of who did. */
  readonly what: readonly Text[];
  readonly purpose: Text | null;
  /** Null when the asker named none. */
  readonly act: CitedArticle | null;
  readonly reference: string | null;
  readonly outcome: LookUpRow['outcome'];
  readonly reason: LookUpRow['reason'];
  /** The owner's own action caused it, as when they applied for a service. */
  readonly own: boolean;
}

export interface LookUpPage {
  readonly lookUps: readonly LookUp[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export const pageSize = 20;
const recentDays = 30;

/** Whose log the actor may read: the organisation's while acting for it, else their own. */
export function ownerOf({ actor }: Context): Owner {
  return actor.organisation ? { organisation: actor.organisation } : { person: actor.person ?? '' };
}

const subjectOf = (owner: Owner): string => ('person' in owner ? owner.person : owner.organisation);

/** “Who looked at my data”, newest first; `page` counts from 1. */
export async function lookUpsAbout(ctx: Context, owner: Owner, page = 1): Promise<LookUpPage> {
  allow(ctx, 'exchange.readLookUps', { owner });
  const subject = subjectOf(owner);
  const total = await countLookUps(ctx.db, subject);
  const rows = await readLookUps(ctx.db, subject, { limit: pageSize, offset: (page - 1) * pageSize });
  return { lookUps: await present(ctx, rows), total, page, pages: Math.max(1, Math.ceil(total / pageSize)) };
}

/**
 * The newest few, and how many there were in the last 30 days: for the home page. One's own coming in, and the checks
 * of one's mandates that go with it, are left to the whole log.
 */
export async function newestLookUps(
  ctx: Context,
  owner: Owner,
  count = 3,
): Promise<{ readonly lookUps: readonly LookUp[]; readonly lastMonth: number; readonly ownLastMonth: number }> {
  allow(ctx, 'exchange.readLookUps', { owner });
  const subject = subjectOf(owner);
  const since = new Date(ctx.vahid.now().getTime() - recentDays * 86_400_000);
  const without = { person: ctx.actor.person, purpose: signIn };
  const rows = await readLookUps(ctx.db, subject, { limit: count, offset: 0, without });
  const { person } = ctx.actor;
  return {
    lookUps: await present(ctx, rows),
    lastMonth: await countLookUps(ctx.db, subject, { since, without }),
    ownLastMonth: person === undefined ? 0 : await countLookUps(ctx.db, subject, { since, without, by: person }),
  };
}

/** Codes become the names of today; a code that is no longer known is shown as it is. */
async function present(ctx: Context, rows: readonly LookUpRow[]): Promise<readonly LookUp[]> {
  if (rows.length === 0) return [];
  const { releases } = ctx.vahid;
  const names = new Map((await institutions(ctx)).map(({ code, name }) => [code, name]));
  const words = dictionary(releases);
  const { purposes } = rightsInForce(releases);
  const labelOf = ({ operation }: LookUpRow, name: string): Text | undefined =>
    operation === 'case'
      ? roleTitles[name as keyof typeof roleTitles]
      : (words.concepts[name] ?? words.relations[name])?.label;
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    operation: row.operation,
    institution: names.get(row.consumer) ?? platformName,
    what: row.concepts.map((name) => labelOf(row, name) ?? plain(name)),
    purpose: purposes[row.purpose]?.title ?? (row.purpose === '' ? null : plain(row.purpose)),
    act: row.act === '' ? null : cite(releases, { act: row.act, article: row.article }),
    reference: row.reference,
    outcome: row.outcome,
    reason: row.reason,
    own: row.actor_person !== null && row.actor_person === ctx.actor.person,
  }));
}

const plain = (code: string): Text => ({ az: code, en: code, ru: code });

const platformName: Text = { az: '“Vahid” platforması', en: 'The Vahid platform', ru: 'Платформа Vahid' };
