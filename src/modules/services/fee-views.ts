import type { Text } from '../../language/lang.ts';
import type { BillView } from '../payments/index.ts';
import type { ArticleView, InstitutionView } from './views.ts';

/** What is to be paid for a case, and how that stands; or why there is nothing. */
export interface PaymentView {
  readonly state: 'due' | 'waived';
  /** Who is paid. */
  readonly payee: InstitutionView;
  /** Of `due`. */
  readonly bill?: BillView;
  /** Of `waived`. */
  readonly reason?: Text;
  /** By which the fee is taken, or waived. */
  readonly article: ArticleView;
}
