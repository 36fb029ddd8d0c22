import type { Actor, Role } from '../../../kernel/access.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { findItem, type GivenSchedule, type ItemRow, setParties, setSchedule, standingsOf } from '../measures/index.ts';
import { actOnReport, judgeEvidence, saveReport } from './actions.ts';
import { beginReport } from './beginning.ts';
import { actOnDates } from './dates.ts';
import { addPiece } from './gathering.ts';
import { reportView } from './views.ts';

/** A database of the test's own, open, with a clock that the test turns. */
export interface Opened {
  readonly vahid: Vahid;
  readonly clock: { now(): Date; set(moment: string): void; advance(milliseconds: number): void };
  ctx(actor?: Actor): Context;
  close(): Promise<void>;
}

export const schedule: GivenSchedule = {
  starts: '2026-01-05',
  due: '2027-06-30',
  deliverables: [{ code: 'D1', title: { az: 'Qaydalar', en: 'Rules', ru: 'Правила' } }],
  milestones: [
    { code: 'M1', title: { az: 'Layihə', en: 'Draft', ru: 'Проект' }, weight: '1', due: '2026-10-30' },
    { code: 'M2', title: { az: 'Təsdiq', en: 'Approval', ru: 'Утверждение' }, weight: '2', due: '2027-06-30' },
  ],
};

/** The offices that stand before a report of AEF, and short ways to what they do. */
export async function openStand(test: Opened) {
  const people = {
    deputy: await person(test, '1AAAAA1', ['aef', 'deputy_head']),
    officer: await person(test, '1AAAAA2', ['aef', 'officer']),
    head: await person(test, '1AAAAA3', ['aef', 'head']),
    office: await person(test, '1AAAAA4', ['rinn', 'project_office']),
    second: await person(test, '1AAAAA5', ['rinn', 'project_office']),
    approver: await person(test, '1AAAAA6', ['rinn', 'approver']),
  };
  const as = (actor: Actor) => test.ctx(actor);
  const stand = {
    ...people,
    test,
    as,
    measure: (number?: string) => measureOf(test, number),
    give: (item: ItemRow, given?: Partial<GivenSchedule> | null, executor = 'aef') => give(test, item, given, executor),
    async settle() {
      await test.vahid.jobs.runDue();
    },
    async state(item: ItemRow) {
      return (await standingsOf(test.vahid.db, [item.id]))[0];
    },
    begin: (item: ItemRow) => beginReport(as(people.deputy), item.id),
    fill: (id: string) =>
      saveReport(as(people.officer), id, { done: 'Layihə yazıldı.', next: 'Razılaşma.', selfRating: 'on_track' }),
    link: (id: string, milestone = 'M1', by = people.officer) =>
      addPiece(as(by), id, { milestone, name: 'Layihənin mətni', content: { url: 'https://aef.example/layihe' } }),
    async act(actor: Actor, id: string, action: string, note = 'Əsas var.') {
      const { version } = await reportView(as({ kind: 'system', appointments: [] }), id);
      return actOnReport(as(actor), { id, action, note, version, key: newId() });
    },
    dates: (actor: Actor, id: string, action: string, note = 'Əsas var.') =>
      actOnDates(as(actor), { id, action, note, key: newId() }),
    /** A report with evidence of a milestone that the centre has verified. */
    async prove(item: ItemRow, milestone: string): Promise<void> {
      const id = await stand.begin(item);
      await stand.fill(id);
      await stand.link(id, milestone);
      await stand.act(people.deputy, id, 'submit');
      const { evidence } = await reportView(as(people.office), id);
      const verdicts = evidence.map((one) => ({ evidence: one.id, verdict: 'verified' as const }));
      await judgeEvidence(as(people.office), id, verdicts);
    },
  };
  return stand;
}
export type Stand = Awaited<ReturnType<typeof openStand>>;

async function measureOf(test: Opened, number = '6.1.1.2.4'): Promise<ItemRow> {
  const found = await findItem(test.vahid.db, '2026-2028', number);
  if (!found) throw new Error(`the plan has no ${number}`);
  return found;
}

/** Somebody carries the measure out, by a schedule unless that is null. */
async function give(
  test: Opened,
  item: ItemRow,
  given: Partial<GivenSchedule> | null = {},
  executor: string,
): Promise<void> {
  await inTransaction(test.ctx(), async (ctx) => {
    await setParties(ctx, item, [{ institution: executor, role: 'executor' }], { source: 'test' });
    if (given) await setSchedule(ctx, item, { ...schedule, ...given }, { reason: 'İlk təqvim', source: 'test' });
  });
}

/** Somebody with offices, each an institution and a role. */
export async function person(
  test: Opened,
  fin: string,
  ...offices: readonly (readonly [string, Role])[]
): Promise<Actor> {
  const id = await ensurePerson(test.ctx(), fin);
  const title = { az: 'Əməkdaş', en: 'Official', ru: 'Сотрудник' };
  for (const [institution, role] of offices) await appoint(test.ctx(), { person: id, institution, role, title });
  return {
    kind: 'person',
    person: id,
    name: fin,
    appointments: offices.map(([institution, role]) => ({ institution, role })),
  };
}
