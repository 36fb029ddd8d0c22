export { type DocumentOrder, issueDocument } from './actions.ts';
export { type Line } from './entities.ts';
