export { type DocumentOrder, issueDocument, revokedAt, revokeDocument } from './actions.ts';
export { type Line } from './entities.ts';
export { type ConductedDocument, conductedPort, signaturesPort } from './ports.ts';
