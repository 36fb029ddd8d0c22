import { bakuDate } from '../../../language/index.ts';
import type { Observed } from '../ports.ts';
import { yearBefore } from '../year.ts';
import type { EntryKind, EntryState } from '../kinds.ts';
import type { RuleName } from './entity.ts';

/** What the rules look at in an entry. */
export interface JudgedEntry {
  readonly kind: EntryKind;
  readonly code: string;
  readonly institution: string;
  readonly state: EntryState;
  readonly enteredAt: Date;
  readonly confirmedAt: Date | null;
  /** The entry itself names an office that can be asked. */
  readonly hasContact: boolean;
  /** Of a service: a regulation is in force. */
  readonly regulated: boolean;
}

export interface JudgedInstitution {
  /** Closed, and nobody took over. */
  readonly abandoned: boolean;
  /** Tells where anyone may ask. */
  readonly hasContact: boolean;
}

export interface Known {
  readonly now: Date;
  /** The institution that leads the register: what nobody else answers for is its concern. */
  readonly centre: string;
  readonly institution: (code: string) => JudgedInstitution | undefined;
  readonly observed: Observed;
  /** What nobody used, as `keyOf` writes it. */
  readonly unused: ReadonlySet<string>;
}

/** One thing found, before it is kept. */
export interface Cause {
  readonly rule: RuleName;
  readonly kind: EntryKind;
  readonly code: string;
  readonly detail: string;
  readonly institution: string;
  readonly details: { readonly count?: number; readonly last?: string };
}

/** The owner, or the centre for one that nobody took over. */
export function answersFor(institution: string, { institution: find, centre }: Known): string {
  const owner = find(institution);
  return owner === undefined || owner.abandoned ? centre : institution;
}

export const keyOf = ({ kind, code }: Pick<JudgedEntry, 'kind' | 'code'>) => `${kind}/${code}`;

/** What the rules find about one entry. Pure. */
export function judgeEntry(entry: JudgedEntry, known: Known): readonly Cause[] {
  if (entry.state === 'finished') return [];
  const { kind, code, institution } = entry;
  const cause = (rule: RuleName, detail = '', details: Cause['details'] = {}, by = institution): Cause => {
    return { rule, kind, code, detail, institution: by, details };
  };
  const owner = known.institution(institution);
  const abandoned = owner === undefined || owner.abandoned;
  const answers = answersFor(institution, known);
  return [
    ...(kind === 'service' && entry.state === 'in_use' && !entry.regulated
      ? [cause('no_regulation', '', {}, answers)]
      : []),
    ...(kind !== 'institution' && abandoned ? [cause('no_owner', 'closed', {}, answers)] : []),
    ...(kind !== 'institution' && !abandoned && !entry.hasContact && !owner.hasContact
      ? [cause('no_owner', 'contact')]
      : []),
    ...(isUnconfirmed(entry, known.now)
      ? [cause('not_confirmed', '', lastOf(entry.confirmedAt ?? entry.enteredAt), answers)]
      : []),
    ...(isUnused(entry, known) ? [cause('unused', '', { count: 0 }, answers)] : []),
  ];
}

const lastOf = (moment: Date) => ({ last: bakuDate(moment) });

function isUnconfirmed({ confirmedAt, enteredAt }: JudgedEntry, now: Date): boolean {
  return (confirmedAt ?? enteredAt) < yearBefore(now);
}

/** Of kinds whose use can be seen, and only where it is: declared for a year, and asked by nobody in it. */
function isUnused({ kind, code, state, enteredAt }: JudgedEntry, { now, unused }: Known): boolean {
  if (state !== 'in_use' || enteredAt > yearBefore(now)) return false;
  return unused.has(keyOf({ kind, code }));
}

/** Those who asked the exchange and have no entry in use. `entered`: codes of institutions with one. Pure. */
export function judgeCallers({ observed, centre }: Known, entered: ReadonlySet<string>): readonly Cause[] {
  return observed.callers
    .filter(({ institution }) => !entered.has(institution))
    .map(({ institution, count, last }) => ({
      rule: 'unregistered_caller',
      kind: 'institution',
      code: institution,
      detail: '',
      institution: centre,
      details: { count, ...lastOf(last) },
    }));
}

/** Portals that were closed for a service that is there no more. Pure. */
export function judgePortals(
  portals: readonly Pick<JudgedEntry, 'kind' | 'code' | 'institution'>[],
  known: Known,
): readonly Cause[] {
  return portals.map(({ kind, code, institution }) => ({
    rule: 'replacement_gone',
    kind,
    code,
    detail: '',
    institution: answersFor(institution, known),
    details: {},
  }));
}
