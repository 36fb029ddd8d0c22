import type { Text } from '../../language/lang.ts';
import type { BillView } from '../payments/index.ts';
import type { ArticleView, InstitutionView } from './views.ts';

/** What is to be paid for a case, and how that stands; or why there is nothing. */
export interface PaymentView {
  readonly state: 'due' | 'waived';
  /** Who is paid. */
  readonly payee: InstitutionView;
  /** Of `due`: the newest, and those before it, each for what the fee had risen by when the answers were corrected. */
  readonly bill?: BillView;
  readonly before?: readonly BillView[];
  /** Of `waived`. */
  readonly reason?: Text;
  /** By which the fee is taken, or waived. */
  readonly article: ArticleView;
}

/** What an application costs and how long it takes, before it is sent: as far as answers and registers tell. */
export interface ExpectedView {
  /** `unknown`: a register has not said yet what it depends on. */
  readonly state: 'due' | 'waived' | 'none' | 'unknown';
  /** The sum of `due`; of `unknown` what the service takes at all. */
  readonly cost: Text;
  /** Working days within which it is paid, and from when they count. */
  readonly pays?: { readonly days: number; readonly from: 'sending' | 'approval' };
  /** Of `waived`. */
  readonly reason?: Text;
  /** Absent where nothing is taken. */
  readonly article?: ArticleView;
  /** Working days within which it is decided. */
  readonly decidedIn: number;
}
