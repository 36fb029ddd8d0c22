import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { ensurePerson, institutions } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { writeInstitutions } from '../../identity/store.ts';
import { room as process } from '../../process/module.ts';
import { findItem, setParties } from '../measures/index.ts';
import { room as plan } from '../module.ts';
import {
  addMitigation,
  answerOffer,
  assessRisk,
  closeRisk,
  openRisks,
  raiseRisk,
  riskById,
  riskSquares,
  risksOf,
  stepMitigation,
} from './actions.ts';
import { enterPlanRisks } from './store.ts';
import { levelOf } from './rules.ts';

const code = '2026-2028';
let test: TestVahid;
beforeEach(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] });
});
afterEach(() => test.close());

async function official(fin: string, institution: string, role: Role): Promise<Actor> {
  return { kind: 'person', person: await ensurePerson(test.ctx(), fin), appointments: [{ institution, role }] };
}

async function measure(): Promise<string> {
  const item = await findItem(test.vahid.db, code, '6.1.1.2.4');
  if (!item) throw new Error('no measure');
  await inTransaction(test.ctx(), (ctx) =>
    setParties(ctx, item, [{ institution: 'aef', role: 'executor' }], { source: 'test' }),
  );
  return item.id;
}

const found = { likelihood: 4, impact: 5, owner: 'RİNN', reason: 'Kadr çatışmır' };

describe('risks', () => {
  it('have a level by likelihood and impact', () => {
    expect([levelOf(1, 3), levelOf(2, 2), levelOf(2, 5), levelOf(4, 4), levelOf(4, 5), levelOf(5, 5)]).toEqual([
      'low',
      'medium',
      'high',
      'high',
      'extreme',
      'extreme',
    ]);
  });

  it('of the plan are in, with their mitigations, and nobody has assessed them', async () => {
    const risks = await openRisks(test.ctx(), code);
    expect(risks.map(({ number }) => number)).toHaveLength(8);
    expect(
      risks.every(
        ({ ofPlan, assessments, mitigations }) => ofPlan && assessments.length === 0 && mitigations.length === 1,
      ),
    ).toBe(true);
    await plan.released?.(test.ctx());
    expect(await openRisks(test.ctx(), code)).toHaveLength(8);
  });

  it('are assessed anew, and what was found before stays', async () => {
    const office = test.ctx(await official('1AAAAA1', 'rinn', 'project_office'));
    const [risk] = await openRisks(office, code);
    if (!risk) throw new Error('no risk');
    await assessRisk(office, risk.id, found);
    test.clock.advance(86_400_000);
    await assessRisk(office, risk.id, { ...found, likelihood: 2, reason: 'Kadr tapıldı' });
    expect((await riskById(office, risk.id)).assessments).toMatchObject([
      { likelihood: 2, owner: 'rinn', day: '2026-11-24' },
      { likelihood: 4, owner: 'rinn', day: '2026-11-23' },
    ]);
    expect((await openRisks(office, code))[0]?.id).toBe(risk.id);
    expect((await openRisks(office, code))[0]?.assessments).toHaveLength(1);
    expect(await riskSquares(office, code)).toContainEqual(
      expect.objectContaining({ likelihood: 2, impact: 5, count: 1, some: [expect.objectContaining({ id: risk.id })] }),
    );
    expect(await openRisks(office, code, { limit: 5, offset: 5 })).toHaveLength(3);
    await expect(assessRisk(office, risk.id, { ...found, impact: 6 })).rejects.toMatchObject({
      code: 'plan.risk_grade',
    });
    await expect(assessRisk(office, risk.id, { ...found, owner: 'yox' })).rejects.toMatchObject({
      code: 'plan.risk_owner',
    });
    await expect(assessRisk(office, risk.id, { ...found, reason: ' ' })).rejects.toMatchObject({
      code: 'plan.risk_words',
    });
    await expect(sql`delete from plan.risk_assessment`.execute(test.vahid.db)).rejects.toThrow(/permission denied/);
  });

  it('about a measure are its executor’s and the centre’s, nobody else’s', async () => {
    const item = await measure();
    const deputy = test.ctx(await official('1AAAAA2', 'aef', 'deputy_head'));
    const stranger = test.ctx(await official('1AAAAA3', 'din', 'deputy_head'));
    await expect(raiseRisk(stranger, item, 'Satınalma gecikə bilər')).rejects.toMatchObject({ status: 403 });
    const id = await raiseRisk(deputy, item, 'Satınalma gecikə bilər');
    await expect(assessRisk(stranger, id, found)).rejects.toMatchObject({ status: 403 });
    await assessRisk(deputy, id, { ...found, owner: 'aef' });
    await addMitigation(deputy, id, { title: 'Vaxtında elan', owner: 'aef', due: '2026-12-31' });
    const [mitigation] = (await riskById(deputy, id)).mitigations;
    expect(mitigation).toMatchObject({ due: '2026-12-31', doneOn: null, lastDay: '2026-11-23' });
    test.clock.advance(2 * 86_400_000);
    const step = { text: 'Elan verildi', done: true };
    await expect(stepMitigation(deputy, mitigation?.id ?? '', mitigation?.id ?? '', step)).rejects.toMatchObject({
      code: 'kernel.not_found',
    });
    await stepMitigation(deputy, id, mitigation?.id ?? '', step);
    expect((await riskById(deputy, id)).mitigations[0]).toMatchObject({
      doneOn: '2026-11-25',
      lastText: 'Elan verildi',
    });
    await expect(closeRisk(deputy, id, 'Bitdi')).rejects.toMatchObject({ status: 403 });
    const office = test.ctx(await official('1AAAAA1', 'rinn', 'project_office'));
    await closeRisk(office, id, 'Satınalma bitdi');
    await expect(assessRisk(deputy, id, found)).rejects.toMatchObject({ code: 'plan.risk_closed' });
    expect(await risksOf(office, item)).toMatchObject([{ closedOn: '2026-11-25', closing: 'Satınalma bitdi' }]);
    expect((await openRisks(office, code)).map((one) => one.id)).not.toContain(id);
  });

  it('of the plan follow the plan', async () => {
    const [risk, other] = await openRisks(test.ctx(), code);
    const set = sql`update plan.item set title = '{"az": "Yeni ad"}', note = '{"az": "Yeni tədbir"}'`;
    await sql`${set} where id = (select item from plan.risk where id = ${risk?.id})`.execute(test.vahid.db);
    await sql`update plan.item set removed_at = now()
      where id = (select item from plan.risk where id = ${other?.id})`.execute(test.vahid.db);
    await enterPlanRisks(test.vahid.db, test.vahid.now(), newId);
    expect(await riskById(test.ctx(), risk?.id ?? '')).toMatchObject({
      title: { az: 'Yeni ad' },
      mitigations: [{ title: { az: 'Yeni tədbir' } }],
    });
    expect((await openRisks(test.ctx(), code)).map(({ id }) => id)).not.toContain(other?.id);
    expect(await riskById(test.ctx(), other?.id ?? '')).toMatchObject({ dropped: true });
  });

  it('handed to another institution are theirs once they agree', async () => {
    const item = await measure();
    const deputy = test.ctx(await official('1AAAAA2', 'aef', 'deputy_head'));
    const other = test.ctx(await official('1AAAAA3', 'din', 'deputy_head'));
    const id = await raiseRisk(deputy, item, 'Satınalma gecikə bilər');
    await assessRisk(deputy, id, { ...found, owner: 'din' });
    expect(await riskById(deputy, id)).toMatchObject({ owner: 'aef', offeredTo: 'din' });
    await expect(assessRisk(other, id, found)).rejects.toMatchObject({ status: 403 });
    await expect(answerOffer(deputy, id, { agrees: true, reason: '' })).rejects.toMatchObject({ status: 403 });
    await expect(answerOffer(other, id, { agrees: false, reason: ' ' })).rejects.toMatchObject({
      code: 'plan.risk_words',
    });
    await answerOffer(other, id, { agrees: false, reason: 'Bizim işimiz deyil' });
    expect(await riskById(deputy, id)).toMatchObject({ owner: 'aef', offeredTo: null });
    await expect(answerOffer(other, id, { agrees: true, reason: '' })).rejects.toMatchObject({
      code: 'plan.risk_not_offered',
    });
    await assessRisk(deputy, id, { ...found, owner: 'din' });
    await answerOffer(other, id, { agrees: true, reason: '' });
    expect(await riskById(deputy, id)).toMatchObject({ owner: 'din', offeredTo: null });
    // Its new owner may go on with it, and so may the executor of the measure.
    await assessRisk(other, id, { ...found, owner: 'din' });
    await assessRisk(deputy, id, { ...found, owner: 'aef' });
    expect(await riskById(deputy, id)).toMatchObject({ owner: 'aef' });
  });

  it('have mitigations that can be opened again', async () => {
    const office = test.ctx(await official('1AAAAA1', 'rinn', 'project_office'));
    const [risk] = await openRisks(office, code);
    const [mitigation] = risk?.mitigations ?? [];
    const step = (text: string, done: boolean) =>
      stepMitigation(office, risk?.id ?? '', mitigation?.id ?? '', { text, done });
    await step('Bitdi', true);
    expect(await riskById(office, risk?.id ?? '')).toMatchObject({
      openMitigations: 0,
      mitigations: [{ doneOn: '2026-11-23' }],
    });
    test.clock.advance(1000);
    await step('Yenidən başlandı', false);
    expect(await riskById(office, risk?.id ?? '')).toMatchObject({
      openMitigations: 1,
      mitigations: [{ doneOn: null }],
    });
  });

  it('of an institution that went into another are its successor’s', async () => {
    const item = await measure();
    const office = test.ctx(await official('1AAAAA1', 'rinn', 'project_office'));
    const id = await raiseRisk(office, item, 'Satınalma gecikə bilər');
    const name = { az: 'Köhnə', en: 'Old', ru: 'Старое' };
    const old = { code: 'old', kind: 'agency', name, acronym: name, successor: 'din', closedOn: '2026-11-01' } as const;
    await writeInstitutions(test.vahid.db, [...(await institutions(office)), old]);
    await sql`update plan.risk set owner = 'old' where id = ${id}`.execute(test.vahid.db);
    const heir = test.ctx(await official('1AAAAA3', 'din', 'deputy_head'));
    await assessRisk(heir, id, { ...found, owner: 'din' });
    expect(await riskById(heir, id)).toMatchObject({ owner: 'din', offeredTo: null });
  });
});
