import type { Route } from '../../../kernel/http/route.ts';
import type { NavItem } from '../../../kernel/module.ts';
import { agreementRoute, answerAgreementRoute } from './agreement.tsx';
import { appealForm, appealRoute } from './appeal.tsx';
import { centrePath } from './assist-note.tsx';
import { centreLabel } from './text/assist.ts';
import { caseRoute, ratingRoute } from './case.tsx';
import { casesRoute } from './cases.tsx';
import { centreRoute, centreStartRoute } from './centre.tsx';
import { checkRoute, sendRoute, sentRoute } from './check.tsx';
import { codeRoute, makeCodeRoute } from './assist-code.tsx';
import { courseFile, courseRoute } from './course.tsx';
import { deskCaseRoute, decideRoute, noteRoute, refreshRoute, takeRoute } from './desk-case.tsx';
import { queueRoute } from './desk-queue.tsx';
import { agreementFileRoute, deskFileRoute, opinionFileRoute, ownFileRoute, reviewFileRoute } from './evidence.tsx';
import { homeRoutes } from './home.tsx';
import { institutionsRoutes } from './institutions.tsx';
import { leaveForm, leaveRoute } from './leaving.tsx';
import { askRoute, inquiryActRoute, inquiryFileRoute, inquiryRoute, inquiryTakeRoute } from './inquiry.tsx';
import { opinionActRoute, opinionRoute, opinionTakeRoute } from './opinion.tsx';
import { ownStepForm, ownStepRoute } from './own-step.tsx';
import { correctionRoutes } from '../correction-request/pages.tsx';
import { ownDataRoute } from './own-data.tsx';
import { ownDataPath } from './own-data-path.ts';
import { companyDataLabel, ownDataLabel } from './text/own-data.ts';
import { answerRoute, questionRoute } from './question.tsx';
import { partiesRoute } from './asking.tsx';
import { reviewRoutes } from './review.tsx';
import { rulesRoute, tryRulesRoute } from './rules.tsx';
import { servicePage, startRoute } from './service.tsx';
import { deskSignature, ownSignature } from './signature.tsx';
import { servicesPaths } from './services-path.ts';
import { servicesRoutes } from './services.tsx';
import { label } from './text/index.ts';
import { wardForm, wardRoute } from './ward.tsx';

export const pageRoutes: readonly Route[] = [
  ...homeRoutes,
  ...servicesRoutes,
  ...institutionsRoutes,
  servicePage,
  rulesRoute,
  tryRulesRoute,
  courseRoute,
  courseFile,
  startRoute,
  wardForm,
  wardRoute,
  casesRoute,
  caseRoute,
  ratingRoute,
  questionRoute,
  ownDataRoute,
  ...correctionRoutes,
  ownFileRoute,
  answerRoute,
  checkRoute,
  sendRoute,
  sentRoute,
  ownSignature,
  leaveForm,
  leaveRoute,
  appealForm,
  appealRoute,
  ownStepForm,
  ownStepRoute,
  queueRoute,
  centreRoute,
  centreStartRoute,
  codeRoute,
  makeCodeRoute,
  deskCaseRoute,
  deskFileRoute,
  decideRoute,
  noteRoute,
  takeRoute,
  refreshRoute,
  opinionRoute,
  opinionActRoute,
  opinionTakeRoute,
  opinionFileRoute,
  askRoute,
  inquiryRoute,
  inquiryActRoute,
  inquiryTakeRoute,
  inquiryFileRoute,
  reviewFileRoute,
  agreementRoute,
  answerAgreementRoute,
  agreementFileRoute,
  partiesRoute,
  ...reviewRoutes,
  deskSignature,
];

export const nav: readonly NavItem[] = [
  {
    fronts: ['mygov'],
    order: 10,
    path: servicesPaths.mygov,
    label: label('services'),
    access: 'services.listServices',
  },
  {
    fronts: ['biznes'],
    order: 10,
    path: servicesPaths.biznes,
    // A service has one page, whichever front it belongs to.
    covers: '/xidmetler',
    label: label('services'),
    access: 'services.listServices',
  },
  { fronts: ['mygov'], order: 20, path: '/muracietler', label: label('myCases'), access: 'services.readOwnCases' },
  {
    fronts: ['biznes'],
    order: 20,
    path: '/muracietler',
    label: label('companyCases'),
    access: 'services.readOwnCases',
  },
  { fronts: ['mygov'], order: 35, path: ownDataPath, label: ownDataLabel, access: 'services.readOwnData' },
  { fronts: ['biznes'], order: 35, path: ownDataPath, label: companyDataLabel, access: 'services.readOwnData' },
  { fronts: ['desk'], order: 5, path: centrePath, label: centreLabel, access: 'services.assist' },
  { fronts: ['desk'], order: 10, path: '/masa', label: label('deskCases'), access: 'services.readWorklist' },
  { fronts: ['desk'], order: 10, path: '/masa', label: label('deskCases'), access: 'services.listAllCases' },
];
