import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse, type Visitor } from '../../../../test/house.ts';
import { newId } from '../../../kernel/identifier.ts';
import { demoName, demoPeople, ensurePerson } from '../../identity/index.ts';
import { saveAnswers, startCase, submitCase } from '../actions/applying.ts';
import { actOnCase } from '../actions/desk-act.ts';
import { deskCase } from '../actions/desk.ts';
import { caseView, withdrawCase } from '../actions/following.ts';

let house: House;
let officer: Visitor;
const citizen = () => house.visitor('citizen.own');
const as = () => house.as('citizen.own');
const service = 'farm-subsidy';

beforeAll(async () => {
  house = await openHouse();
  const found = demoPeople.find(({ surname }) => surname === 'Məmmədzadə');
  if (!found) throw new Error('nobody of the ministry is here');
  officer = {
    name: 'officer.ktn',
    person: await ensurePerson(house.ctx(), found.fin),
    office: { institution: 'ktn', role: 'officer' },
    called: demoName(found),
    address: '10.2.0.1',
  };
}, 120_000);
afterAll(() => house.shut());

const pdf = (words = 'qebz') => Buffer.from(`%PDF-1.7\n${words}`);
const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('şəkil')]);

/** A draft in which all but the receipt is answered. */
async function draft(): Promise<string> {
  const { id } = await startCase(as(), { service });
  await saveAnswers(as(), { id, page: 'bitki', values: { crop: 'wheat' } });
  await saveAnswers(as(), { id, page: 'sahe', values: { sownArea: 300 } });
  return id;
}

interface Sent {
  readonly file?: { readonly name: string; readonly bytes: Buffer };
  readonly press?: string;
  readonly field?: string;
  readonly page?: string;
}

const door = 'POST /muracietler/:id/sual/:page';

function send(id: string, { file, press = 'add', field = 'receipt', page = 'qebz' }: Sent, who = citizen()) {
  const body: Record<string, string> = press === '' ? {} : { do: press };
  return house.ask(house.route(door), { params: { id, page }, body, files: file ? { [field]: file } : {} }, who);
}

const filesOf = async (id: string) =>
  (await caseView(as(), { id })).answers.find(({ field }) => field === 'receipt')?.files ?? [];

async function kept(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from kernel.file`.execute(house.vahid.db);
  return rows[0]?.count ?? 0;
}

async function removed(id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from services.evidence
    where instance = ${id} and removed_at is not null order by id`.execute(house.vahid.db);
  return rows.map((row) => row.id);
}

const question = 'GET /muracietler/:id/sual/:page';
const endDraft = (id: string) => withdrawCase(as(), { id, key: newId() });
const noticed = async (answer: Promise<{ statusCode: number; body: string }>): Promise<[number, string]> => {
  const { statusCode, body } = await answer;
  return [statusCode, /<p class="error"[^>]*>(.*?)<\/p>/s.exec(body)?.[1]?.replace(/<[^>]+>/g, '') ?? ''];
};

describe('files of a draft', () => {
  it('are told of before they are chosen, added one by one, kept on the way back and forth, and taken out', async () => {
    const id = await draft();
    const page = () =>
      house.ask(house.route('GET /muracietler/:id/sual/:page'), { params: { id, page: 'qebz' } }, citizen());
    expect((await page()).body).toContain('PDF, JPEG və ya PNG, ən çoxu 5\u00a0MB.');
    expect((await send(id, { file: { name: 'Qəbz 1.pdf', bytes: pdf('bir') } })).headers.location).toBe(
      `/muracietler/${id}/sual/qebz`,
    );
    // “Continue” takes a file that was chosen too.
    const next = await send(id, { file: { name: 'sekil.png', bytes: png }, press: '' });
    expect(next.headers.location).toBe(`/muracietler/${id}/yoxlama`);
    const [first, second] = await filesOf(id);
    expect([first?.name, first?.kind, first?.size, second?.name, second?.kind]).toEqual([
      'Qəbz 1.pdf',
      'pdf',
      pdf('bir').length,
      'sekil.png',
      'png',
    ]);
    const shown = (await page()).body;
    expect([shown.includes('Qəbz 1.pdf'), shown.includes('PDF, 1\u00a0KB'), shown.includes('sekil.png')]).toEqual([
      true,
      true,
      true,
    ]);
    await send(id, { press: `remove:${first?.id}` });
    await send(id, { press: `remove:${first?.id}` });
    expect((await filesOf(id)).map(({ name }) => name)).toEqual(['sekil.png']);
    await endDraft(id);
  });

  it('are gone, with their keys, when the draft is given up', async () => {
    const before = await kept();
    const id = await draft();
    await send(id, { file: { name: 'a.pdf', bytes: pdf('yalniz burada') } });
    expect(await kept()).toBe(before + 1);
    await endDraft(id);
    expect([await kept(), await filesOf(id)]).toEqual([before, []]);
  });

  it('stay where the same content is another’s evidence too', async () => {
    const before = await kept();
    const id = await draft();
    await send(id, { file: { name: 'a.pdf', bytes: pdf('eyni') } });
    await submitCase(as(), { id, key: newId() });
    const other = await draft();
    await send(other, { file: { name: 'b.pdf', bytes: pdf('eyni') } });
    expect(await kept()).toBe(before + 1);
    await endDraft(other);
    expect([await kept(), (await filesOf(id)).length]).toEqual([before + 1, 1]);
    await withdrawCase(as(), { id, key: newId() });
  });
});

describe('what is no such file', () => {
  it('is refused in words, and nothing of it is kept', async () => {
    const id = await draft();
    const before = await kept();
    const wrong: readonly [Sent, string][] = [
      [{ file: { name: 'qebz.pdf', bytes: Buffer.from('<script>alert(1)</script>') } }, 'Faylın məzmunu uyğun deyil'],
      [{ file: { name: 'qebz.png', bytes: Buffer.from('MZ\u0000\u0001') } }, 'Faylın məzmunu uyğun deyil'],
      [{ file: { name: 'qebz.pdf', bytes: Buffer.alloc(0) } }, 'Fayl boşdur'],
      [
        { file: { name: 'qebz.pdf', bytes: Buffer.concat([pdf(), Buffer.alloc(5 * 1024 ** 2)]) } },
        'Fayl çox böyükdür. Ən çoxu 5 MB',
      ],
      [{}, 'Fayl seçin'],
    ];
    for (const [sent, words] of wrong) {
      const [status, said] = await noticed(send(id, sent));
      expect([status, said]).toEqual([422, expect.stringContaining(words)]);
    }
    expect((await send(id, { file: { name: 'a.pdf', bytes: pdf() }, field: 'other' })).statusCode).toBe(422);
    expect((await send(id, { file: { name: 'a.pdf', bytes: pdf() }, page: 'bitki', field: 'crop' })).statusCode).toBe(
      422,
    );
    expect([await kept(), await filesOf(id)]).toEqual([before, []]);
    await endDraft(id);
  });

  it('keeps of a name what may lie on anybody’s disk', async () => {
    const id = await draft();
    const names = ['..\\..\\win\\a.pdf', '/etc/passwd', 'qebz\u202efdp.exe', `${'ə'.repeat(300)}.pdf`];
    for (const [index, name] of names.entries()) await send(id, { file: { name, bytes: pdf(`ad ${index}`) } });
    const found = (await filesOf(id)).map(({ name }) => name);
    expect(found.slice(0, 2)).toEqual(['a.pdf', 'passwd.pdf']);
    expect(found[2]).toBe('qebzfdp.exe.pdf');
    expect([...(found[3] ?? '')].length).toBeLessThanOrEqual(124);
    await endDraft(id);
  });

  it('is more than ten, and the same twice is one', async () => {
    const id = await draft();
    await Promise.all(
      ['bir', 'iki', 'bir'].map((words) => send(id, { file: { name: `${words}.pdf`, bytes: pdf(words) } })),
    );
    expect((await filesOf(id)).map(({ name }) => name).sort()).toEqual(['bir.pdf', 'iki.pdf']);
    for (let more = 3; more <= 10; more += 1) await send(id, { file: { name: `${more}.pdf`, bytes: pdf(`${more}`) } });
    const more = await send(id, { file: { name: '11.pdf', bytes: pdf('on bir') } });
    expect([more.statusCode, (await filesOf(id)).length]).toEqual([422, 10]);
    expect(more.body).toContain('Burada ən çoxu 10 fayl ola bilər');
    await endDraft(id);
  });

  it('is another’s case, or one that was sent, before a byte of it is read', async () => {
    const id = await draft();
    const before = await kept();
    const file = { name: 'a.pdf', bytes: pdf('yad') };
    expect((await send(id, { file }, house.visitor('citizen.other'))).statusCode).toBe(404);
    expect((await send(id, { file }, house.visitor('anonymous'))).statusCode).toBe(401);
    expect((await send(newId(), { file })).statusCode).toBe(404);
    await submitCase(as(), { id, key: newId() });
    expect((await send(id, { file })).statusCode).toBe(409);
    expect([await kept(), await filesOf(id)]).toEqual([before, []]);
  });

  it('is a value that a program sends', async () => {
    const id = await draft();
    const forged = [{ id: newId(), name: 'a.pdf', kind: 'pdf', size: 1 }];
    const sent = saveAnswers(as(), { id, page: 'qebz', values: { receipt: forged } });
    await expect(sent).rejects.toMatchObject({ code: 'services.invalid_answers' });
    expect(await filesOf(id)).toEqual([]);
    await endDraft(id);
  });
});

describe('files of a case', () => {
  let id = '';
  let file = '';
  const own = 'GET /muracietler/:id/fayl/:evidence';
  const desk = 'GET /masa/is/:id/fayl/:evidence';
  const read = (path: string, who: Visitor, evidence = file) =>
    house.ask(house.route(path), { params: { id, evidence } }, who);

  beforeAll(async () => {
    id = await draft();
    await send(id, { file: { name: 'Qəbz.pdf', bytes: pdf('oxunan') } });
    [{ id: file } = { id: '' }] = await filesOf(id);
  });

  it('are saved and never shown, by whoever brought them', async () => {
    const answer = await read(own, citizen());
    expect([answer.statusCode, answer.rawPayload.toString(), answer.headers['content-type']]).toEqual([
      200,
      pdf('oxunan').toString(),
      'application/pdf',
    ]);
    expect(answer.headers['content-disposition']).toMatch(/^attachment/);
    expect(answer.headers['content-security-policy']).toContain('sandbox');
    expect((await read(own, house.visitor('citizen.other'))).statusCode).toBe(404);
    expect((await read(own, citizen(), newId())).statusCode).toBe(404);
    const api = await house.ask(house.route('GET /api/v1/cases/:id'), { params: { id } }, citizen());
    const told = (api.json() as { answers: { field: string; files: unknown }[] }).answers;
    expect(told.find(({ field }) => field === 'receipt')?.files).toEqual([
      { id: file, name: 'Qəbz.pdf', kind: 'pdf', size: pdf('oxunan').length },
    ]);
  });

  it('are no official’s before the case is sent; then each reading is audited and in the citizen’s log', async () => {
    expect((await read(desk, officer)).statusCode).toBe(404);
    await submitCase(as(), { id, key: newId() });
    await house.vahid.jobs.runDue();
    const lines = async () => {
      const { rows } = await sql<{ audit: number; log: number }>`select
        (select count(*)::int from kernel.audit where action = 'services.readEvidence' and subject = ${file}
          and office = 'officer ktn') as audit,
        (select count(*)::int from exchange.look_up where operation = 'case' and subject = ${citizen().person}) as log`.execute(
        house.vahid.db,
      );
      return [rows[0]?.audit, rows[0]?.log];
    };
    expect(await lines()).toEqual([0, 0]);
    const answer = await read(desk, officer);
    expect([answer.statusCode, answer.rawPayload.toString()]).toEqual([200, pdf('oxunan').toString()]);
    expect(await lines()).toEqual([1, 1]);
    expect((await read(desk, house.visitor('officer.own'))).statusCode).toBe(403);
    expect((await read(desk, citizen())).statusCode).toBe(403);
    expect(await lines()).toEqual([1, 1]);
    const shown = await house.ask(house.route('GET /masa/is/:id'), { params: { id } }, officer);
    expect(shown.body).toContain(`/masa/is/${id}/fayl/${file}`);
  });

  it('are judged as given: the amount is raised and an officer looks at the receipt', async () => {
    const official = house.ctx({
      kind: 'person',
      person: officer.person ?? '',
      appointments: [{ institution: 'ktn', role: 'officer' }],
    });
    const view = await deskCase(official, { id });
    expect([view.table?.outcome, view.table?.reasons[0]?.text.en]).toEqual([
      'officer',
      'An officer has to look at the receipt, the amount computed is 693 ₼',
    ]);
    await actOnCase(official, {
      id,
      action: 'return',
      version: view.version,
      note: 'Qəbz oxunmur.',
      pages: ['qebz'],
      key: newId(),
    });
    // Returned for it, the file may be exchanged.
    await send(id, { press: `remove:${file}` });
    await send(id, { file: { name: 'yeni.pdf', bytes: pdf('yeni') } });
    expect((await filesOf(id)).map(({ name }) => name)).toEqual(['yeni.pdf']);
  });

  it('stay for the officials who had them, as removed with the moment, when the applicant takes them out', async () => {
    const answer = await read(desk, officer);
    expect([answer.statusCode, answer.rawPayload.toString()]).toEqual([200, pdf('oxunan').toString()]);
    const page = (await house.ask(house.route('GET /masa/is/:id'), { params: { id } }, officer)).body;
    const card = page.slice(page.indexOf('Müraciətçinin çıxardığı fayllar'));
    expect([card.includes('Qəbz.pdf'), /Müraciətçi çıxarıb: <time/.test(card)]).toEqual([true, true]);
    // The applicant is told of it where files are taken out, and has it no more.
    const asked = await house.ask(house.route(question), { params: { id, page: 'qebz' } }, citizen());
    expect([asked.body.includes('Qəbz.pdf'), asked.body.includes('əməkdaşlar onu görür')]).toEqual([false, true]);
    expect((await read(own, citizen())).statusCode).toBe(404);
  });

  it('are as they were when the same is added again', async () => {
    await send(id, { file: { name: 'Yenə.pdf', bytes: pdf('oxunan') } });
    expect((await filesOf(id)).map(({ id: one, name }) => [one === file, name])).toEqual([
      [false, 'yeni.pdf'],
      [true, 'Yenə.pdf'],
    ]);
    expect(await removed(id)).toEqual([]);
    await send(id, { press: `remove:${file}` });
    expect(await removed(id)).toEqual([file]);
  });

  it('are gone at once when they were never sent, unless an official opened one meanwhile', async () => {
    const before = await kept();
    await send(id, { file: { name: 'sehv.pdf', bytes: pdf('səhv') } });
    await send(id, { file: { name: 'baxilan.pdf', bytes: pdf('baxılan') } });
    const [, wrong, opened] = await filesOf(id);
    expect((await read(desk, officer, opened?.id)).statusCode).toBe(200);
    for (const one of [wrong, opened]) await send(id, { press: `remove:${one?.id}` });
    expect(await kept()).toBe(before + 1);
    expect(new Set(await removed(id))).toEqual(new Set([file, opened?.id]));
    expect((await read(desk, officer, wrong?.id)).statusCode).toBe(404);
  });

  it('are forgotten with the answers', async () => {
    await withdrawCase(as(), { id, key: newId() });
    const before = await kept();
    house.clock.set('2032-01-05T06:00:00Z');
    await sql`delete from kernel.job where kind <> 'services.forget'`.execute(house.vahid.db);
    await house.vahid.jobs.runDue();
    expect(await kept()).toBeLessThanOrEqual(before - 3);
    const { rows } = await sql`select from services.evidence where instance = ${id}`.execute(house.vahid.db);
    expect([rows.length, await filesOf(id)]).toEqual([0, []]);
  });
});
