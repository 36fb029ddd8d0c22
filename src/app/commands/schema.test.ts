import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../../test/database.ts';
import { readDefinitions, type SourceFile } from '../../kernel/definition.ts';
import { fieldPaths } from '../../kernel/definition-schema.ts';
import { main } from '../main.ts';
import { rooms } from '../rooms.ts';

/* The schemas as editors get them, and the definitions of the repository judged by a validator of others. */

const kinds = rooms.flatMap((room) => room.definitions ?? []);

let folder: string;
let files: readonly SourceFile[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vahid-schema-'));
  files = await readDefinitions(join(root, 'definitions'));
  await vahid(['schema', '--out', folder]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function vahid(args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    lang: 'en',
    root,
    env: {},
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
  } as const;
  return { code: await main(args, io), out: out.join('\n'), err: err.join('\n') };
}

const ajv = new Ajv2020({ strict: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } });

async function judge(kind: string, value: unknown): Promise<readonly ErrorObject[]> {
  if (!ajv.getSchema(kind))
    ajv.addSchema(JSON.parse(await readFile(join(folder, `${kind}.json`), 'utf8')) as object, kind);
  ajv.validate(kind, value);
  return [...(ajv.errors ?? [])];
}

function sourceOf(kind: string): unknown {
  const { files: named } = kinds.find((one) => one.kind === kind) ?? {};
  return parse(files.find(({ file }) => named?.test(file))?.text ?? '') as unknown;
}

describe('vahid schema', () => {
  it('writes one for every kind, and every definition holds to its own', async () => {
    expect(await readdir(folder)).toHaveLength(kinds.length);
    const wrong: string[] = [];
    for (const { file, text } of files) {
      const kind = kinds.find((one) => one.files.test(file))?.kind ?? '';
      const errors = await judge(kind, parse(text));
      wrong.push(...errors.map(({ instancePath, message }) => `${file} ${instancePath} ${message}`));
    }
    expect(wrong).toEqual([]);
  });

  it('finds a wrong key and a value that is none of those allowed', async () => {
    const service = sourceOf('service') as { process: { actions: { submit: Record<string, unknown> } } };
    service.process.actions.submit = { ...service.process.actions.submit, actr: 'applicant', actor: 'everybody' };
    const found = await judge('service', service);
    expect(found.map(({ instancePath, keyword, params }) => [instancePath, keyword, params as unknown])).toEqual([
      ['/process/actions/submit', 'additionalProperties', { additionalProperty: 'actr' }],
    ]);
    delete service.process.actions.submit.actr;
    expect((await judge('service', service)).map(({ keyword }) => keyword)).toEqual(['enum']);
  });

  it('says what every field means of the kinds that people write, and of nothing else', () => {
    for (const { kind, schema, words } of kinds) {
      if (!words) continue;
      const paths = ['', ...fieldPaths(schema)];
      expect(
        Object.keys(words).filter((path) => !paths.includes(path)),
        kind,
      ).toEqual([]);
      // What is called a title needs no explanation.
      expect(
        paths.filter((path) => path !== '' && path !== 'title' && !words[path]),
        kind,
      ).toEqual([]);
    }
    const told = kinds.filter(({ words }) => words).map(({ kind }) => kind);
    expect(told).toEqual(
      expect.arrayContaining(['service', 'scenarios', 'register', 'dictionary', 'catalogue-request']),
    );
  });

  it('prints one in the language that is asked for, and names the kinds where there is none such', async () => {
    const { out } = await vahid(['schema', 'service', '--language', 'ru']);
    expect(JSON.parse(out)).toMatchObject({
      title: 'service',
      properties: { title: { description: 'Название услуги' } },
    });
    expect(await vahid(['schema', 'servis'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no kind servis. Known: calendar, ') as string,
    });
  });
});
