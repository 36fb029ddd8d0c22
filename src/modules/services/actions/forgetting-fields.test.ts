import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, personOf, service, type Stage } from '../../../../test/service-stage.ts';
import { inTransaction, systemContext } from '../../../kernel/context.ts';
import { receiveFile } from '../../../kernel/file.ts';
import { demoPeople } from '../../identity/index.ts';
import type { CompiledService, FieldRetention } from '../definition/compiled.ts';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { addEvidence } from './evidence.ts';
import { caseView, withdrawCase } from './following.ts';
import { scheduleForgetting } from './forgetting.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openServiceStage();
}, 120_000);
afterAll(() => stage.test.close());

/** As if the definition of the service said so. */
async function keepFor(name: string, terms: Readonly<Record<string, FieldRetention>>): Promise<void> {
  const compiled = await stage.test.vahid.releases.version<CompiledService>('service', name, 1);
  for (const field of compiled?.fields ?? []) Object.assign(field, { retention: terms[field.name] });
}

async function forgetOn(day: string): Promise<void> {
  const { test } = stage;
  test.clock.set(`${day}T06:00:00Z`);
  await scheduleForgetting(systemContext(test.vahid, 'test'), test.clock.now());
  await sql`delete from kernel.job where kind <> 'services.forget'`.execute(test.vahid.db);
  await stage.drain();
}

/** Everything of the room in which a text stands. */
async function heldIn(id: string, words: string): Promise<readonly string[]> {
  const like = `%${words}%`;
  const { rows } = await sql<{
    place: string;
  }>`select 'answer' as place from services.answer where instance = ${id} and value::text like ${like}
    union select 'correction' from services.correction where instance = ${id} and before::text like ${like}
    union select 'signature' from services.signature where instance = ${id} and contents like ${like}
    order by 1`.execute(stage.test.vahid.db);
  return rows.map(({ place }) => place);
}

const marks = async (id: string): Promise<number> => {
  const { rows } = await sql`select from services.forgotten where instance = ${id}`.execute(stage.test.vahid.db);
  return rows.length;
};

describe('a field that is kept for less than its case', () => {
  const secret = 'Gizli layihənin təsviri.';
  let id: string;

  beforeAll(async () => {
    const { test, people } = stage;
    await keepFor(service, { project: { days: 90 }, taxDebt: { months: 6 } });
    id = await stage.submitted(people.debtor, { area: 'software', newJobs: 6, project: secret });
    await stage.take(people.officer, id, 'return', 'Dəqiqləşdirin.', ['layihe']);
    await saveAnswers(test.ctx(people.debtor), { id, page: 'layihe', values: { project: `${secret} Dəqiq.` } });
    await submitCase(test.ctx(people.debtor), { id, key: 'answered' });
    await stage.drain();
    await sql`insert into services.signature (instance, seq, at, jws, key, contents)
      values (${id}, 2, ${test.clock.now()}, 'a.b.c', '\\x0102',
        ${JSON.stringify({ answers: { project: secret, newJobs: 6 }, facts: {} })})`.execute(test.vahid.db);
    test.clock.set('2026-12-03T06:00:00Z');
    await withdrawCase(test.ctx(people.debtor), { id, key: 'take-back' });
    await stage.drain();
  });

  it('stays until its term is over, counted from the end of the case', async () => {
    await forgetOn('2027-03-03');
    expect(await heldIn(id, 'Gizli')).toEqual(['answer', 'correction', 'signature']);
    expect(await marks(id)).toBe(0);
  });

  it('is deleted then, with every copy, while the rest of the case stays', async () => {
    await forgetOn('2027-03-04');
    expect(await heldIn(id, 'Gizli')).toEqual([]);
    const { rows } = await sql`select jws, contents, key from services.signature where instance = ${id}`.execute(
      stage.test.vahid.db,
    );
    expect(rows).toMatchObject([{ jws: 'a.b.c', contents: '{"answers":{"newJobs":6},"facts":{}}', key: Buffer.of(0) }]);
    const desk = await deskCase(stage.test.ctx(stage.people.officer), { id });
    expect(desk.answers.map(({ field, shown, forgottenAt }) => [field, shown?.az, forgottenAt])).toEqual([
      ['area', 'Proqram təminatının hazırlanması', undefined],
      ['newJobs', '6', undefined],
      ['project', undefined, new Date('2027-03-04T06:00:00Z')],
    ]);
    expect(desk.facts.find(({ field }) => field === 'taxDebt')?.state).toBe('value');
    const own = await caseView(stage.test.ctx(stage.people.debtor), { id });
    expect(own.answers.at(-1)).toMatchObject({ field: 'project', forgottenAt: new Date('2027-03-04T06:00:00Z') });
  });

  it('is one that registers tell, too: a condition that rested on it says that it is gone, not that it fails', async () => {
    await forgetOn('2027-06-04');
    const desk = await deskCase(stage.test.ctx(stage.people.officer), { id });
    expect(desk.facts.find(({ field }) => field === 'taxDebt')).toMatchObject({
      state: 'unknown',
      forgottenAt: new Date('2027-06-04T06:00:00Z'),
    });
    expect(desk.requirements.flatMap(({ sign, text }) => (sign === 'nodata' ? [text.az] : []))).toEqual([
      '“Vergi borcu” silinib: saxlanılma müddəti bitib',
    ]);
  });

  it('is deleted once: the next days find nothing', async () => {
    expect(await marks(id)).toBe(2);
    await forgetOn('2027-06-05');
    expect(await marks(id)).toBe(2);
    await forgetOn('2031-12-04');
    expect(await marks(id)).toBe(0);
  });
});

describe('a file that is kept for less', () => {
  const files = async (id: string): Promise<number> => {
    const { rows } = await sql`select from services.evidence e join kernel.file f on f.id = e.file
      where e.instance = ${id}`.execute(stage.test.vahid.db);
    return rows.length;
  };

  it('goes with its key, and of a draft that nobody goes on with without a note', async () => {
    const { test } = stage;
    test.clock.set('2032-03-01T06:00:00Z');
    await keepFor('farm-subsidy', { receipt: { days: 90 } });
    const farmer = test.ctx(await personOf(test, demoPeople[0]?.fin ?? ''));
    const { id } = await startCase(farmer, { service: 'farm-subsidy' });
    await saveAnswers(farmer, { id, page: 'bitki', values: { crop: 'wheat' } });
    const upload = async () => {
      const file = await receiveFile(test.vahid, Readable.from([Buffer.from('%PDF-1.7\nqebz')]));
      await addEvidence(farmer, { id, page: 'qebz', brought: { file, name: 'qebz.pdf', kind: 'pdf' } });
    };
    test.clock.set('2032-04-01T06:00:00Z');
    await upload();
    await forgetOn('2032-06-15');
    expect(await files(id)).toBe(1);
    // While its applicant sends it, it is left alone; the next day's round takes it.
    await inTransaction(farmer, async ({ db }) => {
      await sql`select from services.case where id = ${id} for update`.execute(db);
      await forgetOn('2032-07-01');
    });
    expect(await files(id)).toBe(1);
    await forgetOn('2032-07-02');
    expect([await files(id), await marks(id)]).toEqual([0, 0]);
    const { rows } = await sql`select field from services.answer where instance = ${id}`.execute(test.vahid.db);
    expect(rows).toEqual([{ field: 'crop' }]);
    // Its applicant goes on with it after all: what is sent is deleted once it is over, and that is noted.
    await upload();
    await saveAnswers(farmer, { id, page: 'sahe', values: { sownArea: 300 } });
    await submitCase(farmer, { id, key: 'send-farm' });
    await withdrawCase(farmer, { id, key: 'take-farm' });
    await forgetOn('2032-09-30');
    expect([await files(id), await marks(id)]).toEqual([1, 0]);
    await forgetOn('2032-10-01');
    expect([await files(id), await marks(id)]).toEqual([0, 1]);
    expect((await caseView(farmer, { id })).answers.map(({ field, forgottenAt }) => [field, forgottenAt])).toEqual([
      ['crop', undefined],
      ['sownArea', undefined],
      ['receipt', new Date('2032-10-01T06:00:00Z')],
    ]);
  });
});
