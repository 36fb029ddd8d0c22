import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import type { Actor } from '../../../kernel/access.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { bakuInstant } from '../../../language/index.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { instance, notifications } from '../../process/index.ts';
import { room as process } from '../../process/module.ts';
import { assignMeasure, commentMeasure, commentsOf } from '../measures/actions.ts';
import { enterPlan, findPlans, type ItemRow, listItems, setParties } from '../measures/index.ts';
import { room as plan } from '../module.ts';
import { actOnReport, judgeEvidence, saveReport } from './actions.ts';
import { beginReport } from './beginning.ts';
import { beginDates } from './dates.ts';
import { addPiece, removePiece } from './gathering.ts';
import { openStand, person, type Stand } from './test-stand.ts';
import { reportView } from './views.ts';
import { workOf } from './work.ts';

let stand: Stand;
let other: Actor;
let helper: Actor;
beforeAll(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] }));
  other = await person(stand.test, '1DDDDD1', ['din', 'deputy_head']);
  helper = await person(stand.test, '1DDDDD2', ['din', 'officer']);
});
afterAll(() => stand.test.close());

let used = 0;
async function fresh(): Promise<ItemRow> {
  used += 1;
  const item = await stand.measure(`6.1.1.2.${used}`);
  await stand.give(item);
  return item;
}

const stateOf = async (id: string) => (await instance(stand.test.ctx(), id)).state;

/** Takes measures out of the plan, as a later edition does that leaves them out. */
async function leaveOut(...gone: readonly ItemRow[]): Promise<void> {
  await inTransaction(stand.test.ctx(), async (ctx) => {
    const row = (await findPlans(ctx.db)).find(({ code }) => code === '2026-2028');
    if (!row) throw new Error('no plan');
    const items = (await listItems(ctx.db, row.code)).filter(({ id }) => gone.every((one) => one.id !== id));
    await enterPlan(
      ctx,
      row,
      items.map(({ number, parent, kind, title, note, absolute }) => ({
        number,
        kind,
        title,
        absolute,
        parent: parent ?? undefined,
        note: note ?? undefined,
      })),
    );
  });
}

const giveTo = (item: ItemRow, executor: string, helpers: readonly string[] = []) =>
  inTransaction(stand.test.ctx(), (ctx) =>
    setParties(
      ctx,
      item,
      [
        { institution: executor, role: 'executor' },
        ...helpers.map((institution) => ({ institution, role: 'co_executor' as const })),
      ],
      { source: 'test' },
    ),
  );

describe('a measure that leaves its plan', () => {
  it('takes along what is under way of it, whatever its state; nothing climbs any more', async () => {
    const [first, second] = [await fresh(), await fresh()];
    const draft = await stand.begin(first);
    const dates = await beginDates(stand.as(stand.deputy), first.id);
    const sent = await stand.begin(second);
    await stand.fill(sent);
    await stand.act(stand.deputy, sent, 'submit');
    await leaveOut(first, second);
    expect([await stateOf(draft), await stateOf(sent), await stateOf(dates)]).toEqual([
      'dropped',
      'dropped',
      'dropped',
    ]);
    const told = (await notifications(stand.as(stand.deputy), { box: 'desk', limit: 500 })).items;
    expect(
      told.filter(({ text }) => text.az.includes(`${first.number} `) && text.az.includes('dayandırılıb')),
    ).toHaveLength(2);
    const before = stand.test.clock.now();
    stand.test.clock.set(bakuInstant('2027-03-01', '18:01').toISOString());
    await stand.settle();
    expect((await instance(stand.test.ctx(), draft)).overdue).toBe(false);
    expect(await stateOf(draft)).toBe('dropped');
    stand.test.clock.set(before.toISOString());
    await expect(beginReport(stand.as(stand.deputy), first.id)).rejects.toMatchObject({ status: 404 });
  });

  it('leaves what was accepted as it is', async () => {
    const item = await fresh();
    const id = await stand.begin(item);
    await stand.fill(id);
    await stand.act(stand.deputy, id, 'submit');
    await stand.act(stand.office, id, 'accept');
    await stand.act(stand.deputy, id, 'supplement');
    await leaveOut(item);
    expect(await stateOf(id)).toBe('accepted');
  });
});

describe('another executor', () => {
  it('reports and asks for dates at once, and the one before owes nothing', async () => {
    const item = await fresh();
    const [draft, dates] = [await stand.begin(item), await beginDates(stand.as(stand.deputy), item.id)];
    await giveTo(item, 'din');
    expect([await stateOf(draft), await stateOf(dates)]).toEqual(['dropped', 'dropped']);
    const id = await beginReport(stand.as(other), item.id);
    expect(id).not.toBe(draft);
    expect((await reportView(stand.as(other), id)).row.institution).toBe('din');
    expect((await workOf(stand.as(other))).measures.find((one) => one.id === item.id)?.report).toBe(id);
    expect(await beginDates(stand.as(other), item.id)).not.toBe(dates);
    await giveTo(item, 'aef');
    expect(await stand.begin(item)).not.toBe(draft);
    expect(await stateOf(id)).toBe('dropped');
  });

  it('finds what was submitted before judged all the same; what is returned is nobody’s any more', async () => {
    const [kept, back] = [await fresh(), await fresh()];
    const ids: string[] = [];
    for (const item of [kept, back]) {
      const id = await stand.begin(item);
      await stand.fill(id);
      await stand.act(stand.deputy, id, 'submit');
      await giveTo(item, 'din');
      ids.push(id);
    }
    const [first = '', second = ''] = ids;
    expect([await stateOf(first), await stateOf(second)]).toEqual(['submitted', 'submitted']);
    await stand.act(stand.office, first, 'accept');
    expect(await stand.state(kept)).toMatchObject({ last_report: '2026-Q4', executor: 'din' });
    await stand.act(stand.office, second, 'return', 'Sübut yoxdur.');
    expect(await stateOf(second)).toBe('dropped');
  });
});

describe('a co-executor', () => {
  it('is led to what it may read, and comments, reads and gathers evidence there; the executor alone writes and sends', async () => {
    const item = await fresh();
    await assignMeasure(stand.as(stand.office), item.id, { executor: 'aef', coExecutors: ['din'] });
    await commentMeasure(stand.as(stand.deputy), item.id, { text: 'Daxili', internal: true });
    await commentMeasure(stand.as(helper), item.id, { text: 'Köməkçidən', internal: false });
    const comments = await commentsOf(stand.as(other), item.id);
    expect(comments.map(({ institution, office, text }) => [institution, office, text].join(': ')).toSorted()).toEqual([
      'aef: deputy_head: Daxili',
      'din: officer: Köməkçidən',
    ]);
    const id = await stand.begin(item);
    await stand.fill(id);
    const piece = await stand.link(id, 'M1', helper);
    const theirs = await stand.link(id, 'M2');
    const view = await reportView(stand.as(helper), id);
    expect([view.adds, view.writable, view.inside, view.pieces.length]).toEqual([true, false, false, 2]);
    const own = (await workOf(stand.as(helper))).measures.find((one) => one.id === item.id);
    expect(own).toMatchObject({ helps: true, report: id });
    await expect(removePiece(stand.as(helper), id, theirs)).rejects.toMatchObject({ status: 403 });
    await expect(saveReport(stand.as(helper), id, { done: 'x' })).rejects.toMatchObject({ status: 403 });
    await expect(stand.act(other, id, 'submit')).rejects.toMatchObject({ status: 403 });
    await expect(beginReport(stand.as(other), item.id)).rejects.toMatchObject({ status: 403 });
    await removePiece(stand.as(helper), id, piece);
    const judging = await person(stand.test, '1DDDDD5', ['din', 'head'], ['rinn', 'project_office']);
    await expect(stand.act(judging, id, 'accept')).rejects.toMatchObject({ code: 'plan.same_institution' });
    await giveTo(item, 'aef');
    await expect(stand.link(id, 'M1', helper)).rejects.toMatchObject({ status: 403 });
    await expect(reportView(stand.as(helper), id)).rejects.toMatchObject({ status: 403 });
  });
});

describe('what is sent', () => {
  it('is what was read: a piece or a word more refuses it', async () => {
    const id = await stand.begin(await fresh());
    await stand.fill(id);
    const { version } = await reportView(stand.as(stand.deputy), id);
    const send = (seen: number) =>
      actOnReport(stand.as(stand.deputy), { id, action: 'submit', version: seen, key: `form-${seen}-of-it` });
    await addPiece(stand.as(stand.officer), id, {
      milestone: 'M1',
      name: 'Baxılmayıb',
      content: { url: 'https://aef.example/sonra' },
    });
    await expect(send(version)).rejects.toMatchObject({ status: 409 });
    expect(await stateOf(id)).toBe('draft');
    await send(version + 1);
    expect(await stateOf(id)).toBe('submitted');
  });

  it('is judged once a piece, in one sending too', async () => {
    const id = await stand.begin(await fresh());
    await stand.fill(id);
    await stand.link(id);
    await stand.act(stand.deputy, id, 'submit');
    const [piece] = (await reportView(stand.as(stand.office), id)).evidence;
    const verified = { evidence: piece?.id ?? '', verdict: 'verified' as const };
    await expect(judgeEvidence(stand.as(stand.office), id, [verified, verified])).rejects.toMatchObject({
      code: 'plan.verdict_named_twice',
    });
  });
});

describe('the desk', () => {
  it('opens to whoever holds one office that may, whatever they hold besides', async () => {
    const both = await person(stand.test, '1DDDDD3', ['din', 'approver'], ['aef', 'officer']);
    expect((await workOf(stand.as(both))).institutions).toEqual(['aef']);
    const none = await person(stand.test, '1DDDDD4', ['din', 'approver']);
    await expect(workOf(stand.as(none))).rejects.toMatchObject({ status: 403 });
  });
});
