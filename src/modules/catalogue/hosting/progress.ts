import { sql } from 'kysely';
import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Database } from '../../../kernel/database.ts';
import { bakuDate } from '../../../language/index.ts';
import type { EntryState } from '../kinds.ts';
import { excepted } from '../exceptions/store.ts';
import type { HostingState } from './states.ts';
import { type Named, unmovedLinks } from './store.ts';

/** Days by whose pace the forecast goes. */
export const paceDays = 180;

/** Systems of one institution on the way into the government cloud. Those that are retired are in no figure. */
export interface InstitutionProgress {
  readonly institution: string;
  readonly all: number;
  readonly moved: number;
  readonly left: number;
  /** Of those left: how many cannot be called moved because of what they use on a local server. */
  readonly blocked: number;
  /** Of those left, how many each wave is to move. */
  readonly waves: Readonly<Record<string, number>>;
  /** How many more are in the cloud than `paceDays` days ago. */
  readonly lately: number;
  /** Day on which none is left, if it goes on like that; absent where nothing is left or nothing moved. */
  readonly forecast?: string;
}

/** The day by which `left` things are moved at the pace of `lately` in `paceDays` days; undefined without a pace. Pure. */
export function forecastOf(left: number, lately: number, from: Date): string | undefined {
  if (left <= 0 || lately <= 0) return undefined;
  const days = Math.ceil((left / lately) * paceDays);
  // Beyond a lifetime a date says no more than that there is no pace.
  return days > 36_500 ? undefined : bakuDate(new Date(from.getTime() + days * 86_400_000));
}

type Counted = Omit<InstitutionProgress, 'left' | 'forecast' | 'waves'> & {
  readonly waves: Readonly<Record<string, number>> | null;
};

async function countProgress(db: Database, now: Date): Promise<readonly Counted[]> {
  const since = new Date(now.getTime() - paceDays * 86_400_000);
  const { rows } = await sql<Counted>`with stands as (
      select h.entry, h.state, h.wave, e.institution from catalogue.hosting h join catalogue.entry e on e.id = h.entry
      where e.kind = 'system' and h.state <> 'retired'
    ), paces as (
      select e.institution, sum((s.to_state = 'cloud')::integer - coalesce(s.from_state = 'cloud', false)::integer)::integer as lately
      from catalogue.hosting_step s join catalogue.entry e on e.id = s.entry join stands t on t.entry = s.entry
      where s.at > ${since} and s.cause <> 'entered' group by 1
    ), waved as (
      select institution, jsonb_object_agg(wave, n) as waves
      from (select institution, wave, count(*) as n from stands where state in ('planned', 'moving') and wave is not null group by 1, 2) w group by 1
    )
    select s.institution, count(*) as "all", count(*) filter (where s.state = 'cloud') as moved,
      count(*) filter (where s.state <> 'cloud' and exists (select from ${unmovedLinks} l where l.source = s.entry)
        and not ${excepted('hosting', sql`s.entry`, bakuDate(now))}) as blocked,
      coalesce(max(p.lately), 0) as lately, w.waves
    from stands s left join paces p using (institution) left join waved w using (institution)
    group by s.institution, w.waves order by s.institution`.execute(db);
  return rows;
}

/** The way of every institution that has systems. Public. */
export async function cloudProgress(ctx: Context): Promise<readonly InstitutionProgress[]> {
  allow(ctx, 'catalogue.read');
  const now = ctx.vahid.now();
  const rows = await countProgress(ctx.db, now);
  return rows.map(({ waves, ...row }) => {
    const left = row.all - row.moved;
    const forecast = forecastOf(left, row.lately, now);
    return { ...row, left, waves: waves ?? {}, ...(forecast === undefined ? {} : { forecast }) };
  });
}

/** The whole of it. */
export function totalOf(rows: readonly InstitutionProgress[], now: Date): InstitutionProgress {
  const sum = (key: 'all' | 'moved' | 'left' | 'blocked' | 'lately') => rows.reduce((all, row) => all + row[key], 0);
  const waves: Record<string, number> = {};
  for (const row of rows) for (const [wave, n] of Object.entries(row.waves)) waves[wave] = (waves[wave] ?? 0) + n;
  const forecast = forecastOf(sum('left'), sum('lately'), now);
  return {
    institution: '',
    all: sum('all'),
    moved: sum('moved'),
    left: sum('left'),
    blocked: sum('blocked'),
    lately: sum('lately'),
    waves,
    ...(forecast === undefined ? {} : { forecast }),
  };
}

/** Systems left at the end of each month in which that number changed, oldest first; month: `YYYY-MM`. Public. */
export async function burnDown(ctx: Context): Promise<readonly { readonly month: string; readonly left: number }[]> {
  allow(ctx, 'catalogue.read');
  // Much is entered at one moment: the month is worked out once for each.
  const { rows } = await sql<{ month: string; left: number }>`with moments as (
      select s.at, sum((s.to_state not in ('cloud', 'retired'))::integer
        - coalesce(s.from_state not in ('cloud', 'retired'), false)::integer) as change
      from catalogue.hosting_step s join catalogue.entry e on e.id = s.entry where e.kind = 'system' group by 1
    ), changes as (
      select to_char(at at time zone 'Asia/Baku', 'YYYY-MM') as month, sum(change)::integer as change from moments group by 1
    )
    select month, (sum(change) over (order by month))::integer as "left" from changes order by month`.execute(ctx.db);
  return rows;
}

/** A portal or app that is still to be closed, and the services that replace it. */
export interface OpenPortal extends Omit<Named, 'kind'> {
  readonly institution: string;
  readonly state: HostingState;
  readonly replacements: readonly (Named & { readonly state: EntryState })[];
}

export const portalsListed = 200;

/** Portals and apps still to be closed, by title, at most `portalsListed`. Public. */
export async function openPortals(
  ctx: Context,
): Promise<{ readonly portals: readonly OpenPortal[]; readonly all: number; readonly closed: number }> {
  allow(ctx, 'catalogue.read');
  const { rows } = await sql<OpenPortal>`select e.code, e.title, e.institution, h.state,
      coalesce((select jsonb_agg(jsonb_build_object('kind', s.kind, 'code', s.code, 'title', s.title, 'state', s.state) order by s.code)
        from (select distinct s.kind, s.code, s.title, s.state from catalogue.relation r
          join catalogue.entry s on s.id = case r.kind when 'replaced_by' then r.target else r.source end
          where ((r.kind = 'replaced_by' and r.source = e.id) or (r.kind = 'replaces' and r.target = e.id)) and s.kind = 'service') s),
        '[]') as replacements
    from catalogue.entry e join catalogue.hosting h on h.entry = e.id where e.kind = 'portal' and h.state <> 'retired'
    order by (e.title ->> 'az') collate "az-x-icu", e.code limit ${portalsListed}`.execute(ctx.db);
  const counted = await sql<{
    all: number;
    closed: number;
  }>`select count(*) as "all", count(*) filter (where h.state = 'retired') as closed
    from catalogue.hosting h join catalogue.entry e on e.id = h.entry where e.kind = 'portal'`.execute(ctx.db);
  return { portals: rows, all: counted.rows[0]?.all ?? 0, closed: counted.rows[0]?.closed ?? 0 };
}
