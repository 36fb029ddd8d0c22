import type { Text } from '../../language/lang.ts';

/** An application that a clerk has begun for somebody and not sent. */
export interface AssistedDraft {
  readonly id: string;
  readonly reference: string;
  readonly title: Text;
  readonly begun: Date;
  /** For the form that discards it. */
  readonly key: string;
}

/** The clerk's page: /masa/merkez. */
export interface CentreView {
  readonly centre: Text;
  readonly services: readonly { readonly name: string; readonly title: Text }[];
  readonly drafts: readonly AssistedDraft[];
}

/** For whom a clerk enters an application. */
export interface Assisting {
  /** Name as the register gave it; absent while it has not been received. */
  readonly applicant?: string;
}

/** How a case was entered at a service centre, as its applicant and the desk read it. */
export interface AssistanceView {
  readonly centre: Text;
  readonly consent: 'paper' | 'code';
  /** Number of the signed paper. */
  readonly paper?: string;
}
