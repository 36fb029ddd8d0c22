import { on } from '../../../kernel/event.ts';
import { processActed } from '../../process/index.ts';
import { keepWords } from './discrepancies.ts';
import { afterDraft } from './drafts.ts';
import { discrepancyProcess, sheetProcess } from './processes.ts';

/** What follows a step of a sheet or of a discrepancy. */
export const onIndicatorActed = on(processActed, 'plan-indicators', async (ctx, happened) => {
  if (happened.kind === sheetProcess) await afterDraft(ctx, happened);
  if (happened.kind === discrepancyProcess) await keepWords(ctx, happened);
});
