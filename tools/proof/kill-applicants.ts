import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../src/kernel/database.ts';
import { newId } from '../../src/kernel/identifier.ts';
import type { Json } from '../../src/kernel/job.ts';
import { formToken, openSession } from '../../src/kernel/session.ts';
import { demoName, demoPeople } from '../../src/modules/identity/index.ts';
import type { Random } from '../../src/modules/records/generator/random.ts';

/** What was acknowledged of a case: all of it must be there in the end. */
export interface Acknowledged {
  readonly id: string;
  /** Values by field, as last acknowledged. */
  readonly answers: Record<string, Json>;
  /** Actions of the journal, in order, by whomever. */
  readonly actions: string[];
}

/** Counts what the program acknowledged, and lets others wait for the next. */
export class Acknowledgements {
  count = 0;
  readonly #waiting: { readonly since: number; readonly done: () => void }[] = [];

  note(askedAt: number): void {
    this.count += 1;
    for (const waiting of this.#waiting.splice(0)) {
      if (askedAt > waiting.since) waiting.done();
      else this.#waiting.push(waiting);
    }
  }

  /** Nobody asks any more: whoever waits need not. */
  giveUp(): void {
    for (const { done } of this.#waiting.splice(0)) done();
  }

  /** Resolves at the first answer to something asked from now on. */
  async next(seconds: number): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#waiting.push({ since: performance.now(), done: done.resolve });
    const late = sleep(seconds * 1000, 'late', { ref: false });
    if ((await Promise.race([done.promise, late])) === 'late')
      throw new Error(`nothing was acknowledged for ${seconds} s`);
  }
}

/** Somebody signed in, who repeats a request with the same key until it is acknowledged. */
export class Caller {
  readonly #base: string;
  /** Value of the session's cookie. */
  readonly token: string;
  readonly #acknowledgements: Acknowledgements;

  constructor(base: string, token: string, acknowledgements: Acknowledgements) {
    this.#base = base;
    this.token = token;
    this.#acknowledgements = acknowledgements;
  }

  /** @throws Error when the program refuses: nothing sent here may be refused, however often it is sent. */
  async post<T>(path: string, body: Readonly<Record<string, Json>>): Promise<T> {
    const end = Date.now() + 90_000;
    for (;;) {
      const askedAt = performance.now();
      const answer = await this.#try(path, body);
      if (answer.status >= 200 && answer.status < 300) {
        this.#acknowledgements.note(askedAt);
        return answer.value as T;
      }
      if (answer.status >= 400 && answer.status < 500)
        throw new Error(`${path} ${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(answer.value)}`);
      if (Date.now() > end) throw new Error(`${path} was not acknowledged within 90 s, last ${answer.status}`);
      await sleep(20);
    }
  }

  /** Status 0: no answer came, or half of one. */
  async #try(path: string, body: Readonly<Record<string, Json>>): Promise<{ status: number; value: unknown }> {
    try {
      const answer = await fetch(this.#base + path, {
        method: 'POST',
        headers: {
          cookie: `vahid=${this.token}`,
          'content-type': 'application/json',
          'x-form-token': formToken(this.token),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      });
      return { status: answer.status, value: await answer.json() };
    } catch {
      return { status: 0, value: null };
    }
  }
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
  }
  const official = async (role: string) => {
    const found = demoPeople.find((person) => person.role?.institution === 'rinn' && person.role.role === role);
    if (!found) throw new Error(`no demo person is ${role}`);
    const { rows: known } = await sql<{ id: string }>`select id from identity.person where fin = ${found.fin}`.execute(
      db,
    );
    return session(known[0]?.id ?? '', demoName(found), null);
  };
  return { companies, officer: await official('officer'), approver: await official('approver') };
}

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
