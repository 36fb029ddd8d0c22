import type { Room } from '../../kernel/module.ts';
import { servedPort, servingPort } from '../catalogue/index.ts';
import { conductedPort, signaturesPort } from '../documents/index.ts';
import { signedActPort } from '../identity/index.ts';
import { registerFlowPart, registerPages, representativePort } from '../process/index.ts';
import { access } from './access.ts';
import { agreementPath, onActed as onActedForAgreements } from './actions/agreements.ts';
import { onActed as onActedElsewhere } from './actions/back-office.ts';
import { onBillPaid } from './actions/paying.ts';
import { effectJob, onActed } from './actions/effects.ts';
import { forgetJob, scheduleForgetting } from './actions/forgetting.ts';
import { judgeMigrations, migrateJob, scheduleMigrations } from './actions/migrating.ts';
import { inquiryPath, onActed as onActedForInquiries } from './actions/inquiries.ts';
import { onActed as onActedForOpinions, opinionPath } from './actions/opinions.ts';
import { refusesCase, refusesInquiry, refusesOpinion } from './actions/receiving.ts';
import { refreshJob } from './actions/refreshing.ts';
import { conducting, representedDocuments } from './actions/representing.ts';
import { drawJob, onActed as onActedForReviews, reviewPath } from './actions/reviews.ts';
import { signaturesOfDocument } from './actions/signatures.ts';
import { carryOut } from './actions/signed-act.ts';
import { apiRoutes } from './api.ts';
import { serveCases } from './back-office-door.ts';
import { enterServices, servedSince, servicesOfMeasure } from './catalogue-entry.ts';
import { onCorrection } from './correction-request/entering.ts';
import { correctionProcessKind } from './correction-request/process.ts';
import { courseKind } from './definition/course.ts';
import { agreementKind, agreementProcess } from './definition/co-applicant.ts';
import { inquiryKind, inquiryProcess } from './definition/inquiry.ts';
import { opinionKind, opinionProcess } from './definition/opinion.ts';
import { reviewKind, reviewProcess } from './definition/review.ts';
import { scenariosKind } from './definition/scenarios.ts';
import { serviceKind } from './definition/service.ts';
import { refuseUnsignable } from './definition/unsignable.ts';
import { dropOutPart } from './drop-out/part.tsx';
import { scheduleSettling, settleJob } from './drop-out/settling.ts';
import { entities } from './entities.ts';
import { measurements } from './measurements.ts';
import { nav, pageRoutes } from './pages/index.ts';
import { keepRegulations } from './regulation/keeping.ts';
import { publicPages } from './pages/public.ts';

/** Services of the state: definition, application, facts, decision, what follows it; the portal and the desk. */
export const room: Room = {
  name: 'services',
  dependsOn: ['identity', 'process', 'catalogue', 'exchange', 'documents', 'payments', 'quotas'],
  entities,
  access,
  routes: [...pageRoutes, ...apiRoutes],
  nav,
  publicPages,
  definitions: [
    courseKind,
    opinionKind,
    inquiryKind,
    reviewKind,
    agreementKind,
    correctionProcessKind,
    serviceKind,
    scenariosKind,
  ],
  jobs: [effectJob, refreshJob, drawJob, forgetJob, migrateJob, settleJob],
  reactions: [
    onActed,
    onActedElsewhere,
    onActedForOpinions,
    onActedForInquiries,
    onActedForAgreements,
    onActedForReviews,
    onBillPaid,
    onCorrection,
  ],
  measurements,
  open(vahid) {
    servingPort.fill(vahid, servicesOfMeasure);
    serveCases(vahid);
    servedPort.fill(vahid, servedSince);
    signedActPort.fill(vahid, carryOut);
    signaturesPort.fill(vahid, signaturesOfDocument);
    conductedPort.fill(vahid, representedDocuments);
    representativePort.fill(vahid, conducting);
    registerFlowPart(vahid, 'service', dropOutPart);
    registerPages(vahid, 'service', {
      owner: (id) => `/muracietler/${id}`,
      desk: (id) => `/masa/is/${id}`,
      ownList: true,
      refusesReceiver: refusesCase,
    });
    registerPages(vahid, opinionProcess, {
      owner: opinionPath,
      desk: opinionPath,
      ownList: true,
      refusesReceiver: refusesOpinion,
    });
    registerPages(vahid, inquiryProcess, {
      owner: inquiryPath,
      desk: inquiryPath,
      ownList: true,
      refusesReceiver: refusesInquiry,
    });
    registerPages(vahid, agreementProcess, { owner: agreementPath, desk: () => '/masa', ownList: true });
    // At the desk a review stands on the page of its case.
    registerPages(vahid, reviewProcess, { owner: reviewPath, desk: () => '/masa', ownList: true, blind: true });
  },
  async judge(ctx, definitions) {
    return new Map([...(await refuseUnsignable(ctx, definitions)), ...(await judgeMigrations(ctx, definitions))]);
  },
  async released(ctx, again) {
    if (!again) await enterServices(ctx);
    if (!again) await keepRegulations(ctx);
    await scheduleForgetting(ctx, ctx.vahid.now());
    await scheduleSettling(ctx, ctx.vahid.now());
    await scheduleMigrations(ctx);
  },
};
