import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../src/kernel/database.ts';
import { newId } from '../../src/kernel/identifier.ts';
import type { Json } from '../../src/kernel/job.ts';
import { openSession } from '../../src/kernel/session.ts';
import type { Random } from '../../src/modules/records/generator/random.ts';
import type { Caller } from './kill-caller.ts';

/** What was acknowledged of a case: all of it must be there in the end. */
export interface Acknowledged {
  readonly id: string;
  /** Values by field, as last acknowledged. */
  readonly answers: Record<string, Json>;
  /** Actions of the journal, in order, by whomever. */
  readonly actions: string[];
}

/** A company whose head is signed in for it. */
export interface Company {
  readonly caller: Caller;
  /** Entered in the register of residents by an earlier case. */
  resident: boolean;
  /** Its case that waits for an official: only one may be open at a time. */
  open?: Acknowledged | undefined;
}

export interface Cast {
  readonly companies: readonly Company[];
  readonly officer: Caller;
  readonly approver: Caller;
  /** Heads of companies who found others. */
  readonly founders: readonly Caller[];
  /** Of the ministry that is paid: reads statements and applications, decides on both, sends money back. */
  readonly ministry: { readonly officer: Caller; readonly approver: Caller; readonly deputy: Caller };
}

/** Opens sessions of companies that may become residents, and of the officials who handle them, in the database itself. */
export async function signIn(db: Database, caller: (token: string) => Caller): Promise<Cast> {
  const now = new Date();
  const session = async (person: string, name: string, organisation: string | null) =>
    caller(await openSession(db, { id: newId(), person, name, organisation, agent: 'proof', now }));
  const { rows } = await sql<{ fin: string; voen: string }>`select data->>'headFin' as fin, data->>'voen' as voen
    from records.record c where register = 'companies' and superseded_at is null and valid_to is null
      and data->>'status' = 'active' and (data->>'taxDebt')::numeric = 0 and not exists (select from records.record r
        where r.register = 'technopark-residents' and r.superseded_at is null and r.data->>'voen' = c.data->>'voen')
    order by key`.execute(db);
  const companies: Company[] = [];
  const founders: Caller[] = [];
  for (const { fin, voen } of rows) {
    const person = await keyOf(
      db,
      sql`identity.person (id, fin, created_at) values (${newId()}, ${fin}, ${now})`,
      'fin',
    );
    const kind = voen.endsWith('1') ? 'legal' : 'natural';
    const organisation = await keyOf(
      db,
      sql`identity.organisation (id, voen, kind) values (${newId()}, ${voen}, ${kind})`,
      'voen',
    );
    companies.push({ caller: await session(person, 'Rəhbər', organisation), resident: false });
    founders.push(await session(person, 'Rəhbər', null));
  }
  const official = async (institution: string, role: Office, fin: string) => {
    const person = await keyOf(
      db,
      sql`identity.person (id, fin, created_at) values (${newId()}, ${fin}, ${now})`,
      'fin',
    );
    const title = JSON.stringify({ az: 'Sınaq', en: 'Test', ru: 'Проба' });
    await sql`insert into identity.appointment (id, person, institution, role, title, from_day)
      values (${newId()}, ${person}, ${institution}, ${role}, ${title}::jsonb, '2026-01-01')`.execute(db);
    return session(person, 'Məmur', null);
  };
  const ministry = {
    officer: await official('in', 'officer', '9PR00F3'),
    approver: await official('in', 'approver', '9PR00F4'),
    deputy: await official('in', 'deputy_head', '9PR00F5'),
  };
  const officer = await official('rinn', 'officer', '9PR00F1');
  return { companies, founders, officer, approver: await official('rinn', 'approver', '9PR00F2'), ministry };
}

type Office = 'officer' | 'approver' | 'deputy_head';

async function keyOf(db: Database, row: ReturnType<typeof sql>, unique: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into ${row} on conflict (${sql.ref(unique)})
    do update set ${sql.ref(unique)} = excluded.${sql.ref(unique)} returning id`.execute(db);
  return rows[0]?.id ?? '';
}

const service = 'technopark-residency';

type Fate = 'left' | 'withdrawn' | 'returned' | 'approved';

/** One application from the draft to where its fate leads; noted in `known` as it is acknowledged. */
export async function apply(
  cast: Cast,
  company: Company,
  random: Random,
  known: Map<string, Acknowledged>,
): Promise<void> {
  const { caller } = company;
  if (company.open) {
    await caller.post(`/api/v1/cases/${company.open.id}/withdraw`, { key: randomUUID() });
    company.open.actions.push('withdraw');
    company.open = undefined;
  }
  const { id } = await caller.post<{ id: string }>('/api/v1/cases', { service });
  const noted: Acknowledged = { id, answers: {}, actions: ['start'] };
  known.set(id, noted);
  const answer = async (page: string, values: Record<string, Json>) => {
    await caller.post(`/api/v1/cases/${id}/answers`, { page, values });
    Object.assign(noted.answers, values);
  };
  const submit = async (action: string) => {
    const view = await caller.post<{ status: string }>(`/api/v1/cases/${id}/submit`, { key: randomUUID() });
    noted.actions.push(action);
    return view.status;
  };
  await answer('sahe', { area: random.pick(['cybersecurity', 'software']) });
  await answer('is-yerleri', { newJobs: random.between(5, 60) });
  await answer('layihe', { project: `Layihə ${random.between(1, 1_000_000)}` });
  if (isGranted(await submit('submit'))) {
    // The table itself approved.
    noted.actions.push('grant', 'issue');
    company.resident = true;
    return;
  }
  noted.actions.push('examine');
  const fates: readonly Fate[] = ['left', 'withdrawn', 'returned', 'approved'];
  const fate = random.pick(fates);
  const official = async (by: Caller, action: string, more: Readonly<Record<string, Json>> = {}) => {
    const key = randomUUID();
    // Every action so far has made one version.
    const version = noted.actions.length;
    await by.post(`/api/v1/cases/${id}/actions/${action}`, { version, note: 'Sınaq', key, ...more });
    noted.actions.push(action);
  };
  if (fate === 'withdrawn') {
    await caller.post(`/api/v1/cases/${id}/withdraw`, { key: randomUUID() });
    noted.actions.push('withdraw');
  } else if (fate === 'returned') {
    await official(cast.officer, 'return', { pages: ['layihe'] });
    await answer('layihe', { project: `Düzəliş ${random.between(1, 1_000_000)}` });
    await submit('answer');
  } else if (fate === 'approved') {
    await official(cast.officer, 'recommend');
    await official(cast.approver, 'approve');
    noted.actions.push('issue');
    company.resident = true;
  }
  if (fate === 'left' || fate === 'returned') company.open = noted;
}

const isGranted = (status: string): boolean => status === 'decided' || status === 'issued';
