import { sql } from 'kysely';
import type { Actor, Role } from '../src/kernel/access.ts';
import type { Context } from '../src/kernel/context.ts';
import type { Json } from '../src/kernel/job.ts';
import { demoName, demoPeople, ensureOrganisation, ensurePerson } from '../src/modules/identity/index.ts';
import { actOnCase, deskCase, saveAnswers, startCase, submitCase } from '../src/modules/services/index.ts';
import { openTestVahid, type TestVahid } from './database.ts';

/** The people of the demo, signed in as they would be. */
async function cast(ctx: Context) {
  const named = (surname: string) => {
    const found = demoPeople.find((person) => person.surname === surname);
    if (!found) throw new Error(`no demo person ${surname}`);
    return found;
  };
  const person = async (surname: string, roles: readonly Role[] = []): Promise<Actor> => ({
    kind: 'person',
    person: await ensurePerson(ctx, named(surname).fin),
    name: demoName(named(surname)),
    appointments: roles.map((role) => ({ institution: named(surname).role?.institution ?? 'rinn', role })),
  });
  const head = async (surname: string): Promise<Actor> => ({
    ...(await person(surname)),
    organisation: await ensureOrganisation(ctx, named(surname).heads ?? ''),
  });
  return {
    head: await head('Abbaslı'),
    debtor: await head('Şükürlü'),
    resident: await head('Qocayeva'),
    stranger: await person('Bədəlov'),
    officer: await person('Nəbiyev', ['officer']),
    approver: await person('Rüstəmova', ['approver']),
    deputy: await person('Qasımlı', ['deputy_head']),
    registrar: await person('İsgəndərli', ['registrar']),
    auditor: await person('Ağazadə', ['auditor']),
    projectOffice: await person('Həmidov', ['project_office']),
  };
}

export const service = 'technopark-residency';

/** Goes to an officer: a field without priority. */
export const software: Readonly<Record<string, Json>> = {
  area: 'software',
  newJobs: 6,
  project: 'Kiçik müəssisələr üçün mühasibat proqramı.',
};

/** The table approves it for a company that meets every condition. */
export const priority: Readonly<Record<string, Json>> = {
  area: 'cybersecurity',
  newJobs: 8,
  project: 'Bank sistemlərinin yoxlanılması.',
};

const pages: Readonly<Record<string, readonly string[]>> = {
  sahe: ['area', 'areaOther'],
  'is-yerleri': ['newJobs'],
  layihe: ['project'],
};

export type Stage = Awaited<ReturnType<typeof openServiceStage>>;

/** A seeded house of its own, with the people of the demo and short ways to act as them. */
export async function openServiceStage() {
  const test: TestVahid = await openTestVahid({ seeded: true, now: '2026-11-23T06:00:00Z' });
  const people = await cast(test.ctx());
  let sent = 0;
  const drain = () => test.vahid.jobs.runDue();

  async function answer(actor: Actor, id: string, answers: Readonly<Record<string, Json>>): Promise<void> {
    for (const [page, fields] of Object.entries(pages)) {
      const given = fields.filter((field) => answers[field] !== undefined);
      const values = Object.fromEntries(given.map((field) => [field, answers[field] ?? null]));
      if (given.length > 0) await saveAnswers(test.ctx(actor), { id, page, values });
    }
  }

  return {
    test,
    people,
    drain,
    answer,
    /** Opens, answers and sends a case; everything that follows at once has happened. */
    async submitted(actor: Actor, answers = software): Promise<string> {
      const { id } = await startCase(test.ctx(actor), { service });
      await answer(actor, id, answers);
      await submitCase(test.ctx(actor), { id, key: `send-${id}` });
      await drain();
      return id;
    },
    /** The company of an actor is no resident any more, and may apply again. */
    async endResidency({ organisation }: Actor): Promise<void> {
      await sql`update records.record set superseded_at = ${test.clock.now()} where register = 'technopark-residents' and superseded_at is null
        and data ->> 'voen' = (select voen from identity.organisation where id = ${organisation})`.execute(
        test.vahid.db,
      );
    },
    /** An official acts on what the desk shows now. */
    async take(actor: Actor, id: string, action: string, note = '', corrected?: readonly string[]): Promise<void> {
      const { version } = await deskCase(test.ctx(actor), { id });
      sent += 1;
      const marked = corrected ? { pages: corrected } : {};
      await actOnCase(test.ctx(actor), { id, action, version, note, key: `key-${sent}`, ...marked });
      await drain();
    },
    /** Turns the clock over working days and lets the timers of each fire. */
    async passDays(count: number): Promise<void> {
      const calendar = test.vahid.calendar();
      for (let left = count; left > 0; left -= 1) {
        const today = test.clock.now().toISOString().slice(0, 10);
        test.clock.set(`${calendar.addWorkingDays(today, 1)}T06:00:00Z`);
        await drain();
      }
    },
  };
}

/** Somebody of the demo, by FİN, without an office. */
export const personOf = async (test: Stage['test'], fin: string): Promise<Actor> => ({
  kind: 'person',
  person: await ensurePerson(test.ctx(), fin),
  name: `Sınaq ${fin}`,
  appointments: [],
});

/** Somebody of the demo, by surname, who holds an office. */
export async function officialOf(
  test: Stage['test'],
  surname: string,
  institution: string,
  role: Role,
): Promise<Actor> {
  const found = demoPeople.find((one) => one.surname === surname);
  if (!found) throw new Error(`no demo person ${surname}`);
  const person = await ensurePerson(test.ctx(), found.fin);
  return { kind: 'person', person, name: demoName(found), appointments: [{ institution, role }] };
}

/** Code with which something is refused; `done` when it is not. */
export const refused = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'done').catch((error: { code?: string }) => error.code ?? String(error));
