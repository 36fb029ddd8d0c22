export { type DocumentOrder, issueDocument, ownDocuments } from './actions.ts';
export { type Line } from './entities.ts';
export { documentIssued, documentRevoked } from './events.ts';
