import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor } from '../../../kernel/access.ts';
import { actOnDraft, saveDraft, startDraft } from './drafts.ts';
import type { Answers } from './form.ts';
import type { SheetIncomplete } from './refusals.ts';
import { findDraft, listDrafts } from './store/drafts.ts';
import { sheetVersions } from './store/sheets.ts';
import { figure, openStand } from './test-stand.ts';
import { indicatorView } from './views.ts';

let stand: Awaited<ReturnType<typeof openStand>>;
let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] });
  stand = await openStand(test);
});
afterAll(() => test.close());

const as = (actor: Actor) => test.ctx(actor);

const words = (name: string, text: string) =>
  Object.fromEntries(['az', 'en', 'ru'].map((lang) => [`${name}_${lang}`, `${text} ${lang}`]));
/** A sheet about what the process room measures: no line of this room knows that measurement. */
const answers: Answers = {
  ...words('title', 'Vaxtında qərarlar'),
  ...words('about', 'Müddətində qəbul edilmiş qərarların payı'),
  kind: 'measured',
  measurement: 'process.decided_in_time',
  unit: 'percent',
  better: 'up',
  frequency: 'month',
  baseline_value: '10,5',
  baseline_day: '1.1.2026',
  targets: '90; 31.12.2028; own;',
  serves: '6.1.1.2.7',
  by: 'institution, dimension',
};

const refused = async (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => [],
    (error: SheetIncomplete) => error.problems.map(({ name }) => name),
  );

describe('a sheet written at the desk', () => {
  let id = '';

  it('is begun by an officer of the institution that answers for it, or by the project office', async () => {
    const { owner, stranger, office } = stand;
    const wanted = { code: 'decided-in-time', institution: 'aef' };
    await expect(startDraft(as(stranger), wanted)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    await expect(startDraft(as(office), { ...wanted, code: 'Pay %' })).rejects.toMatchObject({
      code: 'plan.indicator_code',
    });
    await expect(startDraft(as(office), { ...wanted, code: 'proactive' })).rejects.toMatchObject({
      code: 'plan.indicator_from_file',
    });
    await expect(startDraft(as(office), { ...wanted, institution: 'nobody' })).rejects.toMatchObject({
      code: 'plan.indicator_institution',
    });
    id = await startDraft(as(owner), wanted);
    await expect(startDraft(as(office), wanted)).rejects.toMatchObject({ code: 'plan.indicator_sheet_open' });
    expect((await listDrafts(test.vahid.db, ['rinn'])).map(({ code }) => code)).toEqual([]);
  });

  it('is sent only when nothing is missing, and tells at which fields', async () => {
    const { owner } = stand;
    await saveDraft(as(owner), id, { ...answers, title_ru: '', serves: '9.9.9', measurement: 'process.decided' });
    expect(await refused(actOnDraft(as(owner), { id, action: 'submit' }))).toEqual(['title_ru']);
    await saveDraft(as(owner), id, { title_ru: 'Решения в срок' });
    expect(await refused(actOnDraft(as(owner), { id, action: 'submit' }))).toEqual(['measurement', 'serves']);
    await saveDraft(as(owner), id, { measurement: 'process.days_to_decision', serves: '6.1.1.2.7' });
    expect(await refused(actOnDraft(as(owner), { id, action: 'submit' }))).toEqual(['unit']);
    await saveDraft(as(owner), id, { measurement: 'process.decided_in_time' });
    await actOnDraft(as(owner), { id, action: 'submit' });
    await expect(saveDraft(as(owner), id, { title_az: 'Başqa' })).rejects.toMatchObject({
      code: 'plan.indicator_not_open',
    });
  });

  it('shows nothing in public before it is approved, however much is measured', async () => {
    await figure(test, 'process.decided_in_time', '2026-11-10', 45, 50);
    await expect(indicatorView(test.ctx(), 'decided-in-time')).rejects.toMatchObject({ code: 'kernel.not_found' });
  });

  it('is approved by a person who did not write it, with a reason; then it is measured', async () => {
    const { office, second } = stand;
    await expect(actOnDraft(as(office), { id, action: 'approve' })).rejects.toMatchObject({
      code: 'process.note_needed',
    });
    await actOnDraft(as(office), { id, action: 'send-back', note: 'Başlanğıcı yoxlayın.' });
    await saveDraft(as(office), id, { baseline_value: '11' });
    await actOnDraft(as(office), { id, action: 'propose' });
    await expect(actOnDraft(as(office), { id, action: 'approve', note: 'Razıyam' })).rejects.toMatchObject({
      code: 'plan.indicator_own_writing',
    });
    await actOnDraft(as(second), { id, action: 'approve', note: 'Uyğundur.' });
    await test.vahid.jobs.runDue();
    expect(await findDraft(test.vahid.db, id)).toMatchObject({ open: false });
    const view = await indicatorView(test.ctx(), 'decided-in-time');
    expect(view.indicator).toMatchObject({ owner: 'aef', baseline: { value: 11, asOf: '2026-01-01' } });
    expect(view.sheet).toMatchObject({ version: 1, release: null, instance: id, origin: 'desk' });
    expect([view.value, view.band]).toEqual([90, 'reached']);
  });

  it('is changed by a next version that begins with what is in force', async () => {
    const { office, second } = stand;
    const next = await startDraft(as(office), { code: 'decided-in-time', institution: 'aef' });
    expect((await findDraft(test.vahid.db, next))?.content).toMatchObject({
      title_az: 'Vaxtında qərarlar az',
      targets: '90; 31.12.2028; own; ',
      baseline_value: '11',
      by: 'institution,dimension',
    });
    await saveDraft(as(office), next, { targets: '95; 31.12.2028; own;\n95; 31.12.2035; decade; 1' });
    await actOnDraft(as(office), { id: next, action: 'propose' });
    await actOnDraft(as(second), { id: next, action: 'approve', note: 'Uyğundur.' });
    await test.vahid.jobs.runDue();
    const versions = await sheetVersions(test.vahid.db, 'decided-in-time');
    expect(versions.map(({ version, content }) => [version, content.targets?.length])).toEqual([
      [2, 2],
      [1, 1],
    ]);
    // What figures come about by is the same, so those kept before go on.
    expect(versions[0]?.query).toBe(versions[1]?.query);
  });
});
