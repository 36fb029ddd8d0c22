import { sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { ItemKind, ItemRow, ResponsibleRow, StandingRow, Title } from '../../measures/index.ts';

/** An item with its standing, and the item that it is under at the top. */
export interface FoundItem {
  readonly item: ItemRow;
  readonly standing: (Omit<StandingRow, 'progress'> & { readonly progress: number | null }) | null;
  readonly top: { readonly number: string; readonly title: Title; readonly kind: ItemKind } | null;
}

export async function findMeasure(db: Database, plan: string, number: string): Promise<FoundItem | undefined> {
  const { rows } = await sql<FoundItem>`with recursive up (number, parent, title, kind, depth) as (
      select number, parent, title, kind, 0 from plan.item where plan = ${plan} and number = ${number}
      union all select i.number, i.parent, i.title, i.kind, u.depth + 1 from up u join plan.item i
        on i.plan = ${plan} and i.number = u.parent)
    select to_jsonb(i) as item, to_jsonb(s) as standing,
      (select json_build_object('number', number, 'title', title, 'kind', kind) from up where depth > 0
        order by depth desc limit 1) as top
    from plan.item i left join plan.standing s on s.item = i.id
    where i.plan = ${plan} and i.number = ${number} and i.removed_at is null`.execute(db);
  return rows[0];
}

export interface NumberedItem {
  readonly plan: string;
  readonly number: string;
  readonly title: Title;
  readonly note: Title | null;
  readonly kind: ItemKind;
  readonly absolute: boolean;
}

/** Results and risks that stand beside a measure: under the same direction. */
export async function itemsUnder(db: Database, plan: string, parent: string): Promise<readonly NumberedItem[]> {
  const { rows } = await sql<NumberedItem>`select plan, number, title, note, kind, absolute from plan.item
    where plan = ${plan} and parent = ${parent} and kind in ('result', 'risk') and removed_at is null order by position`.execute(
    db,
  );
  return rows;
}

/** Goals and target indicators of a plan. */
export async function aimsOf(db: Database, plan: string): Promise<readonly NumberedItem[]> {
  const { rows } = await sql<NumberedItem>`select plan, number, title, note, kind, absolute from plan.item
    where plan = ${plan} and kind in ('goal', 'target') and removed_at is null order by position`.execute(db);
  return rows;
}

export interface Tie {
  readonly plan: string;
  readonly planTitle: Title;
  readonly institution: string | null;
  readonly number: string;
  readonly title: Title;
  readonly state: StandingRow['state'] | null;
}

/** Items of other plans that serve this one (`serving`), or that this one serves (`served`). */
export async function tiesOf(db: Database, item: string, side: 'serving' | 'served'): Promise<readonly Tie[]> {
  const [asked, found] = side === 'serving' ? ['served', 'item'] : ['item', 'served'];
  const { rows } =
    await sql<Tie>`select p.code as plan, p.title as "planTitle", p.institution, i.number, i.title, s.state
    from plan.serves v join plan.item i on i.id = v.${sql.ref(found)} join plan.plan p on p.code = i.plan
      left join plan.standing s on s.item = i.id
    where v.${sql.ref(asked)} = ${item} and i.removed_at is null order by p.period_from desc, p.code, i.position limit 50`.execute(
      db,
    );
  return rows;
}

export type Responsible = Pick<
  ResponsibleRow,
  'institution' | 'name' | 'post' | 'from_day' | 'to_day' | 'act' | 'sample'
>;

/** Who answered for an institution, the present one first. */
export async function responsibleHistory(db: Database, institution: string): Promise<readonly Responsible[]> {
  const { rows } =
    await sql<Responsible>`select institution, name, post, from_day::text as from_day, to_day::text as to_day, act, sample
    from plan.responsible where institution = ${institution} order by from_day desc limit 50`.execute(db);
  return rows;
}

/** Part of a list, counted from 0. */
export interface Part {
  readonly offset: number;
  readonly limit: number;
}

export interface PublicComment {
  readonly at: Date;
  readonly institution: string;
  readonly text: string;
}

/** What was written about an item for everybody; what is internal never leaves the desk. */
export async function publicComments(
  db: Database,
  item: string,
  { offset, limit }: Part,
): Promise<readonly PublicComment[]> {
  const { rows } = await sql<PublicComment>`select at, institution, text from plan.comment
    where item = ${item} and not internal order by at desc, id desc offset ${offset} limit ${limit}`.execute(db);
  return rows;
}

/** How many comments everybody may read of an item, and how many changes of it there are. */
export async function countRecord(
  db: Database,
  item: string,
): Promise<{ readonly comments: number; readonly changes: number }> {
  const { rows } = await sql<{ comments: number; changes: number }>`select
    (select count(*)::integer from plan.comment where item = ${item} and not internal) as comments,
    (select count(*)::integer from plan.change where item = ${item}) as changes`.execute(db);
  return rows[0] ?? { comments: 0, changes: 0 };
}

export interface ServingItem {
  readonly number: string;
  readonly title: Title;
  readonly state: StandingRow['state'];
  readonly serves: readonly { readonly plan: string; readonly number: string }[];
}

/** Measures of a plan with the items of other plans that they serve. */
export async function servingItems(db: Database, plan: string, limit: number): Promise<readonly ServingItem[]> {
  const { rows } = await sql<ServingItem>`select i.number, i.title, s.state,
      (select coalesce(json_agg(json_build_object('plan', o.plan, 'number', o.number) order by o.plan, o.position), '[]')
        from plan.serves v join plan.item o on o.id = v.served where v.item = i.id and o.removed_at is null) as serves
    from plan.item i join plan.standing s on s.item = i.id
    where i.plan = ${plan} and i.kind = 'measure' and i.removed_at is null order by i.position, i.number limit ${limit}`.execute(
    db,
  );
  return rows;
}
