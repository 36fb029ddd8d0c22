export { type LookUp, lookUpsAbout, type LookUpPage, newestLookUps, type Owner } from './actions.ts';
export { enter } from './entry.ts';
export { facts } from './facts.ts';
export { logCaseReading } from './reading.ts';
export type {
  Basis,
  EntityFacts,
  EntityName,
  EntryRequest,
  Fact,
  FactsRequest,
  NoFact,
  Related,
  Shape,
  Source,
  SubjectRef,
} from './fact.ts';
export {
  type EnterRequest,
  type FindRequest,
  type Provider,
  type ReadRequest,
  type Reading,
  type Readings,
  readingOf,
  type RecordInForce,
  RegisterUnavailable,
  registerProvider,
} from './provider.ts';
