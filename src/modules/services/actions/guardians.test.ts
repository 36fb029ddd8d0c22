import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, personOf, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json } from '../../../kernel/job.ts';
import type { Text } from '../../../language/index.ts';
import { wardDocuments } from '../../documents/actions.ts';
import { lookUpsAbout } from '../../exchange/index.ts';
import { journal, notifications } from '../../process/index.ts';
import { deskCase } from './desk.ts';
import { myCases } from './following.ts';
import { beginning } from './offer.ts';
import { caseView, checkAnswers, questionPage, saveAnswers, submitCase, withdrawCase } from './own.ts';
import { conducting, representedCases } from './representing.ts';
import { startForCitizen } from './assisting.ts';
import { startCase, startForWard } from './starting.ts';
import { wardChoice } from './wards.ts';

/* A guardian whom the authority has named obtains a pension and a certificate for whom she looks after, as long as it lasts. */

let stage: Stage;
let test: Stage['test'];
let [guardian, brother, grandchild, mother, daughter]: Actor[] = [];
const pension = 'old-age-pension';
const certificate = 'civil-status-certificate';
const fins = { guardian: '5GV2D8K', brother: '4HV7M3R', grandchild: '7NW4C6P', mother: '6AY4N9R', daughter: '7CN5J8D' };

const as = (actor: Actor | undefined) => {
  if (!actor) throw new Error('nobody');
  return test.ctx(actor);
};
const keyOf = (actor: Actor | undefined): string => actor?.person ?? '';
const person = (fin: string) => personOf(test, fin);

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  [guardian, brother, grandchild, mother, daughter] = await Promise.all(Object.values(fins).map(person));
}, 120_000);
afterAll(() => test.close());

const begin = (service: string, ward: Actor | undefined, actor = guardian) =>
  startForWard(as(actor), { service, ward: keyOf(ward) });

/** The authority has decided: a record of its register speaks from a day on, until the one before another. */
async function decided(number: string, data: Record<string, Json>, days: { from: string; to?: string }) {
  const { db } = test.vahid;
  const at = test.clock.now();
  await sql`update records.record set superseded_at = ${at} where register = 'guardianships' and key = ${number}
    and superseded_at is null`.execute(db);
  const said = JSON.stringify({ number, startsOn: days.from, ...data });
  await sql`insert into records.record (id, register, key, valid_from, valid_to, recorded_at, data)
    values (${newId()}, 'guardianships', ${number}, ${days.from}, ${days.to ?? null}, ${at}, ${said}::jsonb)`.execute(
    db,
  );
}
const ofBrother = { ward: fins.brother, kind: 'incapable', payments: true };

async function silent(lasts: boolean): Promise<void> {
  const since = new Date(test.clock.now().getTime() - 60_000);
  const until = new Date(test.clock.now().getTime() + (lasts ? 3_600_000 : -1000));
  const reason = JSON.stringify({ az: 'Sınaq', en: 'Trial', ru: 'Проба' });
  await sql`insert into records.outage (register, since, until, reason)
    values ('guardianships', ${since}, ${until}, ${reason}::jsonb)
    on conflict (register) do update set until = excluded.until`.execute(test.vahid.db);
}

/** Two begin while nobody can write who conducts the case, and go on once both of them wait: each has looked before either wrote. */
async function bothBeforeEither(id: string, begins: () => Promise<unknown>): Promise<void> {
  let begun: Promise<unknown> | undefined;
  await test.vahid.db.transaction().execute(async (held) => {
    await sql`select from services.representation where instance = ${id} for update`.execute(held);
    begun = begins();
    const waiting = async () => {
      const { rows } = await sql<{ count: number }>`select count(distinct pid)::int from pg_locks
        join pg_stat_activity using (pid) where not granted and datname = current_database()`.execute(test.vahid.db);
      return rows[0]?.count;
    };
    await expect.poll(waiting, { timeout: 60_000 }).toBe(2);
  });
  await begun;
}

async function answerPension(id: string, actor = guardian): Promise<void> {
  const values = { esas: { ground: 'age' }, baslangic: { startsOn: '2026-12-01' }, odenis: { payment: 'post' } };
  for (const [page, given] of Object.entries(values)) await saveAnswers(as(actor), { id, page, values: given });
}

describe('a case that a guardian conducts for a ward', () => {
  let id = '';
  let second = '';

  it('is begun for whom the register names, by the kind and the powers that the service asks for', async () => {
    const { wards, silent: unheard } = await wardChoice(as(guardian), { service: certificate });
    expect(unheard).toBe(false);
    const known = wards.map(({ person: one, basis, until }) => ({ person: one, basis, until }));
    expect(known).toContainEqual({ person: keyOf(brother), basis: 'incapable', until: null });
    // Of a child it ends with full age, though the register names no end.
    expect(known).toContainEqual({ person: keyOf(grandchild), basis: 'minor', until: '2033-05-20' });
    const { wards: paid } = await wardChoice(as(guardian), { service: pension });
    expect(paid.map((one) => one.person)).toEqual([keyOf(brother)]);
    expect(await refused(begin(pension, grandchild))).toBe('services.no_such_ward');
    expect(await refused(begin(pension, brother, stage.people.stranger))).toBe('services.no_such_ward');
    expect(await refused(begin('unemployment-benefit', brother))).toBe('services.wards_not_taken');
  });

  it('is not begun by a ward without legal capacity; a child may', async () => {
    expect((await beginning(as(brother), pension)).guarded).toBe(true);
    expect(await refused(startCase(as(brother), { service: pension }))).toBe('services.guardian_applies');
    expect((await myCases(as(brother))).total).toBe(0);
    expect((await beginning(as(grandchild), certificate)).guarded).toBeUndefined();
    expect((await startCase(as(grandchild), { service: certificate })).page).toBe('sened');
  });

  it('is not begun at a service centre for a ward without legal capacity, who stands there alone', async () => {
    const clerk = {
      ...(await person(fins.daughter)),
      appointments: [{ institution: 'vxsida', role: 'clerk' }],
    } as const;
    const consent = { by: 'paper', number: 'RB-7' } as const;
    const there = (fin: string) => startForCitizen(as(clerk), { service: pension, fin, consent });
    expect(await refused(there(fins.brother))).toBe('services.guardian_applies');
    const { id: mothers } = await there(fins.mother);
    await withdrawCase(as(clerk), { id: mothers, key: 'away' });
  });

  it('is sent by her hands, and everything is the ward’s: the log, the document, the money', async () => {
    const begun = await begin(pension, brother);
    ({ id } = begun);
    expect((await questionPage(as(guardian), { id, page: begun.page ?? '' })).ward).toContain('Hikmət');
    await answerPension(id);
    const check = await checkAnswers(as(guardian), { id });
    expect(check.ward).toContain('Hikmət');
    expect(check.declaration.az).toMatch(/təmsil etdiyim şəxsin adından .* o cümlədən mənim baxışım, onun /);
    // Whoever was declared incapable after the draft was begun does not send it either.
    expect(await refused(submitCase(as(brother), { id, key: 'alone' }))).toBe('services.guardian_applies');
    await submitCase(as(guardian), { id, key: 'send' });
    await stage.drain();
    const view = await caseView(as(guardian), { id });
    expect(view).toMatchObject({ status: 'issued', representation: { ended: false } });
    expect(view.representation?.basis.az).toBe('Fəaliyyət qabiliyyəti olmayan şəxsin qəyyumu');
    expect(view.ward).toContain('Hikmət');
    expect(view.representation?.name).toBe(guardian?.name);
    expect((await caseView(as(brother), { id })).representation?.name).toBe(guardian?.name);
    const sent = (await journal(test.ctx(), id)).find(({ action }) => action === 'submit');
    expect(sent).toMatchObject({ actedAs: 'applicant', actorName: { value: guardian?.name } });
    const { rows } = await sql<{ person: string }>`select person from kernel.audit
      where action = 'services.submitCase' and subject = ${id}`.execute(test.vahid.db);
    expect(rows).toEqual([{ person: keyOf(guardian) }]);
    for (const told of [guardian, brother])
      expect((await notifications(as(told), {})).items.map(({ link }) => link)).toContain(`/muracietler/${id}`);
    expect(await wardDocuments(as(guardian))).toMatchObject([{ holder_person: keyOf(brother), ward: view.ward }]);
    const { lookUps } = await lookUpsAbout(as(brother), { person: keyOf(brother) });
    expect(lookUps.flatMap(({ what }) => what.map(({ az }) => az))).toContain('Qəyyum və ya himayəçi');
    // A line for all the answers before they were sent, and one for the case.
    const { rows: opened } = await sql<{ count: number }>`select count(*)::int from kernel.audit
      where action = 'services.readAsGuardian' and subject = ${id}`.execute(test.vahid.db);
    expect(opened).toEqual([{ count: 2 }]);
    expect((await representedCases(as(guardian))).items.map((one) => one.id)).toEqual([id]);
    expect((await myCases(as(brother))).items.map((one) => one.id)).toEqual([id]);
  });

  it('shows the official on what basis it is conducted', async () => {
    const officer: Actor = { ...(await person('4EM7P5D')), appointments: [{ institution: 'eesmn', role: 'officer' }] };
    const { representation } = await deskCase(as(officer), { id });
    expect(representation).toMatchObject({
      ended: false,
      name: guardian?.name,
      basis: { en: 'Guardian of a person without legal capacity' },
    });
  });

  it('may be read while the register is silent, and not changed', async () => {
    ({ id: second } = await begin(certificate, brother));
    await silent(true);
    expect((await caseView(as(guardian), { id: second })).id).toBe(second);
    const change = { id: second, page: 'sened', values: { kind: 'birth' } };
    expect(await refused(saveAnswers(as(guardian), change))).toBe('services.representation_unknown');
    await silent(false);
    await saveAnswers(as(guardian), change);
    await submitCase(as(guardian), { id: second, key: 'certificate' });
    await stage.drain();
    expect(await conducting.now(test.ctx(), second)).toBe(keyOf(guardian));
  });

  it('is closed to her as soon as the register ends it', async () => {
    await decided(
      'QH-2021-00017',
      { ...ofBrother, guardians: [fins.guardian] },
      { from: '2021-09-06', to: '2026-11-23' },
    );
    expect(await conducting.now(test.ctx(), second)).toBeUndefined();
    expect(await refused(caseView(as(guardian), { id }))).toBe('kernel.not_found');
    expect(await refused(withdrawCase(as(guardian), { id: second, key: 'late' }))).toBe('kernel.not_found');
    expect((await representedCases(as(guardian))).items).toEqual([]);
    expect(await wardDocuments(as(guardian))).toEqual([]);
    expect(await refused(begin(certificate, brother))).toBe('services.no_such_ward');
    // He has his capacity back, and the cases are his alone.
    expect((await caseView(as(brother), { id: second })).representation).toMatchObject({ ended: true });
    expect((await startCase(as(brother), { service: certificate })).page).toBe('sened');
  });

  it('is taken over by a new guardian, with its documents', async () => {
    const next = stage.people.stranger;
    await decided('QH-2026-00101', { ...ofBrother, guardians: ['3ZP5W6L'] }, { from: '2026-11-23' });
    expect(await refused(caseView(as(next), { id: second }))).toBe('kernel.not_found');
    // The one under way comes first; what the ward had begun alone is taken over with it.
    expect(await begin(certificate, brother, next)).toEqual({ id: second });
    expect((await caseView(as(next), { id: second })).id).toBe(second);
    expect((await begin(certificate, brother, next)).page).toBe('sened');
    await begin(pension, brother, next);
    expect(await wardDocuments(as(next))).toHaveLength(1);
    const { rows } = await sql<{ subject: string; person: string }>`select subject, person from kernel.audit
      where action = 'services.takeOverCase'`.execute(test.vahid.db);
    expect(rows).toContainEqual({ subject: second, person: next.person });
    expect(rows).toContainEqual({ subject: id, person: next.person });
    expect(await refused(caseView(as(guardian), { id: second }))).toBe('kernel.not_found');
    // Neither of them decides on it.
    for (const one of [next, guardian]) {
      const official: Actor = { ...(one as Actor), appointments: [{ institution: 'en', role: 'officer' }] };
      expect(await refused(deskCase(as(official), { id: second }))).toBe('services.conducts_it');
    }
  });

  it('is taken over by one of two who choose at once', async () => {
    const next = stage.people.stranger;
    const of = { from: '2026-11-22', to: '2026-11-23' };
    await decided('QH-2026-00101', { ...ofBrother, guardians: ['3ZP5W6L'] }, of);
    await decided('QH-2026-00103', { ...ofBrother, guardians: [fins.mother, fins.daughter] }, { from: '2026-11-23' });
    // The register no longer names the one before, which is noted once.
    expect(await conducting.now(test.ctx(), id)).toBeUndefined();
    const both = [mother, daughter];
    await bothBeforeEither(id, () => Promise.all(both.map((one) => begin(pension, brother, one))));
    const { rows } = await sql<{ person: string }>`select person from kernel.audit
      where action = 'services.takeOverCase' and subject = ${id} order by id`.execute(test.vahid.db);
    expect(rows[0]).toEqual({ person: next.person });
    expect(rows).toHaveLength(2);
    const { rows: kept } = await sql<{ guardian: string; earlier: string[] }>`select guardian, earlier
      from services.representation where instance = ${id}`.execute(test.vahid.db);
    expect(kept).toEqual([{ guardian: rows[1]?.person, earlier: [keyOf(guardian), next.person] }]);
    expect(both.map(keyOf)).toContain(kept[0]?.guardian);
  });

  it('is no parent’s from the day on which a guardian is named for the child', async () => {
    const { id: hers } = await begin(certificate, daughter, mother);
    await decided(
      'QH-2026-00102',
      { ward: fins.daughter, kind: 'foster', payments: false, guardians: [fins.guardian] },
      { from: '2026-11-23' },
    );
    const { wards } = await wardChoice(as(mother), { service: certificate });
    expect(wards.map((one) => one.person)).not.toContain(keyOf(daughter));
    const change = { id: hers, page: 'sened', values: { kind: 'birth' } };
    expect(await refused(saveAnswers(as(mother), change))).toBe('kernel.not_found');
    // The draft goes on in the hands of the foster parent, until the last day that was decided.
    await decided(
      'QH-2026-00102',
      { ward: fins.daughter, kind: 'foster', payments: false, guardians: [fins.guardian], endsOn: '2026-12-31' },
      { from: '2026-11-23', to: '2027-01-01' },
    );
    expect((await begin(certificate, daughter)).id).toBe(hers);
    test.clock.set('2026-12-31T19:59:00Z');
    expect((await caseView(as(guardian), { id: hers })).id).toBe(hers);
    test.clock.set('2026-12-31T20:01:00Z');
    expect(await refused(caseView(as(guardian), { id: hers }))).toBe('kernel.not_found');
    // The parent’s right only rested.
    expect((await begin(certificate, daughter, mother)).id).toBe(hers);
    expect((await caseView(as(mother), { id: hers })).id).toBe(hers);
  });
});

describe('a guardian whom the authority appoints here', () => {
  const [son, candidate] = ['7DP9L3F', '5LS8K2M'];
  const answers = {
    kim: { wardFin: son },
    sebeb: { wanted: 'temporary' },
    odenis: { forPayments: false },
    esas: { paper: 'N-2026-00017' },
  };

  it('may apply from the decision on, and until the moment at which it is revoked', async () => {
    test.clock.set('2027-01-11T06:00:00Z');
    const [aunt, child] = await Promise.all([candidate, son].map(person));
    const office = async (fin: string, role: 'officer' | 'approver'): Promise<Actor> => ({
      ...(await person(fin)),
      appointments: [{ institution: 'bsih', role }],
    });
    const [officer, approver] = [await office('5CB7K2N', 'officer'), await office('2LX5D9A', 'approver')];
    const { id } = await startCase(as(aunt), { service: 'guardian-appointment' });
    for (const [page, values] of Object.entries(answers)) await saveAnswers(as(aunt), { id, page, values });
    await submitCase(as(aunt), { id, key: 'send' });
    await stage.drain();
    expect(await refused(begin(certificate, child, aunt))).toBe('services.no_such_ward');
    await stage.take(officer, id, 'recommend', 'Yoxlanılıb.');
    await stage.take(approver, id, 'approve');
    const { id: hers } = await begin(certificate, child, aunt);
    await stage.drain();
    const { rows } = await sql<{ lines: { label: Text; value: Text }[] }>`select lines from documents.document
      where kind = 'guardian-appointment'`.execute(test.vahid.db);
    const lines = rows[0]?.lines ?? [];
    expect(lines.map(({ label, value }) => [label.az, label.en, label.ru, value.az]).slice(0, 4)).toEqual([
      ['Qəyyum (himayəçi)', 'Guardian', 'Опекун (попечитель)', expect.stringMatching(/\p{L}+ \p{L}+/u)],
      ['Qəyyumun (himayəçinin) FİN-i', 'FİN of the guardian', 'FİN опекуна (попечителя)', candidate],
      ['Himayədə olan', 'Ward', 'Подопечный', expect.stringMatching(/\p{L}+ \p{L}+/u)],
      ['Himayədə olanın FİN-i', 'FİN of the ward', 'FİN подопечного', son],
    ]);
    await stage.take(officer, id, 'propose-revocation', 'Valideynlər qayıdıb.');
    await stage.take(approver, id, 'revoke', 'Valideynlər qayıdıb.');
    // From the decision on, not from midnight on.
    expect(await refused(caseView(as(aunt), { id: hers }))).toBe('kernel.not_found');
    expect(await refused(begin(certificate, child, aunt))).toBe('services.no_such_ward');
    expect(await conducting.now(test.ctx(), hers)).toBeUndefined();
    expect((await wardChoice(as(mother), { service: certificate })).wards.map((one) => one.person)).toContain(
      child?.person,
    );
  });
});
