import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import { resolveDuplicate } from './actions/reviewing.ts';
import { isDrawn, scanRequest } from './actions/scanning.ts';
import { saveSpending, startSpending } from './actions/writing.ts';
import { comparableDocuments, listDuplicates } from './store/duplicates.ts';
import { centralAnswers, openStand, plainAnswers, type Stand } from './test-stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] }));
});
afterAll(() => stand.test.close());

const refused = (tried: Promise<unknown>) =>
  tried.then(
    () => 'done',
    ({ code }: { code: string }) => code,
  );
const db = () => stand.test.vahid.db;

/** Another institution's request of the same words meets this one, or not. */
async function meets(title: string, purpose: string, other: string): Promise<boolean> {
  const id = await stand.draft({ ...plainAnswers, purpose }, title, 'elsewhere');
  await stand.act('elsewhere', id, 'enter-pipeline');
  await scanRequest(stand.test.ctx(), await stand.row(id));
  const found = (await listDuplicates(db(), id)).some((one) => one.other === other);
  await stand.act('elsewhere', id, 'withdraw');
  return found;
}

describe('a request is compared with', () => {
  it('what was rejected no more, and what was taken up again on appeal once more', async () => {
    const words = ['Mühafizə olunan ərazilərin planı', 'Qoruqların sərhədi və torpaq sənədləri.'] as const;
    const id = await stand.assessing({ ...centralAnswers, purpose: words[1] }, words[0]);
    expect(await meets(...words, id)).toBe(true);
    await stand.act('officer', id, 'advise-against');
    await stand.act('approver', id, 'reject');
    expect(await meets(...words, id)).toBe(false);
    await stand.act('deputy', id, 'appeal');
    await stand.act('other', id, 'reopen');
    expect((await stand.row(id)).scannedAt).toBeNull();
    await stand.settle();
    expect((await stand.row(id)).scannedAt).not.toBeNull();
    expect(await meets(...words, id)).toBe(true);
  });

  it('what lapsed no more', async () => {
    const words = ['Yeraltı suların monitorinqi', 'Quyuların səviyyəsi və duzluluğu.'] as const;
    const id = await stand.recommended({ ...centralAnswers, purpose: words[1] }, words[0]);
    await stand.act('approver', id, 'approve');
    expect(await meets(...words, id)).toBe(true);
    stand.test.clock.set(`${(await stand.row(id)).expiresOn}T14:00:00Z`);
    await stand.settle();
    expect(await stand.state(id)).toBe('expired');
    expect(await meets(...words, id)).toBe(false);
  });

  it('first those whose stems weigh most, not those that share the most of them', async () => {
    const add = async (title: string, purpose: string) => {
      const id = await stand.draft({ ...plainAnswers, purpose }, title, 'elsewhere');
      await stand.act('elsewhere', id, 'enter-pipeline');
      return id;
    };
    const many = await add('Kitabxana abonementi', 'Oxucu zalı.');
    const heavy = await add('Seysmoqraf', 'Avadanlıq.');
    const stems = async (id: string) =>
      (await sql<{ stems: string[] }>`select stems from plan.spend_document where request = ${id}`.execute(db()))
        .rows[0]?.stems ?? [];
    const telling = new Map([
      ...(await stems(many)).map((stem) => [stem, 0.1] as const),
      ...(await stems(heavy)).map((stem) => [stem, 0.4] as const),
    ]);
    expect((await stems(many)).length).toBeGreaterThan((await stems(heavy)).length);
    const of = { request: '00000000-0000-0000-0000-000000000000', institutions: ['aef'] };
    const [first] = await comparableDocuments(db(), of, telling, 1);
    expect(first?.request).toBe(heavy);
    expect(await comparableDocuments(db(), { ...of, institutions: ['aef', 'dsk'] }, telling, 9)).toEqual([]);
  });
});

describe('a candidate', () => {
  it('is resolved once: what a person said of it is not overwritten', async () => {
    const about = { purpose: 'Ovçuluq təsərrüfatlarının sərhədləri və kvotaları.' };
    const theirs = await stand.draft({ ...plainAnswers, ...about }, 'Ovçuluq kvotaları', 'elsewhere');
    await stand.act('elsewhere', theirs, 'enter-pipeline');
    const id = await stand.assessing({ ...centralAnswers, ...about }, 'Ovçuluq kvotalarının verilməsi');
    const [found] = await listDuplicates(db(), id);
    const resolve = (who: 'officer' | 'other', resolution: 'reuse' | 'justified') =>
      refused(
        resolveDuplicate(stand.as(who), id, { candidate: found?.id ?? '', resolution, reason: `${resolution} deyir` }),
      );
    expect(await resolve('officer', 'reuse')).toBe('done');
    expect(await resolve('other', 'justified')).toBe('plan.spending_resolved_already');
    expect(await listDuplicates(db(), id)).toMatchObject([{ resolution: 'reuse', reason: 'reuse deyir' }]);
  });
});

describe('the lot', () => {
  const answers = { ...plainAnswers, users: 'citizens', channel: 'mygov' };

  async function sent(drawn: boolean): Promise<string> {
    const title = `Bağçalara növbə ${drawn}`;
    const id = await stand.begun(
      async () => startSpending(stand.as('registrar'), { institution: 'aef', title }),
      drawn,
    );
    await saveSpending(stand.as('registrar'), id, { ...answers, title });
    await stand.act('registrar', id, 'enter-pipeline');
    // Before it is sent nothing tells.
    expect((await stand.row(id)).sampled).toBe(false);
    await stand.act('deputy', id, 'submit');
    await stand.settle();
    return id;
  }

  it('falls when the request has been sent, and sends what the institution would assure to the centre', async () => {
    expect(await stand.row(await sent(false))).toMatchObject({ sampled: false, route: 'self_assure' });
    expect(await stand.row(await sent(true))).toMatchObject({ sampled: true, route: 'central' });
  });

  it('falls on one of ten, and by the key of the installation', async () => {
    const { vahid } = stand.test;
    const ids = Array.from({ length: 4000 }, (_, at) => `id ${at}`);
    const share = ids.filter((id) => isDrawn(vahid, id)).length / ids.length;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.12);
    const other = {
      ...vahid,
      keys: { ...vahid.keys, digest: (purpose: string, value: string) => vahid.keys.digest(`${purpose}!`, value) },
    };
    expect(ids.every((id) => isDrawn(other, id) === isDrawn(vahid, id))).toBe(false);
  });
});
