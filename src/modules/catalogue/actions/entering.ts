import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { bakuDate, inAll, type Text } from '../../../language/index.ts';
import { institutionFile, institutions, institutionsByCode, isClosed } from '../../identity/index.ts';
import type { CompiledDictionary, CompiledRegister } from '../definition/compiled.ts';
import { concept, dictionary, primaryOf, registers, systems } from '../definition/reference.ts';
import type { Envelope, EnvelopeRelation } from '../envelope.ts';
import { followEntries } from '../hosting/entering.ts';
import { lockHosting } from '../hosting/store.ts';
import type { Contact, Criticality, EntryKind, EntryState, Origin, ServiceLevel, Spec } from '../kinds.ts';
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
  readonly criticality?: Criticality;
  readonly contact?: Contact;
  readonly serviceLevel?: ServiceLevel;
  readonly acts?: readonly string[];
  readonly spec?: Spec;
  /** Ties as its definition names them. */
  readonly relations?: readonly EnvelopeRelation[];
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
 * Of a part of many (`unsettled`) what follows in hosting is left to the end: `settleHosting`.
 */
export async function enterAll(
  ctx: Context,
  entries: readonly Entered[],
  from: { readonly origin: Origin; readonly source: string; readonly unsettled?: true },
): Promise<number> {
  // First of all locks, as whoever moves or frees something takes it: what follows below waits for nobody.
  await lockHosting(ctx.db);
  const at = ctx.vahid.now();
  const byCode = await institutionsByCode(ctx);
  const rows = entries.map(({ envelope: given, path = null, keywords = [] }): NewEntry => {
    const envelope = { ...given, institution: ownerToday(byCode, given, bakuDate(at)) };
    const words = entryWords([envelope.title, envelope.code], [envelope.about, ...keywords], envelope.acts);
    return { id: newId(at.getTime()), envelope, words, path };
  });
  const changed = await writeEntries(ctx.db, rows, { at, origin: from.origin, source: from.source });
  const refs = entries.map(({ envelope: { kind, code } }) => ({ kind, code }));
  const relations = entries.flatMap(({ envelope }) =>
    envelope.relations.map(({ concepts = [], ...rest }) => ({
      from: { kind: envelope.kind, code: envelope.code },
      concepts,
      ...rest,
    })),
  );
  const related = await writeRelations(ctx.db, refs, relations);
  const placed = entries.map(({ envelope: { kind, code }, place }) => ({ kind, code, place }));
  if (changed > 0 || related) await followEntries(ctx, placed, !from.unsettled);
  return changed;
}

function envelopeOf(ctx: Context, entry: CatalogueEntry): Envelope {
  const { kind, code, title, institution, about, state = 'in_use', acts = [], spec = {} } = entry;
  const { criticality, contact, serviceLevel } = entry;
  return {
    kind,
    code,
    title,
    institution,
    ...(about ? { about } : {}),
    state,
    ...(criticality ? { criticality } : {}),
    ...(contact ? { contact } : {}),
    ...(serviceLevel ? { serviceLevel } : {}),
    acts,
    spec,
    relations: relationsOf(ctx, entry),
  };
}

function relationsOf(
  { vahid }: Context,
  { reads = [], enters = [], holds = [], relations = [] }: CatalogueEntry,
): EnvelopeRelation[] {
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
    ...relations,
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
    ...registers(releases).map((register) => ({
      kind: 'register' as const,
      code: register.name,
      title: register.title,
      institution: register.owner,
      source: `registers/${register.name}.yaml`,
      acts: [[register.act.code, register.act.article ?? ''].join(' ').trim()],
      ...(register.about ? { about: register.about } : {}),
      spec: { objects: objectsOf(register, dictionary(releases)) },
      keywords: labels(register.provides.map((provision) => provision.name)),
    })),
    ...Object.entries(systems(releases)).map(
      ([code, { owner, registers: holds, personalDataNumber, users, ...more }]) => ({
        ...more,
        kind: 'system' as const,
        code,
        institution: owner,
        source: 'systems.yaml',
        spec: {
          ...(personalDataNumber === undefined ? {} : { personalDataNumber }),
          ...(users === undefined ? {} : { users }),
        },
        holds,
      }),
    ),
  ]);
}

type DataObject = NonNullable<Spec<'register'>['objects']>[number];

/** The record of a register and what is counted over its records, as the register of everything keeps them of any. */
function objectsOf({ record, provides }: CompiledRegister, words: CompiledDictionary): readonly DataObject[] {
  const inField = new Map<string, string>();
  for (const one of provides) {
    const field = one.kind === 'take' ? one.take : one.kind === 'relation' ? one.to : undefined;
    if (field !== undefined && !inField.has(field)) inField.set(field, one.name);
  }
  const fields = Object.entries(record.fields).map(([name, { label, class: dataClass }]) => {
    const concept = inField.get(name);
    return { name, label, class: dataClass, ...(concept === undefined ? {} : { concept, primary: true }) };
  });
  const held = new Set(inField.values());
  const counted = provides
    .filter(({ name }) => !held.has(name))
    .map(({ name }) => {
      const { label, class: dataClass = 'personal', leaf = name } = words.concepts[name] ?? {};
      return { name: leaf, label: label ?? inAll(name), class: dataClass, concept: name, primary: true };
    });
  return [
    { name: 'qeyd', label: { az: 'Qeyd', en: 'Record', ru: 'Запись' }, fields },
    ...(counted.length > 0 ? [{ name: 'hesablanan', label: countedLabel, fields: counted }] : []),
  ];
}

const countedLabel: Text = { az: 'Qeydlərdən çıxarılan', en: 'Told from the records', ru: 'Выводится из записей' };
