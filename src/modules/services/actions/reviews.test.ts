import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import type { Json } from '../../../kernel/job.ts';
import { lookUpsAbout } from '../../exchange/index.ts';
import { demoName, demoPeople, ensurePerson } from '../../identity/index.ts';
import { notifications } from '../../process/index.ts';
import { drawn } from '../rules/draw.ts';
import { listDraws, listReviews, reviewLoads } from '../review-store.ts';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import { actOnCase } from './desk-act.ts';
import { deskCase } from './desk.ts';
import { caseView, withdrawCase } from './following.ts';
import { scheduleForgetting } from './forgetting.ts';
import { acceptReview, declineReview, giveReview, ownReviews, reviewPage, saveReview } from './reviewing.ts';

let stage: Stage;
let test: Stage['test'];
let [officer, approver]: Actor[] = [];
let sent = 0;

const answers: Readonly<Record<string, Record<string, Json>>> = {
  sahe: { field: 'computing' },
  layihe: { topic: 'Nitqin tanınması', plan: 'Korpus toplanır, model öyrədilir.' },
  istifade: { use: 'Çağrı mərkəzləri.' },
  terefdas: { partner: '2008192661' },
  muddet: { months: 12 },
  xercler: { expenses: [{ purpose: 'Hesablama', amount: '30000' }] },
};

async function actorOf(surname: string): Promise<Actor> {
  const found = demoPeople.find((person) => person.surname === surname);
  if (!found) throw new Error(`no demo person ${surname}`);
  const appointments = found.role ? [{ institution: found.role.institution, role: found.role.role }] : [];
  return { kind: 'person', person: await ensurePerson(test.ctx(), found.fin), name: demoName(found), appointments };
}

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  [officer, approver] = await Promise.all(['Rzayeva', 'Hacıbəyli'].map(actorOf));
}, 120_000);
afterAll(() => test.close());

const as = (actor: Actor | undefined) => {
  if (!actor) throw new Error('nobody');
  return test.ctx(actor);
};

async function submitted(actor: Actor, before?: (id: string) => Promise<unknown>): Promise<string> {
  const { id } = await startCase(as(actor), { service: 'research-grant' });
  for (const [page, values] of Object.entries(answers)) await saveAnswers(as(actor), { id, page, values });
  await before?.(id);
  await submitCase(as(actor), { id, key: `send-${id}` });
  await stage.drain();
  return id;
}

/** The reviewers of a case whose reviews are awaited or given, in the order of drawing. */
async function reviewersOf(id: string): Promise<{ review: string; expert: Actor }[]> {
  const rows = (await listReviews(test.vahid.db, id)).filter(({ standing }) => standing !== 'over');
  return rows.map(({ instance, reviewer }) => ({
    review: instance,
    expert: { kind: 'person', person: reviewer, name: `Ekspert ${reviewer}`, appointments: [] },
  }));
}

const key = (): string => {
  sent += 1;
  return `review-${sent}`;
};

const lines = (points: readonly number[]) =>
  Object.fromEntries(
    ['novelty', 'value', 'feasibility'].map((name, index) => [
      name,
      { points: String(points[index] ?? 0), words: `Səbəb ${name} ${points[index]}` },
    ]),
  );

async function score(expert: Actor, review: string, points: readonly number[]): Promise<void> {
  if ((await reviewPage(as(expert), { id: review })).step === 'declare')
    await acceptReview(as(expert), { id: review, key: key() });
  expect(await saveReview(as(expert), { id: review, lines: lines(points) })).toEqual([]);
  await giveReview(as(expert), { id: review, key: key() });
  await stage.drain();
}

async function take(actor: Actor | undefined, id: string, action: string, note = ''): Promise<void> {
  const { version } = await deskCase(as(actor), { id });
  await actOnCase(as(actor), { id, action, version, note, key: key() });
  await stage.drain();
}

describe('reviews of a case, to its end', () => {
  let id = '';

  it('draw two experts of the field by lot, so that the draw can be done again', async () => {
    id = await submitted(stage.people.head);
    const [draw] = await listDraws(test.vahid.db, id);
    const computing = await Promise.all(
      demoPeople.filter(({ expertIn }) => expertIn).map(({ fin }) => ensurePerson(test.ctx(), fin)),
    );
    const known = (await deskCase(as(officer), { id })).facts.filter(({ field }) => field.startsWith('partner'));
    expect(known.map(({ shown }) => shown?.az)).toEqual(['“Tərtər Texnologiya” MMC', 'Fəaliyyət göstərir']);
    expect(draw?.candidates.map(({ person }) => person).toSorted()).toEqual(computing.toSorted());
    expect(new Set(Object.values(draw?.barred ?? {}))).toEqual(new Set(['field']));
    expect(draw?.drawn).toEqual(drawn(draw?.candidates ?? [], draw?.seed ?? '', 2));
    expect((await reviewersOf(id)).map(({ expert }) => expert.person)).toEqual(draw?.drawn);
  });

  it('show nothing of the case before the declaration, and then no name', async () => {
    const [first] = await reviewersOf(id);
    if (!first) throw new Error('nobody was drawn');
    expect((await notifications(as(first.expert))).items[0]?.text.az).toContain('ekspert rəyi gözlənilir');
    const before = await reviewPage(as(first.expert), { id: first.review });
    expect([before.step, before.facts, before.answers]).toEqual(['declare', [], []]);
    expect(await refused(saveReview(as(first.expert), { id: first.review, lines: lines([1, 1, 1]) }))).toBe(
      'services.review_over',
    );
    await acceptReview(as(first.expert), { id: first.review, key: key() });
    const view = await reviewPage(as(first.expert), { id: first.review });
    expect(view.answers.map(({ field }) => field)).toEqual(['field', 'topic', 'plan', 'use', 'months', 'expenses']);
    expect(view.facts.map(({ field }) => field)).toEqual(['grant']);
    expect(JSON.stringify(view)).not.toMatch(/Göyçay|2007311431|2008192661/);
    const { lookUps } = await lookUpsAbout(as(stage.people.head), {
      organisation: stage.people.head.organisation ?? '',
    });
    const line = lookUps.find(({ what }) => what.some(({ en }) => en === 'Expert reviewer'));
    expect(line).toMatchObject({ consumer: 'aef', act: { article: '3.1' } });
  });

  it('are nobody else’s: not of the other reviewer, the officer or the applicant', async () => {
    const [first, second] = await reviewersOf(id);
    for (const actor of [second?.expert, officer, stage.people.head])
      expect(await refused(reviewPage(as(actor), { id: first?.review ?? '' }))).toMatch(/^kernel.not_(found|allowed)$/);
    expect(await ownReviews(as(second?.expert))).toHaveLength(1);
    expect(await ownReviews(as(stage.people.head))).toEqual([]);
  });

  it('are replaced when a reviewer declines with a reason', async () => {
    const [, second] = await reviewersOf(id);
    const at = { id: second?.review ?? '', key: key() };
    expect(await refused(declineReview(as(second?.expert), { ...at, reason: ' ' }))).toBe(
      'services.decline_needs_reason',
    );
    await declineReview(as(second?.expert), { ...at, reason: 'Müəllifi tanıyıram.' });
    await stage.drain();
    const now = await reviewersOf(id);
    expect(now).toHaveLength(2);
    expect(now.map(({ expert }) => expert.person)).not.toContain(second?.expert.person);
    expect((await listDraws(test.vahid.db, id))[1]?.barred[second?.expert.person ?? '']).toBe('drawn');
    // Who declines was drawn all the same: they are not the first to come for the next case.
    const declined = second?.expert.person ?? '';
    expect((await reviewLoads(test.vahid.db, [declined], new Date(0))).get(declined)).toBe(1);
    expect(JSON.stringify((await deskCase(as(officer), { id })).reviews)).toContain('Müəllifi tanıyıram.');
  });

  it('hold the approval back, and show neither the desk nor the other what is not given', async () => {
    const [first, second] = await reviewersOf(id);
    if (!first || !second) throw new Error('two are drawn');
    expect(await saveReview(as(first.expert), { id: first.review, lines: lines([11, 5, 5]) })).toEqual([
      { criterion: 'novelty', part: 'points' },
    ]);
    expect(await refused(giveReview(as(first.expert), { id: first.review, key: key() }))).toBe(
      'services.review_incomplete',
    );
    expect(JSON.stringify(await deskCase(as(officer), { id }))).not.toContain('Səbəb value');
    await score(first.expert, first.review, [10, 9, 9]);
    expect(JSON.stringify(await reviewPage(as(second.expert), { id: second.review }))).not.toContain('Səbəb');
    expect((await deskCase(as(officer), { id })).reviews?.reviews.map(({ total }) => total).filter(Boolean)).toEqual([
      94,
    ]);
    expect(await refused(take(officer, id, 'recommend', 'Uyğundur.'))).toBe('process.condition_not_met');
    expect(await refused(saveReview(as(first.expert), { id: first.review, lines: lines([0, 0, 0]) }))).toBe(
      'services.review_over',
    );
  });

  it('that lie far apart ask for a third; all of them are told to the applicant with the decision, without names', async () => {
    const [, second] = await reviewersOf(id);
    if (!second) throw new Error('two are drawn');
    await score(second.expert, second.review, [5, 5, 5]);
    const third = (await reviewersOf(id))[2];
    if (!third) throw new Error('a third is drawn');
    const waiting = await caseView(as(stage.people.head), { id });
    expect(waiting.reviews).toMatchObject({ needed: 3, given: 2, reviews: [] });
    expect(waiting.reviews).not.toHaveProperty('score');
    await score(third.expert, third.review, [8, 8, 8]);
    expect(
      (await notifications(as(officer), { box: 'desk' })).items.some(({ text }) => text.az.includes('hamısı gəlib')),
    ).toBe(true);
    await take(officer, id, 'recommend', 'Üçüncü rəy nəzərə alınıb.');
    await take(approver, id, 'approve');
    const view = await caseView(as(stage.people.head), { id });
    expect([view.status, view.reviews?.score]).toEqual(['issued', 74.7]);
    expect(view.reviews?.reviews.map(({ number, total }) => [number, total])).toEqual([
      [1, 94],
      [2, 50],
      [3, 80],
    ]);
    expect(JSON.stringify(view.reviews)).toContain('Səbəb novelty 10');
    expect(JSON.stringify(view)).not.toContain('Ekspert 0');
    for (const { expert } of await reviewersOf(id)) expect(JSON.stringify(view)).not.toContain(expert.person);
    expect(view.decision?.reasons.map(({ article }) => article.article)).toContain('3.6');
  });

  it('lose their words with the case, and keep their points', async () => {
    await sql`update process.instance set updated_at = '2010-01-01' where id = ${id}`.execute(test.vahid.db);
    await sql`update services."case" set created_at = '2010-01-01', submitted_at = '2010-01-01' where id = ${id}`.execute(
      test.vahid.db,
    );
    await scheduleForgetting(test.ctx(), test.clock.now());
    await stage.drain();
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from services.review_line l
      join services.review r on r.instance = l.instance where r."case" = ${id}`.execute(test.vahid.db);
    expect(rows[0]?.n).toBe(0);
    expect(await listDraws(test.vahid.db, id)).toEqual([]);
    const { reviews } = await caseView(as(stage.people.head), { id });
    expect(reviews?.reviews[0]?.lines[0]).toMatchObject({ points: 10 });
    expect(reviews?.reviews[0]?.lines[0]).not.toHaveProperty('words');
  });
});

describe('a pool', () => {
  it('leaves out who works for the applicant, and tells the officer once when it does not suffice', async () => {
    const experts = demoPeople.filter(({ expertIn }) => expertIn);
    // Two of four are employed by the company that applies, one by its partner.
    const company = demoPeople.find(({ surname }) => surname === 'Qocayeva')?.heads;
    for (const [index, { fin }] of experts.slice(0, 3).entries()) {
      const data = {
        contract: `EM-X${index}`,
        employee: fin,
        employer: index === 2 ? '2008192661' : company,
        position: 'Alim',
        startsOn: '2024-01-01',
      };
      await sql`insert into records.record (id, register, key, valid_from, valid_to, recorded_at, data, effect_key)
        values (gen_random_uuid(), 'employment', ${data.contract}, '2024-01-01', null, ${test.clock.now()},
          ${JSON.stringify(data)}::jsonb, ${`test:${index}`})`.execute(test.vahid.db);
    }
    const id = await submitted(stage.people.resident);
    const [draw] = await listDraws(test.vahid.db, id);
    expect(Object.values(draw?.barred ?? {}).filter((bar) => bar === 'organisation')).toHaveLength(3);
    expect(await reviewersOf(id)).toHaveLength(1);
    const told = (await notifications(as(officer), { box: 'desk' })).items.filter(({ text }) =>
      text.az.includes('rəyçi çatışmır'),
    );
    expect(told).toHaveLength(1);
    await sql`update records.record set superseded_at = ${test.clock.now()} where key like 'EM-X%'`.execute(
      test.vahid.db,
    );
    await stage.passDays(1);
    expect(await reviewersOf(id)).toHaveLength(2);
  });

  it('replaces a reviewer who is late, and ends reviews with the case', async () => {
    const [row] = await listReviews(test.vahid.db, await lastCase());
    const before = (await reviewersOf(row?.case ?? '')).map(({ expert }) => expert.person);
    await stage.passDays(11);
    const now = await reviewersOf(row?.case ?? '');
    expect(now).toHaveLength(2);
    // Reminded, without the number that would lead to whose it is.
    const late: Actor = { kind: 'person', person: before[0] ?? '', appointments: [] };
    const told = (await notifications(as(late))).items.map(({ text }) => text.en).join('\n');
    expect(told).toContain('working days left');
    expect(told).not.toMatch(/ET-2026-/);
    expect(now.map(({ expert }) => expert.person)).not.toContain(before[0]);
    await withdrawCase(as(stage.people.resident), { id: row?.case ?? '', key: key() });
    expect(await reviewersOf(row?.case ?? '')).toEqual([]);
    const [view] = await ownReviews(as(now[0]?.expert));
    expect(view?.status).toBe('closed');
  });

  it('gives who takes an application back and applies anew the same reviewers', async () => {
    const drawnFor = async (id: string) => (await reviewersOf(id)).map(({ expert }) => expert.person ?? '').toSorted();
    let id = await submitted(stage.people.resident);
    const first = await drawnFor(id);
    for (let turn = 0; turn < 3; turn += 1) {
      await withdrawCase(as(stage.people.resident), { id, key: key() });
      id = await submitted(stage.people.resident);
      expect(await drawnFor(id)).toEqual(first);
    }
    await withdrawCase(as(stage.people.resident), { id, key: key() });
  });

  let open = '';
  it('leaves out who was asked to agree to the case, and lets no reviewer decide on it', async () => {
    const [last] = await listDraws(test.vahid.db, await lastCase());
    const [party = '', guardian = ''] = last?.drawn ?? [];
    const clerk = last?.candidates.find(({ person }) => !last.drawn.includes(person))?.person ?? '';
    const id = await submitted(stage.people.resident, async (of) => {
      await sql`insert into services.agreement (instance, "case", name, person, asked_at)
        values (${of}, ${of}, 'partner', ${party}, ${test.clock.now()})`.execute(test.vahid.db);
      await sql`insert into services.representation (instance, guardian, basis, earlier, until_day, known_at)
        values (${of}, ${guardian}, 'parent', '{}', '2030-01-01', ${test.clock.now()})`.execute(test.vahid.db);
      await sql`insert into services.assistance (instance, centre, clerk, consent, at)
        values (${of}, 'aef', ${clerk}, 'code', ${test.clock.now()})`.execute(test.vahid.db);
    });
    open = id;
    const [draw] = await listDraws(test.vahid.db, id);
    for (const one of [party, guardian, clerk]) expect(draw?.barred[one]).toBe('handled');
    const [one] = await reviewersOf(id);
    const appointed: Actor = { ...(one?.expert as Actor), appointments: officer?.appointments ?? [] };
    expect(await refused(deskCase(as(appointed), { id }))).toBe('services.reviews_it');
    expect((await deskCase(as(officer), { id })).id).toBe(id);
  });

  it('leaves out who heads the applicant or its partner, whether employed there or not', async () => {
    const { resident } = stage.people;
    await withdrawCase(as(resident), { id: open, key: key() });
    const experts = demoPeople.filter(({ expertIn }) => expertIn);
    const persons = await Promise.all(experts.map(({ fin }) => ensurePerson(test.ctx(), fin)));
    const [draw] = await listDraws(test.vahid.db, open);
    const [one = ''] = draw?.drawn ?? [];
    const fin = experts[persons.indexOf(one)]?.fin ?? '';
    const partner = '2008192661';
    const { rows } = await sql<{ head: string }>`select data ->> 'headFin' as head from records.record
      where register = 'companies' and key = ${partner} and superseded_at is null`.execute(test.vahid.db);
    const headed = async (head: string): Promise<void> => {
      const { rows: before } = await sql<{ data: Json; from: string }>`update records.record
        set superseded_at = ${test.clock.now()} where register = 'companies' and key = ${partner}
        and superseded_at is null returning data, valid_from::text as "from"`.execute(test.vahid.db);
      const data = JSON.stringify({ ...(before[0]?.data as object), headFin: head });
      await sql`insert into records.record (id, register, key, valid_from, valid_to, recorded_at, data, effect_key)
        values (gen_random_uuid(), 'companies', ${partner}, ${before[0]?.from}, null, ${test.clock.now()},
          ${data}::jsonb, ${`test:head:${head}`})`.execute(test.vahid.db);
    };
    await headed(fin);
    open = await submitted(resident);
    const [next] = await listDraws(test.vahid.db, open);
    expect(next?.barred[one]).toBe('organisation');
    expect(next?.drawn).toEqual(drawn(next?.candidates ?? [], next?.seed ?? '', 2));
    expect(next?.drawn).not.toContain(one);
    await headed(rows[0]?.head ?? '');
  });

  it('loses who works for the partner that a correction names', async () => {
    const id = open;
    const [first, second] = await reviewersOf(id);
    const worker = demoPeople.filter(({ expertIn }) => expertIn);
    const persons = await Promise.all(worker.map(({ fin }) => ensurePerson(test.ctx(), fin)));
    const fin = worker[persons.indexOf(first?.expert.person ?? '')]?.fin;
    const voen = demoPeople.find(({ surname }) => surname === 'Abbaslı')?.heads;
    const data = { contract: 'EM-Y', employee: fin, employer: voen, position: 'Alim', startsOn: '2024-01-01' };
    await sql`insert into records.record (id, register, key, valid_from, valid_to, recorded_at, data, effect_key)
      values (gen_random_uuid(), 'employment', 'EM-Y', '2024-01-01', null, ${test.clock.now()},
        ${JSON.stringify(data)}::jsonb, 'test:y')`.execute(test.vahid.db);
    const { version } = await deskCase(as(officer), { id });
    const back = { id, action: 'return', version, note: 'Tərəfdaşı dəqiqləşdirin.', pages: ['terefdas'] };
    await actOnCase(as(officer), { ...back, key: key() });
    await stage.drain();
    test.clock.set(new Date(test.clock.now().getTime() + 60_000).toISOString());
    await saveAnswers(as(stage.people.resident), { id, page: 'terefdas', values: { partner: voen ?? '' } });
    await submitCase(as(stage.people.resident), { id, key: key() });
    await stage.drain();
    const now = (await reviewersOf(id)).map(({ expert }) => expert.person);
    expect([now.includes(first?.expert.person ?? ''), now.includes(second?.expert.person ?? '')]).toEqual([
      false,
      true,
    ]);
    expect(await refused(acceptReview(as(first?.expert), { id: first?.review ?? '', key: key() }))).toMatch(/^process/);
  });
});

it('has registers asked about thirty organisations an hour, and no more', async () => {
  const { debtor } = stage.people;
  const { id } = await startCase(as(debtor), { service: 'research-grant' });
  const name = async (turn: number) => {
    const partner = turn % 2 === 0 ? '2008192661' : '2007311431';
    await saveAnswers(as(debtor), { id, page: 'terefdas', values: { partner } });
  };
  for (let turn = 0; turn < 30; turn += 1) await name(turn);
  expect(await refused(name(30))).toBe('kernel.too_many_attempts');
  // What is named already is saved again as often as one likes.
  await name(29);
});

async function lastCase(): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from services."case" where service = 'research-grant'
    order by created_at desc limit 1`.execute(test.vahid.db);
  return rows[0]?.id ?? '';
}
