import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { type Actor, anonymous, type Role } from '../../../kernel/access.ts';
import { compileDefinitions } from '../../../kernel/definition.ts';
import type { Room } from '../../../kernel/module.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { clock, instance } from '../../process/index.ts';
import { room as process } from '../../process/module.ts';
import { enterAll } from '../actions/entering.ts';
import { catalogueEntry, readDictionary } from '../actions/reading.ts';
import type { CompiledDictionary } from '../definition/compiled.ts';
import { concept } from '../definition/reference.ts';
import { room as catalogue } from '../module.ts';
import { actOnRequest, saveRequest, startRequest } from '../requests/actions.ts';
import { DraftIncomplete } from '../requests/refusals.ts';
import { actOnProposal, proposeConcept, saveProposal } from './actions.ts';
import type { Proposed } from './draft.ts';
import { ProposalIncomplete } from './refusals.ts';
import { conceptHistory, ownProposals, proposalView } from './views.ts';

let test: TestVahid;
let registrar: Actor;
let other: Actor;
let officer: Actor;
let approver: Actor;
let both: Actor;

const rooms = [kernelRoom, identity, process, catalogue];
const title = { az: 'Əməkdaş', en: 'Official', ru: 'Сотрудник' };

async function person(fin: string, ...offices: readonly (readonly [string, Role])[]): Promise<Actor> {
  const id = await ensurePerson(test.ctx(), fin);
  for (const [institution, role] of offices) await appoint(test.ctx(), { person: id, institution, role, title });
  const appointments = offices.map(([institution, role]) => ({ institution, role }));
  return { kind: 'person', person: id, name: fin, appointments };
}

beforeAll(async () => {
  test = await openTestVahid({ rooms });
  registrar = await person('1AAAAA1', ['aef', 'registrar']);
  other = await person('1AAAAA2', ['din', 'registrar']);
  officer = await person('1AAAAA3', ['rinn', 'officer']);
  approver = await person('1AAAAA4', ['rinn', 'approver']);
  both = await person('1AAAAA5', ['rinn', 'officer'], ['rinn', 'approver']);
  await enterRegister('grants', 'aef');
  await enterRegister('second-grants', 'aef');
  await enterRegister('din-list', 'din');
}, 60_000);
afterAll(() => test.close());

async function enterRegister(
  code: string,
  institution: string,
  { state = 'in_use', primary }: { readonly state?: 'in_use' | 'finished'; readonly primary?: string } = {},
): Promise<void> {
  const field = { name: 'sahe', label: title, class: 'open', concept: primary ?? '', primary: true } as const;
  const objects = primary === undefined ? [] : [{ name: 'qeyd', label: title, fields: [field] }];
  const name = { az: `Qrantlar ${code}`, en: `Grants ${code}`, ru: `Гранты ${code}` };
  const envelope = {
    kind: 'register',
    code,
    title: name,
    institution,
    state,
    acts: [],
    spec: { objects },
    relations: [],
  } as const;
  await enterAll(test.ctx(), [{ envelope }], { origin: 'import', source: 'trial' });
}

const as = (actor: Actor) => test.ctx(actor);
const settle = async () => {
  while ((await test.vahid.jobs.runDue()) > 0);
  await test.vahid.releases.refresh();
};

const grant: Proposed = {
  az: 'Alınmış qrantların məbləği',
  en: 'Amount of grants received',
  ru: 'Сумма полученных грантов',
  type: 'decimal',
  class: 'open',
  register: 'grants',
  reason: 'Qrantlar reyestri bu məlumatın mənbəyidir.',
};

async function draft(name: string, given: Proposed, actor = registrar, institution = 'aef'): Promise<string> {
  const id = await proposeConcept(as(actor), { concept: name, institution });
  await saveProposal(as(actor), id, given);
  return id;
}

let presses = 0;
async function press(actor: Actor, id: string, action: string, note = 'əsas var'): Promise<void> {
  presses += 1;
  await actOnProposal(as(actor), { id, action, note, key: `${action}:${presses}` });
  await settle();
}

const wrongAt = async (taken: Promise<unknown>) => {
  const refused = await taken.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return refused instanceof ProposalIncomplete ? refused.problems.map(({ name }) => name) : refused;
};

describe('a proposal to the dictionary', () => {
  it('becomes a released definition with its approver, and stands in the dictionary with its history', async () => {
    const before = test.vahid.releases.number();
    const id = await draft('organisation.grantAmount', grant);
    await press(registrar, id, 'submit');
    expect(concept(test.vahid.releases, 'organisation.grantAmount')).toBeUndefined();
    await press(officer, id, 'ask', 'Hansı valyutada?');
    await press(registrar, id, 'answer', 'Manatla.');
    await press(officer, id, 'agree');
    await press(approver, id, 'approve');

    const { reference } = await instance(as(approver), id);
    expect(reference).toMatch(/^KL-\d{4}-00001$/);
    expect(concept(test.vahid.releases, 'organisation.grantAmount')).toEqual({
      label: { az: grant.az, en: grant.en, ru: grant.ru },
      type: 'decimal',
      class: 'open',
      primary: 'grants',
      decided: reference,
      entity: 'organisation',
      leaf: 'grantAmount',
    });
    const { rows } = await sql<{ approver: string; file: string }>`select r.approver, d.file
      from kernel.definition d join kernel.release r on r.number = d.release where r.number = ${before + 1}`.execute(
      test.vahid.db,
    );
    expect(rows).toEqual([{ approver: approver.person, file: 'concepts/organisation.grantAmount.yaml' }]);
    expect(Object.keys(readDictionary(test.ctx(anonymous)).concepts)).toContain('organisation.grantAmount');
    const { versions, decided } = await conceptHistory(test.ctx(anonymous), 'organisation.grantAmount');
    expect(decided).toMatchObject({ code: 'grants', title: { az: 'Qrantlar grants' } });
    expect(versions.map((version) => version.concept?.decided)).toEqual([reference]);
    expect((await ownProposals(as(registrar))).items.map(({ of }) => of.id)).toContain(id);
    expect((await ownProposals(as(other))).items).toEqual([]);
  });

  it('changes the label of a concept of the file, and the file does not undo it', async () => {
    const changed = {
      az: 'Soyadı, adı və atasının adı',
      en: 'Family, first and father’s name',
      ru: 'Фамилия, имя и отчество',
    };
    const id = await draft('person.name', { ...changed, register: 'population', reason: 'Dəqiqlik.' }, other, 'din');
    await saveProposal(as(other), id, { type: 'number' });
    expect(await wrongAt(press(other, id, 'submit'))).toEqual(['type']);
    await saveProposal(as(other), id, { type: 'text' });
    await press(other, id, 'submit');
    await press(officer, id, 'agree');
    await press(approver, id, 'approve');
    const { versions } = await conceptHistory(test.ctx(anonymous), 'person.name');
    expect(versions.map((version) => version.concept?.label)).toEqual([
      changed,
      written().concepts['person.name']?.label,
    ]);

    expect(compileFile((text) => text).problems).toEqual([]);
    const inFile = written().concepts['person.name']?.label.az ?? '';
    expect(inFile).not.toBe('');
    const contradicting = compileFile((text) => text.replace(`"${inFile}"`, 'Başqa ad'));
    expect(contradicting.problems).toMatchObject([{ rule: 'decided-at-desk', file: 'dictionary.yaml' }]);
    expect(contradicting.problems[0]?.remedy.az).toContain('qərardakı kimi');
    expect(concept(test.vahid.releases, 'person.name')?.label).toEqual(changed);
  });

  it('tells every field that is missing or wrong, and is not sent before', async () => {
    const id = await proposeConcept(as(registrar), { concept: 'person.tribe', institution: 'aef' });
    expect(await wrongAt(press(registrar, id, 'submit'))).toEqual([
      'az',
      'en',
      'ru',
      'type',
      'class',
      'register',
      'reason',
    ]);
    await saveProposal(as(registrar), id, { ...grant, type: 'colour', class: 'secret' });
    // The name is that of the concept approved above.
    expect(await wrongAt(press(registrar, id, 'submit'))).toEqual(['az', 'type', 'class']);
    await saveProposal(as(registrar), id, { ...grant, az: 'Nəsil', en: 'Kin', ru: 'Род', register: 'nothing' });
    expect(await wrongAt(press(registrar, id, 'submit'))).toEqual(['register']);
    await saveProposal(as(registrar), id, { register: 'population' });
    expect(await wrongAt(press(registrar, id, 'submit'))).toEqual(['register']);
    await saveProposal(as(registrar), id, { register: 'grants' });
    await press(registrar, id, 'submit');
    expect((await instance(as(officer), id)).state).toBe('review');
  });

  it('refuses a second source of a concept at the proposal, at the decision, in requests and in definitions', async () => {
    const atProposal = await draft(
      'organisation.grantAmount',
      { register: 'din-list', reason: 'Lazımdır.' },
      other,
      'din',
    );
    expect(await wrongAt(press(other, atProposal, 'submit'))).toEqual(['register']);
    await press(other, atProposal, 'withdraw');

    const late = await draft('organisation.grantCount', {
      ...grant,
      az: 'Qrantların sayı',
      en: 'Number of grants',
      ru: 'Число грантов',
      type: 'number',
    });
    await press(registrar, late, 'submit');
    await press(officer, late, 'agree');
    const spec = {
      objects: [
        {
          name: 'qeyd',
          label: title,
          fields: [{ name: 'say', label: title, class: 'open', concept: 'organisation.grantCount', primary: true }],
        },
      ],
    } as const;
    const rival = {
      kind: 'register',
      code: 'rival',
      title,
      institution: 'din',
      state: 'in_use',
      acts: [],
      spec,
      relations: [],
    } as const;
    await enterAll(test.ctx(), [{ envelope: rival }], { origin: 'import', source: 'trial' });
    expect(await wrongAt(press(approver, late, 'approve'))).toEqual(['register']);
    expect(concept(test.vahid.releases, 'organisation.grantCount')).toBeUndefined();

    const request = await startRequest(as(other), {
      type: 'take_into_use',
      kind: 'register',
      title: 'Yeni reyestr',
      institution: 'din',
    });
    await saveRequest(as(other), request, {
      title: 'Yeni reyestr',
      about: 'Sınaq.',
      acts: 'technopark-rules 4.3',
      email: 'texnika@din.example',
      objects: 'Məbləğ; açıq; organisation.grantAmount; ilkin',
    });
    await expect(actOnRequest(as(other), { id: request, action: 'submit', key: 'objects-1' })).rejects.toBeInstanceOf(
      DraftIncomplete,
    );
    await saveRequest(as(other), request, { objects: 'Məbləğ; açıq; organisation.grantAmount' });
    await actOnRequest(as(other), { id: request, action: 'submit', key: 'objects-2' });

    const registers = (code: string) =>
      compileDefinitions([{ file: `registers/${code}.yaml`, text: providing }], kinds, test.vahid.releases.current());
    expect(registers('grants').problems).toEqual([]);
    expect(registers('second-grants').problems).toMatchObject([
      { rule: 'one-source', message: { en: expect.stringContaining('grants') } },
    ]);
  });

  it('moves a source to another register of the institution, or from one out of use to anybody’s', async () => {
    const named = { ...grant, az: 'Qrant növü', en: 'Kind of grant', ru: 'Вид гранта', type: 'text' };
    const decide = async (given: Proposed, actor: Actor, institution: string) => {
      const id = await draft('organisation.grantKind', { ...named, ...given }, actor, institution);
      await press(actor, id, 'submit');
      await press(officer, id, 'agree');
      await press(approver, id, 'approve');
    };
    await decide({ register: 'grants' }, registrar, 'aef');
    await enterRegister('grants', 'aef', { primary: 'organisation.grantKind' });
    await decide({ register: 'second-grants' }, registrar, 'aef');
    expect(concept(test.vahid.releases, 'organisation.grantKind')?.primary).toBe('second-grants');
    const { entry } = await catalogueEntry(test.ctx(anonymous), 'register', 'grants');
    expect(entry.spec).toMatchObject({ objects: [{ fields: [{ concept: 'organisation.grantKind' }] }] });
    expect(JSON.stringify(entry.spec)).not.toContain('primary');
    expect(entry).toMatchObject({ origin: 'import', source: expect.stringMatching(/^KL-/) });

    const id = await draft('organisation.grantKind', { ...named, register: 'din-list' }, other, 'din');
    expect(await wrongAt(press(other, id, 'submit'))).toEqual(['register']);
    await enterRegister('second-grants', 'aef', { state: 'finished' });
    await press(other, id, 'submit');
    await press(officer, id, 'agree');
    await press(approver, id, 'approve');
    expect(concept(test.vahid.releases, 'organisation.grantKind')?.primary).toBe('din-list');
    await enterRegister('second-grants', 'aef');
  });

  it('brings a choice with its choices in three languages, at least two and each with a code of its own', async () => {
    const size = {
      ...grant,
      az: 'Müəssisənin ölçüsü',
      en: 'Size of enterprise',
      ru: 'Размер предприятия',
      type: 'choice',
    };
    const id = await draft('organisation.enterpriseSize', size);
    const wrong = ['', 'mikro; Mikro; Micro; Микро', 'mikro; Mikro\nkicik; Kiçik', 'a; A; A; A\na; B; B; B'];
    for (const choices of wrong) {
      await saveProposal(as(registrar), id, { choices });
      expect(await wrongAt(press(registrar, id, 'submit'))).toEqual(['choices']);
    }
    await saveProposal(as(registrar), id, { choices: 'mikro; Mikro; Micro; Микро\nkicik; Kiçik; Small; Малое\n' });
    await press(registrar, id, 'submit');
    await press(officer, id, 'agree');
    await press(approver, id, 'approve');
    const choices = {
      mikro: { az: 'Mikro', en: 'Micro', ru: 'Микро' },
      kicik: { az: 'Kiçik', en: 'Small', ru: 'Малое' },
    };
    expect(concept(test.vahid.releases, 'organisation.enterpriseSize')?.choices).toEqual(choices);
    const again = await draft('organisation.enterpriseSize', {
      az: 'Müəssisə ölçüsü',
      reason: 'Qısa ad.',
      register: 'grants',
    });
    await press(registrar, again, 'submit');
    await press(officer, again, 'agree');
    await press(approver, again, 'approve');
    expect(concept(test.vahid.releases, 'organisation.enterpriseSize')).toMatchObject({
      choices,
      label: { az: 'Müəssisə ölçüsü' },
    });
  });

  it('has no file: a folder of definitions cannot claim a decision', () => {
    const text = 'label: { az: a, en: a, ru: a }\ntype: text\nclass: open\nprimary: grants\ndecided: KL-2026-00099\n';
    const { problems } = compileDefinitions([{ file: 'concepts/person.claimed.yaml', text }], kinds);
    expect(problems).toMatchObject([{ rule: 'unknown-file' }]);
  });

  it('is looked at and decided by two people of the desk, none of whom wrote it; never by the program', async () => {
    const id = await draft('person.hobby', { ...grant, az: 'Məşğuliyyət', en: 'Hobby', ru: 'Увлечение', type: 'text' });
    await expect(proposalView(as(officer), id)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    const never = await draft('person.never', grant);
    await press(registrar, never, 'withdraw');
    await expect(proposalView(as(officer), never)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    await press(registrar, id, 'submit');
    expect((await proposalView(as(officer), id)).row.id).toBe(id);
    await expect(press(other, id, 'withdraw')).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    await press(both, id, 'agree');
    await expect(press(both, id, 'approve')).rejects.toMatchObject({ code: 'process.four_eyes' });
    await expect(saveProposal(as(registrar), id, { az: 'Başqa' })).rejects.toMatchObject({
      code: 'catalogue.concept_not_open',
    });
    expect((await clock(as(officer), id))?.workingDays).toBe(20);
    test.clock.advance(90 * 86_400_000);
    await settle();
    expect((await instance(as(officer), id)).state).toBe('confirm');
    await press(approver, id, 'approve');
    expect(concept(test.vahid.releases, 'person.hobby')?.type).toBe('text');
  });

  it('has one open proposal a concept, about an entity that the dictionary knows', async () => {
    await draft('person.oneAtATime', {});
    await expect(draft('person.oneAtATime', {})).rejects.toMatchObject({ code: 'catalogue.concept_open' });
    test.clock.advance(120 * 86_400_000);
    await settle();
    await draft('person.oneAtATime', {});
    await expect(draft('village.name', {})).rejects.toMatchObject({ code: 'catalogue.concept_name' });
    await expect(draft('person', {})).rejects.toMatchObject({ code: 'catalogue.concept_name' });
    await expect(draft('person.foreign', {}, other, 'aef')).rejects.toMatchObject({ code: 'kernel.not_allowed' });
  });
});

const kinds = rooms.flatMap((room: Room) => room.definitions ?? []);

/** What the file of the dictionary said when it was released. */
const written = () =>
  test.vahid.releases.get<CompiledDictionary>('dictionary', 'dictionary')?.compiled ?? {
    entities: {},
    relations: {},
    concepts: {},
  };

function compileFile(change: (text: string) => string) {
  const text = readFileSync(join(import.meta.dirname, '../../../../definitions/dictionary.yaml'), 'utf8');
  return compileDefinitions([{ file: 'dictionary.yaml', text: change(text) }], kinds, test.vahid.releases.current());
}

const providing = `
title: { az: Qrantlar, en: Grants, ru: Гранты }
owner: aef
act: { code: technopark-rules, article: "4.3" }
hosted: false
record:
  key: voen
  fields:
    voen: { type: text, label: { az: VÖEN, en: VÖEN, ru: VÖEN } }
    amount: { type: decimal, label: { az: Məbləğ, en: Amount, ru: Сумма } }
provides:
  - { concept: organisation.grantAmount, by: voen, take: amount }
`;
