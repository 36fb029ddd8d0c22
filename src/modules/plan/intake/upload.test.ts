import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asked, type House, openHouse, ownInstitution } from '../../../../test/house.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { openWorkbook } from '../../../protocols/xlsx/index.ts';
import { findItem, setParties } from '../measures/index.ts';
import { addItem, startRoadmap } from '../roadmaps/index.ts';
import { bookOf } from './test-stand.ts';

const path = '/masa/plan/yukleme';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.shut());

const ask = (door: string, asked: Asked = {}, who = 'project_office.own') =>
  house.ask(house.route(door), asked, house.visitor(who));

async function send(sheets: Parameters<typeof bookOf>[0], name = 'forma.xlsx', plan = '2026-2028') {
  const files = { form: { name, bytes: await bookOf(sheets) } };
  const answer = await ask(`POST ${path}`, { body: { plan }, files });
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location).split('/').at(-1) ?? '';
}

const see = async (id: string, who?: string) => await ask(`GET ${path}/:id`, { params: { id } }, who);
const executor = async (number: string) => {
  const { rows } = await sql<{ institution: string; source: string }>`select p.institution, p.source from plan.party p
    join plan.item i on i.id = p.item where i.number = ${number} and p.to_day is null`.execute(house.vahid.db);
  return rows;
};
const kept = async () => {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from plan.upload`.execute(
    house.vahid.db,
  );
  return rows[0]?.count;
};

describe('a form sent to the desk', () => {
  it('is read first: errors cell by cell, and nothing to agree to', async () => {
    const id = await send({ measures: [{ number: '6.1.2.2.1', executor: 'Kimsə', due: 'sabah' }] });
    const { body } = await see(id);
    expect(body).toContain('Səhvlər: 2');
    expect(body).toContain('Tədbirlər B2');
    expect(body).toContain('“Kimsə” adlı qurum tapılmadı.');
    expect(body).toContain('Tarixi belə yazın: 31.12.2027.');
    expect(body).not.toContain('value="enter"');
    expect((await ask(`POST ${path}/:id`, { params: { id }, body: { do: 'enter' } })).statusCode).toBe(422);
    expect(await executor('6.1.2.2.1')).toEqual([]);
  });

  it('is entered when the person agrees, under the name of the file, and then forgotten', async () => {
    const id = await send(
      { measures: [{ number: '6.1.2.2.1', executor: 'İN', due: { date: '2027-08-31' } }] },
      'plan.xlsx',
    );
    const { body } = await see(id);
    expect(body).toContain('Səhv yoxdur');
    expect(body).toContain('value="enter"');
    expect(await executor('6.1.2.2.1')).toEqual([]);
    expect((await ask(`POST ${path}/:id`, { params: { id }, body: { do: 'enter' } })).statusCode).toBe(303);
    expect(await executor('6.1.2.2.1')).toEqual([{ institution: 'in', source: 'plan.xlsx' }]);
    expect((await see(id)).statusCode).toBe(404);
    expect(await kept()).toBe(0);
  });

  it('changes no dates that were set before: two people decide on those', async () => {
    const id = await send({ measures: [{ number: '6.1.2.2.1', executor: 'İN', due: { date: '2027-12-31' } }] });
    const { body } = await see(id);
    expect(body).toContain('Forma 6.1.2.2.1 tədbirinin təyin olunmuş təqvimini dəyişir');
    expect(body).not.toContain('value="enter"');
    const forced = await ask(`POST ${path}/:id`, { params: { id }, body: { do: 'enter', reason: 'Gecikdi' } });
    expect(forced.statusCode).toBe(409);
    const { rows } = await sql<{
      reason: string;
    }>`select b.reason from plan.baseline b join plan.item i on i.id = b.item
      where i.number = '6.1.2.2.1'`.execute(house.vahid.db);
    expect(rows.map(({ reason }) => reason)).toEqual(['İlk tarixlər']);
  });

  it('changes no deliverables, milestones or weights of a schedule that was set', async () => {
    const measure = { measure: '6.1.2.2.6', code: 'M1', 'title.az': 'Bir' };
    const due = { date: '2027-05-31' };
    const first = {
      measures: [{ number: '6.1.2.2.6', executor: 'İN', due }],
      deliverables: [{ measure: '6.1.2.2.6', code: 'D1', 'title.az': 'Qaydalar' }],
      milestones: [{ ...measure, weight: 2, due }],
    };
    const given = await send(first);
    expect((await ask(`POST ${path}/:id`, { params: { id: given }, body: { do: 'enter' } })).statusCode).toBe(303);
    for (const changed of [
      { ...first, deliverables: [{ measure: '6.1.2.2.6', code: 'D2', 'title.az': 'Başqa' }] },
      { ...first, milestones: [{ ...measure, weight: 1, due }] },
      { ...first, milestones: [{ ...measure, 'title.az': 'İki', weight: 2, due }] },
    ]) {
      const id = await send(changed);
      expect((await see(id)).body).toContain('Forma 6.1.2.2.6 tədbirinin təyin olunmuş təqvimini dəyişir');
      expect((await ask(`POST ${path}/:id`, { params: { id }, body: { do: 'enter' } })).statusCode).toBe(409);
    }
    const id = await send({ ...first, measures: [{ number: '6.1.2.2.6', executor: 'DMX', due }] });
    const { body } = await see(id);
    expect(body).toContain('value="enter"');
    // The preview names the measure and what changes of it.
    expect(body).toMatch(/6\.1\.2\.2\.6 [^<]+<.*?icraçı təyin edilib; əvvəlki icraçının vəzifəsi başa çatıb/s);
    expect((await ask(`POST ${path}/:id`, { params: { id }, body: { do: 'enter' } })).statusCode).toBe(303);
    expect(await executor('6.1.2.2.6')).toMatchObject([{ institution: 'dmx' }]);
  });

  it('undoes nothing that was entered after the form was taken', async () => {
    const filled = await ask(`GET ${path}/forma`, { query: { plan: '2026-2028' } });
    const item = await findItem(house.vahid.db, '2026-2028', '6.1.2.2.4');
    if (!item) throw new Error('no such measure');
    await inTransaction(house.ctx(), (ctx) =>
      setParties(ctx, item, [{ institution: 'dsk', role: 'executor' }], { source: 'desk' }),
    );
    const files = { form: { name: 'forma.xlsx', bytes: filled.rawPayload } };
    const answer = await ask(`POST ${path}`, { body: { plan: '2026-2028' }, files });
    const id = String(answer.headers.location).split('/').at(-1) ?? '';
    expect((await see(id)).body).toContain('Formada yeni heç nə yoxdur');
    await ask(`POST ${path}/:id`, { params: { id }, body: { do: 'enter' } });
    expect(await executor('6.1.2.2.4')).toMatchObject([{ institution: 'dsk' }]);
  });

  it('waits for whoever is changing the plan, and takes nothing out that came meanwhile', async () => {
    const deputy = house.as('deputy_head.own');
    const code = await startRoadmap(deputy, { institution: ownInstitution, topic: 'cyber', year: 2033 });
    await addItem(deputy, code, { title: 'Birinci', serves: [] });
    const id = await send({ measures: [{ number: '1', due: { date: '2033-06-30' } }] }, 'yol.xlsx', code);
    let entered: ReturnType<typeof ask> | undefined;
    await inTransaction(deputy, async (inner) => {
      await addItem(inner, code, { title: 'İkinci', serves: [] });
      entered = ask(`POST ${path}/:id`, { params: { id }, body: { do: 'enter' } });
      await setTimeout(700);
    });
    expect((await entered)?.statusCode).toBe(303);
    const { rows } = await sql`select number, removed_at from plan.item where plan = ${code} order by number`.execute(
      house.vahid.db,
    );
    expect(rows).toEqual([
      { number: '1', removed_at: null },
      { number: '2', removed_at: null },
    ]);
  });

  it('is seen by nobody else, and given up by the next one', async () => {
    const first = await send({ measures: [{ number: '6.1.2.2.2', executor: 'DMX' }] });
    expect((await see(first, 'project_office.other')).statusCode).toBe(403);
    const second = await send({ measures: [{ number: '6.1.2.2.2', executor: 'DMX' }] });
    expect((await see(first)).statusCode).toBe(404);
    expect((await ask(`POST ${path}/:id`, { params: { id: second }, body: { do: 'giveUp' } })).statusCode).toBe(303);
    expect(await kept()).toBe(0);
    expect(await executor('6.1.2.2.2')).toEqual([]);
  });

  it('is refused at its field when it is no workbook', async () => {
    const files = { form: { name: 'f.xlsx', bytes: Buffer.from('PK\u0003\u0004 not really') } };
    const answer = await ask(`POST ${path}`, { body: { plan: '2026-2028' }, files });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Göndərilmədi');
    expect(await kept()).toBe(0);
  });
});

describe('the form at the desk', () => {
  it('is taken empty or filled, for each plan', async () => {
    const filled = await ask(`GET ${path}/forma`, { query: { plan: '2026-2028' } });
    expect(filled.headers['content-disposition']).toBe('attachment; filename="2026-2028-forma.xlsx"');
    const rows = async (bytes: Buffer) => (await Array.fromAsync((await openWorkbook(bytes)).rows('Tədbirlər'))).length;
    expect(await rows(filled.rawPayload)).toBe(56);
    expect(await rows((await ask(`GET ${path}/sablon`)).rawPayload)).toBe(1);
    expect((await ask(`GET ${path}/sablon`, { query: { plan: 'none' } })).statusCode).toBe(404);
  });
});
