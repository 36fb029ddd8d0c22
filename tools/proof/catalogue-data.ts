// usage: node tools/proof/catalogue-data.ts FILE.xlsx|FILE.json [ENTRIES] [RELATIONS]
// A register of the size of a state, the same each time: 50,000 entries and 200,000 relations, few of which draw most ties.
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'yaml';
import type { Envelope, EnvelopeRelation } from '../../src/modules/catalogue/envelope.ts';
import { writeEntries } from '../../src/modules/catalogue/intake/write.ts';
import type { EntryKind, RelationKind, Spec } from '../../src/modules/catalogue/kinds.ts';

/** Share of each kind among 50,000 entries. */
const shares = { hosting: 1000, register: 10_000, system: 8000, api: 12_000, service: 15_000, portal: 4000 } as const;
type Made = keyof typeof shares;
const kinds = Object.keys(shares) as readonly Made[];

const subjects = [
  ['Əhali', 'Population', 'Население'],
  ['Vergi ödəyiciləri', 'Taxpayers', 'Налогоплательщики'],
  ['Daşınmaz əmlak', 'Real estate', 'Недвижимость'],
  ['Şəxsiyyət vəsiqəsi', 'Identity card', 'Удостоверение личности'],
  ['Əmək müqavilələri', 'Employment contracts', 'Трудовые договоры'],
  ['Gömrük bəyannamələri', 'Customs declarations', 'Таможенные декларации'],
  ['Məktəblilər', 'Pupils', 'Школьники'],
  ['Sürücülük vəsiqəsi', 'Driving licence', 'Водительское удостоверение'],
  ['Torpaq sahələri', 'Land plots', 'Земельные участки'],
  ['Dərman vasitələri', 'Medicines', 'Лекарственные средства'],
  ['Tikinti icazələri', 'Building permits', 'Разрешения на строительство'],
  ['Kənd təsərrüfatı subsidiyaları', 'Farm subsidies', 'Сельскохозяйственные субсидии'],
] as const;
const places = [
  ['Bakı', 'Baku', 'Баку'],
  ['Gəncə', 'Ganja', 'Гянджа'],
  ['Şəki', 'Shaki', 'Шеки'],
  ['Naxçıvan', 'Nakhchivan', 'Нахчыван'],
  ['Lənkəran', 'Lankaran', 'Ленкорань'],
  ['Şuşa', 'Shusha', 'Шуша'],
  ['Mingəçevir', 'Mingachevir', 'Мингячевир'],
] as const;
const things: Readonly<Record<Made, readonly [string, string, string]>> = {
  hosting: ['məlumat mərkəzi', 'data centre', 'центр обработки данных'],
  register: ['informasiya ehtiyatı', 'information resource', 'информационный ресурс'],
  system: ['informasiya sistemi', 'information system', 'информационная система'],
  api: ['sorğu interfeysi', 'query interface', 'интерфейс запросов'],
  service: ['üzrə xidmət', 'service', 'услуга'],
  portal: ['portalı', 'portal', 'портал'],
};

const specOf: Readonly<Record<Made, (number: number) => Spec>> = {
  hosting: (n) => ({ place: (['local', 'government_cloud', 'local'] as const)[n % 3] ?? 'local' }),
  register: () => ({}),
  system: (n) => ({ users: (n * 37) % 90_000 }),
  api: (n) => ({
    protocol: (['rest', 'soap', 'rest', 'files'] as const)[n % 4] ?? 'rest',
    version: `${1 + (n % 4)}.${n % 10}`,
  }),
  service: (n) => ({ audience: n % 3 === 0 ? 'business' : 'person', lifeEvents: [], workingDays: n % 30 }),
  portal: (n) => ({ platform: (['web', 'web', 'android', 'ios'] as const)[n % 4] ?? 'web' }),
};

/** From what to what relations go, as often as each stands here. */
const ways: readonly (readonly [Made, RelationKind, Made])[] = [
  ['service', 'reads', 'register'],
  ['service', 'reads', 'register'],
  ['service', 'enters', 'register'],
  ['service', 'uses', 'system'],
  ['system', 'uses', 'system'],
  ['system', 'uses', 'api'],
  ['system', 'holds', 'register'],
  ['system', 'provides', 'api'],
  ['system', 'hosted_on', 'hosting'],
  ['portal', 'provides', 'service'],
  ['portal', 'hosted_on', 'hosting'],
  ['api', 'reads', 'register'],
  ['system', 'part_of', 'system'],
];

/** A number from 0 up to 1, the same again from the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const codeOf = (kind: Made, number: number): string => `${kind}-${String(number + 1).padStart(5, '0')}`;

/** Entries of all kinds but institutions, with their relations; the same for the same numbers. */
export function catalogueData(
  institutions: readonly string[],
  { entries = 50_000, relations = 200_000 }: { readonly entries?: number; readonly relations?: number } = {},
): readonly Envelope[] {
  const next = chance(20_261_126);
  const count = (kind: Made) => Math.max(1, Math.round((shares[kind] * entries) / 50_000));
  const made = new Map<string, Envelope & { relations: EnvelopeRelation[] }>();
  for (const kind of kinds)
    for (let number = 0; number < count(kind); number += 1)
      made.set(
        codeOf(kind, number),
        entryOf(kind, number, institutions[Math.floor(next() ** 2 * institutions.length)] ?? ''),
      );
  const seen = new Set<string>();
  while (seen.size < relations) {
    const [from, kind, to] = ways[Math.floor(next() * ways.length)] ?? ['service', 'reads', 'register'];
    const source = codeOf(from, Math.floor(next() * count(from)));
    // The cube sends half of all ties to an eighth of the targets.
    const target = codeOf(to, Math.floor(next() ** 3 * count(to)));
    const key = `${source} ${kind} ${target}`;
    if (source === target || seen.has(key)) continue;
    seen.add(key);
    const channel =
      kind === 'uses' || kind === 'reads' ? { channel: next() < 0.7 ? ('exchange' as const) : ('local' as const) } : {};
    made.get(source)?.relations.push({ kind, to: { kind: to, code: target }, ...channel });
  }
  return [...made.values()];
}

function entryOf(kind: Made, number: number, institution: string): Envelope & { relations: EnvelopeRelation[] } {
  const subject = subjects[number % subjects.length] ?? subjects[0];
  const place = places[Math.floor(number / subjects.length) % places.length] ?? places[0];
  const [az, en, ru] = [0, 1, 2].map(
    (lang) => `${place[lang]}: ${subject[lang]} ${things[kind][lang]} № ${number + 1}`,
  ) as [string, string, string];
  return {
    kind,
    code: codeOf(kind, number),
    title: { az, en, ru },
    institution,
    state: number % 29 === 0 ? 'finished' : number % 11 === 0 ? 'being_established' : 'in_use',
    criticality: number % 50 === 0 ? 'critical' : number % 7 === 0 ? 'important' : 'ordinary',
    contact: { unit: 'İnformasiya texnologiyaları şöbəsi' },
    acts: [],
    spec: specOf[kind](number),
    relations: [],
  };
}

/** Codes of the institutions that the definitions name. */
export function institutionCodes(root: string): readonly string[] {
  const text = readFileSync(join(root, 'definitions/institutions.yaml'), 'utf8');
  return (parse(text) as { institutions: readonly { code: string }[] }).institutions.map(({ code }) => code);
}

/** Writes the entries to a file that `vahid catalogue import` reads. */
export async function writeCatalogueData(file: string, entries: readonly Envelope[]): Promise<void> {
  const ofKind = (kind: EntryKind) => entries.filter((entry) => entry.kind === kind);
  const json = function* () {
    yield '{"entries":[';
    for (const [index, entry] of entries.entries()) yield `${index === 0 ? '' : ','}\n${JSON.stringify(entry)}`;
    yield '\n]}\n';
  };
  await pipeline(Readable.from(file.endsWith('.json') ? json() : writeEntries(ofKind, 'az')), createWriteStream(file));
}

if (import.meta.main) {
  const [file = 'catalogue.xlsx', entries = '50000', relations = '200000'] = process.argv.slice(2);
  const codes = institutionCodes(join(import.meta.dirname, '../..'));
  await writeCatalogueData(file, catalogueData(codes, { entries: Number(entries), relations: Number(relations) }));
}
