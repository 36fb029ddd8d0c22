import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { inTransaction } from '../../kernel/context.ts';
import { ensurePerson, personByFin } from '../identity/index.ts';
import { recordHistory } from './history.ts';
import { enterRecord } from './provider.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid();
});
afterAll(() => test.close());

const [mother, father, child, sibling] = ['9MTHR21', '9FTHR22', '9CHLD23', '9SBLN24'];

async function enterPerson(fin: string, parents: readonly string[] | null) {
  const entry = {
    fin,
    name: 'Sınaq Şəxs',
    surname: 'Şəxs',
    givenName: 'Sınaq',
    patronymic: 'Sınaq oğlu',
    birthDate: '2015-01-01',
    sex: 'male',
    citizenship: 'azerbaijan',
    address: 'Bakı',
    parents,
  };
  const request = { register: 'population', entry, effectKey: `enter-${fin}` };
  await inTransaction(test.ctx(), (ctx) => enterRecord(ctx, request));
}

/** What was read about a person, by their log. */
async function readAbout(fin: string, reference: string): Promise<readonly string[]> {
  const person = (await personByFin(test.ctx(), fin)) ?? null;
  const { rows } = await sql<{ concepts: string[] }>`select concepts from exchange.look_up
    where subject = ${person} and reference = ${reference} and outcome = 'granted'`.execute(test.vahid.db);
  return rows.flatMap(({ concepts }) => concepts).toSorted();
}

describe('the history of a child’s record', () => {
  it('tells the child all that was read, the parents that their number was, and the other children nothing', async () => {
    for (const fin of [mother, father]) await enterPerson(fin, null);
    for (const fin of [child, sibling]) await enterPerson(fin, [mother, father]);
    await ensurePerson(test.ctx(), sibling);
    const registrar = {
      kind: 'person',
      person: '01890000-0000-7000-8000-000000000001',
      appointments: [{ institution: 'din', role: 'registrar' }],
    } as const;
    const reference = 'M-7';
    const asked = { register: 'population', key: child, purpose: 'register-keeping', reference };
    const { versions } = await recordHistory(test.ctx(registrar), asked);
    expect(versions.map(({ data, hidden }) => [data.parents, hidden])).toEqual([[[mother, father], []]]);
    expect(await readAbout(child, reference)).toContain('person.address');
    for (const parent of [mother, father]) expect(await readAbout(parent, reference)).toEqual(['person.fin']);
    expect(await readAbout(sibling, reference)).toEqual([]);
  });

  it('tells also of whom the register knows nothing that they were looked for', async () => {
    const registrar = {
      kind: 'person',
      person: '01890000-0000-7000-8000-000000000001',
      appointments: [{ institution: 'din', role: 'registrar' }],
    } as const;
    const asked = { register: 'population', key: '9NNNE25', purpose: 'register-keeping', reference: 'M-8' };
    expect((await recordHistory(test.ctx(registrar), asked)).versions).toEqual([]);
    expect(await readAbout('9NNNE25', 'M-8')).toContain('person.address');
  });
});
