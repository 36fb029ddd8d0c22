import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureCommitted } from '../../../../test/committed.ts';
import { openServiceStage, refused, service, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import type { Json } from '../../../kernel/job.ts';
import { measuredDays } from '../../../kernel/measurement.ts';
import { servedPort } from '../../catalogue/index.ts';
import { lookUpsAbout } from '../../exchange/index.ts';
import { notifications } from '../../process/index.ts';
import { InvalidAnswers } from '../refusals.ts';
import { checkAnswers, questionPage, saveAnswers, startCase, submitCase } from './applying.ts';
import { actOnCase } from './desk-act.ts';
import { deskCase } from './desk.ts';
import { worklist } from './queue.ts';
import { caseView, myCases, rateService, withdrawCase } from './following.ts';
import { beginning } from './offer.ts';

let stage: Stage;
let test: Stage['test'];
let people: Stage['people'];

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test, people } = stage);
}, 120_000);
afterAll(() => test.close());

const as = (actor: Actor) => test.ctx(actor);

describe('the journey of a company', () => {
  let id = '';

  it('shows before starting what registers know and which three questions remain', async () => {
    const view = await beginning(as(people.head), service);
    expect(view.applicant).toEqual({ kind: 'business', name: '“Göyçay Proqram” MMC' });
    expect(view.service.remaining.map(({ page }) => page)).toEqual(['sahe', 'is-yerleri', 'layihe']);
    const facts = Object.fromEntries(
      view.facts.map(({ field, shown, register }) => [field, [shown?.az, register?.title.az]]),
    );
    expect(facts.voen).toEqual(['2007311431', 'Hüquqi şəxslərin dövlət reyestri']);
    expect(facts.staffCount).toEqual(['12', 'Əmək müqavilələrinin reyestri']);
    expect(facts.head?.[0]).toContain('Abbaslı');
  });

  it('asks a stranger to sign in, and a person to choose a company', async () => {
    expect((await beginning(test.ctx({ kind: 'anonymous', appointments: [] }), service)).obstacle).toBe('sign_in');
    expect((await beginning(as(people.stranger), service)).obstacle).toBe('choose_company');
    expect(await refused(startCase(as(people.stranger), { service }))).toBe('services.choose_company');
  });

  it('opens one draft, however often one starts', async () => {
    const [first, second] = await Promise.all([
      startCase(as(people.head), { service }),
      startCase(as(people.head), { service }),
    ]);
    expect(second).toEqual(first);
    ({ id } = first);
    expect(first.page).toBe('sahe');
    const view = await questionPage(as(people.head), { id, page: 'sahe' });
    expect(view.case.reference).toMatch(/^RP-2026-\d{5}$/);
    expect([view.number, view.of]).toEqual([1, 3]);
    expect(view.facts.find(({ field }) => field === 'address')?.state).toBe('value');
    expect(view.why[0]?.article).toMatchObject({ act: 'technopark-rules', article: '4.3', sample: true });
  });

  it('says what to write when an answer does not fit, and keeps nothing of it', async () => {
    const wrong = saveAnswers(as(people.head), { id, page: 'sahe', values: { area: 'other' } });
    await expect(wrong).rejects.toBeInstanceOf(InvalidAnswers);
    const errors = await wrong.catch((error: InvalidAnswers) => error.errors);
    expect(errors).toEqual([
      { field: 'areaOther', text: expect.objectContaining({ az: '“Sahənin adı”: cavabı yazın' }) },
    ]);
    expect((await questionPage(as(people.head), { id, page: 'sahe' })).fields[0]).not.toHaveProperty('value');
  });

  it('goes from question to question, then to the check, and back to it after a change', async () => {
    const save = (page: string, values: Record<string, Json>) => saveAnswers(as(people.head), { id, page, values });
    expect(await save('sahe', { area: 'other', areaOther: 'Peyk' })).toEqual({ next: 'is-yerleri' });
    expect(await save('is-yerleri', { newJobs: 6 })).toEqual({ next: 'layihe' });
    expect((await checkAnswers(as(people.head), { id })).missing).toBe('layihe');
    expect(await refused(submitCase(as(people.head), { id, key: 'too-early' }))).toBe('services.answers_missing');
    expect(await save('layihe', { project: 'Mühasibat proqramı.' })).toEqual({ next: 'yoxlama' });
    expect(await save('sahe', { area: 'software' })).toEqual({ next: 'yoxlama' });
    const view = await checkAnswers(as(people.head), { id });
    expect(view.missing).toBeUndefined();
    expect(view.answers.map(({ field, shown }) => [field, shown?.az])).toEqual([
      ['area', 'Proqram təminatının hazırlanması'],
      ['newJobs', '6'],
      ['project', 'Mühasibat proqramı.'],
    ]);
    expect(view.declaration.az).toMatch(/^Müraciəti göndərməklə şirkətin adından .* “Şirkətin məlumatına kim baxıb”/);
    expect(view.declaration.ru).toMatch(/^Отправляя заявление, я от имени компании /);
  });

  it('is nobody else’s to see', async () => {
    expect(await refused(caseView(as(people.debtor), { id }))).toBe('kernel.not_found');
    expect(await refused(questionPage(as(people.stranger), { id, page: 'sahe' }))).toBe('kernel.not_found');
    expect(await refused(submitCase(as(people.stranger), { id, key: 'not-mine' }))).toBe('kernel.not_found');
    expect(await refused(deskCase(as(people.registrar), { id }))).toBe('kernel.not_allowed');
    expect(await refused(deskCase(as(people.officer), { id }))).toBe('kernel.not_found');
  });

  it('submits once, however often the form is sent', async () => {
    const send = () => submitCase(as(people.head), { id, key: 'same-form' });
    await Promise.all([send(), send()]);
    await send();
    await stage.drain();
    const { rows } = await sql<{
      count: number;
    }>`select count(*)::int as count from services.submission where instance = ${id}`.execute(test.vahid.db);
    expect(rows[0]?.count).toBe(1);
    const view = await caseView(as(people.head), { id });
    expect([view.status, view.may]).toEqual([
      'in_review',
      expect.objectContaining({ continue: false, withdraw: true, appeal: false, rate: false }),
    ]);
    expect(view.clock).toMatchObject({ name: 'decision', workingDaysLeft: 10 });
    expect((await notifications(as(people.head))).items[0]?.text.az).toContain(view.reference);
  });

  it('comes to the officer with facts, provenance, conditions, reasons and deadline', async () => {
    const list = await worklist(as(people.officer));
    expect(list.items.find((item) => item.id === id)).toMatchObject({
      applicant: '“Göyçay Proqram” MMC',
      status: 'in_review',
    });
    const view = await deskCase(as(people.officer), { id });
    expect(view.table).toMatchObject({ outcome: 'officer' });
    expect(view.table?.reasons.map(({ article }) => article.article)).toEqual(['4.6']);
    expect(Object.fromEntries(view.requirements.map(({ name, sign }) => [name, sign]))).toEqual({
      active: 'known',
      'not-resident': 'known',
      'no-tax-debt': 'known',
      'area-listed': 'said',
      'new-jobs': 'said',
    });
    expect(view.facts.find(({ field }) => field === 'taxDebt')).toMatchObject({
      state: 'value',
      register: { name: 'companies' },
    });
    expect(view.actions.map(({ action, weight, asksPages }) => [action, weight, asksPages])).toEqual([
      ['recommend', 'main', false],
      ['return', 'second', true],
      ['suspend', 'second', false],
      ['propose-refusal', 'grave', false],
    ]);
  });

  it('needs two people to approve', async () => {
    const { version } = await deskCase(as(people.officer), { id });
    const act = (actor: Actor, action: string, note: string) =>
      actOnCase(as(actor), { id, action, version, note, key: `${action}-first` });
    expect(await refused(act(people.officer, 'recommend', ''))).toBe('process.note_needed');
    await act(people.officer, 'recommend', 'Layihə tələblərə uyğundur.');
    await act(people.officer, 'recommend', 'Layihə tələblərə uyğundur.');
    const both = {
      ...people.officer,
      appointments: [
        { institution: 'rinn', role: 'officer' as const },
        { institution: 'rinn', role: 'approver' as const },
      ],
    };
    expect((await deskCase(as(both), { id })).actions.find(({ action }) => action === 'approve')?.blocked?.code).toBe(
      'process.four_eyes',
    );
    expect(await refused(stage.take(both, id, 'approve'))).toBe('process.four_eyes');
    await stage.take(people.approver, id, 'approve');
  });

  it('enters the register, issues the document, tells the applicant and closes, each once and in this order', async () => {
    const view = await caseView(as(people.head), { id });
    expect(view.status).toBe('issued');
    expect(view.decision).toMatchObject({ outcome: 'approved', by: 'official', note: 'Layihə tələblərə uyğundur.' });
    expect(view.decision?.reasons.map(({ article }) => article.article)).toEqual([
      '4.1',
      '4.1',
      '4.4.1',
      '4.3.1',
      '4.5',
    ]);
    expect(view.effects.map(({ name, done }) => [name, done])).toEqual([
      ['enter', true],
      ['document', true],
      ['notify-approved', true],
    ]);
    expect(view.document?.code).toMatch(/^[0-9A-Z]{16}$/);
    const { rows } = await sql<{
      name: string;
    }>`select name from services.effect where instance = ${id} order by at, seq, xmin::text::bigint`.execute(
      test.vahid.db,
    );
    expect(rows.map(({ name }) => name)).toEqual([
      'notify-received',
      'enter',
      'document',
      'notify-approved',
      'do-issue',
    ]);
    const { rows: entered } = await sql<{ data: Record<string, Json> }>`select data from records.record
      where register = 'technopark-residents' and key = ${view.reference} and superseded_at is null`.execute(
      test.vahid.db,
    );
    expect(entered.map(({ data }) => data)).toEqual([
      { number: view.reference, voen: '2007311431', area: 'software', newJobs: 6, startsOn: '2026-11-23' },
    ]);
    const told = (await notifications(as(people.head))).items.map(({ text }) => text.az).sort();
    expect(told).toEqual([expect.stringContaining('təsdiq edildi'), expect.stringContaining('qəbul edildi')]);
  });

  it('runs an effect once though its job runs again', async () => {
    const { rows } = await sql<{
      seq: number;
    }>`select seq from services.effect where instance = ${id} and name = 'enter'`.execute(test.vahid.db);
    const again = { case: id, seq: rows[0]?.seq ?? 0, effects: ['enter', 'document', 'notify-approved'], next: 0 };
    await test.vahid.jobs.schedule(test.ctx(), {
      kind: 'services.effect',
      key: 'again',
      at: test.clock.now(),
      payload: again,
    });
    await stage.drain();
    const { reference } = await caseView(as(people.head), { id });
    const count = async (query: ReturnType<typeof sql<{ count: number }>>) =>
      (await query.execute(test.vahid.db)).rows[0]?.count;
    expect(
      await count(
        sql<{
          count: number;
        }>`select count(*)::int as count from records.record where register = 'technopark-residents' and key = ${reference}`,
      ),
    ).toBe(1);
    expect(
      await count(
        sql<{ count: number }>`select count(*)::int as count from documents.document where reference = ${reference}`,
      ),
    ).toBe(1);
    expect((await notifications(as(people.head))).items).toHaveLength(2);
  });

  it('is rated once, after the decision', async () => {
    await rateService(as(people.head), { id, score: 5, comment: 'Tez oldu.' });
    expect(await refused(rateService(as(people.head), { id, score: 1, comment: '' }))).toBe('services.rated_already');
    expect((await caseView(as(people.head), { id })).rating).toEqual({ score: 5, comment: 'Tez oldu.' });
  });

  it('moves the measurements: eight of eleven fields came from registers', async () => {
    await measureCommitted(test.vahid);
    const [fields] = await measuredDays(test.ctx(), 'services.fields_from_registers');
    expect(fields).toMatchObject({ numerator: 8, denominator: 11, count: 1 });
    const [proactive] = await measuredDays(test.ctx(), 'services.proactive');
    expect(proactive).toMatchObject({ numerator: 0, denominator: 1 });
    const [rating] = await measuredDays(test.ctx(), 'services.satisfaction');
    expect(rating).toMatchObject({ numerator: 5, denominator: 5 });
  });

  it('shows the head who looked, for which purpose and under which number', async () => {
    const { reference } = await caseView(as(people.head), { id });
    const { lookUps } = await lookUpsAbout(as(people.head), { organisation: people.head.organisation ?? '' });
    expect(JSON.stringify(lookUps)).toContain(reference);
    expect(JSON.stringify(lookUps)).toContain('Texnologiyalar parkının rezidentliyi barədə qərar');
  });

  it('leaves a trace of every reading at the desk, in the audit and in the log of the company', async () => {
    const auditor: Actor = { ...people.stranger, appointments: [{ institution: 'aqta', role: 'auditor' }] };
    const readings = async () => {
      const { rows } = await sql<{ person: string; office: string }>`select person, office from kernel.audit
        where action = 'services.readDeskCase' and subject = ${id} order by id`.execute(test.vahid.db);
      return rows;
    };
    const before = (await readings()).length;
    for (const reader of [people.officer, auditor]) {
      test.clock.advance(1000);
      await deskCase(as(reader), { id });
    }
    expect((await readings()).slice(before)).toEqual([
      { person: people.officer.person, office: 'officer rinn' },
      { person: auditor.person, office: 'auditor aqta' },
    ]);
    const { lookUps } = await lookUpsAbout(as(people.head), { organisation: people.head.organisation ?? '' });
    const { reference } = await caseView(as(people.head), { id });
    const opened = lookUps.filter(({ operation }) => operation === 'case');
    expect(opened.slice(0, 2).map(({ what }) => what[0]?.en)).toEqual(['Auditor', 'Officer']);
    expect(opened[0]).toMatchObject({ reference, own: false, act: { article: '4.2' } });
  });

  it('is a resident now: the next application meets the table', async () => {
    const again = await stage.submitted(people.head);
    const view = await deskCase(as(people.officer), { id: again });
    expect(view.table?.outcome).toBe('refuse');
    expect(view.actions.find(({ action }) => action === 'recommend')?.blocked?.code).toBe('process.condition_not_met');
    await withdrawCase(as(people.head), { id: again, key: 'take-back' });
    await withdrawCase(as(people.head), { id: again, key: 'take-back' });
    expect((await caseView(as(people.head), { id: again })).status).toBe('withdrawn');
    expect((await myCases(as(people.head))).items.map((one) => one.id)).toEqual([id]);
  });
});

it('counts the applications for every service in force since a moment, and tells of those nobody asked', async () => {
  test.clock.advance(60_000);
  const since = test.clock.now();
  const used = async () => {
    const all = await servedPort.of(test.vahid)(test.ctx(), since);
    return new Map(all.map(({ kind, code, count }) => [`${kind}/${code}`, count]));
  };
  expect((await used()).get(`service/${service}`)).toBe(0);
  await stage.submitted(people.resident);
  const after = await used();
  expect(after.get(`service/${service}`)).toBe(1);
  expect([...after.values()].filter((count) => count === 0).length).toBe(after.size - 1);
  test.clock.advance(60_000);
  expect((await servedPort.of(test.vahid)(test.ctx(), test.clock.now())).every(({ count }) => count === 0)).toBe(true);
});

it('lists every case, page by page, at the desk and in the portal', async () => {
  const id = await stage.submitted(people.debtor);
  const before = await worklist(as(people.officer));
  const copy = sql`('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid`;
  await sql`insert into process.instance select (jsonb_populate_record(i, jsonb_build_object('id', ${copy}))).*
    from process.instance i, generate_series(1, 110) n where i.id = ${id}`.execute(test.vahid.db);
  await sql`insert into services.case select (jsonb_populate_record(c, jsonb_build_object('id', ${copy},
      'reference', 'copy-' || n))).* from services.case c, generate_series(1, 110) n where c.id = ${id}`.execute(
    test.vahid.db,
  );
  const total = before.total + 110;
  const desk = [1, 2, 3].map((page) => worklist(as(people.officer), page));
  const seen = (await Promise.all(desk)).flatMap(({ items }) => items.map((item) => item.id));
  expect([seen.length, new Set(seen).size, seen.includes(id)]).toEqual([total, total, true]);
  expect(await worklist(as(people.officer), 2)).toMatchObject({ total, page: 2, pages: 3 });
  const own = [1, 2, 3].map((page) => myCases(as(people.debtor), { page }));
  expect((await Promise.all(own)).map(({ items, ...counts }) => [items.length, counts.total])).toEqual([
    [50, 111],
    [50, 111],
    [11, 111],
  ]);
});

it('keeps what applicants said of decisions, and the decisions, from being rewritten', async () => {
  for (const table of ['submission', 'decision', 'effect', 'rating', 'fact']) {
    await expect(sql`delete from ${sql.table(`services.${table}`)}`.execute(test.vahid.db)).rejects.toThrow(
      /permission denied/,
    );
  }
  await expect(sql`update services.decision set outcome = 'approved'`.execute(test.vahid.db)).rejects.toThrow(
    /permission denied/,
  );
});
