import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { receiveFile } from '../../../kernel/file.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { bakuInstant } from '../../../language/index.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { notifications } from '../../process/index.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import { actOnReport, judgeEvidence, saveReport } from './actions.ts';
import { addPiece, removePiece } from './gathering.ts';
import { evidenceOf, reportsOf } from './public.ts';
import { openStand, person, type Stand } from './test-stand.ts';
import { reportView } from './views.ts';

let stand: Stand;
const open = async () =>
  void (stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] })));
const close = () => stand.test.close();

/** Messages to the offices of somebody, about what has this in its number. */
const toldTo = async (actor: Parameters<Stand['as']>[0], about: string) =>
  (await notifications(stand.as(actor), { box: 'desk', limit: 500 })).items
    .map(({ text }) => text.az)
    .filter((text) => text.includes(about))
    .toReversed();

const history = async (item: string) =>
  (
    await sql<{ what: string }>`select what from plan.change where item = ${item}`.execute(stand.test.vahid.db)
  ).rows.map(({ what }) => what);

let used = 0;
/** A measure of its own, carried out by AEF. */
async function fresh() {
  used += 1;
  const item = await stand.measure(`6.1.1.2.${used}`);
  await stand.give(item);
  return item;
}

/** A report with one link, submitted; answers its id and that of the evidence. */
async function submitted(milestone = 'M1') {
  const item = await fresh();
  const id = await stand.begin(item);
  await stand.fill(id);
  await stand.link(id, milestone);
  await stand.act(stand.deputy, id, 'submit');
  const [piece] = (await reportView(stand.as(stand.office), id)).evidence;
  return { item, id, piece: piece?.id ?? '' };
}

const verify = (id: string, evidence: string, by = stand.office) =>
  judgeEvidence(stand.as(by), id, [{ evidence, verdict: 'verified' }]);

describe('a report', () => {
  beforeAll(open);
  afterAll(close);

  it('is written by an officer, submitted by the deputy head, verified and accepted by the project office', async () => {
    const { item, id, piece } = await submitted();
    expect(await stand.state(item)).toMatchObject({ state: 'late', self_rating: 'on_track', waits_for: 'verify' });
    expect(await toldTo(stand.office, item.number)).toEqual([
      `${item.number} 2026-Q4: hesabat göndərilib. 07.12.2026 tarixinədək yoxlayın.`,
    ]);
    await expect(stand.act(stand.office, id, 'accept')).rejects.toMatchObject({ code: 'process.condition_not_met' });
    await verify(id, piece);
    expect(await evidenceOf(stand.test.ctx(), item.id)).toMatchObject([
      { name: 'Layihənin mətni', address: 'https://aef.example/layihe', submittedBy: 'aef', verifiedBy: 'rinn' },
    ]);
    expect(await reportsOf(stand.test.ctx(), item.id)).toEqual([]);
    await stand.act(stand.office, id, 'accept');
    expect(await stand.state(item)).toMatchObject({ state: 'on_track', progress: '0.3333', last_report: '2026-Q4' });
    const [report] = await reportsOf(stand.test.ctx(), item.id);
    expect(report).toMatchObject({ period: '2026-Q4', institution: 'aef', acceptedBy: 'rinn' });
    expect(report?.content).toEqual({ done: 'Layihə yazıldı.', next: 'Razılaşma.', selfRating: 'on_track' });
    expect(JSON.stringify(report)).not.toContain(stand.deputy.person);
    expect(await toldTo(stand.deputy, item.number)).toEqual([`${item.number} 2026-Q4: hesabat qəbul edilib.`]);
    const told = await history(item.id);
    expect(told).toEqual(expect.arrayContaining(['report_submitted', 'evidence_verified', 'report_accepted']));
    expect(told).not.toContain('report_begun');
  });

  it('with a rejected piece may be accepted, and the measure stays late', async () => {
    const { item, id, piece } = await submitted();
    const rejects = (reason: string) =>
      judgeEvidence(stand.as(stand.office), id, [{ evidence: piece, verdict: 'rejected', reason }]);
    await expect(rejects(' ')).rejects.toMatchObject({ code: 'plan.reason_needed' });
    await rejects('Mətn imzalanmayıb.');
    await expect(verify(id, piece)).rejects.toMatchObject({ code: 'plan.judged_already' });
    await stand.act(stand.office, id, 'accept');
    expect(await stand.state(item)).toMatchObject({ state: 'late', progress: '0.0000', last_report: '2026-Q4' });
    expect(await evidenceOf(stand.test.ctx(), item.id)).toEqual([]);
    expect(await toldTo(stand.deputy, item.number)).toEqual([
      `${item.number} 2026-Q4: hesabat qəbul edilib. Qəbul edilməyən sübut: 1.`,
    ]);
  });

  it('that is returned counts as not submitted, keeps what was written and comes back', async () => {
    const { item, id, piece } = await submitted();
    await expect(stand.act(stand.office, id, 'return', '')).rejects.toMatchObject({ code: 'process.note_needed' });
    await stand.act(stand.office, id, 'return', 'Sübut çatmır.');
    expect(await stand.state(item)).toMatchObject({ last_report: null, self_rating: null });
    const view = await reportView(stand.as(stand.deputy), id);
    expect(view).toMatchObject({ content: { done: 'Layihə yazıldı.' }, writable: true });
    expect(view.journal.at(-1)?.note).toMatchObject({ value: 'Sübut çatmır.' });
    await saveReport(stand.as(stand.officer), id, { obstacles: 'Yoxdur.' });
    await stand.link(id, 'M1');
    await stand.act(stand.deputy, id, 'answer');
    const again = await reportView(stand.as(stand.second), id);
    expect(again.submissions.map(({ number, outcome }) => [number, outcome])).toEqual([
      [2, null],
      [1, 'returned'],
    ]);
    expect(again.content).toMatchObject({ done: 'Layihə yazıldı.', obstacles: 'Yoxdur.' });
    expect(again.evidence.map(({ verdict }) => verdict)).toEqual([null, null]);
    await verify(id, piece);
    await expect(stand.act(stand.second, id, 'accept')).rejects.toMatchObject({ code: 'process.condition_not_met' });
  });

  it('that was accepted may be supplemented; until that is accepted the first stands', async () => {
    const { item, id, piece } = await submitted();
    await verify(id, piece);
    await stand.act(stand.office, id, 'accept');
    await stand.act(stand.deputy, id, 'supplement');
    await saveReport(stand.as(stand.officer), id, { done: 'Təsdiq də edildi.', selfRating: 'done' });
    await stand.link(id, 'M2');
    expect((await reportsOf(stand.test.ctx(), item.id))[0]?.content.done).toBe('Layihə yazıldı.');
    await stand.act(stand.deputy, id, 'submit');
    expect(await stand.state(item)).toMatchObject({ self_rating: 'done', waits_for: 'verify' });
    await stand.act(stand.office, id, 'return', 'Qərarın nömrəsi yoxdur.');
    expect(await stand.state(item)).toMatchObject({ self_rating: 'on_track', last_report: '2026-Q4' });
    expect((await reportsOf(stand.test.ctx(), item.id))[0]?.content.done).toBe('Layihə yazıldı.');
  });

  it('is submitted whole, and by the deputy head alone', async () => {
    const item = await fresh();
    const id = await stand.begin(item);
    expect(await stand.begin(item)).toBe(id);
    await saveReport(stand.as(stand.officer), id, { done: 'Yarım' });
    const refused = await stand.act(stand.deputy, id, 'submit').catch((error) => error);
    expect(refused).toMatchObject({ code: 'plan.incomplete' });
    expect(refused.problems.map(({ name }: { name: string }) => name)).toEqual(['next', 'selfRating']);
    expect((await reportView(stand.as(stand.officer), id)).content.done).toBe('Yarım');
    await stand.fill(id);
    await expect(stand.act(stand.officer, id, 'submit')).rejects.toMatchObject({ status: 403 });
    await expect(saveReport(stand.as(stand.office), id, { done: 'x' })).rejects.toMatchObject({ status: 403 });
    await stand.act(stand.deputy, id, 'submit');
    await expect(saveReport(stand.as(stand.officer), id, { done: 'x' })).rejects.toMatchObject({
      code: 'plan.not_open_for_writing',
    });
  });

  it('is submitted once, however often the form is sent', async () => {
    const item = await fresh();
    const id = await stand.begin(item);
    await stand.fill(id);
    await stand.link(id);
    const { version } = await reportView(stand.as(stand.deputy), id);
    const once = { id, action: 'submit', version, key: 'one-form' };
    const both = await Promise.all([1, 2].map(() => actOnReport(stand.as(stand.deputy), once)));
    expect(both[0]).toEqual(both[1]);
    const view = await reportView(stand.as(stand.office), id);
    expect([view.submissions.length, view.evidence.length, view.pieces.length]).toEqual([1, 1, 0]);
  });
});

describe('nobody judges', () => {
  beforeAll(open);
  afterAll(close);

  it('what they wrote, submitted or gave evidence for, nor a report of an institution they hold an office in', async () => {
    const item = await fresh();
    const id = await stand.begin(item);
    const writer = await person(stand.test, '1BBBBB1', ['aef', 'officer'], ['rinn', 'project_office']);
    const giver = await person(stand.test, '1BBBBB2', ['aef', 'registrar'], ['rinn', 'project_office']);
    const holder = await person(stand.test, '1BBBBB3', ['aef', 'head'], ['rinn', 'project_office']);
    await stand.fill(id);
    await saveReport(stand.as(writer), id, { obstacles: 'Var.' });
    await stand.link(id, 'M1', giver);
    await stand.act(stand.deputy, id, 'submit');
    const [piece] = (await reportView(stand.as(stand.office), id)).evidence;
    // They left the institution since; what they wrote remains theirs.
    const left = (actor: typeof writer) => ({
      ...actor,
      appointments: [{ institution: 'rinn', role: 'project_office' as const }],
    });
    for (const actor of [writer, giver, left(writer), left(giver)]) {
      await expect(verify(id, piece?.id ?? '', actor)).rejects.toMatchObject({ code: 'plan.own_writing' });
      await expect(stand.act(actor, id, 'return')).rejects.toMatchObject({ code: 'plan.own_writing' });
      expect((await reportView(stand.as(actor), id)).judges).toBe(false);
    }
    await expect(verify(id, piece?.id ?? '', holder)).rejects.toMatchObject({ code: 'plan.same_institution' });
    await expect(stand.act(holder, id, 'accept')).rejects.toMatchObject({ code: 'plan.same_institution' });
    await verify(id, piece?.id ?? '', stand.second);
    const both = { ...stand.deputy, appointments: [{ institution: 'rinn', role: 'project_office' as const }] };
    await expect(stand.act(both, id, 'accept')).rejects.toMatchObject({ code: 'plan.own_writing' });
    await stand.act(stand.second, id, 'accept');
  });
});

describe('evidence', () => {
  beforeAll(open);
  afterAll(close);

  it('is an address that a browser may be sent to, about a step or result of the measure', async () => {
    const item = await fresh();
    const id = await stand.begin(item);
    const add = (url: string, given: object = { milestone: 'M1' }) =>
      addPiece(stand.as(stand.officer), id, { name: 'Sübut', content: { url }, ...given });
    for (const url of [
      'javascript:alert(1)',
      'ftp://aef.example/a',
      'aef.example',
      'https://a b',
      'https://u:p@aef.example/',
    ])
      await expect(add(url)).rejects.toMatchObject({ code: 'plan.link_wrong' });
    for (const about of [{}, { milestone: 'M9' }, { milestone: 'D1' }])
      await expect(add('https://aef.example', about)).rejects.toMatchObject({ code: 'plan.evidence_about_needed' });
    const piece = await add('https://aef.example/qerar?n=1', { deliverable: 'D1' });
    await removePiece(stand.as(stand.officer), id, piece);
    expect((await reportView(stand.as(stand.officer), id)).pieces).toEqual([]);
  });

  it('is seen by the centre only once it is submitted', async () => {
    const item = await fresh();
    const id = await stand.begin(item);
    await stand.fill(id);
    await stand.link(id);
    const seen = await reportView(stand.as(stand.office), id);
    expect([seen.pieces, seen.evidence, seen.content]).toEqual([[], [], {}]);
  });

  it('may be a file with its digest; one that is internal is public only as being there', async () => {
    const item = await fresh();
    const id = await stand.begin(item);
    await stand.fill(id);
    const file = await receiveFile(stand.test.vahid, bytes('Qaydaların mətni'));
    const { sha256 } = file;
    await addPiece(stand.as(stand.officer), id, {
      milestone: 'M1',
      deliverable: 'D1',
      name: 'qaydalar.txt',
      internal: true,
      content: { file },
    });
    await stand.act(stand.deputy, id, 'submit');
    const [piece] = (await reportView(stand.as(stand.office), id)).evidence;
    await verify(id, piece?.id ?? '');
    expect(await evidenceOf(stand.test.ctx(), item.id)).toMatchObject([
      { kind: 'file', digest: sha256, internal: true, name: null, address: null },
    ]);
    expect(await stand.state(item)).toMatchObject({ state: 'done' });
  });

  it('that was submitted, judged or said can be changed by nobody', async () => {
    const { id, piece } = await submitted();
    await verify(id, piece);
    const changes = { evidence: 'name', verdict: 'reason', submission: 'at', judgement: 'outcome' };
    for (const [name, column] of Object.entries(changes)) {
      const [table, field] = [sql.table(`plan.${name}`), sql.ref(column)];
      for (const change of [sql`delete from ${table}`, sql`update ${table} set ${field} = ${field}`])
        await expect(change.execute(stand.test.vahid.db)).rejects.toThrow('permission denied');
    }
  });
});

async function* bytes(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

describe('an owed report', () => {
  beforeEach(open);
  afterEach(close);

  it('is opened once for every measure that ran in all of a period, after its end', async () => {
    const ran = await stand.measure('6.1.1.2.4');
    const late = await stand.measure('6.1.1.2.6');
    const free = await stand.measure('6.1.1.2.7');
    await stand.give(ran);
    await stand.give(late, { starts: '2026-12-01' });
    await stand.give(free, null);
    const begun = await stand.begin(await gave('6.1.1.2.5'));
    await stand.settle();
    const reports = async () =>
      (
        await sql<{ item: string; period: string; owed: boolean; count: number }>`select i.number as item, period,
          owed_at is not null as owed from plan.report r join plan.item i on i.id = r.item order by 1, 2`.execute(
          stand.test.vahid.db,
        )
      ).rows.map(({ item, period, owed }) => [item, period, owed]);
    const before = [
      ['6.1.1.2.4', '2026-Q3', true],
      ['6.1.1.2.5', '2026-Q3', true],
      ['6.1.1.2.5', '2026-Q4', false],
    ];
    expect(await reports()).toEqual(before);
    stand.test.clock.set('2026-12-31T19:59:00Z');
    await stand.settle();
    expect(await reports()).toEqual(before);
    for (const moment of ['2026-12-31T20:21:00Z', '2026-12-31T20:22:00Z', '2027-01-01T20:22:00Z']) {
      stand.test.clock.set(moment);
      await stand.settle();
    }
    expect(await reports()).toEqual([
      ['6.1.1.2.4', '2026-Q3', true],
      ['6.1.1.2.4', '2026-Q4', true],
      ['6.1.1.2.5', '2026-Q3', true],
      ['6.1.1.2.5', '2026-Q4', true],
    ]);
    const view = await reportView(stand.as(stand.deputy), begun);
    expect([view.of.state, view.clock?.workingDays]).toEqual(['owed', 10]);
    // Holidays to 4 January, then ten working days.
    expect(await toldTo(stand.deputy, '2026-Q4')).toContainEqual(
      '6.1.1.2.5 2026-Q4: hesabat dövrü bitib. Hesabatı 18.01.2027 tarixinədək göndərin.',
    );
  });

  it('is another executor’s where the one before had only begun it', async () => {
    const item = await gave('6.1.1.2.4');
    const draft = await stand.begin(item);
    await stand.give(item, {}, 'din');
    await runTo('2027-01-02 00:30');
    const { rows } = await sql`select institution, owed_at is not null as owed from plan.report
      where item = ${item.id} and period = '2026-Q4' and dropped_at is null`.execute(stand.test.vahid.db);
    expect(rows).toEqual([{ institution: 'din', owed: true }]);
    expect((await reportView(stand.as(stand.deputy), draft)).of.state).toBe('dropped');
  });

  const gave = async (number: string) => {
    const item = await stand.measure(number);
    await stand.give(item);
    return item;
  };

  it('reminds, climbs to the head and then to the centre, and falls silent when it is submitted', async () => {
    stand.test.clock.set('2027-01-04T05:00:00Z');
    const item = await gave('6.1.1.2.4');
    await runTo('2027-01-05 00:30');
    const { rows } = await sql<{ id: string }>`select id from plan.report where item = ${item.id}`.execute(
      stand.test.vahid.db,
    );
    const id = rows[0]?.id ?? '';
    const { due } = (await reportView(stand.as(stand.deputy), id)).clock ?? {};
    expect(due).toEqual(bakuInstant('2027-01-19', '18:00'));
    await runTo('2027-01-12 09:01', '2027-01-15 09:01', '2027-01-19 17:59');
    const about = (list: readonly string[]) => list.length;
    // That it is owed, and two reminders.
    expect([about(await toldTo(stand.deputy, '2026-Q4')), about(await toldTo(stand.head, '2026-Q4'))]).toEqual([3, 0]);
    await runTo('2027-01-19 18:01');
    expect([about(await toldTo(stand.deputy, '2026-Q4')), about(await toldTo(stand.head, '2026-Q4'))]).toEqual([4, 0]);
    await runTo('2027-01-25 18:01');
    expect([about(await toldTo(stand.head, '2026-Q4')), about(await toldTo(stand.office, '2026-Q4'))]).toEqual([1, 0]);
    await runTo('2027-01-27 18:01');
    expect(about(await toldTo(stand.office, '2026-Q4'))).toBe(1);
    await stand.fill(id);
    await stand.act(stand.deputy, id, 'submit');
    const told = [await toldTo(stand.deputy, '2026-Q4'), await toldTo(stand.head, '2026-Q4')].map(about);
    await runTo('2027-02-26 18:01');
    expect([await toldTo(stand.deputy, '2026-Q4'), await toldTo(stand.head, '2026-Q4')].map(about)).toEqual(told);
    // And nothing was accepted by silence.
    expect((await reportView(stand.as(stand.office), id)).of.state).toBe('submitted');
  });

  it('stops before the head where the deputy head submits after the first delay', async () => {
    stand.test.clock.set('2027-01-04T05:00:00Z');
    const item = await gave('6.1.1.2.4');
    await runTo('2027-01-05 00:30', '2027-01-19 18:01');
    const { rows } = await sql<{ id: string }>`select id from plan.report where item = ${item.id}`.execute(
      stand.test.vahid.db,
    );
    await stand.fill(rows[0]?.id ?? '');
    await stand.act(stand.deputy, rows[0]?.id ?? '', 'submit');
    await runTo('2027-02-01 18:01');
    expect(await toldTo(stand.head, '2026-Q4')).toEqual([]);
  });
});

/** Turns the clock to these moments in Baku, one after another, and lets what is due then run. */
async function runTo(...moments: readonly string[]): Promise<void> {
  for (const moment of moments) {
    const [day = '', time = ''] = moment.split(' ');
    stand.test.clock.set(bakuInstant(day, time).toISOString());
    await stand.settle();
  }
}
