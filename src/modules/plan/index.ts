export { enterPlan, findItem, setParties, setResponsible, setSchedule } from './measures/index.ts';
export { trainedPeople } from './office/index.ts';
export { openRisks } from './risks/index.ts';
export { addItem, startRoadmap } from './roadmaps/index.ts';
