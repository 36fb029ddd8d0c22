import { formatMoney } from '../../../language/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { paymentTerm } from '../definition/fee.ts';
import type { ExpectedView } from '../fee-views.ts';
import { feeOf } from '../rules/fee.ts';
import type { CaseData } from '../rules/values.ts';
import { label, say } from '../text/index.ts';
import { costOf } from './fee.ts';
import type { Guide } from './guide.ts';
import { workingDaysOf } from './service.ts';

/** What an application will cost and how long it may take, by what is known of it before it is sent. */
export function expectedView(service: CompiledService, guide: Guide, data: CaseData): ExpectedView {
  const { fee, process } = service;
  const verdict = feeOf(service, data);
  const decidedIn = workingDaysOf(service);
  if (!fee || verdict.state === 'none') return { state: 'none', cost: label('free'), decidedIn };
  if (verdict.state === 'waived') {
    const { state, reason, article } = verdict;
    return { state, cost: label('free'), reason, article: guide.article(article), decidedIn };
  }
  const days = paymentTerm(process);
  const from = fee.asked === 'application' ? 'sending' : 'approval';
  const sum = verdict.state === 'due' ? verdict.amount : undefined;
  return {
    state: verdict.state,
    cost: sum === undefined ? costOf(service) : say('feeOf', (lang) => ({ amount: formatMoney(sum, lang) })),
    ...(days === undefined ? {} : { pays: { days, from } }),
    article: guide.article(fee.article),
    decidedIn,
  };
}
