export {
  appoint,
  appointment,
  appointmentsOf,
  currentInstitution,
  endAppointment,
  ensureOrganisation,
  ensurePerson,
  finOf,
  finsOf,
  institution,
  institutions,
  numbersOf,
  heldOffices,
  officials,
  organisationByVoen,
  personByFin,
  personByNumber,
  voenOf,
} from './actions.ts';
export type { CompiledInstitutions } from './definition.ts';
export { demoName, demoPeople, type DemoPerson } from './demo-people.ts';
export { mountDemoProvider } from './demo-provider.ts';
export { type FormerName, type Institution, type PublicContact, publicContactSchema, roleTitles } from './entities.ts';
export { appointmentEnded } from './events.ts';
export { codeLetter } from './foreigner/codes.ts';
export { codeLetterPort, confirmedAddressPort, foreignersPort, reminderPort } from './foreigner/ports.ts';
export { institutionFile, institutionsByCode, institutionsInForce } from './institutions.ts';
export { CompanyHint } from './pages/company-hint.tsx';
export { headedPort, type Mandate, mandatesPort, namesPort } from './ports.ts';
export { mandatesUnavailable } from './refusals.ts';
export { SignatureList, signaturesTitle, type SignatureView } from './signature/list.tsx';
export { readSignature } from './signature/reading.ts';
export { offersSigning } from './signature/client.ts';
export { orderSignature, type SignedAct, signedActPort } from './signature/flow.ts';
export { headedLately, headedNow } from './standing.ts';
export { answersFor, inChargeOf, isClosed, successorOn, successorsOf } from './succession.ts';
export {
  type Colleague,
  colleagues,
  colleaguesIn,
  endSubstitution,
  isSuperior,
  nameSubstitute,
  officialNames,
  substitutesOf,
  substitutions,
  substitutionsIn,
  type SubstitutionView,
} from './substitution/actions.ts';
export { absentIn, isAbove, isSubstituted, rolesAbove, standsIn } from './substitution/entities.ts';
