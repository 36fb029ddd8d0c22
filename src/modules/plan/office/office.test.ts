import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { ensurePerson } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { findItem, setParties, setResponsible, setSchedule } from '../measures/index.ts';
import { room as plan } from '../module.ts';
import { assessCompetence, boardOf, competenceOf, competences, recordTraining } from './actions.ts';

let test: TestVahid;
beforeEach(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] });
});
afterEach(() => test.close());

async function official(fin: string, institution: string, role: Role): Promise<Actor> {
  return { kind: 'person', person: await ensurePerson(test.ctx(), fin), appointments: [{ institution, role }] };
}

async function responsible(institution: string): Promise<string> {
  const given = {
    institution,
    name: `${institution} məsulu`,
    post: { az: 'Müavin' },
    from_day: '2026-03-01',
    act: null,
  };
  await inTransaction(test.ctx(), (ctx) => setResponsible(ctx, given, { source: 'test' }));
  const { rows } = await sql<{
    id: string;
  }>`select id from plan.responsible where institution = ${institution} and to_day is null`.execute(test.vahid.db);
  return rows[0]?.id ?? '';
}

describe('the board of the project office', () => {
  it('shows the late first, why, and who acts next', async () => {
    const item = await findItem(test.vahid.db, '2026-2028', '6.1.5.2.4');
    if (!item) throw new Error('no measure');
    const milestones = [{ code: 'M1', title: { az: 'Mərhələ' }, weight: '1', due: '2026-11-20' }];
    await inTransaction(test.ctx(), async (ctx) => {
      await setParties(ctx, item, [{ institution: 'aef', role: 'executor' }], { source: 'test' });
      await setSchedule(ctx, item, { deliverables: [], milestones }, { reason: 'İlk', source: 'test' });
    });
    await responsible('aef');
    const office = test.ctx(await official('1AAAAA1', 'rinn', 'project_office'));
    const board = await boardOf(office, { page: 1 });
    expect(board.total).toBe(55);
    expect(board.items[0]).toMatchObject({
      number: '6.1.5.2.4',
      state: 'late',
      executor: 'aef',
      responsible: 'aef məsulu',
      waitsFor: 'carry_out',
      reasons: [{ code: 'milestone_late', milestone: 'M1', days: 3 }, { code: 'measure_late' }],
    });
    expect(board.counts.get('no_executor')).toBe(54);
    const own = await boardOf(office, { page: 1, institution: 'aef' });
    expect(own.total).toBe(1);
    expect([...own.counts]).toEqual([['late', 1]]);
    expect((await boardOf(office, { page: 1, plan: '2026-2028' })).total).toBe(55);
    expect(await boardOf(office, { page: 1, plan: 'roadmap' })).toMatchObject({ total: 0, counts: new Map() });
    expect((await boardOf(office, { page: 2, state: 'no_executor' })).items).toHaveLength(4);
    await expect(boardOf(test.ctx(await official('1AAAAA2', 'aef', 'officer')), { page: 1 })).rejects.toMatchObject({
      status: 403,
    });
  });
});

describe('competence and training', () => {
  const course = {
    area: 'ai' as const,
    title: 'Süni intellekt',
    provider: 'Akademiya',
    hours: 24,
    endedOn: '2026-10-15',
  };

  it('are kept for each who is responsible; the newest level counts', async () => {
    const id = await responsible('aef');
    const head = test.ctx(await official('1AAAAA3', 'aef', 'head'));
    await recordTraining(head, id, course);
    await assessCompetence(head, id, { area: 'ai', level: 1, ground: 'Attestasiya' });
    test.clock.advance(1000);
    await assessCompetence(head, id, { area: 'ai', level: 3, ground: 'İmtahan' });
    const view = await competenceOf(head, id);
    expect(view.of).toMatchObject({ levels: { ai: 3 }, hours: 24, lastCourse: '2026-10-15' });
    expect(view.trainings).toMatchObject([course]);
    for (const [given, code] of [
      [{ ...course, title: '' }, 'plan.course_needed'],
      [{ ...course, hours: 0.5 }, 'plan.hours_needed'],
      [{ ...course, endedOn: '2026-12-01' }, 'plan.course_ended'],
    ] as const)
      await expect(recordTraining(head, id, given)).rejects.toMatchObject({ code });
    await expect(assessCompetence(head, id, { area: 'ai', level: 5, ground: 'x' })).rejects.toMatchObject({
      code: 'plan.ground_needed',
    });
  });

  it('are one’s own institution’s and the centre’s, and nobody assesses themselves', async () => {
    const deputy = await official('1AAAAA2', 'aef', 'deputy_head');
    const id = await responsible('aef');
    await responsible('din');
    const stranger = test.ctx(await official('1AAAAA4', 'din', 'head'));
    await expect(competenceOf(stranger, id)).rejects.toMatchObject({ status: 403 });
    await expect(recordTraining(stranger, id, course)).rejects.toMatchObject({ status: 403 });
    await expect(assessCompetence(test.ctx(deputy), id, { area: 'ai', level: 4, ground: 'x' })).rejects.toMatchObject({
      status: 403,
    });
    const both: Actor = { ...deputy, appointments: [...deputy.appointments, { institution: 'aef', role: 'head' }] };
    await expect(assessCompetence(test.ctx(both), id, { area: 'ai', level: 4, ground: 'x' })).rejects.toMatchObject({
      code: 'plan.own_level',
    });
    expect((await competences(test.ctx(deputy))).map(({ institution }) => institution)).toEqual(['aef']);
    const office = test.ctx(await official('1AAAAA1', 'rinn', 'project_office'));
    expect((await competences(office)).map(({ institution }) => institution)).toEqual(['aef', 'din']);
    await expect(competences(test.ctx(await official('1AAAAA5', 'aef', 'officer')))).rejects.toMatchObject({
      status: 403,
    });
  });
});
