import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, personOf, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { newId } from '../../../kernel/identifier.ts';
import { openSession } from '../../../kernel/session.ts';
import { ownDocuments, wardDocuments } from '../../documents/actions.ts';
import { lookUpsAbout } from '../../exchange/index.ts';
import { journal, notifications } from '../../process/index.ts';
import { caseView, checkAnswers, saveAnswers, submitCase, withdrawCase } from './own.ts';
import { myCases } from './following.ts';
import { home } from './offer.ts';
import { conducting, representedCases } from './representing.ts';
import { deskCase } from './desk.ts';
import { confirmRepresentation } from '../representation-store.ts';
import { startCase, startForWard } from './starting.ts';
import { wardChoice } from './wards.ts';

/* A parent obtains the birth certificate of a child, until the child is of age. */

let stage: Stage;
let test: Stage['test'];
let server: FastifyInstance;
let [mother, child, grown]: Actor[] = [];
let comesOfAge = '';
const service = 'civil-status-certificate';

const as = (actor: Actor | undefined) => {
  if (!actor) throw new Error('nobody');
  return test.ctx(actor);
};
const person = (fin: string) => personOf(test, fin);

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  const assets = { base: '/a/test', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage: (_, { code }) => h('p', null, code) });
  // A parent with one child under age and one who is grown, and of the first whether the register has the birth.
  const { rows } = await sql<{ parent: string; child: string; born: string; grown: string }>`select p.key as parent,
      c.key as child, c.data ->> 'birthDate' as born, g.key as grown
    from records.record p
    join records.record c on c.register = 'population' and c.data -> 'parents' ? p.key and c.superseded_at is null
    join records.record g on g.register = 'population' and g.data -> 'parents' ? p.key and g.superseded_at is null
    where p.register = 'population' and p.superseded_at is null and c.data ->> 'birthDate' > '2009-06-01'
      and g.data ->> 'birthDate' < '2008-01-01'
    order by p.key, c.key limit 1`.execute(test.vahid.db);
  const [found] = rows;
  if (!found) throw new Error('nobody of the demo has a child under age and a grown one');
  [mother, child, grown] = [await person(found.parent), await person(found.child), await person(found.grown)];
  comesOfAge = `${Number(found.born.slice(0, 4)) + 18}${found.born.slice(4)}`;
}, 120_000);
afterAll(async () => {
  await server.close();
  await test.close();
});

const begin = (ward: Actor | undefined, actor = mother) =>
  startForWard(as(actor), { service, ward: ward?.person ?? '' });

describe('a case that a parent conducts for a child', () => {
  let id = '';

  it('is begun for children under age alone, whom the register names', async () => {
    const { wards } = await wardChoice(as(mother), { service });
    expect(wards.map((one) => one.person)).toContain(child?.person);
    expect(wards.map((one) => one.person)).not.toContain(grown?.person);
    expect(wards.find((one) => one.person === child?.person)?.until).toBe(comesOfAge);
    expect(await refused(begin(grown))).toBe('services.no_such_ward');
    expect(await refused(begin(child, stage.people.stranger))).toBe('services.no_such_ward');
    const other = { service: 'residence-change', ward: child?.person ?? '' };
    expect(await refused(startForWard(as(mother), other))).toBe('services.wards_not_taken');
    ({ id } = await begin(child));
    expect((await begin(child)).id).toBe(id);
    expect((await startCase(as(mother), { service })).id).not.toBe(id);
  });

  it('is the child’s: facts are read about the child, and stand in the child’s log', async () => {
    const view = await caseView(as(mother), { id });
    expect(view.ward).toBe(view.facts.find(({ field }) => field === 'name')?.value);
    const { rows } = await sql<{ person: string }>`select person from services."case" where id = ${id}`.execute(
      test.vahid.db,
    );
    expect(rows).toEqual([{ person: child?.person }]);
    const { lookUps } = await lookUpsAbout(as(child), { person: child?.person ?? '' });
    expect(lookUps.map(({ consumer }) => consumer)).toContain('en');
    expect((await representedCases(as(mother))).items.map((one) => one.id)).toEqual([id]);
    expect((await home(as(mother), 'mygov')).represented.items.map((one) => one.id)).toEqual([id]);
    expect((await myCases(as(child))).items.map((one) => one.id)).toEqual([id]);
    expect((await myCases(as(mother))).items.map((one) => one.id)).not.toContain(id);
  });

  it('is there neither for a stranger nor for the other children', async () => {
    for (const nobody of [stage.people.stranger, grown]) {
      expect(await refused(caseView(as(nobody), { id }))).toBe('kernel.not_found');
      expect(await refused(saveAnswers(as(nobody), { id, page: 'sened', values: { kind: 'birth' } }))).toBe(
        'kernel.not_found',
      );
    }
  });

  it('is sent by the parent, whom the journal and the audit name', async () => {
    await saveAnswers(as(mother), { id, page: 'sened', values: { kind: 'birth' } });
    const { action, declaration } = await checkAnswers(as(mother), { id });
    expect(action).toBe('submit');
    expect(declaration.az).toMatch(/övladımın adından verdiyim .* hər baxış onun “Məlumatıma kim baxıb”/);
    const { id: own } = await startCase(as(mother), { service });
    expect((await checkAnswers(as(mother), { id: own })).declaration.az).toMatch(
      /göndərməklə cavablarımın .* məlumatlarım /,
    );
    await submitCase(as(mother), { id, key: 'send' });
    await stage.drain();
    const sent = (await journal(test.ctx(), id)).find(({ action }) => action === 'submit');
    expect(sent).toMatchObject({ actedAs: 'applicant', actorName: { value: mother?.name } });
    const { rows } = await sql<{ person: string }>`select person from kernel.audit
      where action = 'services.submitCase' and subject = ${id}`.execute(test.vahid.db);
    expect(rows).toEqual([{ person: mother?.person }]);
    for (const told of [mother, child])
      expect((await notifications(as(told), {})).items.map(({ link }) => link)).toContain(`/muracietler/${id}`);
  });

  it('gives a document that is the child’s, and that the parent finds among those of the children', async () => {
    const view = await caseView(as(mother), { id });
    const [document, ...others] = await wardDocuments(as(mother));
    expect(others).toEqual([]);
    expect(document).toMatchObject({ code: view.document?.code, holder_person: child?.person, ward: view.ward });
    expect((await ownDocuments(as(mother))).map((one) => one.id)).not.toContain(document?.id);
    const agent = { id: newId(), name: 'Ana', organisation: null, agent: 'test', now: test.clock.now() };
    const session = await openSession(test.vahid.db, { ...agent, person: mother?.person ?? '' });
    const { body } = await server.inject({ url: '/senedler', headers: { cookie: `vahid=${session}` } });
    expect(body).toContain('<h2>Övladlarınızın və himayənizdə olanların sənədləri</h2>');
    expect(body).toContain('Öz adınıza hələ sənəd yoxdur.');
    expect(body).toContain(`${view.ward}, ${document?.number}, `);
    for (const nobody of [child, grown, stage.people.stranger, { ...mother, organisation: newId() } as Actor])
      expect(await wardDocuments(as(nobody))).toEqual([]);
  });

  it('is handled by no official who conducts it', async () => {
    const official: Actor = { ...(mother as Actor), appointments: [{ institution: 'en', role: 'officer' }] };
    expect(await refused(deskCase(as(official), { id }))).toBe('services.conducts_it');
  });

  it('is the child’s alone from the day they come of age', async () => {
    // Until midnight in Baku the register still says so, and is believed for a day.
    test.clock.set(new Date(Date.parse(`${comesOfAge}T00:00:00Z`) - 5 * 3_600_000).toISOString());
    expect((await caseView(as(mother), { id })).id).toBe(id);
    test.clock.set(`${comesOfAge}T06:00:00Z`);
    expect(await refused(caseView(as(mother), { id }))).toBe('kernel.not_found');
    expect(await refused(withdrawCase(as(mother), { id, key: 'late' }))).toBe('kernel.not_found');
    expect((await representedCases(as(mother))).items).toEqual([]);
    expect(await wardDocuments(as(mother))).toEqual([]);
    expect((await caseView(as(child), { id })).id).toBe(id);
    expect(await refused(begin(child))).toBe('services.no_such_ward');
  });

  it('is asked for anew before anything changes', async () => {
    test.clock.set('2026-11-24T06:00:00Z');
    const { id: next } = await begin(child);
    await saveAnswers(as(mother), { id: next, page: 'sened', values: { kind: 'marriage' } });
    const fin = child?.name?.split(' ')[1];
    await sql`update records.record set superseded_at = ${test.clock.now()} where register = 'population'
      and key = ${fin} and superseded_at is null`.execute(test.vahid.db);
    // Messages do not wait for the parent to come: the register is asked before the first of a day.
    const known = { until_day: comesOfAge, known_at: test.clock.now() };
    test.clock.set('2026-11-25T07:00:00Z');
    expect(await conducting.now(test.ctx(), next)).toBeUndefined();
    await confirmRepresentation(test.vahid.db, { instance: next, guardian: mother?.person ?? '' }, known);
    const change = { id: next, page: 'sened', values: { kind: 'birth' } };
    expect(await refused(saveAnswers(as(mother), change))).toBe('kernel.not_found');
    expect(await refused(withdrawCase(as(mother), { id: next, key: 'gone' }))).toBe('kernel.not_found');
    expect(await conducting.now(test.ctx(), next)).toBeUndefined();
    await saveAnswers(as(child), change);
    // What was issued meanwhile leaves the parent's list as well.
    await confirmRepresentation(
      test.vahid.db,
      { instance: id, guardian: mother?.person ?? '' },
      { ...known, known_at: test.clock.now() },
    );
    expect(await wardDocuments(as(mother))).toHaveLength(1);
    await confirmRepresentation(test.vahid.db, { instance: id, guardian: mother?.person ?? '' }, known);
    expect(await wardDocuments(as(mother))).toEqual([]);
  });
});
