import { isDeepStrictEqual } from 'node:util';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../src/kernel/database.ts';
import type { Json } from '../../src/kernel/job.ts';
import type { Acknowledged } from './kill-applicants.ts';
import { mailInvariants } from './kill-mail.ts';
import { moneyInvariants } from './kill-money.ts';

/** What is wrong in the database, one line each; nothing when every acknowledged act is there, whole and once. */
export async function findFaults(db: Database, known: ReadonlyMap<string, Acknowledged>): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [says, query] of [...invariants, ...moneyInvariants, ...mailInvariants]) {
    const { rows } = await query.execute(db);
    if (rows.length > 0) faults.push(`${says}: ${rows.length}, first ${JSON.stringify(rows[0])}`);
  }
  const stored = await readCases(db);
  for (const noted of known.values()) faults.push(...compare(noted, stored.get(noted.id)));
  for (const id of stored.keys())
    if (!known.has(id)) faults.push(`case ${id} was never acknowledged and never asked for`);
  return faults;
}

interface StoredCase {
  readonly id: string;
  readonly answers: Readonly<Record<string, Json>>;
  readonly actions: readonly string[];
}

async function readCases(db: Database): Promise<ReadonlyMap<string, StoredCase>> {
  const { rows } = await sql<StoredCase>`select c.id,
      coalesce((select jsonb_object_agg(field, value) from services.answer where instance = c.id), '{}') as answers,
      (select array_agg(action order by seq) from process.journal where instance = c.id) as actions
    from services.case c`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

function compare({ id, answers, actions }: Acknowledged, stored: StoredCase | undefined): readonly string[] {
  if (!stored) return [`acknowledged case ${id} is lost`];
  const lines: string[] = [];
  if (!isDeepStrictEqual(stored.actions, actions))
    lines.push(`case ${id}: acknowledged ${actions.join(', ')}; the journal has ${stored.actions.join(', ')}`);
  if (!isDeepStrictEqual({ ...stored.answers }, { ...answers }))
    lines.push(`case ${id}: acknowledged answers ${JSON.stringify(answers)}; kept ${JSON.stringify(stored.answers)}`);
  return lines;
}

/** Effects of the cases; other rooms carry out theirs in their own way. */
const effects = sql`(select instance, seq, unnest(effects) as name, effects from process.journal
  where instance in (select id from services.case))`;

/** Each query finds what must not be. */
const invariants: readonly (readonly [says: string, query: RawBuilder<unknown>])[] = [
  [
    'journal with a gap or a repetition',
    sql`select i.id, i.seq, array_agg(j.seq order by j.seq) as found from process.instance i
      left join process.journal j on j.instance = i.id group by i.id, i.seq
      having array_agg(j.seq order by j.seq) <> (select array_agg(n) from generate_series(1, i.seq) n)`,
  ],
  [
    'journal whose steps do not follow each other',
    sql`select * from (select instance, seq, from_state, lag(to_state) over (partition by instance order by seq) as before
      from process.journal) j where from_state is distinct from before`,
  ],
  [
    'instance that is not where its journal says',
    sql`select i.id, i.state, j.to_state from process.instance i join process.journal j on j.instance = i.id and j.seq = i.seq
      where (i.state, i.status) <> (j.to_state, j.to_status)`,
  ],
  [
    'journal entry without the name or note it was written with',
    sql`select j.instance, j.seq from process.journal j where
      (j.name_hmac is not null and not exists (select from process.journal_value v
        where v.instance = j.instance and v.seq = j.seq and v.field = 'name'))
      or (j.note_hmac is not null and not exists (select from process.journal_value v
        where v.instance = j.instance and v.seq = j.seq and v.field = 'note'))`,
  ],
  [
    'instance of a service without its case',
    sql`select id from process.instance where kind = 'service' and id not in (select id from services.case)`,
  ],
  [
    'running clock without its timer',
    sql`select id from process.instance i where due_at is not null and not exists (select from kernel.job
      where kind = 'process.clock' and payload->>'instance' = i.id::text)`,
  ],
  [
    'submission that is not noted exactly once',
    sql`select c.id, c.submitted_at, count(s.instance) as noted from services.case c
      left join services.submission s on s.instance = c.id group by c.id
      having count(s.instance) <> case when c.submitted_at is null then 0 else 1 end`,
  ],
  [
    'step of submission without the time of it, or the reverse',
    sql`select c.id, c.submitted_at from services.case c where (c.submitted_at is not null)
      <> exists (select from process.journal j where j.instance = c.id and j.action = 'submit')`,
  ],
  [
    'effect that was promised and not carried out',
    sql`select e.instance, e.seq, e.name from ${effects} e left join services.effect d using (instance, seq, name)
      where d.name is null`,
  ],
  [
    'effect that nobody promised',
    sql`select d.instance, d.seq, d.name from services.effect d left join ${effects} e using (instance, seq, name)
      where e.name is null`,
  ],
  [
    'approval without exactly one entry in the register',
    sql`select c.id, c.reference, count(r.id) as entries from services.case c left join records.record r
      on r.register = case c.service when 'company-registration' then 'companies' else 'technopark-residents' end
        and case c.service when 'company-registration' then r.data->>'voen' like '46' || right(c.reference, 5) || '%'
          else r.data->>'number' = c.reference end
      group by c.id having count(r.id) <> case when c.outcome = 'approved' then 1 else 0 end`,
  ],
  [
    'approval without exactly one document, or not the one the case names',
    sql`select c.id, c.document, count(d.id) as documents from services.case c
      left join documents.document d on d.reference = c.reference group by c.id
      having count(d.id) <> case when c.outcome = 'approved' then 1 else 0 end or max(d.id::text) is distinct from c.document::text`,
  ],
  [
    'outcome without exactly one decision',
    sql`select c.id, c.outcome, count(d.seq) as decisions from services.case c
      left join services.decision d on d.instance = c.id group by c.id
      having count(d.seq) <> case when c.outcome is null then 0 else 1 end`,
  ],
  [
    'message sent twice',
    sql`select instance, text->>'az' as text, count(*) from process.notification
      group by instance, text->>'az', person, organisation, institution, role having count(*) > 1`,
  ],
  [
    // Nobody is asked to answer by a day for a case that they have taken back meanwhile.
    'message that should have been left and was not',
    sql`select e.instance, e.seq, e.name from ${effects} e where e.name in ('notify-approved', 'notify-returned', 'notify-withdrawn')
      and not (e.name = 'notify-returned' and exists (select from process.journal j
        where j.instance = e.instance and j.seq > e.seq and j.action = 'withdraw'))
      and not exists (select from process.notification n where n.effect_key = e.instance || ':' || e.seq || ':' || e.name)`,
  ],
  [
    'step without exactly one event',
    sql`select j.instance, j.seq, count(e.id) as events from process.journal j left join kernel.event e
      on e.name = 'process.acted' and e.payload->>'instance' = j.instance::text and (e.payload->>'seq')::integer = j.seq
      where j.action not in ('start', 'assign', 'overdue') group by j.instance, j.seq having count(e.id) <> 1`,
  ],
  [
    'submission or answer without exactly one line of the audit',
    sql`select j.instance, count(*) as steps from process.journal j join services.case c on c.id = j.instance
      where j.action in ('submit', 'answer') group by j.instance
      having count(*) <> (select count(*) from kernel.audit a where a.action = 'services.submitCase' and a.outcome = 'done'
        and a.subject = j.instance::text)`,
  ],
  [
    'facts of a case that are not in the log of look-ups',
    sql`select c.id from services.case c where exists (select from services.fact f where f.instance = c.id and f.state = 'value')
      and not exists (select from exchange.look_up l where l.reference = c.reference and l.outcome = 'granted')`,
  ],
  [
    'register with two entries that hold under one key',
    sql`select register, key from records.record where superseded_at is null and valid_to is null
      group by register, key having count(*) > 1`,
  ],
  ['job that failed', sql`select kind, key, attempts, error from kernel.job where attempts > 0`],
];

/** What is put off and due, by kind, and what is not measured exactly once; empty once all is done. */
export async function undone(db: Database): Promise<readonly string[]> {
  const { rows: due } = await sql<{
    kind: string;
    count: number;
    error: string | null;
  }>`select kind, count(*)::integer as count,
      max(error) as error from kernel.job
    where kind like 'mail.%' or run_at <= now() and kind not like 'kernel.%' group by kind order by kind`.execute(db);
  const { rows } = await sql<{ measured: number; submitted: number }>`select
      (select coalesce(sum(count), 0)::integer from kernel.measurement where name = 'services.fields_from_registers') as measured,
      (select count(*)::integer from services.submission) as submitted`.execute(db);
  const lines = due.map(({ kind, count, error }) => `${count} of ${kind} due${error === null ? '' : ` (${error})`}`);
  const { measured = 0, submitted = 0 } = rows[0] ?? {};
  return measured === submitted ? lines : [...lines, `${measured} of ${submitted} submissions measured`];
}
