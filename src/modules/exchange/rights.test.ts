import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { kernelRoom } from '../../kernel/room.ts';
import { release } from '../../kernel/release.ts';
import { room as catalogue } from '../catalogue/module.ts';
import { dictionary } from '../catalogue/index.ts';
import { ensureOrganisation, ensurePerson } from '../identity/index.ts';
import { room as identity } from '../identity/module.ts';
import { room as process } from '../process/module.ts';
import type { CompiledRights, Right } from './definition.ts';
import type { EntityFacts, EntityName, Fact, FactsRequest, Shape } from './fact.ts';
import { facts } from './facts.ts';
import { room as exchange } from './module.ts';
import { registerProvider } from './provider.ts';
import type { LookUpRow } from './store.ts';
import { newFin, newVoen, TrialRegisters } from './trial-register.ts';

// Values that appear nowhere else: if one is in an answer or in the log, it came from a register.
const secret = (what: string) => `secret-${what}`;

let test: TestVahid;
const trial = new TrialRegisters();
const ids: Record<EntityName, string> = { person: '', organisation: '' };
let names: { leaves: Record<EntityName, string[]>; relations: Record<EntityName, Record<string, EntityName>> };

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, exchange] });
  registerProvider(test.vahid, 'hosted', trial);
  const [child, parent, voen] = [newFin(), newFin(), newVoen()];
  const person = (fin: string, parents: string[]) => ({
    ...Object.fromEntries(
      ['name', 'surname', 'givenName', 'patronymic', 'birthDate', 'sex', 'citizenship', 'address'].map((f) => [
        f,
        secret(f),
      ]),
    ),
    fin,
    parents,
  });
  trial.add('population', person(child, [parent]));
  trial.add('population', person(parent, []));
  trial.add('employment', { contract: '1', employee: child, employer: voen });
  trial.add('companies', {
    ...Object.fromEntries(
      ['name', 'legalForm', 'registeredOn', 'address', 'activity', 'status', 'taxDebt'].map((f) => [f, secret(f)]),
    ),
    voen,
    headFin: child,
  });
  ids.person = await ensurePerson(test.ctx(), child);
  ids.organisation = await ensureOrganisation(test.ctx(), voen);
  const words = dictionary(test.vahid.releases);
  names = { leaves: { person: [], organisation: [] }, relations: { person: {}, organisation: {} } };
  for (const { entity, leaf } of Object.values(words.concepts)) names.leaves[entity as EntityName]?.push(leaf);
  for (const [name, { from, to }] of Object.entries(words.relations))
    names.relations[from as EntityName][name] = to as EntityName;
});
afterAll(() => test.close());

const consumers = ['rinn', 'din'];
const bases = [
  { act: 'technopark-rules', article: '4.2' },
  { act: 'data-exchange-rules', article: '2.1' },
  { act: 'data-exchange-rules', article: '99' },
  { act: 'no-such-act', article: '1' },
];
const isKnown = ({ act, article }: (typeof bases)[number]) => act !== 'no-such-act' && article !== '99';

const allNames = () => [
  ...(['person', 'organisation'] as const).flatMap((entity) => names.leaves[entity].map((leaf) => `${entity}.${leaf}`)),
  ...Object.keys(names.relations.person),
  ...Object.keys(names.relations.organisation),
];

const rightsArbitrary = () =>
  fc.array(
    fc.record({
      consumer: fc.constantFrom(...consumers),
      purpose: fc.constantFrom('technopark-residency', 'sign-in'),
      act: fc.constantFrom('technopark-rules', 'data-exchange-rules'),
      article: fc.constant('2.1'),
      reads: fc.subarray(allNames()),
      enters: fc.constant<string[]>([]),
    }),
    { minLength: 3, maxLength: 10 },
  );

function shapeArbitrary(entity: EntityName, depth: number): fc.Arbitrary<Shape> {
  const leaves = fc
    .subarray(names.leaves[entity])
    .map((chosen) => Object.fromEntries(chosen.map((leaf) => [leaf, true as const])));
  if (depth === 0) return leaves;
  const related = Object.entries(names.relations[entity]).map(([name, target]) =>
    fc
      .option(fc.oneof(fc.constant(true as const), shapeArbitrary(target, depth - 1)), { nil: undefined })
      .map((below) => (below === undefined ? {} : { [name]: below })),
  );
  return fc.tuple(leaves, ...related).map((parts) => Object.assign({}, ...parts) as Shape);
}

/** Wrong ones come one time in six, so that the right ones meet rights often enough. */
function mostly<T>(right: readonly T[], wrong: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...right) },
    { weight: 1, arbitrary: fc.constantFrom(...wrong) },
  );
}

const requestArbitrary = () =>
  fc.constantFrom('person' as const, 'organisation' as const).chain((entity) =>
    fc.record({
      subjects: fc.constant([{ entity, id: ids[entity] }]),
      shape: shapeArbitrary(entity, 3),
      consumer: fc.constantFrom(...consumers),
      purpose: mostly(['technopark-residency', 'sign-in'], ['undeclared']),
      basis: mostly(
        bases.filter(isKnown),
        bases.filter((basis) => !isKnown(basis)),
      ),
      broken: mostly([[]], [['companies'], ['population'], ['employment'], ['population', 'companies']]),
    }),
  );

/** Puts rights in force as a release does. */
async function enact(rights: readonly Right[]): Promise<void> {
  const compiled: CompiledRights = {
    purposes: Object.fromEntries(
      ['technopark-residency', 'sign-in'].map((purpose) => [purpose, { title: { az: 'a', en: 'b', ru: 'c' } }]),
    ),
    rights,
  };
  await release(
    test.vahid.db,
    [{ kind: 'rights', name: 'rights', file: 'rights.yaml', source: '', compiled }],
    'test',
    test.clock.now(),
  );
  await test.vahid.releases.refresh();
}

/** Says, without the exchange's code, whether a name may be read. */
function mayRead(rights: readonly Right[], { consumer, purpose, basis }: FactsRequest, name: string): boolean {
  if (purpose === 'undeclared' || !isKnown(basis)) return false;
  return rights.some(
    (right) =>
      right.consumer === consumer && right.purpose === purpose && right.act === basis.act && right.reads.includes(name),
  );
}

interface Leaf {
  readonly entity: EntityName;
  readonly subject: string;
  readonly name: string;
  readonly state: Fact['state'];
}

/** Every leaf and relation of an answer, with whom it is about. */
function leavesOf(answer: EntityFacts): Leaf[] {
  const { entity, id } = answer;
  const own = [
    ...Object.entries(answer.facts).map(([leaf, { state }]) => ({ name: `${entity}.${leaf}`, state })),
    ...Object.entries(answer.relations).map(([name, { state }]) => ({ name, state })),
  ];
  const below = Object.values(answer.relations).flatMap((related) =>
    related.state === 'value' ? related.entities : [],
  );
  return [...own.map((one) => ({ ...one, entity, subject: id ?? '' })), ...below.flatMap(leavesOf)];
}

/** Everybody a relation leads to, with the relation. */
function reachedBy(answer: EntityFacts): { subject: string; relation: string }[] {
  return Object.entries(answer.relations).flatMap(([relation, related]) =>
    related.state === 'value'
      ? related.entities.flatMap((one) => [{ subject: one.id ?? '', relation }, ...reachedBy(one)])
      : [],
  );
}

const shapeSize = (shape: Shape): number => Object.keys(shape).length;

describe('rights', () => {
  it('for any rights and any shape: nothing without a right, and every leaf, given or refused, in the log', async () => {
    let run = 0;
    let [values, refused, unavailable] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(rightsArbitrary(), requestArbitrary(), async (rights, { broken, ...request }) => {
        run += 1;
        const reference = `run-${run}`;
        await enact(rights);
        trial.broken.clear();
        for (const name of broken) trial.broken.set(name, () => Promise.reject(new Error('down')));
        trial.reads.length = 0;
        const answers = await facts(test.ctx(), { ...request, reference });
        const { rows } = await sql<LookUpRow>`select * from exchange.look_up where reference = ${reference}`.execute(
          test.vahid.db,
        );

        const leaves = answers.flatMap(leavesOf);
        expect(leaves.length).toBeGreaterThanOrEqual(shapeSize(request.shape));
        for (const { name, state, entity, subject } of leaves) {
          expect(state === 'refused').toBe(!mayRead(rights, request, name));
          const outcome = state === 'refused' || state === 'unavailable' ? state : 'granted';
          const line = rows.filter(
            (row) =>
              row.subject === subject &&
              row.entity === entity &&
              row.outcome === outcome &&
              row.concepts.includes(name),
          );
          expect(line).toHaveLength(1);
          expect(line[0]).toMatchObject({
            consumer: request.consumer,
            purpose: request.purpose,
            act: request.basis.act,
            article: request.basis.article,
          });
          if (state === 'value') values += 1;
          if (state === 'refused') refused += 1;
          if (state === 'unavailable') unavailable += 1;
        }
        for (const { subject, relation } of answers.flatMap(reachedBy)) {
          expect(
            rows.some((row) => row.subject === subject && row.outcome === 'granted' && row.concepts.includes(relation)),
          ).toBe(true);
        }
        // Nothing beyond a right was even asked for, no register was asked twice on a level, no value is in the log.
        for (const { provides } of trial.reads)
          for (const { name } of provides) expect(mayRead(rights, request, name)).toBe(true);
        expect(JSON.stringify(rows)).not.toContain('secret-');
      }),
      { numRuns: 400, seed: 20261123 },
    );
    // The property says nothing if it never met the case.
    expect(values).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(50);
    expect(unavailable).toBeGreaterThan(10);
  });
});
