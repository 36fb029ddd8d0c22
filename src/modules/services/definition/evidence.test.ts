import { describe, expect, it } from 'vitest';
import { compileChanged, definitionsOf, type Loose, value } from '../../../../test/changed-definitions.ts';
import type { CompiledService } from './compiled.ts';

const file = 'services/farm-subsidy/service.yaml';
const scenarios = 'services/farm-subsidy/scenarios.yaml';
const all = await definitionsOf('farm-subsidy');

function compileWith(change: (source: Loose) => void, of = file) {
  // One file where several are sent would be too many for a field that takes one.
  const fewer = all.map((one) =>
    one.file === scenarios && of === file ? { ...one, text: one.text.replace('[file, file]', 'file') } : one,
  );
  return compileChanged(fewer, { [of]: change });
}

const rules = (change: (source: Loose) => void, of = file) =>
  compileWith(change, of)
    .problems.filter((problem) => problem.file === of)
    .map(({ rule }) => rule);
const receipt = (change: (field: Loose) => void) => rules(({ data }) => change(value(value(data).receipt)));

describe('a field that asks for files', () => {
  it('compiles to serviceKinds, size and number, and is given or nothing to conditions', () => {
    const { definitions, problems } = compileWith(() => undefined);
    const compiled = definitions.find((one) => one.file === file)?.compiled as CompiledService;
    expect(problems).toEqual([]);
    expect(compiled.fields.find(({ name }) => name === 'receipt')).toMatchObject({
      source: 'file',
      type: 'yesno',
      accepts: ['pdf', 'jpeg', 'png'],
      mostBytes: 5 * 1024 * 1024,
      mostFiles: 10,
      optional: true,
      article: 'farm-subsidy-rules 2.4',
    });
  });

  it('takes one file of 5 MB and every kind where nothing else is said', () => {
    const { definitions } = compileWith(({ data }) => {
      const field = value(value(data).receipt);
      for (const part of ['accept', 'maxSize', 'many']) delete field[part];
    });
    const compiled = definitions.find((one) => one.file === file)?.compiled as CompiledService;
    expect(compiled.fields.find(({ name }) => name === 'receipt')).toMatchObject({
      accepts: ['pdf', 'jpeg', 'png'],
      mostBytes: 5 * 1024 * 1024,
      mostFiles: 1,
    });
  });

  it.each<[string, (field: Loose) => void, string]>([
    ['a concept', (field) => (field.concept = value('farming.crop')), 'field-parts'],
    ['no label', (field) => delete field.label, 'field-parts'],
    ['no article', (field) => delete field.article, 'no-article'],
    ['no reason', (field) => delete field.why, 'no-why'],
    ['a program', (field) => (field.accept = value(['exe'])), 'shape'],
    ['no kind at all', (field) => (field.accept = value([])), 'shape'],
    ['a size that nobody may send', (field) => (field.maxSize = value(21)), 'shape'],
    ['limits of a text', (field) => (field.maxLength = value(10)), 'field-parts'],
  ])('does not compile with %s', (_, change, rule) => {
    expect(receipt(change)).toContain(rule);
  });

  it('has its page to itself', () => {
    const both = rules(({ pages }) => {
      const list = value(pages) as unknown as { fields: string[] }[];
      list.splice(2, 1);
      list[1]?.fields.push('receipt');
    });
    expect(both).toContain('file-alone');
  });

  it('stands on no document, and is computed by nothing', () => {
    const onDocument = rules(({ document }) => {
      (value(document).lines as unknown as object[]).push({ field: 'receipt' });
    });
    expect(onDocument).toContain('unknown-field');
    expect(rules(({ data }) => (value(value(data).rate).type = value('file')))).toContain('field-parts');
  });

  it('asks for no document that another service gives', () => {
    expect(
      receipt((field) => {
        field.label = value({ az: 'Qəbz', en: 'Receipt', ru: 'Чек' });
      }),
    ).toEqual([]);
  });

  it('is needed by its scenarios where it may not be left out', () => {
    expect(
      rules(({ data }) => {
        delete value(value(data).receipt).optional;
      }),
    ).toContain('scenarios-fail');
  });
});

describe('a sum that a register provides', () => {
  it('is of figures', () => {
    const of = 'registers/land-parcels.yaml';
    const named = rules((source) => {
      const [first] = source.provides as unknown as Loose[];
      if (first) first.take = value('place');
    }, of);
    expect(named).toEqual(['wrong-type']);
  });
});
