import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import { institutionFile, institutions, institutionsByCode, isClosed } from '../../identity/index.ts';
import { concept, primaryOf, registers, systems } from '../definition/reference.ts';
import { digestOf, type Envelope, type EnvelopeRelation } from '../envelope.ts';
import { followEntries } from '../hosting/entering.ts';
import type { EntryKind, EntryState, Origin, Spec } from '../kinds.ts';
import { entryWords } from '../search.ts';
import { ownerToday } from '../succession/succession.ts';
import { writeRelations } from '../store/relations.ts';
import { type NewEntry, writeEntries } from '../store/versions.ts';

/** What a room puts into the unified register from the definitions in force. */
export interface CatalogueEntry {
  readonly kind: EntryKind;
  /** Unique within the kind. */
  readonly code: string;
  readonly title: Text;
  /** Code of the institution that answers for it. */
  readonly institution: string;
  /** Its definition, from the folder of definitions: `systems.yaml`. */
  readonly source: string;
  readonly about?: Text;
  /** In use, unless it says otherwise. */
  readonly state?: EntryState;
  /** Address of its own page, without language. */
  readonly path?: string;
  readonly acts?: readonly string[];
  readonly spec?: Spec;
  /** Concepts and relations it reads; the registers that provide them are found here. */
  readonly reads?: readonly string[];
  /** Registers in which it enters records. */
  readonly enters?: readonly string[];
  /** Registers it holds. */
  readonly holds?: readonly string[];
  /** More to be found by: acronym, names of fields. */
  readonly keywords?: readonly (Text | string)[];
}

/** Puts entries into the register, or brings those there up to date. For `Room.released`; checks no access. */
export async function registerEntries(ctx: Context, entries: readonly CatalogueEntry[]): Promise<void> {
  for (const [source, ofFile] of Map.groupBy(entries, (entry) => entry.source)) {
    await enterAll(
      ctx,
      ofFile.map((entry) => ({ envelope: envelopeOf(ctx, entry), path: entry.path, keywords: entry.keywords })),
      { origin: 'definition', source },
    );
  }
}

export interface Entered {
  readonly envelope: Envelope;
  /** Address of its own page, without language. */
  readonly path?: string | undefined;
  readonly keywords?: readonly (Text | string)[] | undefined;
  /** Where a new system or portal runs; a local server where nothing is said. */
  readonly place?: 'local' | 'cloud' | undefined;
}

/**
 * Writes entries with their relations and their history, in the caller's transaction; what is the same as before stays
 * as it is. One that names a closed institution is entered for its successor. Checks no access. Answers how many changed.
 */
export async function enterAll(
  ctx: Context,
  entries: readonly Entered[],
  from: { readonly origin: Origin; readonly source: string },
): Promise<number> {
  const at = ctx.vahid.now();
  const byCode = await institutionsByCode(ctx);
  const rows = entries.map(({ envelope: given, path = null, keywords = [] }): NewEntry => {
    const envelope = { ...given, institution: ownerToday(byCode, given, bakuDate(at)) };
    const words = entryWords([envelope.title, envelope.code], [envelope.about, ...keywords]);
    return { id: newId(at.getTime()), envelope, words, path, digest: digestOf(envelope, words, path) };
  });
  const changed = await writeEntries(ctx.db, rows, { at, ...from });
  const refs = entries.map(({ envelope: { kind, code } }) => ({ kind, code }));
  const relations = entries.flatMap(({ envelope }) =>
    envelope.relations.map(({ concepts = [], ...rest }) => ({
      from: { kind: envelope.kind, code: envelope.code },
      concepts,
      ...rest,
    })),
  );
  await writeRelations(ctx.db, refs, relations);
  await followEntries(
    ctx,
    entries.map(({ envelope: { kind, code }, place }) => ({ kind, code, place })),
  );
  return changed;
}

function envelopeOf(ctx: Context, entry: CatalogueEntry): Envelope {
  const { kind, code, title, institution, about, state = 'in_use', acts = [], spec = {} } = entry;
  return {
    kind,
    code,
    title,
    institution,
    ...(about ? { about } : {}),
    state,
    acts,
    spec,
    relations: relationsOf(ctx, entry),
  };
}

function relationsOf({ vahid }: Context, { reads = [], enters = [], holds = [] }: CatalogueEntry): EnvelopeRelation[] {
  const read = Map.groupBy(reads, (name) => primaryOf(vahid.releases, name)?.register);
  const to = (register: string) => ({ kind: 'register' as const, code: register });
  return [
    ...[...read].flatMap(([register, concepts]) =>
      register === undefined
        ? []
        : [{ kind: 'reads' as const, to: to(register), channel: 'exchange' as const, concepts }],
    ),
    ...[...new Set(enters)].map((register) => ({
      kind: 'enters' as const,
      to: to(register),
      channel: 'exchange' as const,
    })),
    ...[...new Set(holds)].map((register) => ({ kind: 'holds' as const, to: to(register) })),
  ];
}

/** Enters what the definitions in force hold: institutions, systems, registers. Services enter themselves. */
export async function registerDefinitions(ctx: Context): Promise<void> {
  const { releases } = ctx.vahid;
  const today = bakuDate(ctx.vahid.now());
  const labels = (names: readonly string[]) => names.flatMap((name) => concept(releases, name)?.label ?? []);
  await registerEntries(ctx, [
    ...(await institutions(ctx)).map((one) => ({
      kind: 'institution' as const,
      code: one.code,
      title: one.name,
      institution: one.code,
      source: institutionFile(releases, one.code),
      state: isClosed(one, today) ? ('finished' as const) : ('in_use' as const),
      keywords: [one.acronym, ...(one.formerNames ?? []).map(({ name }) => name)],
    })),
    ...registers(releases).map(({ name, title, about, owner, act, provides }) => ({
      kind: 'register' as const,
      code: name,
      title,
      institution: owner,
      source: `registers/${name}.yaml`,
      acts: [[act.code, act.article ?? ''].join(' ').trim()],
      ...(about ? { about } : {}),
      keywords: labels(provides.map((provision) => provision.name)),
    })),
    ...Object.entries(systems(releases)).map(([code, { title, about, owner, registers: holds }]) => ({
      kind: 'system' as const,
      code,
      title,
      institution: owner,
      source: 'systems.yaml',
      ...(about ? { about } : {}),
      holds,
    })),
  ]);
}
