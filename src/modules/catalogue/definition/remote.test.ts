import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { compileDefinitions } from '../../../kernel/definition.ts';
import { langs } from '../../../language/index.ts';
import { institutionsKind } from '../../identity/definition.ts';
import { actsKind } from './acts.ts';
import type { CompiledRegister } from './compiled.ts';
import { dictionaryKind } from './dictionary.ts';
import { openapiKind } from './openapi.ts';
import { registerKind } from './register.ts';
import { systemsKind } from './systems.ts';

/* The register of companies as one that the ministry keeps in a system of its own. */

const kinds = [institutionsKind, actsKind, dictionaryKind, systemsKind, openapiKind, registerKind];
const folder = join(import.meta.dirname, '../../../../definitions');
const sourceOf = (file: string) => readFileSync(join(folder, file), 'utf8');
const filesIn = (name: string) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`);
const files = ['institutions.yaml', ...filesIn('institutions'), 'acts.yaml', 'dictionary.yaml', 'systems.yaml'];
const others = filesIn('registers').filter((file) => !file.startsWith('registers/companies.'));

type Remote = Record<string, unknown>;

const remote: Remote = {
  service: 'in/taxpayer-system/companies',
  openapi: 'companies.openapi.yaml',
  read: { voen: { method: 'GET', path: '/v1/companies/{key}', query: { day: '{asOf}' }, records: '/company' } },
  find: { headedBy: { method: 'POST', path: '/v1/search', body: { heads: '{keys}' }, most: 50, records: '/found' } },
  fields: {
    voen: '/tin',
    name: '/name',
    legalForm: '/form',
    registeredOn: { at: '/registered', date: 'dd.mm.yyyy' },
    address: '/address/line',
    activity: '/activity',
    status: { at: '/state', choices: { A: 'active', S: 'suspended' } },
    taxDebt: '/debt',
    headFin: '/head/pin',
  },
  recordedAt: '/changed',
  enter: { method: 'POST', path: '/v1/companies', body: { tin: '{voen}' }, record: '/id' },
  cache: { seconds: 60 },
  timeout: 1,
};

const company = {
  type: 'object',
  properties: {
    tin: {},
    name: {},
    form: {},
    registered: {},
    address: { allOf: [{ $ref: '#/components/schemas/Address' }] },
    activity: {},
    state: {},
    debt: {},
    head: { properties: { pin: {} } },
    changed: {},
  },
};
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const openapi = {
  openapi: '3.1.0',
  paths: {
    '/v1/companies/{tin}': {
      parameters: [{ in: 'query', name: 'day' }],
      get: { responses: { 200: json({ properties: { company: { $ref: '#/components/schemas/Company' } } }) } },
    },
    '/v1/companies': {
      post: { requestBody: json({ properties: { tin: {} } }), responses: { 201: json({ properties: { id: {} } }) } },
    },
    '/v1/search': {
      post: {
        requestBody: json({ properties: { heads: {} } }),
        responses: { 200: json({ properties: { found: { items: { $ref: '#/components/schemas/Company' } } } }) },
      },
    },
  },
  components: { schemas: { Company: company, Address: { properties: { line: {} } } } },
};

function compile(change: Remote = {}, { head = {}, document = openapi }: { head?: object; document?: object } = {}) {
  const source = parse(sourceOf('registers/companies.yaml')) as object;
  const text = stringify(
    { ...source, hosted: false, ...head, remote: { ...remote, ...change } },
    { aliasDuplicateObjects: false },
  );
  const written = [...files, ...others].map((file) => ({ file, text: sourceOf(file) }));
  return compileDefinitions(
    [
      ...written,
      { file: 'registers/companies.yaml', text },
      { file: 'registers/companies.openapi.yaml', text: stringify(document, { aliasDuplicateObjects: false }) },
    ],
    kinds,
  );
}

/** Rules that are broken, with the words and the place of each. */
function broken(...given: Parameters<typeof compile>): string[] {
  const { problems } = compile(...given);
  for (const { message, remedy, line } of problems) {
    expect(line).toBeGreaterThan(1);
    for (const lang of langs) expect(`${message[lang]} ${remedy[lang]}`).not.toMatch(/undefined|\[object/);
  }
  // The catalogue of systems then misses the register, which says nothing new.
  return problems.filter(({ file }) => file === 'registers/companies.yaml').map(({ rule }) => rule);
}

describe('a register that is kept elsewhere', () => {
  it('says by which service it is asked and what the answers mean', () => {
    const { definitions, problems } = compile();
    expect(problems).toEqual([]);
    const { compiled } = definitions.find(({ kind, name }) => kind === 'register' && name === 'companies') ?? {};
    expect((compiled as CompiledRegister).remote).toMatchObject({
      service: { institution: 'in', system: 'taxpayer-system', service: 'companies' },
      read: { voen: { method: 'GET', most: 1, records: '/company' } },
      find: { headedBy: { most: 50 } },
      fields: {
        name: { at: '/name', date: 'yyyy-mm-dd', asText: false },
        registeredOn: { at: '/registered', date: 'dd.mm.yyyy' },
      },
      absent: { statuses: [404] },
      enter: { effectKey: 'Idempotency-Key' },
      cacheSeconds: 60,
      timeoutSeconds: 1,
    });
  });

  it('is not kept by Vahid as well', () => {
    expect(broken({}, { head: { hosted: true } })).toEqual(['remote-hosted']);
  });

  it('stands behind a system of the catalogue, under its owner', () => {
    expect(broken({ service: 'din/taxpayer-system/companies' })).toEqual(['remote-owner']);
    expect(broken({ service: 'nobody/taxpayer-system/companies' })).toEqual(['unknown-institution']);
    expect(broken({ service: 'in/no-such-system/companies' })).toEqual(['unknown-system']);
    expect(broken({ service: 'in/taxpayer-system' })).toEqual(['shape']);
  });

  it('can be asked for all that it provides', () => {
    const { name: _, ...rest } = remote.fields as Remote;
    expect(broken({ fields: rest })).toEqual(['remote-unmapped']);
    expect(broken({ read: {} })).toContain('remote-unread');
    expect(broken({ find: { ownedBy: { method: 'GET', path: '/{key}' } } })).toEqual(['unknown-relation']);
    expect(broken({ fields: { ...(remote.fields as Remote), nme: '/nme' } })).toEqual(['unknown-field']);
  });

  it('is told whom it is asked about, once', () => {
    const read = (voen: object) => broken({ read: { voen }, openapi: undefined });
    expect(read({ method: 'GET', path: '/v1/companies' })).toEqual(['remote-placeholder']);
    expect(read({ method: 'GET', path: '/v1/{key}/{voen}' })).toEqual(['remote-placeholder']);
    expect(read({ method: 'POST', path: '/v1/{key}', body: { all: '{keys}' } })).toEqual(['remote-placeholder']);
    expect(read({ method: 'POST', path: '/v1', body: { all: 'x {keys}' } })).toEqual(['remote-placeholder']);
    expect(read({ method: 'POST', path: '/v1', body: { all: '{keys}' } })).toEqual([]);
    expect(broken({ enter: { method: 'POST', path: '/v1', body: { a: '{nobody}' }, record: '/id' } })).toEqual([
      'remote-placeholder',
    ]);
  });

  it('is read as its fields are', () => {
    const one = (name: string, how: object) => broken({ fields: { ...(remote.fields as Remote), [name]: how } });
    expect(one('name', { at: '/name', date: 'dd.mm.yyyy' })).toEqual(['remote-field']);
    expect(one('status', { at: '/state', choices: { A: 'no-such-choice' } })).toEqual(['remote-field']);
    expect(one('name', { at: '/name', choices: { A: 'active' } })).toEqual(['remote-field']);
    expect(one('taxDebt', { at: '/debt', as: 'text' })).toEqual([]);
  });

  it('has everything that is said of it in its OpenAPI document', () => {
    const read = (change: object) => ({
      read: { voen: { ...(remote.read as Record<string, object>).voen, ...change } },
    });
    expect(broken(read({ path: '/v2/companies/{key}' }))).toEqual(['remote-openapi']);
    expect(broken(read({ query: { date: '{asOf}' } }))).toEqual(['remote-openapi']);
    expect(broken(read({ method: 'POST' }))).toEqual(['remote-openapi']);
    expect(broken({ enter: { ...(remote.enter as object), body: { tin: '{voen}', extra: '{name}' } } })).toEqual([
      'remote-openapi',
    ]);
    expect(broken({ openapi: 'others.openapi.yaml' })).toEqual(['remote-openapi']);
    const { problems } = compile({ fields: { ...(remote.fields as Remote), address: '/address/street' } });
    expect(problems.map(({ message }) => message.en)).toMatchObject([
      'companies.openapi.yaml does not have this: GET /v1/companies/{key} → /company/address/street.',
      'companies.openapi.yaml does not have this: POST /v1/search → /found/address/street.',
      'There is no register “companies”.',
    ]);
  });
});
