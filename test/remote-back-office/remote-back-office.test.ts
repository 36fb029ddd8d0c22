import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { caseView } from '../../src/modules/services/actions/following.ts';
import { saveAnswers, submitCase } from '../../src/modules/services/index.ts';
import { root } from '../database.ts';
import { releaseRemote } from '../remote-service.ts';
import { openServiceStage, software, type Stage } from '../service-stage.ts';
import { openRemoteStand, otherSystem, type RemoteStand } from './stand.ts';

/* A case from its application to the certificate, worked on by another program behind a gateway of its own. */

let folder: string;
let stage: Stage;
let stand: RemoteStand;
let id: string;
let reference: string;

beforeAll(async () => {
  folder = await mkdtemp(join(root, 'node_modules/.back-office-'));
  stage = await openServiceStage();
  // Seals bear the time of both sides: here it is that of the machine, as it is there.
  stage.test.clock.set(new Date());
  await releaseRemote(stage.test.vahid);
  stand = await openRemoteStand(root, folder, stage.test.vahid);
}, 300_000);
afterAll(async () => {
  await stand?.close();
  await stage?.test.close();
  await rm(folder, { recursive: true, force: true });
});

const own = () => caseView(stage.test.ctx(stage.people.head), { id });

async function work(): Promise<void> {
  stage.test.clock.set(new Date());
  await stage.drain();
}

/** Lets the timers of the machine pass until something holds. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await holds()); await sleep(250)) {
    if (Date.now() > end) throw new Error('not within a minute');
    await work();
  }
}

const steps = async () => Object.values((await stand.office.kept()).steps).map(({ action }) => action);

const messages = async () => {
  const { rows } = await sql<{ state: string; attempts: number; problem: string | null }>`
    select state, attempts, problem from exchange.dispatch where reference = ${reference} order by at, id`.execute(
    stage.test.vahid.db,
  );
  return rows;
};

const decide = async (act: object, more: object = {}) => {
  stage.test.clock.set(new Date());
  const answer = await stand.office.decide({ reference, act, ...more });
  await work();
  return answer;
};

it('brings an application to the institution’s system', async () => {
  id = await stage.submitted(stage.people.head);
  ({ reference } = await own());
  await until(async () => (await steps()).length === 2);
  expect((await steps()).sort()).toEqual(['examine', 'submit']);
  const { cases } = await stand.office.kept();
  expect(cases[reference]).toMatchObject({ state: { name: 'review' }, answers: software });
  expect(await messages()).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }]);
}, 120_000);

it('takes no action that the state does not allow, and says which it does', async () => {
  const { status, body } = await decide({ action: 'approve', official: 'Leyla Quliyeva' });
  expect([status, body.code]).toEqual([409, 'process.not_from_here']);
  expect(body.allowed).toEqual(['recommend', 'return', 'suspend', 'propose-refusal']);
  expect((await decide({ action: 'approve', officials: 'x' })).status).toBe(422);
});

it('is no other system’s, even one that may call', async () => {
  const { status, body } = await decide({ action: 'return', note: 'x' }, { client: otherSystem });
  expect([status, body.code]).toEqual([404, 'kernel.not_found']);
});

it('returns for correction, and brings the answer once the other side is up again', async () => {
  const pages = [{ page: 'is-yerleri', remark: 'Sayını dəqiqləşdirin.' }];
  const { status, body } = await decide({
    action: 'return',
    note: 'İş yerləri.',
    pages,
    official: 'Əli Vəliyev',
  });
  expect([status, (body.state as { name: string }).name]).toEqual([200, 'waiting']);
  expect((await own()).returned).toMatchObject({ pages: ['is-yerleri'] });
  await stand.office.kill();
  const head = stage.test.ctx(stage.people.head);
  await saveAnswers(head, { id, page: 'is-yerleri', values: { newJobs: 7 } });
  await submitCase(head, { id, key: 'answered-now' });
  await work();
  await until(async () => (await messages()).some(({ state, attempts }) => state === 'waiting' && attempts > 0));
  expect((await messages()).at(-1)?.problem).toContain('server.serverproxy');
  await stand.office.start();
  await until(async () => (await messages()).every(({ state }) => state === 'delivered'));
  const { cases } = await stand.office.kept();
  expect(cases[reference]).toMatchObject({ state: { name: 'review' }, answers: { newJobs: 7 } });
  expect((await steps()).filter((action) => action === 'answer')).toHaveLength(1);
}, 180_000);

it('approves by two people, however often it is sent, and gives certificate and entry', async () => {
  await decide({ action: 'recommend', note: 'Uyğundur.', official: 'Əli Vəliyev' });
  const approve = { action: 'approve', official: 'Leyla Quliyeva' };
  const key = { key: 'approve-just-once' };
  expect((await decide({ ...approve, official: 'Əli Vəliyev' })).body.code).toBe('process.four_eyes');
  expect((await decide(approve, key)).status).toBe(200);
  expect((await decide(approve, key)).status).toBe(200);
  await until(async () => (await own()).status === 'issued');
  const view = await own();
  expect(view.document).toMatchObject({ number: reference, code: expect.stringMatching(/^[0-9A-Z]{16}$/) });
  const approvals = view.journal.filter(({ what }) => what.en === 'Approved');
  expect(approvals).toMatchObject([{ system: { en: 'Information system of the technology park' } }]);
  const { rows } =
    await sql`select from records.record where register = 'technopark-residents' and superseded_at is null
    and data ->> 'voen' = '2007311431'`.execute(stage.test.vahid.db);
  expect(rows).toHaveLength(1);
  await until(async () => (await steps()).includes('issue'));
}, 120_000);

it('names a slip in what was issued by its field and the right value', async () => {
  const { cases } = await stand.office.kept();
  expect(cases[reference]?.actions).toContainEqual(
    expect.objectContaining({ action: 'propose-correction', pages: false, amendment: true }),
  );
  const propose = (value: number) => {
    const amendment = { field: 'newJobs', value };
    return decide({ action: 'propose-correction', note: 'Səhv yazılıb.', amendment, official: 'Əli Vəliyev' });
  };
  expect((await propose(7)).body.code).toBe('services.amendment_unchanged');
  expect((await propose(9)).status).toBe(200);
}, 60_000);

it('leaves signed lines of both directions in the log of messages', async () => {
  const { rows } = await sql<{ service: string }>`select distinct service from exchange.message order by 1`.execute(
    stage.test.vahid.db,
  );
  expect(rows.map(({ service }) => service)).toEqual([
    'AZ/GOV/rinn/technopark-system/back-office',
    'AZ/GOV/rinn/vahid/cases',
  ]);
});
