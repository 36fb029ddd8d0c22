import { registerPages } from '../../process/index.ts';
import type { Part } from '../part.ts';
import { indicatorAccess } from './access.ts';
import { indicatorApi } from './api.ts';
import { indicatorsKind } from './definition.ts';
import { onIndicatorActed } from './effects.ts';
import { indicatorEntities } from './entities.ts';
import { freezeJob, scheduleFreeze } from './freezing.ts';
import { indicatorCsv, indicatorPage } from './pages/indicator.tsx';
import { indicatorsCsv, indicatorsPage } from './pages/list.tsx';
import { draftPath } from './path.ts';
import { discrepancyKind, sheetKind, sheetProcess } from './processes.ts';
import { takeOverSheets } from './sheets.ts';

export { BandTag, bandWord, figureText, IndicatorChart, IndicatorFigure, signOf } from './pages/figure.tsx';
export { indicatorPath, indicatorsPath } from './path.ts';
export type { Band } from './rules.ts';
export type { Sheet, Target } from './sheet.ts';
export { indicatorPages, type IndicatorSummary, indicatorSummaries } from './summary.ts';
export { indicatorView, indicatorViews, type IndicatorView } from './views.ts';

export const indicators: Part = {
  access: indicatorAccess,
  entities: indicatorEntities,
  definitions: [indicatorsKind, sheetKind, discrepancyKind],
  jobs: [freezeJob],
  reactions: [onIndicatorActed],
  routes: [...indicatorApi, indicatorsPage, indicatorsCsv, indicatorPage, indicatorCsv],
  open(vahid) {
    registerPages(vahid, sheetProcess, { owner: draftPath, desk: draftPath });
  },
  async released(ctx) {
    await takeOverSheets(ctx);
    await scheduleFreeze(ctx, ctx.vahid.now());
  },
};
