import type { Text } from '../../../../language/lang.ts';
import type { EntryPicture } from '../../../catalogue/index.ts';
import type {
  channels,
  CheckRule,
  CheckVerdict,
  dataClasses,
  exchanges,
  hostings,
  rights,
  signIns,
  SpendKind,
} from '../choices.ts';
import type { Tagged } from '../rules.ts';

/** What a check named: an entry of the register, a concept or a shared component. */
export interface Found {
  readonly kind: EntryPicture['kind'] | 'concept' | 'component';
  readonly code: string;
  readonly title: Text;
}

/** A concept that a register holds. */
export interface Held {
  readonly concept: string;
  readonly label: Text;
  readonly register: { readonly code: string; readonly title: Text };
}

/** The register, as far as it concerns one request. */
export interface Picture {
  /** Entries that the request names. */
  readonly entries: readonly EntryPicture[];
  /** Those it says it replaces. */
  readonly replaced: readonly EntryPicture[];
  /** Of the concepts that people would be asked for, those that a register holds. */
  readonly held: readonly Held[];
  readonly components: readonly Tagged[];
  readonly today: string;
}

/** What the request says of its architecture. */
export interface Architecture {
  readonly institution: string;
  readonly kind: SpendKind;
  readonly isPublic: boolean;
  readonly ai: boolean;
  readonly hosting: keyof typeof hostings;
  readonly exchange: keyof typeof exchanges;
  /** Concepts that people would be asked for. */
  readonly collects: readonly string[];
  readonly channel: keyof typeof channels;
  readonly signIn: keyof typeof signIns;
  /** Shared components that it takes, and those that it would build for itself. */
  readonly takes: readonly string[];
  readonly builds: readonly string[];
  readonly modelRegistered: boolean;
  readonly apiOpen: boolean;
  readonly dataClass: keyof typeof dataClasses;
  readonly assessed: boolean;
  readonly closesOn: string | undefined;
  readonly rights: keyof typeof rights;
  readonly exitPlanned: boolean;
  readonly aiSafeguards: Readonly<Record<'purpose' | 'assessment' | 'human' | 'appeal', boolean>>;
}

/** What one rule says, what it named, and why in words. */
export interface Judged {
  readonly rule: CheckRule;
  readonly verdict: Exclude<CheckVerdict, 'waived'>;
  readonly found: readonly Found[];
  readonly words: Text;
}

export type Check = (said: Architecture, picture: Picture) => Omit<Judged, 'rule'>;
