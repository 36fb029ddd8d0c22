import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import { updateDelivery } from './actions/delivery.ts';
import { nameCabinetAct } from './actions/reviewing.ts';
import { listDecisions, listOutcomes } from './store/decisions.ts';
import { centralAnswers, openStand, type Stand } from './test-stand.ts';

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

/** Approved at 50000.50 until 2027-10-01 and contracted. */
async function committed(title: string): Promise<string> {
  const id = await stand.recommended(centralAnswers, title);
  await stand.act('approver', id, 'approve');
  await updateDelivery(stand.as('registrar'), id, { committed: '50000', contract: 'M-1', supplier: 'Arı MMC' });
  await stand.act('registrar', id, 'commit');
  return id;
}

async function delivering(title: string): Promise<string> {
  const id = await committed(title);
  await stand.act('registrar', id, 'begin-delivery');
  return id;
}

/** Another official gives an opinion on the change, and the approver accepts it. */
async function accept(id: string): Promise<void> {
  await stand.act('officer', id, 'assess-change');
  await stand.act('approver', id, 'accept-change', 'Qiymətlər artıb.');
}

describe('what changes before delivery begins', () => {
  it.each([
    ['another scope', { scopeChanged: true }, ['scope']],
    ['another hosting', { hostingChanged: true }, ['hosting']],
    ['another supplier', { supplier: 'Bal MMC' }, ['supplier']],
  ])('%s is decided once it does, whatever is saved in between', async (name, facts, deviation) => {
    const id = await committed(`Bataqlıqların ölçülməsi: ${name}`);
    await updateDelivery(stand.as('registrar'), id, facts);
    expect(await stand.row(id)).toMatchObject({ state: 'committed', deviation });
    await updateDelivery(stand.as('registrar'), id, { contract: 'M-1/2' });
    await stand.act('registrar', id, 'begin-delivery');
    expect(await stand.row(id)).toMatchObject({ state: 'change_request', deviation });
  });

  it('is none when it is taken back', async () => {
    const id = await committed('Qumsallıqların ölçülməsi');
    await updateDelivery(stand.as('registrar'), id, { scopeChanged: true, supplier: 'Bal MMC', forecast: '90000' });
    expect((await stand.row(id)).deviation).toEqual(['cost', 'supplier', 'scope']);
    await updateDelivery(stand.as('registrar'), id, { scopeChanged: false, supplier: 'Arı MMC', forecast: '50000' });
    await stand.act('registrar', id, 'begin-delivery');
    expect(await stand.row(id)).toMatchObject({ state: 'delivering', deviation: [] });
  });
});

describe('a change', () => {
  it('that is accepted is approved as it was contracted, and is not asked for again', async () => {
    const id = await delivering('Dənizin dərinliyi');
    await updateDelivery(stand.as('registrar'), id, { committed: '60000', endsOn: '2028-05-01' });
    expect((await stand.row(id)).deviation).toEqual(['cost', 'time']);
    await accept(id);
    expect(await stand.row(id)).toMatchObject({ state: 'delivering', approved: '60000', approvedEnd: '2028-05-01' });
    expect(await listDecisions(db(), id)).toMatchObject([{ amount: '50000.50' }, { amount: '60000' }]);
    await updateDelivery(stand.as('registrar'), id, { budgetLine: '2.1' });
    expect(await stand.row(id)).toMatchObject({ state: 'delivering', deviation: [] });
  });

  it('waits for an opinion, and is not decided by who gave it', async () => {
    const id = await delivering('Torpağın sürüşməsi');
    await stand.act('registrar', id, 'request-change', 'Həcm artır.');
    expect(await refused(stand.act('approver', id, 'accept-change'))).toBe('process.not_from_here');
    expect(await refused(stand.act('turncoat', id, 'assess-change'))).toBe('plan.spending_own_writing');
    await stand.act('other', id, 'assess-change', 'Əsaslıdır.');
    expect(await refused(stand.act('other', id, 'accept-change'))).toBe('process.four_eyes');
    await stand.act('approver', id, 'accept-change');
    expect((await listDecisions(db(), id)).at(-1)).toMatchObject({ verdict: 'change_accepted', days: 0, inTime: true });
  });

  it('that comes to the Cabinet’s amount does not pass it by', async () => {
    const id = await delivering('Gəmilərin izlənməsi');
    expect((await stand.row(id)).route).toBe('central');
    await updateDelivery(stand.as('registrar'), id, { forecast: '20000000' });
    expect(await stand.row(id)).toMatchObject({ state: 'change_request', route: 'cabinet' });
    await stand.act('officer', id, 'assess-change');
    expect(await refused(stand.act('approver', id, 'accept-change'))).toBe('process.condition_not_met');
    await nameCabinetAct(stand.as('officer'), id, '17 saylı qərar');
    await stand.act('approver', id, 'accept-change');
    expect(await stand.row(id)).toMatchObject({ state: 'delivering', approved: '20000000' });
  });

  it('that is refused is asked for again when delivery begins with it', async () => {
    const id = await delivering('Suyun codluğu');
    await updateDelivery(stand.as('registrar'), id, { hostingChanged: true });
    await stand.act('officer', id, 'assess-change');
    await stand.act('approver', id, 'refuse-change');
    expect(await stand.row(id)).toMatchObject({ state: 'suspended', deviation: ['hosting'] });
    await stand.act('approver', id, 'resume');
    await stand.act('registrar', id, 'begin-delivery');
    expect(await stand.state(id)).toBe('change_request');
  });

  it('counts in the record of its institution, though it was accepted: what was promised first is kept or not', async () => {
    const id = await delivering('Qarın hündürlüyü');
    await updateDelivery(stand.as('registrar'), id, { forecast: '100001', endsOn: '2029-01-01' });
    await accept(id);
    const outcomes = await listOutcomes(db(), ['aef']);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ approved: '50000.50', forecast: '100001', approvedEnd: '2027-10-01' }),
    );
  });
});
