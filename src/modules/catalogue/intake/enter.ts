import type { Context } from '../../../kernel/context.ts';
import { institutionsByCode } from '../../identity/index.ts';
import { listedActs } from '../act.ts';
import { enterAll } from '../actions/entering.ts';
import { claimsOf, lacksAct, otherSources } from '../concepts/one-source.ts';
import { lockConcepts } from '../concepts/store.ts';
import { dictionary, lifeEvents } from '../definition/reference.ts';
import { digestOf, type Envelope } from '../envelope.ts';
import { followEntries } from '../hosting/entering.ts';
import { type EntryKind, kindNames } from '../kinds.ts';
import { writeRelations } from '../store/relations.ts';
import { asksForHeld } from './asking.ts';
import { type IntakeError, intakeError } from './finding.ts';
import type { Intake, Known } from './read.ts';
import { findStanding, findTargets, listStanding } from './store.ts';

const atOnce = 1000;
/** What others point to comes first, so that most relations find their target at once. */
const order: readonly EntryKind[] = ['institution', 'hosting', 'register', 'system', 'api', 'service', 'portal'];

/** What files are read against: the definitions in force and the entries of the register. */
export async function knownIn(ctx: Context): Promise<Known> {
  const { releases } = ctx.vahid;
  const { concepts, relations } = dictionary(releases);
  return {
    institutions: [...(await institutionsByCode(ctx)).values()],
    concepts: new Set([...Object.keys(concepts), ...Object.keys(relations)]),
    acts: listedActs(releases),
    lifeEvents: new Set(lifeEvents(releases).map(({ code }) => code)),
    targets: (wanted) => findTargets(ctx.db, wanted),
  };
}

export interface Imported {
  /** Entries that are new or changed. */
  readonly changed: number;
  /** How many of these each institution has. */
  readonly institutions: ReadonlyMap<string, number>;
  readonly errors: readonly IntakeError[];
}

/**
 * Writes what was read into the register, in the caller's transaction. An entry that a definition or an approved request
 * keeps has its one source there: the same again is left as it is, another content is an error, and then nothing is to
 * be kept. Checks no access.
 */
export async function enterIntake(
  ctx: Context,
  intake: Intake,
  source: string,
  progress: (done: number, of: number) => void,
): Promise<Imported> {
  // Before anything is read of what it is judged against, until all of it is written.
  await lockConcepts(ctx);
  const errors: IntakeError[] = [];
  const sorted = intake.entries.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const fresh: Envelope[] = [];
  for (const part of partsOf(sorted)) {
    const standing = new Map((await findStanding(ctx.db, part)).map((one) => [keyOf(one.envelope), one]));
    for (const entry of part) {
      const before = standing.get(keyOf(entry));
      if (before && intake.runsIn(entry))
        errors.push(intakeError(intake.place(entry, 'place'), 'placed', { value: entry.code }));
      if (before && digestOf(before.envelope) === digestOf(entry)) continue;
      if (before && before.origin !== 'import')
        errors.push(intakeError(intake.place(entry), 'owned', { value: before.source }));
      else fresh.push(entry);
    }
  }
  errors.push(...(await breaches(ctx, intake, fresh)));
  if (errors.length > 0) return { changed: 0, institutions: new Map(), errors };
  const byInstitution = Map.groupBy(fresh, (entry) => entry.institution);
  const institutions = new Map([...byInstitution].map(([code, own]) => [code, own.length]));
  const changed = await enterInParts(ctx, intake, fresh, source, progress);
  // Now that all of it stands: what one service of the file gives, another may not ask for.
  for (const entry of fresh) errors.push(...(await asksForHeld(ctx, intake, entry)));
  return { changed, institutions, errors };
}

/** What an entry itself may break of once only: one source of a concept (OO-3), an act for personal data (OO-4). */
async function breaches(ctx: Context, intake: Intake, fresh: readonly Envelope[]): Promise<readonly IntakeError[]> {
  const registers = fresh.filter(({ kind }) => kind === 'register');
  const claims = registers.flatMap(claimsOf);
  const listed = listedActs(ctx.vahid.releases);
  const others = await otherSources(ctx, claims, { instead: registers.map(({ code }) => code) });
  return [
    ...[...others].map(([{ register, concept }, wanted]) =>
      intakeError(intake.placeOfSource(register, concept), 'secondSource', { value: concept, wanted }),
    ),
    ...registers
      .filter((entry) => lacksAct(entry, listed))
      .map((entry) => intakeError(intake.place(entry, 'acts'), 'noAct', { value: entry.code })),
  ];
}

const keyOf = ({ kind, code }: Envelope): string => `${kind}/${code}`;

function* partsOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += atOnce) yield items.slice(start, start + atOnce);
}

async function enterInParts(
  ctx: Context,
  intake: Intake,
  entries: readonly Envelope[],
  source: string,
  progress: (done: number, of: number) => void,
): Promise<number> {
  const part = new Map(entries.map((entry, index) => [keyOf(entry), Math.floor(index / atOnce)]));
  const partOf = (kind: EntryKind, code: string) => part.get(`${kind}/${code}`) ?? -1;
  // A relation is written only when both its ends are there: these point to something that comes later.
  const early = entries.filter((entry) =>
    entry.relations.some(({ to }) => partOf(to.kind, to.code) > partOf(entry.kind, entry.code)),
  );
  let [changed, done] = [0, 0];
  for (const some of partsOf(entries)) {
    changed += await enterAll(
      ctx,
      some.map((envelope) => ({ envelope, place: intake.runsIn(envelope) })),
      { origin: 'import', source, unsettled: true },
    );
    progress((done += some.length), entries.length + early.length);
  }
  for (const some of partsOf(early)) {
    const relations = some.flatMap(({ kind, code, relations: ties }) =>
      ties.map(({ concepts = [], ...rest }) => ({ from: { kind, code }, concepts, ...rest })),
    );
    await writeRelations(
      ctx.db,
      some.map(({ kind, code }) => ({ kind, code })),
      relations,
    );
    progress((done += some.length), entries.length + early.length);
  }
  if (changed > 0) await followEntries(ctx, []);
  return changed;
}

/** Every entry of a kind as it stands, a thousand at a time. */
export async function* entriesOf(ctx: Context, kind: EntryKind): AsyncGenerator<Envelope> {
  for (let after = ''; ; ) {
    const some = await listStanding(ctx.db, { kind, after, limit: atOnce });
    yield* some;
    const last = some.at(-1);
    if (!last || some.length < atOnce) return;
    after = last.code;
  }
}

/** Every entry as JSON, `{ "entries": [envelope, …] }`, one in a line. */
export async function* jsonLines(ctx: Context): AsyncGenerator<string> {
  yield '{"entries":[';
  let before: Envelope | undefined;
  for (const kind of kindNames)
    for await (const entry of entriesOf(ctx, kind)) {
      if (before) yield `${JSON.stringify(before)},`;
      before = entry;
    }
  if (before) yield JSON.stringify(before);
  yield ']}';
}
