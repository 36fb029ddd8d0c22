import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Part } from '../part.ts';
import { riskAccess } from './access.ts';
import {
  assessRoute,
  closeRoute,
  mitigateRoute,
  offerRoute,
  raisePage,
  raiseRoute,
  riskDeskRoute,
  stepRoute,
} from './desk-page.tsx';
import { riskEntities } from './entities.ts';
import { riskPage, risksApi, risksCsv, risksPage } from './public-page.tsx';
import { enterPlanRisks } from './store.ts';

export {
  addMitigation,
  assessRisk,
  openRisks,
  raiseRisk,
  riskById,
  risksOf,
  stepMitigation,
} from './actions.ts';
export type { RiskView } from './store.ts';

export const risks: Part = {
  access: riskAccess,
  entities: riskEntities,
  routes: [
    risksPage,
    risksCsv,
    risksApi,
    riskPage,
    riskDeskRoute,
    assessRoute,
    mitigateRoute,
    stepRoute,
    offerRoute,
    closeRoute,
    raisePage,
    raiseRoute,
  ],
  async released(ctx: Context) {
    const at = ctx.vahid.now();
    await enterPlanRisks(ctx.db, at, () => newId(at.getTime()));
  },
};
