export {
  type DocumentOrder,
  issueDocument,
  latestOf,
  revokeDocument,
  type StandingDocument,
  standingDocument,
} from './actions.ts';
export { type Line } from './entities.ts';
export { type ConductedDocument, conductedPort, signaturesPort } from './ports.ts';
