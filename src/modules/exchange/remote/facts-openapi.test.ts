import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { registers } from '../../catalogue/index.ts';
import { readOpenApi } from '../services/openapi/read.ts';
import { factsOpenapi } from './facts-openapi.ts';
import { factName, factsPath } from './facts-service.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ seeded: true });
});
afterAll(() => test.close());

const isTold = (entity: string) => entity === 'person' || entity === 'organisation';

describe('the document of a register that is kept here', () => {
  it('proposes everybody whom an answer names beside the one asked about', () => {
    const { vahid } = test;
    const named: string[] = [];
    for (const kept of registers(vahid.releases).filter(({ hosted }) => hosted)) {
      const { endpoints } = readOpenApi(JSON.stringify(factsOpenapi(vahid, kept)));
      const others = kept.provides.filter((one) => one.kind === 'relation' && isTold(one.target));
      for (const one of others) {
        const subjects = endpoints.find(({ path }) => path === factsPath(one.entity))?.subjects;
        expect(subjects, `${kept.name}, ${one.name}`).toEqual(
          expect.arrayContaining([
            { entity: one.entity, in: 'path', at: 'key' },
            expect.objectContaining({ in: 'answer', at: `/facts/${factName(one)}/*` }),
          ]),
        );
        named.push(one.name);
      }
    }
    expect(named).toEqual(expect.arrayContaining(['headedBy', 'parentOf', 'guardianOf', 'employedBy']));
  });
});
