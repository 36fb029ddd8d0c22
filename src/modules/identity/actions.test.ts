import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { roles } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import { kernelRoom } from '../../kernel/room.ts';
import { ensureForeigner } from './actions.ts';
import {
  appoint,
  appointmentsOf,
  currentInstitution,
  demoPeople,
  endAppointment,
  ensureOrganisation,
  ensurePerson,
  finOf,
  finsOf,
  institution,
  institutions,
  officials,
  organisationByVoen,
  personByFin,
  roleTitles,
  voenOf,
} from './index.ts';
import { room } from './module.ts';
import { writeInstitutions } from './store.ts';

let test: TestVahid;
let ctx: Context;

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, room] });
  ctx = test.ctx();
});
afterAll(() => test.close());

const title = roleTitles.officer;
let made = 0;
/** A person that no other test knows. */
const somebody = () => ensurePerson(ctx, `9ZZ${String((made += 1)).padStart(4, '0')}`);

describe('people', () => {
  it('have one key by FIN, however many ask at once', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => ensurePerson(ctx, '7AB2C3D')));
    expect(new Set(keys).size).toBe(1);
    expect(await personByFin(ctx, '7AB2C3D')).toBe(keys[0]);
    expect(await finOf(ctx, keys[0] ?? '')).toBe('7AB2C3D');
  });

  it.each(['7AB2C3', '7ab2c3d', 'IAB2C3D', '7AB2C3O', '7AB2C3DE', ''])('are refused with “%s” as FIN', async (fin) => {
    await expect(ensurePerson(ctx, fin)).rejects.toMatchObject({ code: 'identity.bad_fin' });
  });

  it('may have no FIN: then their account at the provider tells them apart', async () => {
    const account = { issuer: 'https://login.example', subject: 'a-17' };
    const person = await ensureForeigner(ctx, account);
    expect(await ensureForeigner(ctx, account)).toBe(person);
    expect(await ensureForeigner(ctx, { ...account, issuer: 'https://other.example' })).not.toBe(person);
    expect(await finOf(ctx, person)).toBeNull();
    expect(await finsOf(ctx, [person, await ensurePerson(ctx, '7AB2C3D')])).toEqual(
      new Map([[await personByFin(ctx, '7AB2C3D'), '7AB2C3D']]),
    );
    const { rows } = await sql<{ subject: Buffer }>`select subject from identity.person where id = ${person}`.execute(
      ctx.db,
    );
    expect(rows[0]?.subject.toString()).not.toContain('a-17');
  });
});

describe('organisations', () => {
  it('have one key by VÖEN, and their kind by its last digit', async () => {
    const [one, two] = await Promise.all([
      ensureOrganisation(ctx, '2007311431'),
      ensureOrganisation(ctx, '2007311431'),
    ]);
    expect(one).toBe(two);
    expect(await voenOf(ctx, one)).toBe('2007311431');
    expect(await organisationByVoen(ctx, '2007311431')).toBe(one);
    expect(await organisationByVoen(ctx, '2008192661')).toBeUndefined();
    await ensureOrganisation(ctx, '2007311432');
    const { rows } = await sql<{ kind: string }>`select kind from identity.organisation order by voen`.execute(ctx.db);
    expect(rows.map(({ kind }) => kind)).toEqual(['legal', 'natural']);
  });

  it('are refused when the check digit does not fit', async () => {
    await expect(ensureOrganisation(ctx, '2007311421')).rejects.toMatchObject({ code: 'identity.bad_voen' });
  });

  it('that nobody knows have no VÖEN', async () => {
    await expect(voenOf(ctx, '01a206c6-7880-71a8-9fcf-e72f12a12ec3')).rejects.toMatchObject({
      code: 'kernel.not_found',
    });
  });
});

describe('offices', () => {
  it('hold from midnight in Baku of their first day until midnight of their last', async () => {
    const person = await somebody();
    const id = await appoint(ctx, { person, institution: 'rinn', role: 'officer', title, from: '2026-12-01' });
    test.clock.set('2026-11-30T19:59:59Z');
    expect(await appointmentsOf(ctx, person)).toEqual([]);
    expect(await officials(ctx, 'rinn', 'officer')).not.toContain(person);
    test.clock.set('2026-11-30T20:00:00Z');
    expect(await appointmentsOf(ctx, person)).toEqual([
      { id, person, institution: 'rinn', role: 'officer', title, from: '2026-12-01', to: null },
    ]);
    expect(await officials(ctx, 'rinn', 'officer')).toContain(person);
    expect(await officials(ctx, 'in', 'officer')).not.toContain(person);
    expect(await officials(ctx, 'rinn', 'approver')).not.toContain(person);
    await endAppointment(ctx, { appointment: id, on: '2026-12-03' });
    test.clock.set('2026-12-02T19:59:59Z');
    expect(await appointmentsOf(ctx, person)).toHaveLength(1);
    test.clock.set('2026-12-02T20:00:00Z');
    expect(await appointmentsOf(ctx, person)).toEqual([]);
  });

  it('are given once, and again after they ended', async () => {
    const office = { person: await somebody(), institution: 'rinn', role: 'auditor', title } as const;
    const id = await appoint(ctx, office);
    await expect(appoint(ctx, office)).rejects.toMatchObject({ code: 'identity.already_appointed' });
    await endAppointment(ctx, { appointment: id });
    expect(await appointmentsOf(ctx, office.person)).toEqual([]);
    await appoint(ctx, office);
    expect(await appointmentsOf(ctx, office.person)).toHaveLength(1);
    await expect(endAppointment(ctx, { appointment: id })).rejects.toMatchObject({
      code: 'identity.appointment_ended',
    });
  });

  it('cannot end before they began', async () => {
    const office = {
      person: await somebody(),
      institution: 'rinn',
      role: 'officer',
      title,
      from: '2027-03-01',
    } as const;
    const id = await appoint(ctx, office);
    await expect(endAppointment(ctx, { appointment: id, on: '2027-02-28' })).rejects.toMatchObject({
      code: 'identity.appointment_ended',
    });
  });

  it('are refused in an institution that nobody knows, and leave nothing behind', async () => {
    const person = await somebody();
    const office = { person, institution: 'atlantis', role: 'officer', title } as const;
    await expect(appoint(ctx, office)).rejects.toMatchObject({ code: 'identity.unknown_institution' });
    expect(await appointmentsOf(ctx, person)).toEqual([]);
  });

  it('are given by the program alone, whatever office somebody holds', async () => {
    const person = await somebody();
    const office = { person, institution: 'rinn', role: 'deputy_head', title } as const;
    const everyRole = roles.map((role) => ({ institution: 'rinn', role }));
    const official = test.ctx({ kind: 'person', person, appointments: everyRole });
    await expect(appoint(official, office)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    await expect(endAppointment(official, { appointment: person })).rejects.toMatchObject({
      code: 'kernel.not_allowed',
    });
    const visitor = test.ctx({ kind: 'anonymous', appointments: [] });
    await expect(appoint(visitor, office)).rejects.toMatchObject({ code: 'kernel.sign_in_needed' });
  });

  it('of the demo people are written once, however often the seed runs', async () => {
    const count = async () =>
      (await sql<{ count: number }>`select count(*) as count from identity.appointment`.execute(ctx.db)).rows[0]?.count;
    const before = (await count()) ?? 0;
    await room.seed?.(test.vahid, () => undefined);
    await room.seed?.(test.vahid, () => undefined);
    expect(await count()).toBe(before + demoPeople.filter(({ role }) => role).length);
    const registrars = await officials(ctx, 'in', 'registrar');
    expect(await finsOf(ctx, registrars)).toEqual(new Map([[registrars[0], '6DL1T3P']]));
  });
});

describe('institutions', () => {
  it('lead to who does their work today', async () => {
    const all = await institutions(ctx);
    const name = { az: 'Köhnə', en: 'Old', ru: 'Старое' };
    const old = { kind: 'agency', name, acronym: name } as const;
    await writeInstitutions(ctx.db, [
      ...all,
      { ...old, code: 'oldest', successor: 'old', closedOn: '2026-01-01' },
      { ...old, code: 'old', successor: 'rinn', closedOn: '2027-01-01' },
      { ...old, code: 'gone', successor: null, closedOn: '2026-01-01' },
    ]);
    test.clock.set('2026-12-31T19:59:59Z');
    expect((await currentInstitution(ctx, 'oldest')).code).toBe('old');
    test.clock.set('2026-12-31T20:00:00Z');
    expect((await currentInstitution(ctx, 'oldest')).code).toBe('rinn');
    expect((await currentInstitution(ctx, 'rinn')).code).toBe('rinn');
    expect((await currentInstitution(ctx, 'gone')).code).toBe('gone');
    await expect(currentInstitution(ctx, 'atlantis')).rejects.toMatchObject({ code: 'identity.unknown_institution' });
    expect((await institutions(ctx)).map(({ code }) => code).slice(-3)).toEqual(['oldest', 'old', 'gone']);
    const office = { person: await somebody(), institution: 'gone', role: 'officer', title } as const;
    await expect(appoint(ctx, office)).rejects.toMatchObject({ code: 'identity.institution_closed' });
  });

  it('are read once for a release, and again for one that is not known yet', async () => {
    await institution(ctx, 'mb');
    const away = { ...ctx, db: undefined as unknown as Context['db'] };
    expect((await institution(away, 'mb'))?.code).toBe('mb');
    expect((await institutions(away)).length).toBeGreaterThan(10);
    await expect(institution(away, 'late')).rejects.toThrow(TypeError);
    const name = { az: 'Gec', en: 'Late', ru: 'Позднее' };
    const late = { code: 'late', kind: 'agency', name, acronym: name, successor: null, closedOn: null } as const;
    await writeInstitutions(ctx.db, [...(await institutions(ctx)), late]);
    expect((await institution(ctx, 'late'))?.code).toBe('late');
  });

  it('follow a new release, and keep those that left it', async () => {
    const before = await institution(ctx, 'mb');
    await room.released?.(ctx);
    await room.released?.(ctx);
    expect(await institution(ctx, 'mb')).toEqual(before);
    expect(await institution(ctx, 'gone')).toMatchObject({ code: 'gone' });
    expect((await institutions(ctx))[0]?.code).toBe('aqta');
  });
});
