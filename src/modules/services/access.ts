import { accessTable, anyone, roles, type Rule, signedIn } from '../../kernel/access.ts';

const owner: readonly Rule[] = [{ who: 'owner' }];
const officials: readonly Rule[] = [
  { who: 'officer', where: 'own' },
  { who: 'approver', where: 'own' },
  { who: 'deputy_head', where: 'own' },
];

/** Those who decide on a case, before an opinion that they asked of another institution. */
const asking: readonly Rule[] = officials.map(({ who }) => ({ who, where: 'owner' }));

export const access = accessTable('services', {
  listServices: anyone,
  readService: anyone,
  readRules: anyone,
  begin: anyone,
  startCase: owner,
  readOwnCases: signedIn,
  readOwnData: signedIn,
  requestCorrection: owner,
  readCase: owner,
  answerCase: owner,
  addEvidence: owner,
  submitCase: owner,
  withdrawCase: owner,
  appealDecision: owner,
  takeOwnStep: owner,
  rateService: owner,
  /** Those who have to agree are asked, reminded and taken out by the applicant. */
  askAgreements: owner,
  /** Of the person whose agreement is asked. */
  readAgreement: owner,
  answerAgreement: owner,
  openDesk: roles.map((who) => ({ who, where: 'any' as const })),
  readWorklist: officials,
  listAllCases: [{ who: 'auditor', where: 'any' }],
  readDeskCase: [...officials, { who: 'auditor', where: 'any' }],
  actOnCase: officials,
  refreshCase: officials,
  /** The information system of the institution that works on the case, over the exchange. */
  readFromBackOffice: [{ who: 'member' }],
  actFromBackOffice: [{ who: 'member' }],
  /** Of the institution asked, and of the one that asked. */
  readOpinion: [...officials, ...asking, { who: 'auditor', where: 'any' }],
  actOnOpinion: [
    { who: 'officer', where: 'own' },
    { who: 'approver', where: 'own' },
    { who: 'officer', where: 'owner' },
  ],
  /** An officer who has a case asks another institution in words of their own. */
  askInstitution: [{ who: 'officer', where: 'own' }],
  /** Of the institution asked, and of the one that asked. */
  readInquiry: [...officials, ...asking, { who: 'auditor', where: 'any' }],
  actOnInquiry: [
    { who: 'officer', where: 'own' },
    { who: 'approver', where: 'own' },
    { who: 'officer', where: 'owner' },
  ],
  /** By the expert who was drawn for it, and nobody else: officials read what was given on the case. */
  readOwnReviews: signedIn,
  /** Of the institution that decides: who does not answer is released, and nobody chooses who is drawn instead. */
  releaseReviewer: officials,
  readReview: owner,
  actOnReview: owner,
  /** A clerk enters an application for a person who is present. */
  assist: [{ who: 'clerk', where: 'own' }],
  /** The code by which a person lets a clerk do so. */
  makeAssistCode: signedIn,
  /** Notes for colleagues: who may write them reads them, and nobody else. */
  addNote: officials,
});
