export { actOnCase, deskCase } from './actions/desk.ts';
export { saveAnswers, startCase, submitCase } from './actions/applying.ts';
export { appealDecision, withdrawCase } from './actions/following.ts';
export type { CompiledService } from './definition/compiled.ts';
export { tableOf } from './definition/decision.ts';
export { expandService } from './definition/expand.ts';
export { drawnService } from './present/drawing.ts';
export type * from './views.ts';
