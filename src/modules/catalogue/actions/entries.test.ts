import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { anonymous } from '../../../kernel/access.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { type CatalogueEntry, registerDefinitions, registerEntries } from './entering.ts';
import {
  catalogueEntries,
  catalogueEntry,
  catalogueFacets,
  entryHistory,
  type EntryQuery,
  entryVersionOf,
  searchCatalogue,
} from './reading.ts';
import { room as catalogue } from '../module.ts';
import { searchQuery, searchWords } from '../search.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] });
});
afterAll(() => test.close());

const visitor = () => test.ctx(anonymous);
const codes = async (query: EntryQuery) =>
  (await catalogueEntries(visitor(), query, 'az')).entries.map(({ code }) => code);

const registerEntry = (entry: CatalogueEntry) => registerEntries(test.ctx(), [entry]);
const text = (az: string) => ({ az, en: az, ru: az });

describe('the unified register', () => {
  it('holds the institutions, systems and registers of the definitions in force', async () => {
    const { entry, related } = await catalogueEntry(visitor(), 'register', 'population');
    expect(entry).toMatchObject({ title: { az: 'Əhalinin dövlət reyestri' }, institution: 'din' });
    expect(related).toMatchObject([{ direction: 'in', relation: 'holds', kind: 'system', code: 'population-system' }]);
    expect((await catalogueEntries(visitor(), { kind: 'institution' }, 'az')).total).toBeGreaterThan(20);
  });

  it('is brought in line any number of times without a change', async () => {
    const state = async () => {
      const { rows } =
        await sql`select e.*, (select count(*) from catalogue.relation) as relations from catalogue.entry e order by id`.execute(
          test.vahid.db,
        );
      return rows;
    };
    const before = await state();
    test.clock.advance(60_000);
    await registerDefinitions(test.ctx());
    expect(await state()).toEqual(before);
  });

  it('keeps the fields of a register that a definition describes, with what it is the one source of', async () => {
    const { entry } = await catalogueEntry(visitor(), 'register', 'companies');
    const [object, ...others] = 'objects' in entry.spec ? (entry.spec.objects ?? []) : [];
    expect(object?.fields).toHaveLength(9);
    expect(object?.fields.filter(({ name }) => name === 'taxDebt' || name === 'headFin')).toMatchObject([
      { label: { az: 'Vergi borcu, manat' }, class: 'sensitive', concept: 'organisation.taxDebt', primary: true },
      { class: 'personal', concept: 'headedBy', primary: true },
    ]);
    expect(others).toEqual([]);
    const employment = await catalogueEntry(visitor(), 'register', 'employment');
    expect(employment.entry.spec).toMatchObject({
      objects: [{}, { fields: expect.arrayContaining([expect.objectContaining({ primary: true })]) }],
    });
    expect(await entryVersionOf(visitor(), { kind: 'register', code: 'companies' }, 1)).toMatchObject({
      spec: { objects: [{ name: 'qeyd' }] },
    });
  });

  it('is found by new words without a new version, and a release confirms nothing for the owner', async () => {
    const service = {
      kind: 'service',
      code: 'worded',
      title: text('Sözlü xidmət'),
      institution: 'rinn',
      source: 'services/worded/service.yaml',
      keywords: ['birinci'],
    } as const;
    await registerEntry(service);
    const first = (await catalogueEntry(visitor(), 'service', 'worded')).entry;
    test.clock.advance(86_400_000);
    await registerEntry({ ...service, keywords: ['ikinci'] });
    expect(await codes({ text: 'ikinci' })).toEqual(['worded']);
    expect((await catalogueEntry(visitor(), 'service', 'worded')).entry).toEqual(first);
    await registerEntry({ ...service, title: text('Başqa ad') });
    const second = (await catalogueEntry(visitor(), 'service', 'worded')).entry;
    expect(second).toMatchObject({ version: 2, confirmedAt: first.confirmedAt });
    expect(second.updatedAt).not.toEqual(first.updatedAt);
    expect(await entryHistory(visitor(), { kind: 'service', code: 'worded' })).toHaveLength(2);
  });

  it('takes a service with what it reads and enters, finds the registers itself, and follows its changes', async () => {
    const service = {
      kind: 'service',
      code: 'trial-service',
      title: text('Sınaq xidməti'),
      institution: 'rinn',
      source: 'services/trial-service/service.yaml',
      path: '/xidmetler/trial-service',
      reads: ['organisation.name', 'organisation.taxDebt', 'headedBy', 'person.name', 'residency.area'],
      enters: ['technopark-residents'],
    } as const;
    await registerEntry(service);
    expect((await catalogueEntry(visitor(), 'service', 'trial-service')).related).toMatchObject([
      { direction: 'out', relation: 'enters', code: 'technopark-residents', concepts: [] },
      { direction: 'out', relation: 'reads', code: 'population', concepts: ['person.name'] },
      {
        direction: 'out',
        relation: 'reads',
        code: 'companies',
        concepts: ['organisation.name', 'organisation.taxDebt', 'headedBy'],
      },
    ]);
    const users = (await catalogueEntry(visitor(), 'register', 'companies')).related.filter(
      ({ relation }) => relation === 'reads',
    );
    expect(users).toMatchObject([{ direction: 'in', kind: 'service', code: 'trial-service' }]);

    await registerEntry({ ...service, title: text('Yeni ad'), reads: ['person.name'], enters: [] });
    const after = await catalogueEntry(visitor(), 'service', 'trial-service');
    expect(after.entry.title.az).toBe('Yeni ad');
    expect(after.related.map(({ code }) => code)).toEqual(['population']);
  });

  it('does not know a thing that is not there', async () => {
    await expect(catalogueEntry(visitor(), 'service', 'no-such')).rejects.toMatchObject({ status: 404 });
  });
});

describe('search', () => {
  it('finds what is typed without ə and ı, in any order, by beginnings, in every language', async () => {
    expect(await codes({ text: 'ehali reyestr' })).toContain('population');
    expect(await codes({ text: 'REYESTRİ ƏHALİNİN' })).toContain('population');
    expect(await codes({ text: 'huquqi sexs' })).toContain('companies');
    expect(await codes({ text: 'реестр населения' })).toContain('population');
    expect(await codes({ text: 'population' })).toContain('population');
    expect(await codes({ text: 'vergi borcu' })).toContain('companies');
    expect(await codes({ text: 'din', kind: 'institution' })).toContain('din');
    expect(await codes({ text: 'ehali olmayansoz' })).toEqual([]);
  });

  it('finds an identity card by any form of its words, typed in ASCII or in capitals', async () => {
    const service = { kind: 'service', institution: 'din', source: 'trial.yaml' } as const;
    const titled = (az: string) => ({ az, en: 'Trial', ru: 'Проба' });
    await registerEntries(test.ctx(), [
      { ...service, code: 'card-1', title: titled('Şəxsiyyət vəsiqəsi') },
      { ...service, code: 'card-2', title: titled('Avtomobilin pasportunun dəyişdirilməsi') },
      { ...service, code: 'card-3', title: titled('Rüsumun ödənilməsi') },
    ]);
    const ofService = (text: string) => codes({ text, kind: 'service' });
    for (const typed of ['sexsiyyet vesiqesi', 'ŞƏXSİYYƏT VƏSİQƏSİNİ', 'vəsiqə', 'SEXSIYYET VESIQELERIM', 'id kart']) {
      expect(await ofService(typed)).toContain('card-1');
      expect(await ofService(typed)).not.toContain('card-2');
    }
    expect(await ofService('pasportu dəyişmək')).toEqual(['card-2']);
    expect(await ofService('maşınların pasportları')).toEqual(['card-2']);
    expect(await ofService('rusum odemek')).toEqual(['card-3']);
  });

  it('puts what is written so before what shares a stem', async () => {
    const service = { kind: 'service', institution: 'rinn', source: 'trial.yaml' } as const;
    await registerEntries(test.ctx(), [
      { ...service, code: 'near-1', title: text('Ağacların siyahısı') },
      { ...service, code: 'near-2', title: text('Yanmış ağaclara baxış') },
    ]);
    expect(await codes({ text: 'ağaclara' })).toEqual(['near-2', 'near-1']);
    expect(await codes({ text: 'ağacların' })).toEqual(['near-1', 'near-2']);
  });

  it('puts what is called so before what only speaks of it, and turns the page from the one to the other', async () => {
    const service = { kind: 'service', institution: 'rinn', source: 'trial.yaml' } as const;
    const named = (n: number) => ({ ...service, code: `quiet-${n}`, title: text(`Bulaqların qorunması ${n}`) });
    await registerEntries(test.ctx(), [
      ...Array.from({ length: 19 }, (_, n) => named(n + 10)),
      // By the alphabet these two come first; the word stands in what is said of them, written just as it is typed.
      { ...service, code: 'quiet-a', title: text('Abadlıq'), about: text('Bulaqlar haqqında') },
      { ...service, code: 'quiet-b', title: text('Axın'), keywords: [text('bulaqlar')] },
    ]);
    const query = { text: 'bulaqlar' };
    const first = await catalogueEntries(visitor(), query, 'az');
    const second = await catalogueEntries(visitor(), { ...query, page: 2 }, 'az');
    expect(first.total).toBe(21);
    expect(first.entries.map(({ code }) => code)).toEqual([
      ...Array.from({ length: 19 }, (_, n) => `quiet-${n + 10}`),
      'quiet-a',
    ]);
    expect(second.entries.map(({ code }) => code)).toEqual(['quiet-b']);
  });

  it('counts by the same search, and of one kind among the counts of all', async () => {
    const query = { text: 'ehali' } as const;
    const { found, facets } = await searchCatalogue(visitor(), { ...query, kind: 'register' }, 'az');
    expect(facets).toEqual(await catalogueFacets(visitor(), query));
    expect(facets.kinds.size).toBeGreaterThan(1);
    expect(found).toEqual(await catalogueEntries(visitor(), { ...query, kind: 'register' }, 'az'));
  });

  it('guesses at a slip only where nothing is found', async () => {
    await registerEntry({
      kind: 'service',
      code: 'slip-1',
      title: text('Meliorasiya kanalları'),
      institution: 'rinn',
      source: 'trial.yaml',
    });
    test.clock.advance(11 * 60_000);
    expect(await codes({ text: 'meloirasiya' })).toEqual(['slip-1']);
    expect(await codes({ text: 'meliorasya kanalari' })).toEqual(['slip-1']);
    expect(await codes({ text: 'meliorasiya', institution: 'din' })).toEqual([]);
    expect(await codes({ text: 'qqqqqqqq' })).toEqual([]);
    const { found } = await searchCatalogue(visitor(), { text: 'Meliorasya KANALARI' }, 'az');
    expect(found.meant).toBe('meliorasiya kanalları');
    expect((await searchCatalogue(visitor(), { text: 'meliorasiya' }, 'az')).found.meant).toBeUndefined();
    const asTyped = await searchCatalogue(visitor(), { text: 'meliorasya', asTyped: true }, 'az');
    expect(asTyped.found).toMatchObject({ total: 0, entries: [] });
    expect(asTyped.found.meant).toBeUndefined();
  });

  it('takes no sign in the typed text for its own', async () => {
    for (const typed of ["'", "a' | 'b", 'a & !b', ':*', '\\', '%', '<->', '(', '   ', '"', 'a'.repeat(200)]) {
      await expect(catalogueEntries(visitor(), { text: typed }, 'az')).resolves.toHaveProperty('total');
    }
    expect(searchQuery("o'tərəf & !x")?.steps[0]?.query).toBe("('^teref':* & '^x':*)");
    expect(searchQuery(' … ')).toBeUndefined();
    expect(searchWords({ az: 'Əhalinin', en: 'The people', ru: 'Люди' }, 'AB-1')).toEqual([
      '1',
      '=əhali',
      'ab',
      'ehalinin',
      'people',
      'the',
      '~ehali',
      'люди',
    ]);
  });

  it('filters by kind and institution and turns pages', async () => {
    const registers = await codes({ kind: 'register', institution: 'eesmn' });
    expect(registers).toContain('employment');
    expect(registers).not.toContain('population');
    const first = await catalogueEntries(visitor(), { kind: 'institution' }, 'az');
    const last = await catalogueEntries(visitor(), { kind: 'institution', page: first.pages }, 'az');
    expect(first.entries).toHaveLength(20);
    expect(first.entries.length * (first.pages - 1) + last.entries.length).toBe(first.total);
    expect(new Set([...first.entries, ...last.entries].map(({ code }) => code)).size).toBe(20 + last.entries.length);
    expect((await catalogueEntries(visitor(), { page: 99 }, 'az')).entries).toEqual([]);
  });

  it('orders by the alphabet of the language', async () => {
    for (const [code, az] of [
      ['z-1', 'Əlifba'],
      ['z-2', 'Evlər'],
      ['z-3', 'Çay'],
      ['z-4', 'Cəm'],
      ['z-5', 'Fərd'],
    ] as const) {
      await registerEntry({
        kind: 'service',
        code,
        title: text(az),
        institution: 'rinn',
        source: 'trial.yaml',
        keywords: ['sıralama'],
      });
    }
    const titles = (await catalogueEntries(visitor(), { text: 'siralama' }, 'az')).entries.map(({ title }) => title.az);
    expect(titles).toEqual(['Cəm', 'Çay', 'Evlər', 'Əlifba', 'Fərd']);
  });
});
