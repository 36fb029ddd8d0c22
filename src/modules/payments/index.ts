export { type BillView, billView, closeBill, issueBill } from './actions/billing.ts';
export type { CompiledAccounts } from './definition.ts';
export { billPaid } from './events.ts';
export { grouped } from './rules.ts';
