import { registerPages } from '../../process/index.ts';
import type { Part } from '../part.ts';
import { indicatorAccess } from './access.ts';
import { indicatorApi } from './api.ts';
import { indicatorsKind } from './definition.ts';
import { onIndicatorActed } from './effects.ts';
import { indicatorEntities } from './entities.ts';
import { freezeJob, scheduleFreeze } from './freezing.ts';
import { indicatorDeskRoute, startDraftRoute } from './pages/desk.tsx';
import { actOnDraftRoute, draftRoute, saveDraftRoute } from './pages/draft.tsx';
import { indicatorCsv, indicatorPage } from './pages/indicator.tsx';
import { indicatorsCsv, indicatorsPage } from './pages/list.tsx';
import { enterValueRoute, judgeRoute, valuesRoute } from './pages/values.tsx';
import { draftPath, indicatorDeskPath, indicatorsPath } from './path.ts';
import { discrepancyKind, sheetKind, sheetProcess } from './processes.ts';
import { takeOverSheets } from './sheets.ts';

export { startDraft } from './drafts.ts';
export { figureText, IndicatorFigure, signOf } from './pages/figure.tsx';
export { valueText } from './pages/list.tsx';
export { indicatorPath, indicatorsPath } from './path.ts';
export { reportValue } from './reporting.ts';
export type { Band } from './rules.ts';
export { type Sheet, type Target, units } from './sheet.ts';
export { indicatorPages, type IndicatorSummary, indicatorSummaries } from './summary.ts';
export { indicatorViews, type IndicatorView, wholeViews } from './views.ts';

export const indicators: Part = {
  access: indicatorAccess,
  entities: indicatorEntities,
  definitions: [indicatorsKind, sheetKind, discrepancyKind],
  jobs: [freezeJob],
  reactions: [onIndicatorActed],
  routes: [
    ...indicatorApi,
    indicatorsPage,
    indicatorsCsv,
    indicatorPage,
    indicatorCsv,
    indicatorDeskRoute,
    startDraftRoute,
    draftRoute,
    saveDraftRoute,
    actOnDraftRoute,
    valuesRoute,
    enterValueRoute,
    judgeRoute,
  ],
  nav: [
    {
      fronts: ['plan'],
      order: 72,
      path: indicatorsPath,
      covers: '/plan/gosterici',
      label: { az: 'Göstəricilər', en: 'Indicators', ru: 'Показатели' },
      access: 'plan.readIndicator',
    },
    {
      fronts: ['desk'],
      order: 74,
      path: indicatorDeskPath,
      label: { az: 'Göstəricilər', en: 'Indicators', ru: 'Показатели' },
      access: 'plan.openIndicatorDesk',
    },
  ],
  open(vahid) {
    registerPages(vahid, sheetProcess, { owner: draftPath, desk: draftPath });
  },
  async released(ctx) {
    await takeOverSheets(ctx);
    await scheduleFreeze(ctx, ctx.vahid.now());
  },
};
