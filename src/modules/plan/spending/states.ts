import type { ActorKind } from '../../process/index.ts';
import type { DecisionVerdict } from './choices.ts';

/*
 * States by what may be done in them. The process (`plan/spending.yaml`) says how a request comes into each, and under
 * what name; nothing here knows its actions.
 */

/** The institution writes; a step out of these, but for giving up, sends what is written. */
export const writableIn: readonly string[] = ['draft', 'pipeline', 'clarification'];
/** Checks that failed are looked at, before anybody has advised. */
export const checkedIn: readonly string[] = ['triaged', 'assessing'];
/** Candidates for duplicates are looked at. */
export const reviewedIn: readonly string[] = [...checkedIn, 'recommended'];
export const changedIn: readonly string[] = ['change_request', 'change_recommended'];
/** The Cabinet's act on what is to be decided is entered. */
export const actNamedIn: readonly string[] = [...reviewedIn, ...changedIn];
export const conditionsSetIn: readonly string[] = ['assessing', 'recommended'];
/** Only who decides changes what the decision will depend on. */
export const recommendedIn = 'recommended';
/** Money may be flowing. */
const underWayIn: readonly string[] = ['committed', 'delivering', ...changedIn, 'suspended', 'closing'];
/** Conditions are owed, shown and verified. */
export const owedIn: readonly string[] = ['approved_with_conditions', ...underWayIn];
/** The institution tells how the work goes; while a change is decided it waits. */
export const deliveryToldIn: readonly string[] = [
  'approved',
  'approved_with_conditions',
  'committed',
  'delivering',
  'suspended',
  'closing',
  'benefits_review',
];
/** Money was approved, and the approval stands or was used. */
export const approvedIn: readonly string[] = [...deliveryToldIn, ...changedIn, 'closed'];
/** What came of the money is or will be known: the ground of autonomy. */
export const spentIn: readonly string[] = [...underWayIn, 'benefits_review', 'closed'];
/** Nothing will be built: others are compared with it no more. */
export const goneIn: readonly string[] = ['withdrawn', 'rejected', 'upheld', 'expired'];
export const delivering = 'delivering';
export const withdrawn = 'withdrawn';

/** What a decision says follows from where it leads. */
export const verdictAt: Readonly<Record<string, DecisionVerdict>> = {
  approved: 'approved',
  approved_with_conditions: 'approved_with_conditions',
  returned: 'returned',
  rejected: 'rejected',
  delivering: 'change_accepted',
  suspended: 'change_refused',
};

/** Takes the step for the institution that asks. */
export const isOwners = (actor: ActorKind): boolean => actor === 'registrar' || actor.startsWith('owner_');
