import { feeOf, owedBeside, totalOf } from '../rules/fee.ts';
import type { CaseData } from '../rules/values.ts';
import type { CompiledService } from './compiled.ts';
import { feeActions } from './fee.ts';

/** The fee of a case that is played. */
export interface PlayedFee {
  /** It has not been worked out since the case was sent, or since its answers were changed. */
  open: boolean;
  /** Sums for which bills were issued. */
  readonly billed: string[];
  /** The sum of the bills, or why there is none; undefined until it was worked out. */
  said: string | undefined;
}

export const playedFee = (): PlayedFee => ({ open: true, billed: [], said: undefined });

/** As `charge` of the running service: `due` when the case has to wait for a bill. */
export function playCharge(
  service: CompiledService,
  { state, data }: { readonly state: string; readonly data: CaseData },
  fee: PlayedFee,
): 'due' | 'settled' | 'open' {
  const verdict = feeOf(service, data);
  if (verdict.state === 'unknown') return 'open';
  const more = verdict.state === 'due' ? owedBeside(verdict.amount, fee.billed) : undefined;
  const ask = service.process.actions.find(({ name }) => name === feeActions.ask);
  if (more !== undefined && !ask?.from.includes(state)) return 'open';
  if (more !== undefined) fee.billed.push(more);
  fee.open = false;
  fee.said = fee.billed.length > 0 ? totalOf(fee.billed) : verdict.state;
  return more === undefined ? 'settled' : 'due';
}

/** Does a fee that comes before all else keep an approval back? */
export function playedOwes(service: CompiledService, data: CaseData, { open, billed }: PlayedFee): boolean {
  if (service.fee?.asked !== 'application' || !open) return false;
  const verdict = feeOf(service, data);
  if (verdict.state !== 'due') return verdict.state === 'unknown';
  return owedBeside(verdict.amount, billed) !== undefined;
}
