import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import type { Actor } from '../../kernel/access.ts';
import { inTransaction } from '../../kernel/context.ts';
import { release } from '../../kernel/release.ts';
import { kernelRoom } from '../../kernel/room.ts';
import { room as catalogue } from '../catalogue/module.ts';
import {
  ensureOrganisation,
  ensurePerson,
  headedPort,
  mandatesPort,
  namesPort,
  organisationByVoen,
} from '../identity/index.ts';
import { room as identity } from '../identity/module.ts';
import { room as process } from '../process/module.ts';
import { lookUpsAbout, newestLookUps, ownerOf } from './actions.ts';
import { enter } from './entry.ts';
import type { EntryRequest } from './fact.ts';
import { facts } from './facts.ts';
import { room as exchange } from './module.ts';
import { registerProvider } from './provider.ts';
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
  trial.broken.clear();
});

const citizen = (person: string, organisation?: string): Actor => ({
  kind: 'person',
  person,
  appointments: [],
  ...(organisation ? { organisation } : {}),
});

async function logged(subject: string): Promise<readonly LookUpRow[]> {
  const { rows } = await sql<LookUpRow>`select * from exchange.look_up where subject = ${subject}
    order by at, id`.execute(test.vahid.db);
  return rows;
}

function residency(voen: string, rest: Partial<EntryRequest> = {}): EntryRequest {
  return {
    consumer: 'rinn',
    register: 'technopark-residents',
    entry: { number: 'TP-2026-7', voen, area: 'software', newJobs: 5, startsOn: '2026-11-23' },
    effectKey: `case-${voen}`,
    purpose: 'technopark-residency',
    basis: { act: 'technopark-rules', article: '4.1' },
    reference: 'TP-2026-7',
    ...rest,
  };
}

describe('entry', () => {
  it('enters once for one effect key, and stands in the log of the one it is about', async () => {
    const voen = newVoen();
    const first = await enter(test.ctx(), residency(voen));
    expect(await enter(test.ctx(), residency(voen))).toEqual(first);
    expect(trial.records).toHaveLength(1);
    expect(await logged((await organisationByVoen(test.ctx(), voen)) ?? '')).toMatchObject([
      {
        operation: 'entry',
        outcome: 'granted',
        concepts: ['organisation.technoparkResident', 'organisation.technoparkNumber'],
        reference: 'TP-2026-7',
      },
    ]);
  });

  it('is there only if the caller’s transaction commits, and so is its line in the log', async () => {
    const voen = newVoen();
    const id = await ensureOrganisation(test.ctx(), voen);
    const undone = inTransaction(test.ctx(), async (ctx) => {
      await enter(ctx, residency(voen));
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await logged(id)).toEqual([]);
  });

  it('without a right is refused, and that is logged whatever becomes of the transaction', async () => {
    for (const change of [
      { consumer: 'din' },
      { register: 'companies', entry: { voen: '', name: 'X' } },
      { purpose: 'sign-in' },
      { basis: { act: 'technopark-rules', article: '4.99' } },
    ]) {
      const voen = newVoen();
      const entry = { ...residency(voen).entry, ...change.entry, voen };
      const attempt = inTransaction(test.ctx(), (ctx) => enter(ctx, residency(voen, { ...change, entry })));
      await expect(attempt).rejects.toMatchObject({ code: 'exchange.entry_refused', status: 403 });
      const id = await organisationByVoen(test.ctx(), voen);
      expect(await logged(id ?? '')).toMatchObject([{ operation: 'entry', outcome: 'refused' }]);
    }
    expect(trial.records).toEqual([]);
  });
});

describe('answers to other rooms', () => {
  it('mandates: the companies a person heads, with names; logged at the person and the companies', async () => {
    const [fin, voen] = [newFin(), newVoen()];
    trial.add('companies', { voen, name: '“Göyçay” MMC', headFin: fin });
    trial.add('companies', { voen: newVoen(), name: 'Başqası', headFin: newFin() });
    const person = await ensurePerson(test.ctx(), fin);
    const mandates = await mandatesPort.of(test.vahid)(test.ctx(citizen(person)), person);
    const organisation = await organisationByVoen(test.ctx(), voen);
    expect(mandates).toEqual([{ organisation, voen, name: '“Göyçay” MMC', office: 'head' }]);
    expect(await logged(person)).toMatchObject([
      {
        purpose: 'sign-in',
        concepts: ['headedBy'],
        consumer: 'rinn',
        act: 'data-exchange-rules',
        actor_person: person,
      },
    ]);
    expect((await logged(organisation ?? '')).flatMap(({ concepts }) => concepts).sort()).toEqual([
      'headedBy',
      'organisation.name',
    ]);
  });

  it('mandates: not known while the register does not answer, and the person can still sign in', async () => {
    const fin = newFin();
    trial.add('companies', { voen: newVoen(), name: 'X', headFin: fin });
    trial.broken.set('companies', () => Promise.reject(new Error('down')));
    const person = await ensurePerson(test.ctx(), fin);
    expect(await mandatesPort.of(test.vahid)(test.ctx(), person)).toBeUndefined();
    expect(await headedPort.of(test.vahid)(test.ctx(), person)).toBeUndefined();
    expect(await logged(person)).toMatchObject([{ outcome: 'unavailable' }, { outcome: 'unavailable' }]);
  });

  it('names: for a purpose that has a right; for any other nothing, refused and logged', async () => {
    const fin = newFin();
    trial.add('population', { fin, name: 'Nigar Səfərova' });
    const person = await ensurePerson(test.ctx(), fin);
    const names = namesPort.of(test.vahid);
    const officer: Actor = {
      kind: 'person',
      person: await ensurePerson(test.ctx(), newFin()),
      appointments: [{ institution: 'rinn', role: 'officer' }],
    };
    expect(await names(test.ctx(officer), [person], 'technopark-residency')).toEqual(
      new Map([[person, 'Nigar Səfərova']]),
    );
    test.clock.advance(1000);
    expect(await names(test.ctx(officer), [person], 'gossip')).toEqual(new Map());
    expect(
      (await logged(person)).map(({ consumer, purpose, outcome, reason }) => [consumer, purpose, outcome, reason]),
    ).toEqual([
      ['rinn', 'technopark-residency', 'granted', null],
      ['rinn', 'gossip', 'refused', 'no_purpose'],
    ]);
  });
});

describe('who looked at my data', () => {
  async function lookedAt(count: number) {
    const voen = newVoen();
    trial.add('companies', { voen, name: 'Sınaq', taxDebt: '0.00' });
    const organisation = await ensureOrganisation(test.ctx(), voen);
    const person = await ensurePerson(test.ctx(), newFin());
    for (let n = 1; n <= count; n += 1) {
      test.clock.advance(60_000);
      await facts(test.ctx(citizen(person)), {
        consumer: 'rinn',
        subjects: [{ entity: 'organisation', id: organisation }],
        shape: { name: true, taxDebt: true },
        purpose: 'technopark-residency',
        basis: { act: 'technopark-rules', article: '4.4.1' },
        reference: `TP-${n}`,
      });
    }
    return { organisation, person };
  }

  it('shows when, who, what, why and by which article, with the mark of a sample act', async () => {
    const { organisation, person } = await lookedAt(1);
    const { lookUps, total } = await lookUpsAbout(test.ctx(citizen(person, organisation)), { organisation });
    expect(total).toBe(1);
    expect(lookUps).toMatchObject([
      {
        operation: 'read',
        institution: { az: 'Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi' },
        what: [{ az: 'Təşkilatın adı' }, { az: 'Vergi borcu' }],
        purpose: { az: 'Texnologiyalar parkının rezidentliyi barədə qərar' },
        act: { article: '4.4.1', sample: true },
        reference: 'TP-1',
        outcome: 'granted',
        own: true,
      },
    ]);
  });

  it('is newest first, twenty to a page', async () => {
    const { organisation, person } = await lookedAt(21);
    const ctx = test.ctx(citizen(person, organisation));
    const first = await lookUpsAbout(ctx, { organisation });
    expect(first.total).toBe(21);
    expect(first.lookUps.map(({ reference }) => reference)).toEqual(
      Array.from({ length: 20 }, (_, n) => `TP-${21 - n}`),
    );
    const second = await lookUpsAbout(ctx, { organisation }, { after: first.next ?? undefined });
    expect(second.lookUps.map(({ reference }) => reference)).toEqual(['TP-1']);
    expect(second).toMatchObject({ total: 21, next: null });
    const newest = await newestLookUps(ctx, ownerOf(ctx));
    expect(newest.lookUps.map(({ reference }) => reference)).toEqual(['TP-21', 'TP-20', 'TP-19']);
    expect(newest.lastMonth).toBe(21);
    await sql`insert into exchange.look_up (id, at, operation, consumer, entity, subject, concepts, purpose, act, article, outcome)
      select gen_random_uuid(), at, operation, consumer, entity, subject, concepts, purpose, act, article, outcome
      from exchange.look_up, generate_series(1, 980) where subject = ${organisation} and reference = 'TP-1'`.execute(
      ctx.db,
    );
    expect(await newestLookUps(ctx, ownerOf(ctx))).toMatchObject({ lastMonth: null, ownLastMonth: 0 });
    test.clock.advance(31 * 86_400_000);
    expect((await newestLookUps(ctx, ownerOf(ctx))).lastMonth).toBe(0);
  });

  it('is read by nobody but the one it is about', async () => {
    const { organisation, person } = await lookedAt(1);
    const stranger = await ensurePerson(test.ctx(), newFin());
    const official: Actor = {
      kind: 'person',
      person: stranger,
      appointments: [{ institution: 'rinn', role: 'auditor' }],
    };
    const refused: [Actor, { person: string } | { organisation: string }, number][] = [
      [{ kind: 'anonymous', appointments: [] }, { organisation }, 401],
      [citizen(stranger), { organisation }, 404],
      [citizen(stranger), { person }, 404],
      // Its head, while not acting for it; and the person, while acting for a company.
      [citizen(person), { organisation }, 404],
      [citizen(person, organisation), { person }, 404],
      [official, { person }, 403],
    ];
    for (const [actor, owner, status] of refused) {
      await expect(lookUpsAbout(test.ctx(actor), owner)).rejects.toMatchObject({ status });
      await expect(newestLookUps(test.ctx(actor), owner)).rejects.toMatchObject({ status });
    }
    expect((await lookUpsAbout(test.ctx(citizen(person)), { person })).total).toBe(0);
  });
});

// The last one: it leaves no rights in force.
it('without a right it is not known what somebody heads, and nobody is taken for one who heads nothing', async () => {
  const person = await ensurePerson(test.ctx(), newFin());
  const compiled = { purposes: {}, rights: [] };
  const none = { kind: 'rights', name: 'rights', file: 'rights.yaml', source: '', compiled };
  await release(test.vahid.db, [none], 'test', test.clock.now());
  await test.vahid.releases.refresh();
  expect(await headedPort.of(test.vahid)(test.ctx(), person)).toBeUndefined();
  expect(await mandatesPort.of(test.vahid)(test.ctx(), person)).toBeUndefined();
  expect(await logged(person)).toMatchObject([{ outcome: 'refused' }, { outcome: 'refused' }]);
});
