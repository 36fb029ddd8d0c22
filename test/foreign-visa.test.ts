import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServer } from '../src/app/server.ts';
import type { Role } from '../src/kernel/access.ts';
import type { Context } from '../src/kernel/context.ts';
import { receiveFile } from '../src/kernel/file.ts';
import { ensurePerson, personByNumber } from '../src/modules/identity/index.ts';
import { Browser, type Portal } from '../src/modules/identity/test-portal.ts';
import { openTestPost, type TestPost } from '../src/modules/mail/test-post.ts';
import { readIn } from '../src/modules/payments/test-reading.ts';
import { camt } from '../src/modules/payments/test-statement.ts';
import { checkAnswers, saveAnswers, startCase, submitCase } from '../src/modules/services/actions/applying.ts';
import { actOnCase } from '../src/modules/services/actions/desk-act.ts';
import { deskCase } from '../src/modules/services/actions/desk.ts';
import { addEvidence } from '../src/modules/services/actions/evidence.ts';
import { caseView } from '../src/modules/services/actions/following.ts';
import { listEvidence } from '../src/modules/services/evidence-store.ts';
import { openTestVahid, root, type TestVahid } from './database.ts';

/* A foreigner without FİN from the code that comes to their e-mail to the visa. */

let post: TestPost;
let test: TestVahid;
let http: FastifyInstance;
let address: string;
beforeAll(async () => {
  post = await openTestPost();
  test = await openTestVahid({ env: { VAHID_SMTP: post.url, VAHID_MAIL_FROM: 'noreply@mygov.example' } });
  http = await openServer(test.vahid, root);
  address = await http.listen({ host: '127.0.0.1', port: 0 });
}, 120_000);
afterAll(async () => {
  await http.close();
  await test.close();
  await post.close();
});

const mine = 'ana@example.pt';
const fresh = () => new Browser({ address } as Portal);
const passport = {
  name: 'Ana Sample',
  birthDate: '01.05.1990',
  citizenship: 'Portuqaliya',
  number: 'CA123456',
  validTo: '01.06.2031',
};

/** Signs in by the code that comes to an e-mail address, with a passport. */
async function entered(email: string, passportNumber: string): Promise<{ me: Context; number: string }> {
  const browser = fresh();
  await browser.once('/en/xarici', { email, davam: '/xidmetler/digital-nomad-visa' });
  await test.vahid.jobs.runDue();
  const letter = post.taken.findLast(({ to }) => to === email)?.raw ?? '';
  await browser.once('/en/xarici/kod', { code: /^(\d{8})\r?$/m.exec(letter)?.[1] ?? '' });
  const page = await browser.once('/en/xarici/melumat', { ...passport, number: passportNumber });
  expect(page.location).toBe('/en/xidmetler/digital-nomad-visa');
  const number = String((await browser.session()).name);
  const person = (await personByNumber(test.ctx(), number)) ?? '';
  return { me: test.ctx({ kind: 'person', person, assurance: 'low', appointments: [] }), number };
}

/** A draft in which everything is answered, with a spouse and their papers. */
async function answered(me: Context): Promise<string> {
  const { id } = await startCase(me, { service: 'digital-nomad-visa' });
  await saveAnswers(me, { id, page: 'is', values: { work: 'employer', workName: 'Sample Remote Ltd' } });
  await saveAnswers(me, { id, page: 'gelir', values: { income: '4500' } });
  const spouse = { relation: 'spouse', name: 'Rui Sample', birth: '1988-02-02', passport: 'CA111111' };
  await saveAnswers(me, { id, page: 'aile', values: { family: [spouse] } });
  for (const page of ['gelir-senedi', 'pasport-sureti', 'sigorta', 'aile-senedleri']) {
    const file = await receiveFile(test.vahid, Readable.from([Buffer.from(`%PDF-1.7\n${page} ${id}`)]));
    await addEvidence(me, { id, page, brought: { file, name: `${page}.pdf`, kind: 'pdf' } });
  }
  return id;
}

it('who comes alone after all sends no papers of a family, and they are deleted', async () => {
  const { me } = await entered('eva@example.pt', 'CA654321');
  const id = await answered(me);
  const files = async () => (await listEvidence(test.vahid.db, id, 'familyProof')).length;
  expect(await saveAnswers(me, { id, page: 'aile', values: { family: [] } })).toEqual({ next: 'yoxlama' });
  const { notSent, missing } = await checkAnswers(me, { id });
  expect([notSent?.map(({ en }) => en), missing, await files()]).toEqual([
    ['Add the papers of your family'],
    undefined,
    1,
  ]);
  await submitCase(me, { id, key: 'alone-send' });
  await test.vahid.jobs.runDue();
  const view = await caseView(me, { id });
  expect([view.payment?.bill?.amount, view.answers.some(({ page }) => page === 'aile-senedleri')]).toEqual([
    '60.00',
    false,
  ]);
  expect(await files()).toBe(0);
}, 120_000);

it('a visa: code by e-mail, passport, papers, fee, two officials, a document that anybody can check', async () => {
  const { me, number } = await entered(mine, passport.number);
  const id = await answered(me);
  await submitCase(me, { id, key: 'visa-send' });
  await test.vahid.jobs.runDue();
  const { payment } = await caseView(me, { id });
  expect(payment?.bill).toMatchObject({ amount: '80.00', institution: 'dmx', state: 'open' });
  const official = async (fin: string, role: Role): Promise<Context> =>
    test.ctx({
      kind: 'person',
      person: await ensurePerson(test.ctx(), fin),
      name: `Sınaq ${role}`,
      appointments: [{ institution: 'dmx', role }],
    });
  const [officer, approver] = [await official('5MAA003', 'officer'), await official('5MAA004', 'approver')];
  const words = `Visa fee ${payment?.bill?.reference}`;
  const text = camt([{ words, amount: '80.00' }], payment?.bill?.iban);
  expect(await readIn(officer, approver, { format: 'camt053', text, institution: 'dmx' })).toMatchObject({
    matched: 1,
  });
  await test.vahid.jobs.runDue();
  const { answers } = await deskCase(officer, { id });
  expect(answers.filter(({ files }) => files?.length === 1)).toHaveLength(4);
  for (const [ctx, action] of [
    [officer, 'recommend'],
    [approver, 'approve'],
  ] as const) {
    const { version } = await deskCase(ctx, { id });
    await actOnCase(ctx, { id, version, action, note: 'Sənədlər pasporta uyğundur.', key: `visa-${action}` });
  }
  await test.vahid.jobs.runDue();
  const view = await caseView(me, { id });
  expect([view.status, view.document]).toMatchObject(['issued', { number: view.reference }]);
  const checked = await fresh().once(`/en/y/${view.document?.code}`);
  expect([checked.status, checked.body.includes('Digital nomad visa')]).toEqual([200, true]);
  const { rows } = await sql<{ data: object }>`select data from records.record where register = 'digital-visas'
    and data ->> 'holder' = ${number}`.execute(test.vahid.db);
  expect(rows).toMatchObject([{ data: { number: view.reference, kind: 'nomad', family: ['Rui Sample, CA111111'] } }]);
  await test.vahid.jobs.runDue();
  expect(post.taken.filter(({ to }) => to === mine).length).toBeGreaterThan(0);
});
