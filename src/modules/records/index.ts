export { declareOutage, endOutage, type KeptRegister } from './actions.ts';
export { type History, type HistoryRequest } from './history.ts';
export { type DatedEntry } from './provider.ts';
