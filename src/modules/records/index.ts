export { declareOutage, endOutage, type KeptRegister, ownRegister, ownRegisters } from './actions.ts';
export { type History, type HistoryRequest, recordHistory } from './history.ts';
export { type DatedEntry, enterRecord, readAsKnown } from './provider.ts';
