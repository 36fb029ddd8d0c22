import * as applying from './applying.ts';
import * as evidence from './evidence.ts';
import * as following from './following.ts';
import * as steps from './own-step.ts';
import { represented, representedReading } from './representing.ts';

/* What applicants do with their cases, as its doors call it: for themselves, or for a child whose case they conduct. */

export const caseView = representedReading(following.caseView);
export const withdrawCase = represented(following.withdrawCase);
export const appealDecision = represented(following.appealDecision);
export const rateService = represented(following.rateService);
export const takeOwnStep = represented(steps.takeOwnStep);

export const questionPage = representedReading(applying.questionPage);
export const questionAgain = representedReading(applying.questionAgain);
export const questionElsewhere = representedReading(applying.questionElsewhere);
export const readAnswers = representedReading(applying.readAnswers);
export const saveAnswers = represented(applying.saveAnswers);
export const checkAnswers = representedReading(applying.checkAnswers);
export const submitCase = represented(applying.submitCase);

export const filesOfPage = representedReading(evidence.filesOfPage);
export const fileAsked = representedReading(evidence.fileAsked);
export const addEvidence = represented(evidence.addEvidence);
export const removeEvidence = represented(evidence.removeEvidence);
export const ownEvidence = representedReading(evidence.ownEvidence);
