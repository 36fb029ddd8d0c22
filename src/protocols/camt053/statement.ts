/** What a bank says happened on one account. */
export interface AccountStatement {
  /** The bank's number of the statement, `Stmt/Id`. */
  readonly id: string;
  readonly iban: string;
  /** Absent where the bank gives no balance, or gives sums in several currencies. */
  readonly balances?: Balances;
  readonly entries: readonly StatementEntry[];
}

/** One movement of money; an entry that books several transactions together is told transaction by transaction. */
export interface StatementEntry {
  /** The bank's own reference, the same in every statement that tells of the entry; absent where the bank gives none. */
  readonly bankReference?: string;
  /** Decimal with a point, without a sign. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
  /** The money came; false: it went. */
  readonly credit: boolean;
  /** Takes an earlier entry back. */
  readonly reversal: boolean;
  /** Final; one that is pending may still change or never come. */
  readonly booked: boolean;
  /** `YYYY-MM-DD` */
  readonly bookedOn: string;
  /** Structured creditor reference, as it was written. */
  readonly reference?: string;
  /** What the payer wrote. */
  readonly remittance?: string;
  readonly payerName?: string;
  readonly payerIban?: string;
}

/** Of booked money, in the account's currency: decimals with a point, and with a sign where the account is overdrawn. */
export interface Balances {
  readonly currency: string;
  /** `OPBD`, else `PRCD`: what the statement before closed with. */
  readonly opening: string;
  /** `CLBD` */
  readonly closing: string;
  /** Sum of the booked entries. */
  readonly movement: string;
}
