import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { keepFile, receiveFile } from '../../../kernel/file.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json } from '../../../kernel/job.ts';
import { insertEvidence } from '../evidence-store.ts';
import { writeAnswers } from '../store.ts';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { caseView } from './following.ts';

/* A specialist returns from abroad to a company that the answer names by VÖEN: registers are asked about both. */

let stage: Stage;
beforeAll(async () => {
  stage = await openServiceStage();
}, 120_000);
afterAll(() => stage.test.close());

/** An application to work at the company, with a letter of the employer abroad. */
async function applied(employer: string): Promise<string> {
  const ctx = stage.test.ctx(stage.people.stranger);
  const { id } = await startCase(ctx, { service: 'talent-relocation' });
  const pages: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
    xaricde: { country: 'Polşa', abroadSince: '2019-05-06' },
    ixtisas: { field: 'hardware' },
    'is-yeri': { place: 'employer', employer },
    gelis: { arrival: '2027-02-01' },
  };
  for (const [page, values] of Object.entries(pages)) await saveAnswers(ctx, { id, page, values });
  await addLetter(id);
  await submitCase(ctx, { id, key: `send-${id}` });
  await stage.drain();
  return id;
}

async function addLetter(draft: string): Promise<void> {
  const bytes = Buffer.from('%PDF-1.7\narayış');
  const received = await receiveFile(
    stage.test.vahid,
    (async function* () {
      yield bytes;
    })(),
  );
  await inTransaction(stage.test.ctx(), async (inner) => {
    const [id, at] = [newId(), stage.test.clock.now()];
    const { id: file } = await keepFile(inner, received);
    await insertEvidence(inner.db, { id, instance: draft, field: 'workProof', file, added_at: at });
    const named = [{ id, name: 'arayis.pdf', kind: 'pdf', size: bytes.length }];
    await writeAnswers(inner.db, draft, { workProof: named }, at, true);
  });
}

/** What the desk knows from registers of the applicant and of the company. */
async function atDesk(id: string): Promise<Readonly<Record<string, unknown>>> {
  const { facts } = await deskCase(stage.test.ctx(stage.people.officer), { id });
  return Object.fromEntries(facts.map(({ field, value }) => [field, value]));
}

async function returns(): Promise<readonly object[]> {
  const { rows } = await sql<{ data: object }>`select data from records.record where register = 'talent-relocations'
    and data ->> 'holder' = '3ZP5W6L' and superseded_at is null`.execute(stage.test.vahid.db);
  return rows.map(({ data }) => data);
}

it('reads both in registers, is decided by two officials, and enters the return', async () => {
  const id = await applied('2009441731');
  expect(await atDesk(id)).toEqual({
    fin: '3ZP5W6L',
    name: 'Tofiq Nəriman oğlu Bədəlov',
    citizenship: 'azerbaijan',
    employed: false,
    confirmed: false,
    employerName: '“Simurğ Alqoritm” MMC',
    employerStatus: 'active',
    employerResident: true,
    employerStartup: false,
  });
  await stage.take(stage.people.officer, id, 'recommend', 'Arayış yoxlanılıb.');
  await stage.take(stage.people.approver, id, 'approve');
  const { state, document } = await caseView(stage.test.ctx(stage.people.stranger), { id });
  expect([state.az, document?.title.az]).toEqual(['Qayıdış təsdiqlənib', 'Mütəxəssisin qayıdışının təsdiqi']);
  expect(await returns()).toEqual([
    {
      number: document?.number,
      holder: '3ZP5W6L',
      country: 'Polşa',
      field: 'hardware',
      employer: '2009441731',
      arrivesOn: '2027-02-01',
      startsOn: '2026-11-23',
      endsOn: '2029-01-31',
    },
  ]);
});

it('confirms no second return while one is in force', async () => {
  const id = await applied('2009441731');
  expect(await atDesk(id)).toMatchObject({ confirmed: true });
  const tried = stage.take(stage.people.officer, id, 'recommend', 'Verilsin.');
  expect(await refused(tried)).toBe('process.condition_not_met');
  expect(await returns()).toHaveLength(1);
});
