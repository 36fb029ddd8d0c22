export { lookUpsAbout, type LookUpPage, mostCounted, newestLookUps, type Owner } from './actions.ts';
export type { LookUp } from './look-up.ts';
export { type DispatchLine, dispatch, dispatchesOf, dispatchStates, logHandedOver } from './dispatch/index.ts';
export { entryRefused } from './refusals.ts';
export { enter } from './entry.ts';
export { publishRecordChange } from './events/publish.ts';
export { facts } from './facts.ts';
export { consentsOf } from './gateway/consents.ts';
export { answerWith, type HostedCall, inRight, registerHostedService } from './gateway/hosted-service.ts';
export { type GatewaySettings, readSettings as readGatewaySettings } from './gateway/settings.ts';
export { runGateway, type RunningGateway } from './gateway/run.ts';
export { startGateway } from './gateway/start.ts';
export type { ProviderAnswer } from './gateway/provider-call.ts';
export { subsystemIdOf } from './directory/instance.ts';
export { enteringTerms, mayRead, type Terms } from './rules.ts';
export { type HeldBy, type HeldFact, ownData } from './own-data.ts';
export { logCaseReading } from './reading.ts';
export { fallbacksIn, noteFallback } from './remote/fallback.ts';
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
  type Entered,
  type EnterRequest,
  type FindRequest,
  type Provider,
  type ReadRequest,
  type Reading,
  type Readings,
  readingOf,
  type RecordInForce,
  RecordChanged,
  RegisterUnavailable,
  registerProvider,
} from './provider.ts';
