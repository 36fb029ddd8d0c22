import type { Context } from '../../kernel/context.ts';
import { newId } from '../../kernel/identifier.ts';
import { InvalidInput } from '../../kernel/refusal.ts';
import { bakuDate } from '../../language/index.ts';
import { type CompiledRegister, dictionary, type Provision, register } from '../catalogue/index.ts';
import {
  type EnterRequest,
  type FindRequest,
  type Provider,
  type ReadRequest,
  type Reading,
} from '../exchange/index.ts';
import { publishRecordChange, readingOf, RecordChanged, RegisterUnavailable } from '../exchange/index.ts';
import { neverInForce } from './refusals.ts';
import { applyEntry, changedSince, entryProblems, type Validity, validityOf, versionOn } from './rules.ts';
import * as store from './store.ts';

/** Answers for every register that Vahid keeps itself; what a register can tell stands in its definition. */
export const hostedProvider: Provider = {
  read: (ctx, request) => readAsKnown(ctx, request),
  find,
  enter,
};

export function hostedRegister({ vahid }: Context, name: string): CompiledRegister {
  const found = register(vahid.releases, name);
  if (!found?.hosted) throw new Error(`no hosted register is called ${name}`);
  return found;
}

/** What the registers say of the keys as of a day; with `knownAt`, as they said at that moment. */
export async function readAsKnown(
  ctx: Context,
  { register: name, provides, keys, asOf }: ReadRequest,
  knownAt?: Date,
): Promise<ReadonlyMap<string, Record<string, Reading>>> {
  const kept = hostedRegister(ctx, name);
  await mustWork(ctx, name);
  const readings = new Map<string, Record<string, Reading>>(keys.map((key) => [key, {}]));
  for (const [field, asked] of Map.groupBy(provides, ({ by }) => by)) {
    const content = asked.some(({ kind }) => kind === 'take' || kind === 'relation');
    const found = await store.recordsFor(ctx.db, { ...questionOn(kept, field), keys, asOf, knownAt, content });
    const byKey = Map.groupBy(found, (one) => one.asked);
    for (const [key, reading] of readings) {
      const records = (byKey.get(key) ?? []).map(({ data, recordedAt }) => ({
        data,
        recordedAt: recordedAt.toISOString(),
      }));
      for (const provision of asked) reading[provision.name] = readingOf(kept, provision, records);
    }
  }
  return readings;
}

/** Where the keys of a provision stand in the records. */
function questionOn({ name, record }: CompiledRegister, field: string) {
  return { register: name, field, isKey: field === record.key };
}

/** A relation from its far end: those whose record points to one of the targets. */
async function find(
  ctx: Context,
  { register: name, provision, targets, asOf }: FindRequest,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const kept = hostedRegister(ctx, name);
  await mustWork(ctx, name);
  const question = { ...questionOn(kept, provision.to), keys: targets, asOf, content: true };
  const found = await store.recordsFor(ctx.db, question);
  const byTarget = Map.groupBy(found, ({ asked }) => asked);
  return new Map(targets.map((target) => [target, nearKeys(provision, byTarget.get(target) ?? [])]));
}

function nearKeys({ by }: Provision, found: readonly store.FoundRecord[]): string[] {
  return [...new Set(found.flatMap(({ data }) => data[by] ?? []).map(String))];
}

async function mustWork(ctx: Context, name: string): Promise<void> {
  const outage = (await store.outagesOf(ctx.db, [name])).get(name);
  if (outage && lasts(outage, ctx.vahid.now())) throw new RegisterUnavailable(name, outage.until);
}

export const lasts = ({ since, until }: store.OutageRow, now: Date): boolean => since <= now && now < until;

/** What `enterRecord` takes: an entry of the exchange and, for a correction, how long it speaks. */
export interface DatedEntry extends EnterRequest {
  /** The day from which the register again says what it said before. */
  readonly until?: string;
}

async function enter(ctx: Context, request: EnterRequest): Promise<{ record: string; repeated?: boolean }> {
  return enterRecord(ctx, request);
}

/**
 * Writes a new version of a record in the caller's transaction. Older versions that it replaces stay readable as they
 * were known; a change keeps the fields of the version in force that it does not name. The same `effectKey` enters once; a repeat answers the first record. Checks no access: the exchange has.
 * @throws InvalidInput naming the fields, neverInForce, RecordChanged, RegisterUnavailable
 */
export async function enterRecord(
  ctx: Context,
  { register: name, entry: said, changes = false, unchangedSince, effectKey, ...days }: DatedEntry,
): Promise<{ record: string; repeated?: boolean }> {
  const kept = hostedRegister(ctx, name);
  const key = String(said[kept.record.key]);
  await store.lockRecord(ctx.db, name, key);
  const repeated = await store.recordOfEffect(ctx.db, effectKey);
  if (repeated) return { record: repeated, repeated: true };
  await mustWork(ctx, name);
  const versions = await store.versionsOf(ctx.db, name, key);
  const known = versions.filter(({ supersededAt }) => supersededAt === null);
  const given = { today: bakuDate(ctx.vahid.now()), isNew: versions.length === 0, known, ...days };
  const changed =
    unchangedSince && changedSince(versions, Object.keys(said), { since: unchangedSince, day: given.today });
  if (changed) throw new RecordChanged(name, changed);
  const entry = changes ? { ...versionOn(known, days.from ?? given.today)?.data, ...said } : said;
  const problems = entryProblems(kept, dictionary(ctx.vahid.releases), entry);
  if (problems.length > 0) throw new InvalidInput(problems);
  const validity = validityOf(kept, entry, given);
  if (!validity) throw neverInForce();
  const writing = applyEntry(known, { ...validity, data: entry });
  // Recorded time never runs backwards, even where a machine's clock does.
  const at = new Date(Math.max(ctx.vahid.now().getTime(), ...versions.map(({ recordedAt }) => recordedAt.getTime())));
  await store.supersede(
    ctx.db,
    writing.superseded.map(({ id }) => id),
    at,
  );
  const row = (part: Validity & { data: typeof entry }, effect: string | null): store.NewRow => ({
    id: newId(at.getTime()),
    register: name,
    key,
    valid_from: part.validFrom,
    valid_to: part.validTo,
    recorded_at: at,
    data: part.data,
    effect_key: effect,
  });
  const entered = row(writing.entered, effectKey);
  await store.insertVersions(ctx.db, [...writing.kept.map((part) => row(part, null)), entered]);
  const before = versionOn(known, validity.validFrom) ?? known.at(-1);
  const ends = validity.validTo !== null && validity.validTo !== before?.validTo;
  await publishRecordChange(ctx, { register: kept, key, at, before: before?.data, after: entry, ends });
  return { record: entered.id };
}
