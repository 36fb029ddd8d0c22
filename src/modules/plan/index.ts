export { reportValue, startDraft } from './indicators/index.ts';
export { sendForm } from './intake/index.ts';
export { findItem, findItemById, setParties, setResponsible, setSchedule } from './measures/index.ts';
export { freezePlan } from './publishing/index.ts';
export { trainedPeople } from './office/index.ts';
export {
  actOnReport,
  addPiece,
  beginDates,
  beginReport,
  judgeEvidence,
  reportView,
  saveReport,
} from './reports/index.ts';
export { openRisks, raiseRisk } from './risks/index.ts';
export { addItem, addKpi, startRoadmap } from './roadmaps/index.ts';
export {
  actOnSpending,
  saveSpending,
  startSpending,
} from './spending/index.ts';
