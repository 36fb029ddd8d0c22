import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { newId } from '../../../kernel/identifier.ts';
import { markRead, notifications } from '../../process/index.ts';
import { checkAnswers, questionPage, saveAnswers, submitCase } from './applying.ts';
import { actOnCase } from './desk-act.ts';
import { deskCase } from './desk.ts';
import { caseView } from './following.ts';

let stage: Stage;
let id = '';

beforeAll(async () => {
  stage = await openServiceStage();
  id = await stage.submitted(stage.people.head);
}, 120_000);
afterAll(() => stage.test.close());

const head = () => stage.test.ctx(stage.people.head);
const officer = (): ReturnType<typeof head> => stage.test.ctx(stage.people.officer);

async function giveBack(remarks: Record<string, string>, note = '', pages: readonly string[] = []): Promise<void> {
  const { version } = await deskCase(officer(), { id });
  await actOnCase(officer(), { id, action: 'return', version, note, pages, remarks, key: newId() });
  await stage.drain();
}

it('needs a mark, and for each mark a remark or a word for all', async () => {
  expect(await refused(giveBack({}))).toBe('services.pages_needed');
  expect(await refused(giveBack({}, '', ['layihe']))).toBe('process.note_needed');
  expect(await refused(giveBack({ layihe: 'Büdcə yoxdur.' }, '', ['sahe']))).toBe('process.note_needed');
  expect(await refused(giveBack({ layihe: 'x'.repeat(1001) }))).toBe('services.remark_too_long');
  expect(await refused(giveBack({ nothing: 'Belə səhifə yoxdur.' }))).toBe('services.pages_needed');
  expect((await caseView(head(), { id })).status).toBe('in_review');
});

it('asks the applicant for what is marked alone, with the remark and the answer as it was', async () => {
  await giveBack({ layihe: 'Büdcə göstərilməyib.\u202e', 'is-yerleri': '  ' });
  const view = await caseView(head(), { id });
  expect(view.returned).toEqual({
    note: 'Qeyd olunan cavabları düzəldin.',
    pages: ['layihe'],
    remarks: { layihe: 'Büdcə göstərilməyib.' },
  });
  expect(await refused(questionPage(head(), { id, page: 'sahe' }))).toBe('services.not_open_now');
  const question = await questionPage(head(), { id, page: 'layihe' });
  expect([question.remark, question.number, question.of]).toEqual(['Büdcə göstərilməyib.', 1, 1]);
  expect(question.fields[0]).toMatchObject({ value: 'Kiçik müəssisələr üçün mühasibat proqramı.' });
  const check = await checkAnswers(head(), { id });
  expect([check.action, check.answers.map(({ field }) => field)]).toEqual(['answer', ['project']]);
  expect(check.declaration.en).toMatch(/^By sending this explanation I confirm on behalf of the company /);
});

it('tells in the journal what was asked and which answers changed, to the desk with what they said before', async () => {
  await saveAnswers(head(), { id, page: 'layihe', values: { project: 'Büdcəsi 50.000 manatdır.' } });
  await submitCase(head(), { id, key: 'corrected' });
  await submitCase(head(), { id, key: 'corrected' });
  await stage.drain();
  for (const { journal } of [await caseView(head(), { id }), await deskCase(officer(), { id })]) {
    expect(journal.find(({ asked }) => asked)?.asked).toEqual([
      { question: expect.objectContaining({ en: 'What is your project about?' }), remark: 'Büdcə göstərilməyib.' },
    ]);
    expect(journal.filter(({ changed }) => changed).map(({ changed }) => changed?.map(({ en }) => en))).toEqual([
      ['What the project is about'],
    ]);
    expect(JSON.stringify(journal)).not.toMatch(/mühasibat|50\.000/);
  }
  const { answers, table } = await deskCase(officer(), { id });
  expect(answers.find(({ field }) => field === 'project')).toMatchObject({
    shown: { az: 'Büdcəsi 50.000 manatdır.' },
    earlier: { az: 'Kiçik müəssisələr üçün mühasibat proqramı.' },
  });
  expect(answers.filter(({ earlier }) => earlier)).toHaveLength(1);
  expect((await caseView(head(), { id })).answers.some(({ earlier }) => earlier)).toBe(false);
  expect(table?.outcome).toBe('officer');
});

it('judges anew: what the corrected answer no longer meets fails', async () => {
  await giveBack({ 'is-yerleri': 'Rəqəmi dəqiqləşdirin.' }, 'Bir də baxın.', ['is-yerleri']);
  await saveAnswers(head(), { id, page: 'is-yerleri', values: { newJobs: 2 } });
  await submitCase(head(), { id, key: newId() });
  await stage.drain();
  const { requirements } = await deskCase(officer(), { id });
  expect(requirements.find(({ name }) => name === 'new-jobs')?.sign).toBe('late');
  await giveBack({ 'is-yerleri': 'Yenə.' });
  await submitCase(head(), { id, key: newId() });
  const { journal } = await caseView(head(), { id });
  expect(journal.findLast(({ changed }) => changed)?.changed).toEqual([]);
});

it('is beside the journal: nobody changes it, and only retention deletes it', async () => {
  const tamper = (what: string) => sql.raw(what).execute(stage.test.vahid.db);
  for (const statement of ['update services.correction set remark = null', 'delete from services.correction'])
    await expect(tamper(statement)).rejects.toThrow(/permission denied/);
});

it('lets nobody else mark anything', async () => {
  const { people } = stage;
  const act = (actor: Actor) =>
    actOnCase(stage.test.ctx(actor), { id, action: 'return', version: 1, note: 'x', pages: ['sahe'], key: newId() });
  expect(await refused(act(people.head))).toBe('kernel.not_found');
  expect(await refused(act(people.auditor))).toBe('kernel.not_allowed');
});

it('shows the desk whether the applicant has read what was last said to them, and not whether somebody else has', async () => {
  const { test, people } = stage;
  const told = async () => (await deskCase(officer(), { id })).told;
  test.clock.advance(60_000);
  await stage.take(people.officer, id, 'return', 'Layihəni izah edin.', ['layihe']);
  const at = test.clock.now();
  expect(await told()).toEqual({ at });
  const [newest] = (await notifications(head())).items;
  expect(newest?.instance).toBe(id);
  await markRead(test.ctx(people.debtor), { id: newest?.id ?? '' });
  expect(await told()).toEqual({ at });
  test.clock.advance(60_000);
  await markRead(head(), { id: newest?.id ?? '' });
  expect(await told()).toEqual({ at, readAt: test.clock.now() });
});
