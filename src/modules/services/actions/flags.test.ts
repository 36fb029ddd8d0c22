import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import type { Json } from '../../../kernel/job.ts';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { queueFlags, worklist } from './queue.ts';
import { caseView } from './following.ts';

/* An inspection of a building site: announced and recorded by an officer, seen by the builder. */

let stage: Stage;
let officer: Actor;
let [id, other] = ['', ''];

const answers: Readonly<Record<string, Record<string, Json>>> = {
  yer: { site: 'Bakı şəhəri, Sınaq küçəsi 7' },
  bina: { kind: 'house', storeys: 2, floorArea: 180 },
  agaclar: { treesCut: true },
  layihe: { project: 'Daş divarlar, qaz istiliyi.' },
};

async function submitted(actor: Actor): Promise<string> {
  const ctx = stage.test.ctx(actor);
  const started = await startCase(ctx, { service: 'construction-notice' });
  for (const [page, values] of Object.entries(answers)) await saveAnswers(ctx, { id: started.id, page, values });
  await submitCase(ctx, { id: started.id, key: `send-${started.id}` });
  await stage.drain();
  return started.id;
}

beforeAll(async () => {
  stage = await openServiceStage();
  const { people } = stage;
  officer = { ...people.officer, appointments: [{ institution: 'bsih', role: 'officer' }] };
  id = await submitted(people.stranger);
  other = await submitted({ ...people.registrar, appointments: [] });
}, 300_000);
afterAll(() => stage.test.close());

const desk = () => stage.test.ctx(officer);
const own = () => stage.test.ctx(stage.people.stranger);
const en = (texts: readonly { readonly en: string }[] = []) => texts.map((text) => text.en);

it('is raised at the desk; both sides read it, and the applicant when and why', async () => {
  const offered = (await deskCase(desk(), { id })).actions.map(({ action }) => action);
  expect(offered).toContain('announce-inspection');
  expect(offered).not.toContain('record-inspection');
  await stage.take(officer, id, 'announce-inspection', '5 dekabr saat 10:00.');
  expect(en((await deskCase(desk(), { id })).flags)).toEqual(['Inspection announced']);
  const view = await caseView(own(), { id });
  expect(en(view.flags)).toEqual(['Inspection announced']);
  expect(view.journal.at(-1)).toMatchObject({
    what: { en: 'Announced an inspection' },
    note: '5 dekabr saat 10:00.',
  });
  expect((await deskCase(desk(), { id })).journal.at(-1)).toMatchObject({ raised: [{ en: 'Inspection announced' }] });
});

it('stands in the queue, which it narrows', async () => {
  const listed = async (flag?: string) => (await worklist(desk(), 1, { flag })).items;
  expect(new Set((await listed()).map((one) => one.id))).toEqual(new Set([id, other]));
  const [flagged, ...rest] = await listed('construction-notice.inspection');
  expect([flagged?.id, en(flagged?.flags), rest]).toEqual([id, ['Inspection announced'], []]);
  expect(await listed('farm-subsidy.inspection')).toEqual([]);
  expect(await queueFlags(desk())).toMatchObject([
    { name: 'construction-notice.inspection', service: { en: 'Construction notice' }, count: 1 },
  ]);
  expect(await refused(queueFlags(own()))).toBe('kernel.not_allowed');
});

it('keeps from deciding until it is lowered', async () => {
  expect(await refused(stage.take(officer, id, 'propose-refusal', 'Uyğun deyil.'))).toBe('process.condition_not_met');
  await stage.take(officer, id, 'record-inspection', 'Sahə plana uyğundur.');
  const file = await deskCase(desk(), { id });
  expect([file.flags, en(file.journal.at(-1)?.lowered)]).toEqual([undefined, ['Inspection announced']]);
  const view = await caseView(own(), { id });
  expect(view.flags).toBeUndefined();
  expect(view.journal.at(-1)).toMatchObject({ what: { en: 'Recorded the inspection' } });
  expect(view.journal.at(-1)).not.toHaveProperty('note');
  expect(await queueFlags(desk())).toEqual([]);
});
