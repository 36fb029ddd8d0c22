export { type CatalogueEntry, catalogueEntries, conceptLabel, registerEntries, registerEntry } from './actions.ts';
export type { CompiledActs, CompiledConcept, CompiledDictionary, CompiledLifeEvents } from './definition/compiled.ts';
export type { CompiledRegister, NaturalKey, Provision, RegisterField, ValueType } from './definition/compiled.ts';
export { type NamedThing, unknownName } from './definition/finding.ts';
export {
  type ActReference,
  type ArticleText,
  acts,
  articleText,
  checkAct,
  checkInstitution,
  concept,
  type Definitions,
  dictionary,
  lifeEvents,
  type Primary,
  primaryOf,
  readReference,
  register,
  registers,
  systems,
} from './definition/reference.ts';
export { entryPath } from './path.ts';
