export { actOnCase, deskCase, refreshCase, worklist } from './actions/desk.ts';
export { checkAnswers, questionPage, saveAnswers, startCase, submitCase } from './actions/applying.ts';
export { appealDecision, caseView, myCases, rateService, withdrawCase } from './actions/following.ts';
export { beginning, listServices, serviceOf } from './actions/offer.ts';
export type { CompiledService } from './definition/compiled.ts';
export { caseDecided, caseSubmitted } from './events.ts';
export { InvalidAnswers } from './refusals.ts';
export type * from './views.ts';
