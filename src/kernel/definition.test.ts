import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../test/database.ts';
import { compileDefinitions, type DefinitionKind } from './definition.ts';
import { openReleases, release } from './release.ts';
import { kernelRoom } from './room.ts';

const colour = Type.Object(
  { title: Type.String(), mixes: Type.Optional(Type.Array(Type.String())) },
  { additionalProperties: false },
);
const same = (text: string) => ({ az: text, en: text, ru: text });

const paletteKind: DefinitionKind<typeof colour, { title: string }> = {
  kind: 'colour',
  files: /^colours\/([^/]+)\.yaml$/,
  schema: colour,
  needs: [],
  compile: (source, _scope, name) => ({
    compiled: { title: source.title },
    findings: (source.mixes ?? []).flatMap((other, index) =>
      other === name
        ? [{ path: ['mixes', index], rule: 'itself', message: same('mixes itself'), remedy: same('take it out') }]
        : [],
    ),
  }),
};

const pictureKind: DefinitionKind<typeof colour, { colours: string[] }> = {
  kind: 'picture',
  files: /^picture\.yaml$/,
  schema: colour,
  needs: ['colour'],
  compile: ({ mixes = [] }, scope) => ({
    compiled: { colours: [...scope.all('colour').keys()] },
    findings: mixes.flatMap((name, index) =>
      scope.get('colour', name) === undefined
        ? [{ path: ['mixes', index], rule: 'unknown', message: same('no such colour'), remedy: same('add it') }]
        : [],
    ),
  }),
};

const kinds = [pictureKind, paletteKind];
const compile = (files: Record<string, string>, base: Parameters<typeof compileDefinitions>[2] = []) =>
  compileDefinitions(
    Object.entries(files).map(([file, text]) => ({ file, text })),
    kinds,
    base,
  );

/** A line of a bomb: nine times the line before it. */
function nine(name: string): string {
  const before = `*${String.fromCharCode(name.charCodeAt(0) - 1)}`;
  return `${name}: &${name} [${Array.from({ length: 9 }, () => before).join(', ')}]`;
}

describe('compileDefinitions', () => {
  it('names file, line, column and rule of a finding', () => {
    const { problems, definitions } = compile({ 'colours/red.yaml': 'title: Qırmızı\nmixes:\n  - blue\n  - red\n' });
    expect(problems).toMatchObject([{ file: 'colours/red.yaml', line: 4, column: 5, rule: 'itself' }]);
    expect(definitions).toEqual([]);
  });

  it('takes an alias that leads nowhere, or multiplies without end, for a problem of its file', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...['b', 'c', 'd', 'e', 'f', 'g'].map(nine)].join('\n');
    const { problems, definitions } = compile({
      'colours/a.yaml': 'title: x\nmixes: *nowhere\n',
      'colours/b.yaml': bomb,
      'colours/c.yaml': 'title: Göy\nmixes: [a, a]\n',
      'colours/d.yaml': 'title: x\nmixes: &m [*m]\n',
    });
    expect(problems.map(({ file, line, rule }) => [file, line, rule])).toEqual([
      ['colours/a.yaml', 2, 'yaml'],
      ['colours/b.yaml', 2, 'yaml'],
      ['colours/d.yaml', 2, 'yaml'],
    ]);
    expect(problems[0]?.message.en).toContain('*nowhere');
    expect(definitions.map(({ name }) => name)).toEqual(['c']);
  });

  it('shows where YAML or shape is wrong', () => {
    const { problems } = compile({
      'colours/a.yaml': 'title: [',
      'colours/b.yaml': 'title: x\nshade: 1\n',
      'colours/c.yaml': 'mixes: []\n',
    });
    expect(problems.map(({ file, line, rule }) => [file, line, rule])).toEqual([
      ['colours/a.yaml', 1, 'yaml'],
      ['colours/b.yaml', 2, 'shape'],
      ['colours/c.yaml', 1, 'shape'],
    ]);
    expect(problems[1]?.message.az).toContain('shade');
    expect(problems[2]?.message.az).toContain('title');
  });

  it('names the heading that is written twice, and not what follows from that in other files', () => {
    const picture = { 'picture.yaml': 'title: Şəkil\nmixes: [red]\n' };
    const twice = compile({ ...picture, 'colours/red.yaml': 'title: Qırmızı\ntitle: Al\n' });
    expect(twice.problems).toMatchObject([{ file: 'colours/red.yaml', line: 2, rule: 'yaml' }]);
    expect(twice.problems[0]?.message.en).toBe('“title” is written a second time in the same place.');
    expect(twice.refused).toEqual(['colours/red.yaml', 'picture.yaml']);
    const absent = compile({ ...picture, 'colours/blue.yaml': 'title: Mavi' });
    expect(absent.problems).toMatchObject([{ file: 'picture.yaml', line: 2, rule: 'unknown' }]);
  });

  it('refuses a bad file alone: the others compile, against the released version of it', () => {
    const base = [{ kind: 'colour', name: 'red', file: 'colours/red.yaml', source: '', compiled: { title: 'before' } }];
    const { definitions, refused } = compile(
      { 'colours/red.yaml': 'mixes: [red]', 'colours/blue.yaml': 'title: Mavi', 'picture.yaml': 'title: Şəkil' },
      base,
    );
    expect(refused).toEqual(['colours/red.yaml']);
    expect(definitions.map(({ name }) => name)).toEqual(['blue', 'picture']);
    expect(definitions[1]?.compiled).toEqual({ colours: ['red', 'blue'] });
  });

  it('does not pass over a file that no kind knows', () => {
    expect(compile({ 'colour/red.yaml': 'title: x' }).problems).toMatchObject([{ rule: 'unknown-file' }]);
  });
});

describe('release', () => {
  let test: TestVahid;
  beforeAll(async () => {
    test = await openTestVahid({ rooms: [kernelRoom] });
  });
  afterAll(() => test.close());

  const red = (title: string) => ({
    kind: 'colour',
    name: 'red',
    file: 'colours/red.yaml',
    source: title,
    compiled: { title },
  });

  it('makes versions of what changed, keeps old ones, and nothing new makes no release', async () => {
    const { db } = test.vahid;
    const now = test.clock.now();
    const first = await release(db, [red('one')], 'me', now);
    expect(first.released).toEqual(['colour/red']);
    expect(await release(db, [red('one')], 'me', now)).toEqual({ number: first.number, released: [] });
    const second = await release(db, [red('two')], 'me', now);
    expect(second.number).toBe(first.number + 1);
    const releases = await openReleases(db);
    expect(releases.get('colour', 'red')).toMatchObject({ version: 2, compiled: { title: 'two' } });
    expect(await releases.version('colour', 'red', 1)).toEqual({ title: 'one' });
    expect(await releases.version('colour', 'red', 9)).toBeUndefined();
  });
});
