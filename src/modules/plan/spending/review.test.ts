import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { institutions } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { writeInstitutions } from '../../identity/store.ts';
import { instance, journal } from '../../process/index.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import { setCondition, showEvidence, verifyCondition } from './actions/conditions.ts';
import { updateDelivery } from './actions/delivery.ts';
import { proposeWaiverOf } from './actions/reviewing.ts';
import { scanRequest } from './actions/scanning.ts';
import { recordFor } from './lookup.ts';
import { deskBoard, deskRequest, spendingDiscipline } from './reading.ts';
import { listConditions } from './store/conditions.ts';
import { listDuplicates } from './store/duplicates.ts';
import { centralAnswers, openStand, plainAnswers, type Stand } from './test-stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] }));
});
afterAll(() => stand.test.close());

const day = 86_400_000;
const refused = (tried: Promise<unknown>) =>
  tried.then(
    () => 'done',
    ({ code }: { code: string }) => code,
  );
const db = () => stand.test.vahid.db;

describe('a reviewer', () => {
  it('takes a request up by name, and asks and recommends until another takes it over', async () => {
    const id = await stand.assessing(centralAnswers, 'Sellərin proqnozu');
    expect((await instance(stand.test.ctx(), id)).assignee).toBe(stand.people.officer.person);
    expect((await deskRequest(stand.as('approver'), id)).reviewer).toBe(stand.people.officer.name);
    for (const action of ['ask', 'recommend', 'advise-against'])
      expect(await refused(stand.act('other', id, action))).toBe('process.condition_not_met');
    expect(await refused(stand.act('officer', id, 'take-over'))).toBe('process.condition_not_met');
    expect(await refused(stand.act('turncoat', id, 'take-over'))).toBe('plan.spending_own_writing');
    await stand.act('other', id, 'take-over');
    expect((await deskRequest(stand.as('approver'), id)).reviewer).toBe(stand.people.other.name);
    expect(await refused(stand.act('officer', id, 'recommend'))).toBe('process.condition_not_met');
    await stand.act('other', id, 'recommend');
    const taken = (await journal(stand.test.ctx(), id)).map(({ action }) => action);
    expect(taken.filter((action) => action === 'assign')).toHaveLength(2);
  });

  it('does not stop the clock by taking it over', async () => {
    const id = await stand.assessing(centralAnswers, 'Dolunun qarşısı');
    const before = await instance(stand.test.ctx(), id);
    stand.test.clock.advance(5 * day);
    await stand.act('other', id, 'take-over');
    expect((await instance(stand.test.ctx(), id)).due_at).toEqual(before.due_at);
  });
});

describe('times to a decision', () => {
  it('are told by who asked, and by who decided in what office', async () => {
    const before = await spendingDiscipline(stand.test.ctx());
    const id = await stand.recommended(centralAnswers, 'Meşə yanğınlarının xəritəsi');
    await stand.act('approver', id, 'approve');
    const own = await stand.triaged({ ...plainAnswers, users: 'citizens', channel: 'mygov' }, 'Balıqçı biletləri');
    await stand.act('head', own, 'assure');
    const { times } = await spendingDiscipline(stand.test.ctx());
    expect(before.times).toEqual({ institutions: [], offices: [] });
    expect(times.institutions).toMatchObject([{ institution: 'aef', decisions: 2 }]);
    expect(times.offices).toMatchObject([
      { office: 'aef', actedAs: 'owner_head', decisions: 1 },
      { office: 'rinn', actedAs: 'approver', decisions: 1 },
    ]);
  });
});

describe('a condition that another institution owes', () => {
  it('is found, shown and explained by that institution, which may do nothing else', async () => {
    const id = await stand.recommended(centralAnswers, 'Sahil zolağının planı');
    const whole = { evidence: 'document', due: '2027-06-01', gate: 'commit', blocking: true } as const;
    await setCondition(stand.as('approver'), id, { ...whole, text: 'Sərhəd sənədi', owner: 'dsk' });
    await setCondition(stand.as('approver'), id, { ...whole, text: 'Smeta', owner: 'aef' });
    await stand.act('approver', id, 'approve-with-conditions');
    const [theirs, own] = await listConditions(db(), id);
    if (!theirs || !own) throw new Error('no conditions');
    const elsewhere = stand.as('elsewhere');
    expect((await deskBoard(elsewhere, {})).lines.map((line) => line.id)).toContain(id);
    const view = await deskRequest(elsewhere, id);
    expect(view.showable).toEqual([theirs.id]);
    expect(view.actions).toEqual([]);
    expect(Object.values(view.may)).not.toContain(true);
    expect(await refused(showEvidence(elsewhere, id, own.id, 'Bizim sənəd'))).toBe('kernel.not_allowed');
    await showEvidence(elsewhere, id, theirs.id, 'Sərhəd sənədi 5');
    expect((await deskRequest(stand.as('registrar'), id)).showable).toEqual([theirs.id, own.id]);
    await verifyCondition(stand.as('officer'), id, theirs.id);
    expect((await listConditions(db(), id))[0]).toMatchObject({
      shown: 'Sərhəd sənədi 5',
      verifiedAt: expect.any(Date),
    });
  });

  it('is nobody’s to see before it is owed', async () => {
    const id = await stand.recommended(centralAnswers, 'Liman suları');
    await setCondition(stand.as('approver'), id, { text: 'Sənəd', owner: 'dsk', blocking: true });
    expect(await refused(deskRequest(stand.as('elsewhere'), id))).toBe('kernel.not_allowed');
  });
});

describe('an institution that went into another', () => {
  /** Asked for by an institution that has since gone into `aef`. */
  async function inherited(title: string, purpose: string): Promise<string> {
    const name = { az: 'Köhnə', en: 'Old', ru: 'Старое' };
    const old = { code: 'old', kind: 'agency', name, acronym: name, successor: 'aef', closedOn: '2026-11-01' } as const;
    const others = (await institutions(stand.test.ctx())).filter(({ code }) => code !== old.code);
    await writeInstitutions(db(), [...others, old]);
    const id = await stand.draft({ ...centralAnswers, purpose }, title);
    await sql`update plan.spend_request set institution = 'old', writers = '{}' where id = ${id}`.execute(db());
    await sql`update process.instance set owner_institution = 'old' where id = ${id}`.execute(db());
    return id;
  }

  it('is its successor: nobody of it judges, and its words are no duplicate', async () => {
    const words = ['Suvarma kanallarının pasportu', 'Kanalların uzunluğu və vəziyyəti.'] as const;
    const id = await inherited(...words);
    await stand.act('registrar', id, 'enter-pipeline');
    await stand.act('deputy', id, 'submit');
    await stand.settle();
    const turncoat = stand.as('turncoat');
    await sql`update plan.spend_request set writers = '{}' where id = ${id}`.execute(db());
    expect(await refused(stand.act('turncoat', id, 'take-up'))).toBe('plan.spending_own_writing');
    expect(await refused(proposeWaiverOf(turncoat, id, { rule: 'exit', why: 'Belədir' }))).toBe(
      'plan.spending_own_writing',
    );
    const own = await stand.triaged({ ...plainAnswers, purpose: words[1] }, words[0]);
    await scanRequest(stand.test.ctx(), await stand.row(own));
    expect(await listDuplicates(db(), own)).toEqual([]);
    expect((await listDuplicates(db(), id)).map(({ other }) => other)).not.toContain(own);
  });

  it('hands on what it has earned and lost', async () => {
    const id = await inherited('Nasosların pasportu', 'Nasosların gücü.');
    const before = await recordFor(stand.test.ctx(), 'aef');
    await stand.act('registrar', id, 'enter-pipeline');
    await stand.act('deputy', id, 'submit');
    await stand.settle();
    await stand.act('officer', id, 'take-up');
    await stand.act('officer', id, 'recommend');
    await stand.act('approver', id, 'approve');
    await updateDelivery(stand.as('registrar'), id, { committed: '50000', contract: 'M-9' });
    await stand.act('registrar', id, 'commit');
    await stand.act('registrar', id, 'begin-delivery');
    await stand.act('registrar', id, 'finish');
    await stand.act('registrar', id, 'deliver');
    const after = await recordFor(stand.test.ctx(), 'aef');
    expect([after.ended - before.ended, after.kept - before.kept]).toEqual([1, 1]);
    const { records } = await spendingDiscipline(stand.test.ctx());
    expect(records.map(({ institution }) => institution)).toEqual(['aef']);
  });
});
