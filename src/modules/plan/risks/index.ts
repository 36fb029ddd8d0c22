import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Part } from '../part.ts';
import { riskAccess } from './access.ts';
import {
  assessRoute,
  closeRoute,
  mitigateRoute,
  raisePage,
  raiseRoute,
  riskDeskRoute,
  stepRoute,
} from './desk-page.tsx';
import { riskEntities } from './entities.ts';
import { riskPage, risksApi, risksCsv, risksPage } from './public-page.tsx';
import { enterPlanRisks } from './store.ts';

export { openRisks, raiseRisk, risksOf } from './actions.ts';
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
    closeRoute,
    raisePage,
    raiseRoute,
  ],
  async released(ctx: Context) {
    const at = ctx.vahid.now();
    await enterPlanRisks(ctx.db, at, () => newId(at.getTime()));
  },
};
