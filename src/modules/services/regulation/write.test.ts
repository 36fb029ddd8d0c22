import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileDefinitions, readDefinitions } from '../../../kernel/definition.ts';
import { cite, type RegulationDocument } from '../../catalogue/index.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as exchange } from '../../exchange/module.ts';
import { room as identity } from '../../identity/module.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { surroundingsOf, readArticle } from '../definition/lookup.ts';
import { scenariosKind } from '../definition/scenarios.ts';
import { serviceKind } from '../definition/service.ts';
import type { Guide } from '../present/guide.ts';
import { writeRegulation } from './write.ts';

const folder = join(import.meta.dirname, '../../../../definitions');
const files = (await readDefinitions(folder)).filter(
  ({ file }) => !/^(plan\/|processes\/|catalogue\/|calendar|indicators)/.test(file),
);
const kinds = [identity, catalogue, exchange].flatMap((room) => room.definitions ?? []);
const { definitions } = compileDefinitions(files, [...kinds, serviceKind, scenariosKind]);

/** What is compiled, as a release would hold it. */
const scope = {
  get: <T>(kind: string, name: string) =>
    definitions.find((one) => one.kind === kind && one.name === name)?.compiled as T | undefined,
  all: <T>(kind: string) =>
    new Map(definitions.filter((one) => one.kind === kind).map(({ name, compiled }) => [name, compiled as T])),
};
const around = surroundingsOf(scope);
const bare = (text: string) => ({ az: text, en: text, ru: text });
const institutions =
  scope.get<{
    institutions: readonly {
      code: string;
      name: { az: string; en: string; ru: string };
      acronym: { az: string; en: string; ru: string };
    }[];
  }>('institutions', 'institutions')?.institutions ?? [];

const guide: Guide = {
  institution: (code) => {
    const found = institutions.find((one) => one.code === code);
    return { code, name: found?.name ?? bare(code), acronym: found?.acronym ?? bare(code) };
  },
  register: (name) => {
    const found = around.registers.find((one) => one.name === name);
    return { name, title: found?.title ?? bare(name), owner: guide.institution(found?.owner ?? '').name };
  },
  act: (act, article) => cite(scope, { act, article }),
  article: (reference) => cite(scope, readArticle(reference)),
  sourceOf: (name) => around.primaryOf(name)?.register.name,
};

const service = scope.get<CompiledService>('service', 'technopark-residency');
if (!service) throw new Error('the service of the house does not compile');
const regulation = writeRegulation(service, guide);

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
});
