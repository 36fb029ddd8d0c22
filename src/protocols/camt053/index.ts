export { Camt053Error, type Camt053Fault } from './error.ts';
export { parseCamt053 } from './read.ts';
export type { AccountStatement, Balances, StatementEntry } from './statement.ts';
