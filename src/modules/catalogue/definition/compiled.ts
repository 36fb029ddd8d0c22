import type { DataClass } from '../../../kernel/entity.ts';
import type { Json } from '../../../kernel/job.ts';
import type { Text } from '../../../language/lang.ts';
import type { Envelope } from '../envelope.ts';
import type { Spec } from '../kinds.ts';
import type { CompiledEvent } from './events.ts';

/** `acts.yaml`: the acts that definitions may cite, by code. */
export interface CompiledActs {
  readonly acts: Readonly<Record<string, CompiledAct>>;
}

export interface CompiledAct {
  readonly code: string;
  readonly title: Text;
  /** Invented for the demonstration: shown everywhere with the mark “nümunə”. */
  readonly sample: boolean;
  /** Divided into articles, as laws and codes are; other acts are into clauses. */
  readonly articled?: boolean;
  readonly number?: string;
  readonly date?: string;
  /** Titles of the articles that something cites, by number. */
  readonly articles: Readonly<Record<string, Text>>;
}

/** The natural key by which registers know an entity. */
export type NaturalKey = 'fin' | 'voen';

/** `dictionary.yaml`: what the state speaks of, in one language for all institutions. */
export interface CompiledDictionary {
  readonly entities: Readonly<Record<string, CompiledEntity>>;
  readonly relations: Readonly<Record<string, CompiledRelation>>;
  /** By full name, `organisation.name`. */
  readonly concepts: Readonly<Record<string, CompiledConcept>>;
}

export interface CompiledEntity {
  readonly label: Text;
  readonly key: NaturalKey;
}

export interface CompiledRelation {
  readonly label: Text;
  readonly from: string;
  readonly to: string;
  readonly many: boolean;
}

export const valueTypes = ['text', 'number', 'decimal', 'date', 'yesno', 'choice'] as const;
export type ValueType = (typeof valueTypes)[number];

/** Forms that a text may have: an IBAN of any country (ISO 13616). */
export const textFormats = ['iban'] as const;
export type TextFormat = (typeof textFormats)[number];

export interface CompiledConcept {
  readonly label: Text;
  readonly type: ValueType;
  readonly class: DataClass;
  readonly choices?: Readonly<Record<string, Text>>;
  readonly format?: TextFormat;
  /** Part of the name before the dot; not every one is an entity with a key (`residency.area` is only asked). */
  readonly entity: string;
  readonly leaf: string;
  /** Of one decided at the desk: the register that is to be its one source, and the number of the decision. */
  readonly primary?: string;
  readonly decided?: string;
}

/** `registers/<name>.yaml`. */
export interface CompiledRegister {
  readonly name: string;
  readonly title: Text;
  readonly about?: Text;
  /** Code of the institution that answers for the register. */
  readonly owner: string;
  /** Code of the system in which the register is kept. */
  readonly system?: string;
  readonly act: { readonly code: string; readonly article?: string };
  /** Kept by Vahid itself. */
  readonly hosted: boolean;
  readonly record: {
    /** Field that tells one record from another; unique among records in force at one moment. */
    readonly key: string;
    /** Fields that hold the first and the last day of validity, where the record says so itself. */
    readonly validFrom?: string;
    readonly validTo?: string;
    /** An end that is entered on its own last day holds from the entry on: whoever loses a right by it has it no more that day. */
    readonly endsAtOnce?: true;
    readonly fields: Readonly<Record<string, RegisterField>>;
  };
  readonly provides: readonly Provision[];
  /** What it tells others that happened. */
  readonly events?: readonly CompiledEvent[];
  /** Of one kept elsewhere: how it is asked over the exchange. */
  readonly remote?: CompiledRemote;
}

/** How a register that is kept elsewhere is asked over the exchange, and what its answers mean. */
export interface CompiledRemote {
  readonly service: { readonly institution: string; readonly system: string; readonly service: string };
  /** By the field of the record that holds the key asked about. */
  readonly read: Readonly<Record<string, RemoteOperation>>;
  /** By relation, from its far end. */
  readonly find: Readonly<Record<string, RemoteOperation>>;
  readonly fields: Readonly<Record<string, RemoteField>>;
  /** Where a record says when it was recorded. */
  readonly recordedAt?: string;
  readonly absent: {
    /** Statuses that say that nobody is known by the key. */
    readonly statuses: readonly number[];
    /** Where this is missing, null, false or empty in an answer, nobody is known either. */
    readonly at?: string;
  };
  readonly enter?: RemoteEntry;
  /** How long an answer may be used again. */
  readonly cacheSeconds?: number;
  /** For one try. */
  readonly timeoutSeconds: number;
}

/** Placeholders: `{key}` or `{keys}`, `{asOf}`. Pointers are those of RFC 6901. */
export interface RemoteOperation {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: Json;
  /** How many keys it takes at once; 1 for `{key}`. */
  readonly most: number;
  readonly records: string;
}

export interface RemoteField {
  readonly at: string;
  readonly date: 'yyyy-mm-dd' | 'dd.mm.yyyy';
  /** Numbers are written as text. */
  readonly asText: boolean;
  /** The register's value → ours. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** Placeholders: fields of the record, `{from}`. */
export interface RemoteEntry {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: Json;
  /** Header by which the register knows an entry that is sent again. */
  readonly effectKey: string;
  /** Where the answer names the record. */
  readonly record: string;
}

export interface RegisterField {
  readonly type: ValueType;
  readonly label: Text;
  readonly class: DataClass;
  /** The field holds a list. */
  readonly many: boolean;
  readonly optional: boolean;
  readonly choices?: Readonly<Record<string, Text>>;
}

interface ProvisionBase {
  /** Concept's or relation's full name; unique within the register. */
  readonly name: string;
  /** Entity that is asked about. */
  readonly entity: string;
  /** Record field that holds the FIN or VÖEN of the one asked about. */
  readonly by: string;
}

/**
 * What a register can tell about a person or an organisation.
 * `take`: the field's value in the record in force, or with `sums` what the values of all in force add up to. `count`: how many records are in force. `exists`: is one in force.
 * `relation`: the natural keys in field `to`.
 */
export type Provision =
  | (ProvisionBase & { readonly kind: 'take'; readonly take: string; readonly sums?: true })
  | (ProvisionBase & { readonly kind: 'count' })
  | (ProvisionBase & { readonly kind: 'exists' })
  | (ProvisionBase & {
      readonly kind: 'relation';
      readonly to: string;
      readonly target: string;
      readonly many: boolean;
    });

/** `systems.yaml`: information systems of the state, by code. */
export interface CompiledSystems {
  readonly systems: Readonly<Record<string, CompiledSystem>>;
}

/** What the register of everything says of a system, as of one that was entered by request. */
export interface CompiledSystem
  extends Pick<Envelope, 'title' | 'about' | 'criticality' | 'contact' | 'serviceLevel'>,
    Spec<'system'> {
  readonly owner: string;
  /** Registers kept in it. */
  readonly registers: readonly string[];
  readonly acts?: Envelope['acts'];
  /** Ties besides the registers that it keeps. */
  readonly relations?: Envelope['relations'];
}

/** `life-events.yaml`. */
export interface CompiledLifeEvents {
  readonly events: readonly LifeEvent[];
}

export interface LifeEvent {
  readonly code: string;
  readonly audience: 'person' | 'business';
  readonly title: Text;
}
