import { Type } from 'typebox';
import { event } from '../../kernel/event.ts';

/** A bill is paid in full. `subject` is the process for which it was issued. */
export const billPaid = event(
  'payments.bill_paid',
  Type.Object({ bill: Type.String(), kind: Type.String(), subject: Type.String() }),
);
