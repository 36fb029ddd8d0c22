import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileChanged, definitionsOf } from '../../../../test/changed-definitions.ts';
import { cite, type RegulationDocument } from '../../catalogue/index.ts';
import type { Institution } from '../../identity/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { surroundingsOf, readArticle } from '../definition/lookup.ts';
import type { Names } from './words.ts';
import { writeRegulation } from './write.ts';

const { definitions } = compileChanged(await definitionsOf('technopark-residency'));

/** What is compiled, as a release would hold it. */
const scope = {
  get: <T>(kind: string, name: string) =>
    definitions.find((one) => one.kind === kind && one.name === name)?.compiled as T | undefined,
  all: <T>(kind: string) =>
    new Map(definitions.filter((one) => one.kind === kind).map(({ name, compiled }) => [name, compiled as T])),
};
const around = surroundingsOf(scope);
const bare = (text: string) => ({ az: text, en: text, ru: text });
const institutions = [...scope.all<{ institutions: readonly Institution[] }>('institutions').values()].flatMap(
  (file) => file.institutions,
);

const names: Names = {
  institution: (code) => {
    const found = institutions.find((one) => one.code === code);
    return { code, name: found?.name ?? bare(code), acronym: found?.acronym ?? bare(code) };
  },
  register: (name) => {
    const found = around.registers.find((one) => one.name === name);
    return { name, title: found?.title ?? bare(name), owner: names.institution(found?.owner ?? '').name };
  },
  system: bare,
  act: (act, article) => cite(scope, { act, article }),
  article: (reference) => cite(scope, readArticle(reference)),
  sourceOf: (name) => around.primaryOf(name)?.register.name,
  contactOf: (code) => institutions.find((one) => one.code === code)?.contact,
};

const service = scope.get<CompiledService>('service', 'technopark-residency');
if (!service) throw new Error('the service of the house does not compile');
const regulation = writeRegulation(service, names);

/** The text as a person would read it aloud, one part a line. */
function plain({ title, sections }: RegulationDocument): string {
  const ground = ({ cited, sample }: { cited: string; sample: boolean }) => `  § ${cited}${sample ? ' (nümunə)' : ''}`;
  const lines = [title];
  for (const section of sections) {
    lines.push('', `${section.number}. ${section.title}`);
    for (const { number, text, grounds, points, table } of section.clauses) {
      lines.push(`${number}. ${text}`, ...grounds.map(ground));
      for (const point of points) lines.push(`${point.number}. ${point.text}`, ...point.grounds.map(ground));
      for (const { cells } of table?.rows ?? []) {
        const shown = cells.map(
          (cell, at) => `${table?.columns[at]}: ${typeof cell === 'string' ? cell : ground(cell).trim()}`,
        );
        lines.push(`  | ${shown.join(' | ')}`);
      }
    }
  }
  return `${lines.join('\n').replaceAll('\u00a0', ' ')}\n`;
}

describe('the regulation of the service of the house', () => {
  const file = join(import.meta.dirname, 'technopark-residency.expected.txt');

  it('reads as the reviewed text', () => {
    if (process.env.UPDATE_EXPECTED === '1') writeFileSync(file, plain(regulation));
    expect(plain(regulation)).toBe(readFileSync(file, 'utf8'));
  });

  it('names each of its parts once, and leaves no hole unfilled', () => {
    const keys = regulation.sections.flatMap(({ key, clauses }) => [
      key,
      ...clauses.flatMap((clause) => [
        clause.key,
        ...clause.points.map((point) => point.key),
        ...(clause.table?.rows ?? []).map((row) => `${clause.key}/${row.key}`),
      ]),
    ]);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    expect(plain(regulation)).not.toMatch(/[{}]|undefined|«/);
  });

  it('follows the definition: a shorter term and a dearer service change the clauses that say so', () => {
    const { process } = service;
    const clocks = process.clocks.map((clock) => (clock.name === 'decision' ? { ...clock, workingDays: 7 } : clock));
    const cost = { amount: '1234.5', currency: 'AZN' } as const;
    const other = plain(writeRegulation({ ...service, process: { ...process, clocks }, cost }, names)).split('\n');
    const before = new Set(plain(regulation).split('\n'));
    const changed = other.filter((line) => !before.has(line));
    expect(changed.filter((line) => !line.startsWith('  |'))).toEqual([
      '5.1. Müraciət üzrə qərar müraciətin göndərilməsindən sonra 7 iş günü ərzində qəbul edilir. Müraciətçidən cavab gözlənilən günlər bu müddətə daxil edilmir.',
      '5.4.1. “Qəbul edilib”, “Əməkdaş baxır”, “Təsdiq gözlənilir” və “İmtina təklif olunub” vəziyyətlərində birlikdə 7 iş günü. Müddətin bitməsinə 2 iş günü qalmış xatırlatma göndərilir. Müddət bitdikdə, rəhbərin müavininə məlumat verilir.',
      '8.1. Xidmətin ödənişi: 1.234,50 ₼.',
    ]);
    expect(changed.filter((line) => line.startsWith('  |'))).toHaveLength(4);
  });

  it('says which fields are kept for less, and who sees those that not everybody does', () => {
    const said: Readonly<Record<string, object>> = {
      project: { retention: { days: 90 } },
      newJobs: { retention: { months: 6 }, seenBy: ['approver', 'auditor'] },
    };
    const fields = service.fields.map((field) => ({ ...field, ...said[field.name] }));
    const before = new Set(plain(regulation).split('\n'));
    const lines = plain(writeRegulation({ ...service, fields }, names)).split('\n');
    expect(lines.filter((line) => !before.has(line)).map((line) => line.replace(/^[0-9.]+ /, ''))).toEqual([
      'Aşağıdakı məlumatlar və fayllar iş bağlandıqdan sonra daha qısa müddətə saxlanılır, sonra işdən silinir; silinmə tarixi işdə göstərilir:',
      '  | Məlumat: Birinci ildə yeni iş yerləri | Saxlanılma müddəti: 6 ay',
      '  | Məlumat: Layihənin məzmunu | Saxlanılma müddəti: 90 gün',
      'Aşağıdakı məlumatları iş üzrə yalnız göstərilən vəzifəli şəxslər oxuyur; işə baxan digər şəxslər məlumatın verildiyini görür, özünü görmür:',
      '  | Məlumat: Birinci ildə yeni iş yerləri | Kim görür: təsdiq edən şəxs, auditor',
    ]);
  });

  it('lists choices as the definition writes them: a name keeps its capital', () => {
    const choices = ['Xəzər dənizi', 'Daxili su hövzəsi'].map((label, at) => ({
      value: `choice-${at}`,
      label: bare(label),
      opens: [],
    }));
    const fields = service.fields.map((field) => (field.name === 'area' ? { ...field, choices } : field));
    expect(plain(writeRegulation({ ...service, fields } as CompiledService, names))).toContain(
      'Cavabın forması: Siyahıdan seçilir: Xəzər dənizi; Daxili su hövzəsi',
    );
  });

  it('writes what a service of another make says: several of a kind, a formula, a guard of its own', () => {
    const area = service.fields.find(({ name }) => name === 'areaOther');
    if (area?.source !== 'applicant') throw new Error('the field is asked');
    const { why, article, class: _, ...rest } = area;
    const { openedBy: __, ...inner } = { ...rest, class: 'open' as const, why, article, name: 'tool', optional: true };
    const label = bare('Avadanlıq');
    const ifUnavailable = { maxLength: 250, why: bare('Say qərara təsir edir.'), article: 'technopark-rules 4.5' };
    const fields = [
      ...service.fields.map((field) =>
        field.name === 'staffCount' && field.source === 'register' ? { ...field, ifUnavailable } : field,
      ),
      {
        source: 'group' as const,
        name: 'tools',
        label,
        item: bare('Cihaz'),
        min: 1,
        max: 5,
        fields: [inner],
        why,
        article,
      },
      {
        source: 'computed' as const,
        name: 'ratio',
        label: bare('Nisbət'),
        type: 'number' as const,
        formula: 'newJobs * 2',
      },
    ];
    const actions = service.process.actions.map((action) =>
      action.name === 'recommend' ? { ...action, guard: 'newJobs > 3', note: 'optional' as const } : action,
    );
    const text = plain(writeRegulation({ ...service, fields, process: { ...service.process, actions } }, names));
    expect(text).toContain(
      '4.4. “Avadanlıq” üzrə müraciətçi ən azı 1, ən çoxu 5 qeyd daxil edir. Hər qeydin adı: “Cihaz”. Qeyddə soruşulan məlumatlar:',
    );
    expect(text).toContain('Cavabın forması: Mətn, ən çoxu 120 simvol; cavab vermək məcburi deyil');
    expect(text).toContain('Göstərici: Nisbət | Hesablanma ifadəsi: «newJobs * 2»');
    expect(text).toContain('4.2. Reyestr cavab vermədikdə aşağıdakı məlumatlar müraciətçidən bir dəfə soruşulur');
    expect(text).toContain('  | Məlumat: İşçilərin sayı | Müraciətçiyə verilən izahat: “Say qərara təsir edir.”');
    expect(text).toContain('Yalnız «newJobs > 3» ifadəsi doğru olduqda aparılır. Qeyd yazıla bilər.');
  });

  it('says where officials work on it, where that is in the institution’s own system', () => {
    const inSystem = plain(writeRegulation({ ...service, backOffice: { system: 'technopark-system' } }, names));
    expect(inSystem).toContain('“technopark-system” vasitəsilə baxır');
    expect(plain(regulation)).not.toContain('vasitəsilə baxır');
  });
});
