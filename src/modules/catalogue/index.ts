export { type CatalogueEntry, registerEntries } from './actions/entering.ts';
export { alternateLink } from './actions/exporting.ts';
export { entriesOf, entriesWithStems, entryPictures, namedEntries, systemsInUse } from './actions/picture.ts';
export type { EntryPicture } from './store/picture.ts';
export { listedActs } from './act.ts';
export { cite, type CitedArticle, citedArticle } from './definition/citation.ts';
export type { CompiledActs, CompiledConcept, CompiledDictionary, CompiledLifeEvents } from './definition/compiled.ts';
export type {
  CompiledRegister,
  NaturalKey,
  Provision,
  RegisterField,
  TextFormat,
  ValueType,
} from './definition/compiled.ts';
export type { CompiledRemote, RemoteEntry, RemoteField, RemoteOperation } from './definition/compiled.ts';
export type { CompiledEvent } from './definition/events.ts';
export { type NamedThing, unknownName } from './definition/finding.ts';
export {
  type ActReference,
  acts,
  checkAct,
  checkInstitution,
  concept,
  type Definitions,
  dictionary,
  lifeEvents,
  type Primary,
  primaryOf,
  register,
  registers,
  systems,
} from './definition/reference.ts';
export type { Spec } from './kinds.ts';
export { entryPath } from './path.ts';
export {
  type Cell,
  type ClauseDraft,
  type Ground,
  numbered,
  type PointDraft,
  type RegulationDocument,
  type RegulationTable,
  type SectionDraft,
} from './regulation/document.ts';
export { keepRegulation } from './regulation/keeping.ts';
export { topicsOf } from './requests/definition.ts';
export { regulationMarkdown } from './regulation/markdown.ts';
export { regulationPath } from './regulation/path.ts';
export { type Observed, observedPort, servedPort, servingPort, type ServingService } from './ports.ts';
