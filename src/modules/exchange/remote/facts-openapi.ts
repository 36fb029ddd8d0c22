import { type Command, UsageError } from '../../../kernel/command.ts';
import type { Json } from '../../../kernel/job.ts';
import { textOf } from '../../../kernel/text.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { type CompiledRegister, dictionary, type Provision, registers, type ValueType } from '../../catalogue/index.ts';
import { texts } from '../text/index.ts';
import { factName, factsPath, serviceOfRegister } from './facts-service.ts';

type Schema = { readonly [key: string]: Json };

const types: Readonly<Record<ValueType, Schema>> = {
  text: { type: 'string' },
  number: { type: 'integer' },
  decimal: { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' },
  date: { type: 'string', format: 'date' },
  yesno: { type: 'boolean' },
  choice: { type: 'string' },
};

/** By what `x-vahid-subject` a value names somebody who is told; keys of others than people and organisations name nobody. */
const markOf = (entity: string): Schema =>
  entity === 'person' || entity === 'organisation' ? { 'x-vahid-subject': entity } : {};

/** OpenAPI document of a register that is kept here, as a service of the exchange (`facts-service.ts`). */
export function factsOpenapi(vahid: Vahid, kept: CompiledRegister): Schema {
  const entities = [...new Set(kept.provides.map(({ entity }) => entity))];
  return {
    openapi: '3.1.0',
    info: { title: kept.title.en, version: '1', description: kept.about?.en ?? kept.title.en },
    servers: [{ url: `/r1/${serviceOfRegister(vahid, kept)}` }],
    paths: Object.fromEntries(entities.map((entity) => [factsPath(entity), { get: operationOf(vahid, kept, entity) }])),
  };
}

function operationOf(vahid: Vahid, kept: CompiledRegister, entity: string): Schema {
  const told = kept.provides.filter((one) => one.entity === entity);
  const facts = Object.fromEntries(told.map((one) => [factName(one), schemaOf(vahid, kept, one)]));
  const answer: Schema = {
    type: 'object',
    required: ['key', 'day', 'facts', 'recordedAt'],
    properties: {
      key: { type: 'string' },
      day: types.date,
      facts: { type: 'object', properties: facts },
      recordedAt: { type: 'object', additionalProperties: { type: 'string', format: 'date-time' } },
    },
  };
  const query = (name: string, description: string, schema: Schema): Schema => ({
    name,
    in: 'query',
    description,
    schema,
  });
  const names = { type: 'array', items: { type: 'string', enum: Object.keys(facts) } };
  return {
    operationId: `${entity}Facts`,
    summary: `What the register tells of one ${entity}`,
    parameters: [
      {
        name: 'key',
        in: 'path',
        required: true,
        description: entity === 'person' ? 'FİN' : 'VÖEN',
        ...markOf(entity),
        schema: types.text,
      },
      { ...query('facts', 'What is wanted, with commas between; all when absent', names), explode: false },
      query('day', 'What was true on that day, as known now; today in Baku when absent', types.date),
    ],
    responses: {
      200: {
        description: 'A fact that is null does not exist; one that is not known is left out',
        content: { 'application/json': { schema: answer } },
      },
      404: { description: 'The register knows nobody by this key' },
      503: { description: 'The register is not available; Retry-After says until when' },
    },
  };
}

function schemaOf(vahid: Vahid, kept: CompiledRegister, provision: Provision): Schema {
  const words = dictionary(vahid.releases);
  if (provision.kind === 'relation')
    return {
      description: words.relations[provision.name]?.label.en ?? provision.name,
      type: ['array', 'null'],
      items: { ...types.text, ...markOf(provision.target) },
    };
  const { label, type, choices } = words.concepts[provision.name] ?? {};
  const one = { ...(type ? types[type] : {}), ...(choices ? { enum: Object.keys(choices) } : {}) };
  const isMany = provision.kind === 'take' && kept.record.fields[provision.take]?.many === true;
  const described: Schema = { description: label?.en ?? provision.name };
  return isMany ? { ...described, type: 'array', items: one } : { ...described, anyOf: [one, { type: 'null' }] };
}

export const openapiCommand: Command = {
  name: 'exchange-openapi',
  summary: textOf(texts, 'openapiSummary'),
  words: ['REGISTER'],
  about: `
Prints the OpenAPI document of a register that is kept here, as others ask it over the exchange. Put it beside
gateway.yaml and name it there:
  services: [{ service: AZ/GOV/OWNER/SYSTEM/REGISTER, address: vahid:facts, openapi: FILE }]`,
  async run({ words: [name = ''] }, io) {
    const { vahid, close } = await io.open();
    try {
      const known = registers(vahid.releases).filter(({ hosted }) => hosted);
      const kept = known.find((one) => one.name === name);
      if (!kept) throw new UsageError(`REGISTER is one of: ${known.map((one) => one.name).join(', ')}.`);
      io.out(JSON.stringify(factsOpenapi(vahid, kept), null, 1));
      return 0;
    } finally {
      await close();
    }
  },
};
