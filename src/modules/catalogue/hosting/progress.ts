import { sql } from 'kysely';
import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Database } from '../../../kernel/database.ts';
import { bakuDate } from '../../../language/index.ts';
import type { EntryState } from '../kinds.ts';
import { systemsInCloud } from './measurements.ts';
import type { HostedKind, HostingState } from './states.ts';
import { type Named, replacesIt } from './store.ts';

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

interface Standing {
  readonly kind: HostedKind;
  readonly institution: string;
  readonly state: HostingState;
  readonly wave: string | null;
  readonly blocked: boolean;
  readonly n: number;
}

/** How many systems and portals stand where, whatever they are. */
async function countStanding(db: Database): Promise<readonly Standing[]> {
  const { rows } = await sql<Standing>`select e.kind, e.institution, h.state, h.wave, h.blocked, count(*)::integer as n
    from catalogue.entry e join catalogue.hosting h on h.entry = e.id where e.kind in ('system', 'portal')
    group by 1, 2, 3, 4, 5 order by 2, 4`.execute(db);
  return rows;
}

/** How many systems more each institution has in the cloud than at a moment; those that began there moved nowhere. */
async function countPace(db: Database, since: Date): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ institution: string; lately: number }>`select e.institution,
      sum((s.to_state = 'cloud')::integer - (s.from_state = 'cloud')::integer)::integer as lately
    from catalogue.hosting_step s join catalogue.entry e on e.id = s.entry join catalogue.hosting h on h.entry = s.entry
    where s.at > ${since} and (s.from_state = 'cloud' or s.to_state = 'cloud') and s.cause <> 'entered'
      and e.kind = 'system' and h.state <> 'retired' group by 1`.execute(db);
  return new Map(rows.map(({ institution, lately }) => [institution, lately]));
}

export interface CloudProgress {
  /** Of every institution that has systems, by code. */
  readonly institutions: readonly InstitutionProgress[];
  /** Of the institution asked about; of all where none is. */
  readonly shown: InstitutionProgress;
  /** Portals and apps that were ever entered, and those that are closed; by institution. */
  readonly portals: ReadonlyMap<string, { readonly all: number; readonly closed: number }>;
}

/** The way of every institution, and of the one asked about or the whole of it. Public. */
export async function cloudProgress(ctx: Context, institution?: string): Promise<CloudProgress> {
  allow(ctx, 'catalogue.read');
  const now = ctx.vahid.now();
  const [standing, pace] = await Promise.all([
    countStanding(ctx.db),
    countPace(ctx.db, new Date(now.getTime() - paceDays * 86_400_000)),
  ]);
  const systems = standing.filter(({ kind, state }) => kind === 'system' && state !== 'retired');
  const lately = (code: string) => pace.get(code) ?? 0;
  const byInstitution = Map.groupBy(systems, (one) => one.institution);
  const portals = Map.groupBy(
    standing.filter(({ kind }) => kind === 'portal'),
    (one) => one.institution,
  );
  const institutions = [...byInstitution].map(([code, own]) => progressOf(code, own, lately(code), now));
  const whole = () => progressOf('', systems, sumOf([...byInstitution.keys()].map(lately)), now);
  return {
    institutions,
    shown:
      institution === undefined
        ? whole()
        : (institutions.find((one) => one.institution === institution) ?? progressOf(institution, [], 0, now)),
    portals: new Map(
      [...portals].map(([code, own]) => [
        code,
        { all: countOf(own), closed: countOf(own.filter(({ state }) => state === 'retired')) },
      ]),
    ),
  };
}

/** How many portals there are and how many are closed, of an institution or of all. */
export function portalsOf({ portals }: CloudProgress, institution: string | undefined) {
  const own = institution === undefined ? [...portals.values()] : [portals.get(institution) ?? { all: 0, closed: 0 }];
  return { all: sumOf(own.map(({ all }) => all)), closed: sumOf(own.map(({ closed }) => closed)) };
}

const sumOf = (figures: readonly number[]) => figures.reduce((sum, one) => sum + one, 0);
const countOf = (standing: readonly Standing[]) => sumOf(standing.map(({ n }) => n));

function progressOf(institution: string, systems: readonly Standing[], lately: number, now: Date): InstitutionProgress {
  const left = systems.filter(({ state }) => state !== 'cloud');
  const waves: Record<string, number> = {};
  for (const { state, wave, n } of left)
    if (wave !== null && (state === 'planned' || state === 'moving')) waves[wave] = (waves[wave] ?? 0) + n;
  const forecast = forecastOf(countOf(left), lately, now);
  return {
    institution,
    all: countOf(systems),
    moved: countOf(systems) - countOf(left),
    left: countOf(left),
    blocked: countOf(left.filter(({ blocked }) => blocked)),
    waves,
    lately,
    ...(forecast === undefined ? {} : { forecast }),
  };
}

export interface MonthEnd {
  /** `YYYY-MM` */
  readonly month: string;
  readonly left: number;
}

/**
 * Systems left at the end of each month in which that number changed, oldest first, and how it is now: of an institution or
 * of all, as measured. Public.
 */
export async function burnDown(
  ctx: Context,
  { institution, left }: Pick<InstitutionProgress, 'institution' | 'left'>,
): Promise<readonly MonthEnd[]> {
  allow(ctx, 'catalogue.read');
  const { rows } = await sql<MonthEnd>`with changes as (
      select to_char(day, 'YYYY-MM') as month, sum(denominator - numerator)::integer as change
      from kernel.measurement where name = ${systemsInCloud.name} and (${institution} in ('', institution)) group by 1
    )
    select month, (sum(change) over (order by month))::integer as "left" from changes where change <> 0 order by month`.execute(
    ctx.db,
  );
  const month = bakuDate(ctx.vahid.now()).slice(0, 7);
  return [...rows.filter((row) => row.month < month), { month, left }];
}

/** A portal or app that is still to be closed, and the services that replace it. */
export interface OpenPortal extends Omit<Named, 'kind'> {
  readonly institution: string;
  readonly state: HostingState;
  readonly replacements: readonly (Named & { readonly state: EntryState })[];
}

export const portalsListed = 50;

/** Portals and apps still to be closed, of an institution or of all, by title; `page` counts from 1. Public. */
export async function openPortals(
  ctx: Context,
  { institution, page = 1 }: { readonly institution?: string | undefined; readonly page?: number } = {},
): Promise<readonly OpenPortal[]> {
  allow(ctx, 'catalogue.read');
  const whose = institution === undefined ? sql`true` : sql`e.institution = ${institution}`;
  const { rows } = await sql<OpenPortal>`with listed as (
      select e.id, e.code, e.title, e.institution, h.state
      from catalogue.entry e join catalogue.hosting h on h.entry = e.id where e.kind = 'portal' and h.state <> 'retired' and ${whose}
      order by (e.title ->> 'az') collate "az-x-icu", e.code limit ${portalsListed} offset ${(page - 1) * portalsListed}
    )
    select e.code, e.title, e.institution, e.state,
      coalesce((select jsonb_agg(jsonb_build_object('kind', s.kind, 'code', s.code, 'title', s.title, 'state', s.state) order by s.code)
        from (select distinct s.kind, s.code, s.title, s.state ${replacesIt(sql`e.id`)}) s), '[]') as replacements
    from listed e order by (e.title ->> 'az') collate "az-x-icu", e.code`.execute(ctx.db);
  return rows;
}
