import { expect, it } from 'vitest';
import { compileChanged, definitionsOf } from '../../../../test/changed-definitions.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { drawnService } from './drawing.ts';

const { definitions } = compileChanged(await definitionsOf('technopark-residency'));
const service = definitions.find(({ kind, name }) => kind === 'service' && name === 'technopark-residency')
  ?.compiled as CompiledService;

const worksIn = (of: CompiledService) =>
  drawnService(of).nodes.flatMap(({ kind, text }) => (kind === 'work' ? [text.az] : []));

it('says of each step what it does, never the title of the state that it leads to', () => {
  expect(worksIn(service)).toContain('Sənəd yenidən verilir');
  const titles = service.process.states.map(({ title }) => title.az);
  expect(worksIn(service).filter((text) => titles.includes(text))).toEqual([]);
});

it('says of a correction without a document that the entry is corrected', () => {
  const { document: _, ...undocumented } = service;
  expect(worksIn(undocumented)).toContain('Qeyd düzəldilir');
});
