import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { releaseRemote } from '../../../../test/remote-service.ts';
import { openServiceStage, type Stage } from '../../../../test/service-stage.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { receiveFile } from '../../../kernel/file.ts';
import { newId } from '../../../kernel/identifier.ts';
import { makeForeignNumber } from '../../../language/index.ts';
import { lookUpsAbout } from '../../exchange/index.ts';
import { enterForeigner } from '../../exchange/foreigners.ts';
import { ensurePerson } from '../../identity/index.ts';
import { readIn } from '../../payments/test-reading.ts';
import { camt } from '../../payments/test-statement.ts';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import {
  actFromBackOffice,
  type BackOfficeAct,
  type Caller,
  evidenceForBackOffice,
  readForBackOffice,
} from './back-office.ts';
import { addEvidence } from './evidence.ts';
import { appealDecision, caseView } from './following.ts';

/* A visa that is worked on in the institution's own system: its fee, its papers, and an appeal against a refusal. */

const service = 'digital-nomad-visa';
const system = 'migration-system';
const caller: Caller = {
  member: `AZ/GOV/dmx/${system}`,
  service: 'AZ/GOV/dmx/vahid/cases',
  purpose: 'digital-visa',
};

let stage: Stage;
let applicant: Actor;
let id: string;
let reference: string;

beforeAll(async () => {
  stage = await openServiceStage();
  const { test } = stage;
  await releaseRemote(test.vahid, { service, system });
  const [person, number] = [newId(), makeForeignNumber('00004712')];
  await sql`insert into identity.person (id, number, subject, created_at) values (${person}, ${number}, '\\x01', now())`.execute(
    test.vahid.db,
  );
  const passport = { name: 'Ana Sample', citizenship: 'Portuqaliya', number: 'CA123456' };
  await enterForeigner(test.ctx(), { ...passport, birthDate: '1990-05-01', validTo: '2031-06-01', applicant: number });
  applicant = { kind: 'person', person, assurance: 'low', appointments: [] };
}, 240_000);
afterAll(() => stage.test.close());

const own = () => caseView(stage.test.ctx(applicant), { id });

let keys = 0;
async function post(given: Omit<BackOfficeAct, 'key' | 'reference'>): Promise<void> {
  keys += 1;
  await actFromBackOffice(stage.test.ctx(), caller, { key: `visa-key-${keys}`, ...given, reference });
  await stage.drain();
}

/** Steps of which the system was told, in order. */
async function told(): Promise<readonly string[]> {
  const { rows } = await sql<{ content: Buffer }>`select content from exchange.dispatch where reference = ${reference}
    order by split_part(effect_key, ':', 2)::int`.execute(stage.test.vahid.db);
  return rows.map(({ content }) => {
    const text = stage.test.vahid.keys.unwrap('exchange.dispatch', content).toString();
    return (JSON.parse(text) as { step: { action: string } }).step.action;
  });
}

it('comes to the system with its papers once the fee is paid', async () => {
  const { test } = stage;
  const me = test.ctx(applicant);
  ({ id } = await startCase(me, { service }));
  await saveAnswers(me, { id, page: 'is', values: { work: 'employer', workName: 'Sample Remote Ltd' } });
  await saveAnswers(me, { id, page: 'gelir', values: { income: '4500' } });
  for (const page of ['gelir-senedi', 'pasport-sureti', 'sigorta']) {
    const file = await receiveFile(test.vahid, Readable.from([Buffer.from(`%PDF-1.7\n${page}`)]));
    await addEvidence(me, { id, page, brought: { file, name: `${page}.pdf`, kind: 'pdf' } });
  }
  await saveAnswers(me, { id, page: 'aile', values: { family: [] } });
  await submitCase(me, { id, key: 'visa-send' });
  await stage.drain();
  const { payment, ...view } = await own();
  reference = view.reference;
  expect(payment?.bill).toMatchObject({ amount: '60.00', state: 'open' });
  const official = async (fin: string, role: Role) =>
    test.ctx({
      kind: 'person',
      person: await ensurePerson(test.ctx(), fin),
      appointments: [{ institution: 'dmx', role }],
    });
  const text = camt([{ words: payment?.bill?.reference ?? '', amount: '60.00' }], payment?.bill?.iban);
  const given = { format: 'camt053', text, institution: 'dmx' } as const;
  await readIn(await official('5MAA003', 'officer'), await official('5MAA004', 'approver'), given);
  await stage.drain();
  const file = await readForBackOffice(test.ctx(), caller, reference);
  expect(file).toMatchObject({ state: { name: 'review' } });
  const { rows } = await sql<{ id: string; field: string }>`select id, field from services.evidence
    where instance = ${id} order by field`.execute(test.vahid.db);
  expect(rows.map(({ field }) => field)).toEqual(['incomeProof', 'insurance', 'passportCopy']);
  const copy = await evidenceForBackOffice(test.ctx(), caller, { reference, evidence: rows[2]?.id ?? '' });
  expect(copy.name).toBe('pasport-sureti.pdf');
  const { lookUps } = await lookUpsAbout(me, { person: applicant.person ?? '' });
  expect(
    lookUps.filter((line) => line.system?.id === caller.member && line.reference === reference).length,
  ).toBeGreaterThan(1);
});

it('is refused there by two, and after an appeal decided by a third', async () => {
  const reasons = [{ text: 'Pasportun surəti oxunmur.', article: 'digital-visa-rules 3.3' }];
  await post({ action: 'propose-refusal', note: 'Surət oxunmur.', official: 'Əli Vəliyev', reasons });
  await post({ action: 'refuse', official: 'Leyla Quliyeva', reasons });
  expect((await own()).decision).toMatchObject({ outcome: 'refused', appealUntil: '2026-12-23' });
  await appealDecision(stage.test.ctx(applicant), { id, grounds: 'Surət oxunur.', key: 'appeal' });
  await stage.drain();
  const file = await readForBackOffice(stage.test.ctx(), caller, reference);
  expect(file).toMatchObject({ state: { name: 'appealed' } });
  const grant = { action: 'overturn', note: 'Surət oxunur.' };
  await expect(post({ ...grant, official: 'Leyla Quliyeva' })).rejects.toMatchObject({ code: 'process.four_eyes' });
  await post({ ...grant, official: 'Rauf Məmmədov' });
  const view = await own();
  expect([view.status, view.document]).toMatchObject(['issued', { number: reference }]);
  const { rows } = await sql<{ data: object }>`select data from records.record where register = 'digital-visas'
    and superseded_at is null`.execute(stage.test.vahid.db);
  expect(rows).toMatchObject([{ data: { number: reference, kind: 'nomad', passport: 'CA123456' } }]);
  expect((await told()).filter((action) => ['submit', 'appeal', 'issue'].includes(action))).toEqual([
    'submit',
    'appeal',
    'issue',
  ]);
});
