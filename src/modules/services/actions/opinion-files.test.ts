import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { keepFile, receiveFile } from '../../../kernel/file.ts';
import { newId } from '../../../kernel/identifier.ts';
import { lookUpsAbout } from '../../exchange/index.ts';
import { demoName, demoPeople, ensurePerson } from '../../identity/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { insertEvidence } from '../evidence-store.ts';
import { writeAnswers } from '../store.ts';
import { listReviews } from '../review-store.ts';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { caseView, withdrawCase } from './following.ts';
import { missingOffices } from './missing-offices.ts';
import { opinionEvidence, opinionPage } from './opinion-desk.ts';
import { releaseReviewer } from './releasing.ts';
import { acceptReview, reviewEvidence } from './reviewing.ts';

let stage: Stage;
let builder: Actor;
let id = '';
const evidence = newId();

beforeAll(async () => {
  stage = await openServiceStage();
  builder = stage.people.stranger;
  id = await sent();
}, 600_000);
afterAll(() => stage.test.close());

async function official(surname: string): Promise<Actor> {
  const found = demoPeople.find((person) => person.surname === surname);
  if (!found?.role) throw new Error(`no demo official ${surname}`);
  const person = await ensurePerson(stage.test.ctx(), found.fin);
  const { institution, role } = found.role;
  return { kind: 'person', person, name: demoName(found), appointments: [{ institution, role }] };
}

/** A notice with a drawing, on which three institutions are asked. */
async function sent(): Promise<string> {
  const ctx = stage.test.ctx(builder);
  const draft = (await startCase(ctx, { service: 'construction-notice' })).id;
  const pages = {
    yer: { site: 'Bakı şəhəri, Sınaq küçəsi 7' },
    bina: { kind: 'house', storeys: 2, floorArea: 180 },
    agaclar: { treesCut: true },
    layihe: { project: 'Daş divarlar.' },
  };
  for (const [page, values] of Object.entries(pages)) await saveAnswers(ctx, { id: draft, page, values });
  const bytes = Buffer.from('%PDF-1.7\ncertyoj');
  const received = await receiveFile(
    stage.test.vahid,
    (async function* () {
      yield bytes;
    })(),
  );
  await inTransaction(stage.test.ctx(), async (inner) => {
    const { id: file } = await keepFile(inner, received);
    const at = stage.test.clock.now();
    await insertEvidence(inner.db, { id: evidence, instance: draft, field: 'drawing', file, added_at: at });
    const named = [{ id: evidence, name: 'certyoj.pdf', kind: 'pdf', size: bytes.length }];
    await writeAnswers(inner.db, draft, { drawing: named }, at, true);
  });
  await submitCase(ctx, { id: draft, key: `send-${draft}` });
  await stage.drain();
  return draft;
}

async function opinionOf(name: string): Promise<string> {
  const { rows } = await sql<{ instance: string }>`select instance from services.opinion
    where "case" = ${id} and name = ${name}`.execute(stage.test.vahid.db);
  return rows[0]?.instance ?? '';
}

it('files go with an opinion that may see their field, and with no other', async () => {
  const [fire, ecology] = [await official('Məlikov'), await official('Babayeva')];
  const [asked, beside] = [await opinionOf('fire'), await opinionOf('ecology')];
  const { answers } = await opinionPage(stage.test.ctx(fire), { id: asked });
  expect(answers.flatMap(({ files = [] }) => files.map((file) => file.id))).toEqual([evidence]);
  stage.test.clock.advance(1000);
  const { name } = await opinionEvidence(stage.test.ctx(fire), { id: asked, evidence });
  expect(name).toBe('certyoj.pdf');

  const tried = (actor: Actor, of: string, file = evidence) =>
    refused(opinionEvidence(stage.test.ctx(actor), { id: of, evidence: file }));
  expect(await tried(ecology, beside)).toBe('kernel.not_found');
  expect(await tried(ecology, asked)).toBe('kernel.not_allowed');
  expect(await tried(builder, asked)).toBe('kernel.not_allowed');
  expect(await tried(fire, asked, newId())).toBe('kernel.not_found');
});

it('whoever opens one stands in the audit and in the log of the applicant', async () => {
  const { rows } = await sql<{ office: string }>`select office from kernel.audit
    where action = 'services.readEvidence' and subject = ${evidence}`.execute(stage.test.vahid.db);
  expect(rows).toEqual([{ office: 'officer fhn' }]);
  const { lookUps } = await lookUpsAbout(stage.test.ctx(builder), { person: builder.person ?? '' });
  expect(lookUps[0]).toMatchObject({ operation: 'case', own: false });
});

it('an office that nobody holds is named at the desk of its institution, and to an auditor', async () => {
  const officer = await official('Tağıyev');
  expect(await missingOffices(stage.test.ctx(officer))).toEqual([]);
  await sql`update identity.appointment set to_day = '2026-11-23'
    where institution = 'bsih' and role = 'deputy_head'`.execute(stage.test.vahid.db);
  const found = await missingOffices(stage.test.ctx(officer));
  expect(found.map(({ institution, role }) => [institution.code, role])).toEqual([['bsih', 'deputy_head']]);
  expect(await missingOffices(stage.test.ctx(stage.people.auditor))).toEqual(found);
  expect(await missingOffices(stage.test.ctx(stage.people.officer))).toEqual([]);
});

/** A file as an answer of a case. */
async function fileOn(instance: string, field: string): Promise<string> {
  const file = newId();
  const received = await receiveFile(
    stage.test.vahid,
    (async function* () {
      yield Buffer.from(`%PDF-1.7\n${field}`);
    })(),
  );
  await inTransaction(stage.test.ctx(), async (inner) => {
    const kept = await keepFile(inner, received);
    const at = stage.test.clock.now();
    await insertEvidence(inner.db, { id: file, instance, field, file: kept.id, added_at: at });
    await writeAnswers(
      inner.db,
      instance,
      { [field]: [{ id: file, name: `${field}.pdf`, kind: 'pdf', size: 10 }] },
      at,
      true,
    );
  });
  return file;
}

describe('a reviewer', () => {
  let open: { id: string; expert: Actor; review: string };
  let granting: Actor;
  const as = (actor: Actor) => stage.test.ctx(actor);

  async function submitted(): Promise<string> {
    const ctx = as(stage.people.resident);
    const { id: grant } = await startCase(ctx, { service: 'research-grant' });
    const pages = {
      sahe: { field: 'computing' },
      layihe: { topic: 'Nitqin tanınması', plan: 'Model öyrədilir.' },
      istifade: { use: 'Çağrı mərkəzləri.' },
      terefdas: { partner: '2008192661' },
      muddet: { months: 12 },
      xercler: { expenses: [{ purpose: 'Hesablama', amount: '30000' }] },
    };
    for (const [page, values] of Object.entries(pages)) await saveAnswers(ctx, { id: grant, page, values });
    await submitCase(ctx, { id: grant, key: newId() });
    await stage.drain();
    return grant;
  }

  async function reviewersOf(grant: string): Promise<{ review: string; expert: Actor }[]> {
    const rows = (await listReviews(stage.test.vahid.db, grant)).filter(({ standing }) => standing !== 'over');
    return rows.map(({ instance, reviewer }) => ({
      review: instance,
      expert: { kind: 'person', person: reviewer, name: 'Ekspert', appointments: [] },
    }));
  }

  it('who is late is released by an official with a reason, not before, and another is drawn by lot', async () => {
    granting = await official('Rzayeva');
    const id = await submitted();
    const [first, second] = await reviewersOf(id);
    if (!first || !second) throw new Error('two are drawn');
    const at = { id, review: first.review, reason: 'Üç dəfə xatırladılıb, cavab yoxdur.', key: newId() };
    expect(await refused(releaseReviewer(as(granting), at))).toBe('services.review_not_late');
    await sql`update process.instance set overdue = true where id = ${first.review}`.execute(stage.test.vahid.db);
    for (const actor of [first.expert, second.expert, stage.people.resident])
      expect(await refused(releaseReviewer(as(actor), at))).toMatch(/^kernel.not_(found|allowed)$/);
    expect(await refused(releaseReviewer(as(granting), { ...at, reason: ' ' }))).toBe('services.release_needs_reason');
    const offered = (await deskCase(as(granting), { id })).reviews?.reviews.map(({ release }) => release?.review);
    expect(offered).toEqual([first.review, undefined]);
    await releaseReviewer(as(granting), at);
    await stage.drain();
    const now = (await reviewersOf(id)).map(({ expert }) => expert.person);
    expect([now.length, now.includes(first.expert.person ?? ''), now.includes(second.expert.person ?? '')]).toEqual([
      2,
      false,
      true,
    ]);
    const { reviews: shown } = await deskCase(as(granting), { id });
    expect([shown?.needed, shown?.reviews[0]?.declined]).toEqual([
      2,
      `${granting.name}: Üç dəfə xatırladılıb, cavab yoxdur.`,
    ]);
    expect(await refused(acceptReview(as(first.expert), { id: first.review, key: newId() }))).toMatch(/^process/);
    expect(JSON.stringify(await caseView(as(stage.people.resident), { id }))).not.toContain('xatırladılıb');
    open = { id, ...second };
  });

  it('opens files of the fields that reviewers see, once the declaration is made, and leaves a line', async () => {
    const { id, expert, review } = open;
    const seen = await fileOn(id, 'plan');
    const unseen = await fileOn(id, 'partner');
    const tried = (actor: Actor, evidence: string) => refused(reviewEvidence(as(actor), { id: review, evidence }));
    expect(await tried(expert, seen)).toBe('kernel.not_found');
    await acceptReview(as(expert), { id: review, key: newId() });
    expect((await reviewEvidence(as(expert), { id: review, evidence: seen })).name).toBe('plan.pdf');
    expect(await tried(expert, unseen)).toBe('kernel.not_found');
    expect(await tried(stage.people.resident, seen)).toMatch(/^kernel.not_(found|allowed)$/);
    const { rows } =
      await sql`select from kernel.audit where action = 'services.readEvidence' and subject = ${seen}`.execute(
        stage.test.vahid.db,
      );
    expect(rows).toHaveLength(1);
    await withdrawCase(as(stage.people.resident), { id, key: newId() });
  });
});

it('are kept from officials who asked for the opinion and are not named by the field', async () => {
  const compiled = await stage.test.vahid.releases.version<CompiledService>('service', 'construction-notice', 1);
  const drawing = compiled?.fields.find(({ name }) => name === 'drawing');
  Object.assign(drawing ?? {}, { seenBy: ['approver'] });
  const [fire, asked] = [await official('Məlikov'), await opinionOf('fire')];
  const asking = await official('Tağıyev');
  const seen = async (actor: Actor) => {
    const { answers } = await opinionPage(stage.test.ctx(actor), { id: asked });
    return answers.flatMap(({ field, files, withheld }) => (field === 'drawing' ? [[files?.length, withheld]] : []));
  };
  const tried = (actor: Actor) => refused(opinionEvidence(stage.test.ctx(actor), { id: asked, evidence }));
  expect([await seen(asking), await tried(asking)]).toEqual([[[undefined, true]], 'services.kept_from_you']);
  expect([await seen(fire), await tried(fire)]).toEqual([[[1, undefined]], 'done']);
  Object.assign(drawing ?? {}, { seenBy: undefined });
});
