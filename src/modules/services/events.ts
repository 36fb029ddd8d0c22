import { Type } from 'typebox';
import { event } from '../../kernel/event.ts';

export const caseSubmitted = event(
  'services.case_submitted',
  Type.Object({ case: Type.String(), service: Type.String() }),
);

export const caseDecided = event(
  'services.case_decided',
  Type.Object({ case: Type.String(), service: Type.String(), seq: Type.Integer(), outcome: Type.String() }),
);

/** A slip in what a case issued was corrected: which field, no value. */
export const decisionAmended = event(
  'services.decision_amended',
  Type.Object({ case: Type.String(), service: Type.String(), seq: Type.Integer(), field: Type.String() }),
);
