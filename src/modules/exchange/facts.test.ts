import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { inTransaction } from '../../kernel/context.ts';
import { kernelRoom } from '../../kernel/room.ts';
import { room as catalogue } from '../catalogue/module.ts';
import { ensureOrganisation, ensurePerson, personByFin } from '../identity/index.ts';
import { room as identity } from '../identity/module.ts';
import { room as process } from '../process/module.ts';
import type { FactsRequest } from './fact.ts';
import { facts } from './facts.ts';
import { room as exchange } from './module.ts';
import { RegisterUnavailable, registerProvider } from './provider.ts';
import type { LookUpRow } from './store.ts';
import { newFin, newVoen, TrialRegisters } from './trial-register.ts';

let test: TestVahid;
const trial = new TrialRegisters();
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, exchange] });
  registerProvider(test.vahid, 'hosted', trial);
});
afterAll(() => test.close());
beforeEach(() => {
  trial.records.length = 0;
  trial.reads.length = 0;
  trial.broken.clear();
});

const terms = {
  consumer: 'rinn',
  purpose: 'technopark-residency',
  basis: { act: 'technopark-rules', article: '4.4.1' },
} as const;

async function company(data: Record<string, string | null> = {}) {
  const voen = newVoen();
  trial.add('companies', { voen, name: 'Sınaq', headFin: null, taxDebt: '0.00', ...data });
  return { voen, id: await ensureOrganisation(test.ctx(), voen) };
}

async function ask(id: string, rest: Partial<FactsRequest> & Pick<FactsRequest, 'shape'>) {
  const [found] = await facts(test.ctx(), { ...terms, subjects: [{ entity: 'organisation', id }], ...rest });
  if (!found) throw new Error('no answer');
  return found;
}

async function logged(subject: string): Promise<readonly LookUpRow[]> {
  const { rows } = await sql<LookUpRow>`select * from exchange.look_up where subject = ${subject} order by id`.execute(
    test.vahid.db,
  );
  return rows;
}

describe('a leaf', () => {
  it('with a value says from which register, when recorded and when read', async () => {
    const { id } = await company({ name: '“Araz” MMC' });
    const { facts: found } = await ask(id, { shape: { name: true } });
    expect(found.name).toEqual({
      state: 'value',
      value: '“Araz” MMC',
      source: { register: 'companies', recordedAt: '2020-01-01T08:00:00.000Z', readAt: '2026-11-23T05:00:00.000Z' },
    });
  });

  it('is none where the register says so, unknown where it does not know the subject', async () => {
    const { id } = await company();
    const known = await ask(id, {
      shape: { technoparkNumber: true, technoparkResident: true, staffCount: true, headedBy: true },
    });
    expect(known.facts.technoparkNumber?.state).toBe('none');
    expect(known.facts.technoparkResident).toMatchObject({ state: 'value', value: false });
    expect(known.facts.staffCount).toMatchObject({ state: 'value', value: 0 });
    expect(known.relations.headedBy?.state).toBe('none');
    const stranger = await ensureOrganisation(test.ctx(), newVoen());
    expect((await ask(stranger, { shape: { name: true } })).facts.name?.state).toBe('unknown');
  });

  it('is refused without a right, purpose or act, is not asked for, and stands in the log with the reason', async () => {
    const cases = [
      [{ consumer: 'sn' }, 'no_right'],
      [{ purpose: 'curiosity' }, 'no_purpose'],
      [{ purpose: 'constructor' }, 'no_purpose'],
      [{ basis: { act: 'technopark-rules', article: '99' } }, 'no_act'],
      [{ basis: { act: 'tax-code', article: '1' } }, 'no_act'],
      [{ basis: { act: 'data-exchange-rules', article: '3.1' } }, 'no_right'],
    ] as const;
    for (const [change, reason] of cases) {
      const { id } = await company();
      const answer = await ask(id, { shape: { name: true, headedBy: { name: true } }, ...change });
      expect(answer).toMatchObject({
        facts: { name: { state: 'refused' } },
        relations: { headedBy: { state: 'refused' } },
      });
      expect(await logged(id)).toMatchObject([
        { outcome: 'refused', reason, concepts: ['organisation.name', 'headedBy'] },
      ]);
    }
    expect(trial.reads).toEqual([]);
  });

  it('is refused alone when only it lacks a right', async () => {
    const { id } = await company();
    const answer = await ask(id, {
      purpose: 'sign-in',
      basis: { act: 'data-exchange-rules', article: '3.2' },
      shape: { name: true, taxDebt: true },
    });
    expect(answer.facts).toMatchObject({ name: { state: 'value' }, taxDebt: { state: 'refused' } });
    expect(trial.reads.flatMap(({ provides }) => provides.map(({ name }) => name))).toEqual(['organisation.name']);
  });

  it('that is no concept is a mistake of the program', async () => {
    const { id } = await company();
    await expect(ask(id, { shape: { nmae: true } })).rejects.toThrow(
      'organisation has no concept or relation “nmae”; did you mean “name”?',
    );
    await expect(ask(id, { shape: { parentOf: true } })).rejects.toThrow('no concept or relation “parentOf”');
    expect(await logged(id)).toEqual([]);
  });
});

describe('a register that does not answer', () => {
  it('is unavailable for its leaves only; the others are answered', async () => {
    const { id } = await company();
    trial.broken.set('employment', () => Promise.reject(new Error('connection refused')));
    const answer = await ask(id, { shape: { name: true, staffCount: true } });
    expect(answer.facts.name?.state).toBe('value');
    expect(answer.facts.staffCount).toEqual({ state: 'unavailable', retryAt: '2026-11-23T05:15:00.000Z' });
    expect(
      (await logged(id))
        .map(({ outcome, concepts }) => [outcome, concepts])
        .sort((a, b) => String(a).localeCompare(String(b))),
    ).toEqual([
      ['granted', ['organisation.name']],
      ['unavailable', ['organisation.staffCount']],
    ]);
  });

  it('is asked again when it said it would be back', async () => {
    const { id } = await company();
    trial.broken.set('companies', () =>
      Promise.reject(new RegisterUnavailable('companies', new Date('2026-11-24T06:00:00Z'))),
    );
    expect((await ask(id, { shape: { name: true } })).facts.name).toMatchObject({
      retryAt: '2026-11-24T06:00:00.000Z',
    });
  });

  it('is given up after five seconds', async () => {
    const { id } = await company();
    const reached = Promise.withResolvers<void>();
    trial.broken.set('companies', () => {
      reached.resolve();
      return new Promise(() => undefined);
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const answer = ask(id, { shape: { name: true } });
      await reached.promise;
      vi.advanceTimersByTime(4999);
      expect(await Promise.race([answer, Promise.resolve('waiting')])).toBe('waiting');
      vi.advanceTimersByTime(1);
      expect((await answer).facts.name?.state).toBe('unavailable');
    } finally {
      vi.useRealTimers();
    }
  });

  it('leaves the caller’s transaction whole, though its own statement failed', async () => {
    const { id } = await company();
    trial.broken.set('companies', () => sql`select 1 / 0`.execute(test.vahid.db) as Promise<never>);
    const fine = await inTransaction(test.ctx(), async (ctx) => {
      const [answer] = await facts(ctx, {
        ...terms,
        subjects: [{ entity: 'organisation', id }],
        shape: { name: true },
      });
      const { rows } = await sql<{ one: number }>`select 1 as one`.execute(ctx.db);
      return [answer?.facts.name?.state, rows[0]?.one];
    });
    expect(fine).toEqual(['unavailable', 1]);
  });
});

describe('relations', () => {
  it('lead on, one question to each register a level, everybody logged under themselves', async () => {
    const fin = newFin();
    trial.add('population', { fin, name: 'Ayan Rzayeva' });
    const companies = [await company({ headFin: fin }), await company({ headFin: fin })];
    const answers = await facts(test.ctx(), {
      ...terms,
      subjects: companies.map(({ id }) => ({ entity: 'organisation', id })),
      shape: { name: true, status: true, headedBy: { name: true } },
      reference: 'TP-1',
    });
    const person = await personByFin(test.ctx(), fin);
    expect(answers.map(({ relations }) => relations.headedBy)).toMatchObject([
      { state: 'value', entities: [{ entity: 'person', id: person, facts: { name: { value: 'Ayan Rzayeva' } } }] },
      { state: 'value', entities: [{ id: person }] },
    ]);
    expect(trial.reads.map(({ register, keys }) => [register, keys.length])).toEqual([
      ['companies', 2],
      ['population', 1],
    ]);
    expect(await logged(person ?? '')).toMatchObject([
      {
        entity: 'person',
        concepts: ['headedBy', 'person.name'],
        outcome: 'granted',
        reference: 'TP-1',
        consumer: 'rinn',
      },
    ]);
  });

  it('go several levels deep', async () => {
    const [mother, father, child] = [newFin(), newFin(), newFin()];
    const voen = newVoen();
    trial.add('population', { fin: mother, name: 'Lalə', parents: null });
    trial.add('population', { fin: child, name: 'Murad', parents: [mother, father] });
    trial.add('employment', { contract: '1', employee: child, employer: voen });
    trial.add('companies', { voen, name: 'Toxucu' });
    const id = await ensurePerson(test.ctx(), mother);
    const [answer] = await facts(test.ctx(), {
      consumer: 'din',
      purpose: 'register-keeping',
      basis: { act: 'data-exchange-rules', article: '2.1' },
      subjects: [{ entity: 'person', id }],
      shape: { name: true, parentOf: { name: true, parentOf: { name: true }, employedBy: { name: true } } },
    });
    expect(answer?.relations.parentOf).toMatchObject({
      entities: [
        {
          facts: { name: { value: 'Murad' } },
          relations: { parentOf: { state: 'none' }, employedBy: { state: 'refused' } },
        },
      ],
    });
  });

  it('to a number that nobody can have lead to somebody unknown', async () => {
    const { id } = await company({ headFin: 'IO' });
    const answer = await ask(id, { shape: { headedBy: { name: true } } });
    expect(answer.relations.headedBy).toMatchObject({
      entities: [{ id: null, facts: { name: { state: 'unknown' } } }],
    });
  });
});

describe('valid time', () => {
  it('asks for what was true on a day', async () => {
    const voen = newVoen();
    trial.add('companies', { voen, name: 'Köhnə ad' }, '2019-01-01', '2024-05-01');
    trial.add('companies', { voen, name: 'Yeni ad' }, '2024-05-01');
    const id = await ensureOrganisation(test.ctx(), voen);
    const names = await Promise.all(
      ['2024-04-30', '2024-05-01', undefined].map(
        async (asOf) => (await ask(id, { shape: { name: true }, ...(asOf ? { asOf } : {}) })).facts.name,
      ),
    );
    expect(names).toMatchObject([{ value: 'Köhnə ad' }, { value: 'Yeni ad' }, { value: 'Yeni ad' }]);
    expect(trial.reads.map(({ asOf }) => asOf)).toContain('2026-11-23');
  });
});

describe('the log', () => {
  it('is committed before the facts are there, and stays when the caller’s transaction does not', async () => {
    const { id } = await company();
    const undone = inTransaction(test.ctx(), async (ctx) => {
      await facts(ctx, { ...terms, subjects: [{ entity: 'organisation', id }], shape: { name: true } });
      expect(await logged(id)).toHaveLength(1);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await logged(id)).toHaveLength(1);
  });

  it('that cannot be written gives no facts', async () => {
    const { id } = await company();
    await expect(ask(id, { shape: { name: true }, basis: { act: 'a\0', article: '' } })).rejects.toThrow('0x00');
  });

  it('can be neither changed nor deleted by the application', async () => {
    const { id } = await company();
    await ask(id, { shape: { name: true } });
    for (const statement of [
      sql`update exchange.look_up set consumer = 'x' where subject = ${id}`,
      sql`delete from exchange.look_up where subject = ${id}`,
      sql`truncate exchange.look_up`,
    ]) {
      await expect(statement.execute(test.vahid.db)).rejects.toThrow(/permission denied/);
    }
    expect(await logged(id)).toMatchObject([{ consumer: 'rinn' }]);
  });
});

describe('round trips', () => {
  it('eight facts of a company take at most three, besides the log', async () => {
    const { id } = await company();
    let count = 0;
    const db = test.vahid.db.withPlugin({
      transformQuery({ node }) {
        count += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const ctx = { ...test.ctx(), db, vahid: { ...test.vahid, db } };
    const leaves = ['name', 'voen', 'legalForm', 'registeredOn', 'address', 'activity', 'status', 'taxDebt'];
    const shape = Object.fromEntries(leaves.map((leaf) => [leaf, true as const]));
    await facts(ctx, { ...terms, subjects: [{ entity: 'organisation', id }], shape });
    expect(trial.reads).toHaveLength(1);
    // Registers kept here take two for each question: is the register working, and its records.
    expect(count + 2 * trial.reads.length).toBeLessThanOrEqual(3);
  });
});
